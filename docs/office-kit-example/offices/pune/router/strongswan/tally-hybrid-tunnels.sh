#!/bin/sh
# Makes the interfaces of both tunnels of the office pune. Run at boot by tally-hybrid-tunnels.service.
# Goes to /usr/local/sbin/tally-hybrid-tunnels (chmod 755).
#
# Replace these words everywhere in this file:
#   TUNNEL_1_INSIDE_ROUTER: second usable address of the inside network of tunnel 1
#   TUNNEL_2_INSIDE_ROUTER: second usable address of the inside network of tunnel 2
#   WAN_INTERFACE: the interface that faces the internet
# The page router.html has the read-only commands that show what AWS knows. A key is secret: it belongs on the router
# and nowhere else.
set -eu
PATH=/usr/sbin:/usr/bin:/sbin:/bin

# Looks first, and stops before anything is changed: strongSwan does not start then either.
stop() {
    echo "tally-hybrid: nothing was changed. $1" >&2
    exit 1
}
for file in "$0" /etc/swanctl/conf.d/tally-hybrid.conf; do
    [ ! -e "$file" ] || ! grep -qE '^[^#]*(TUN[N]EL_[12]_|WA[N]_INTERFACE)' "$file" || stop "$file: replace the words that its first lines name."
done
ip link show dev WAN_INTERFACE >/dev/null 2>&1 || stop "There is no interface WAN_INTERFACE."
nft --check --file /etc/swanctl/tally-hybrid.nft || stop "/etc/swanctl/tally-hybrid.nft: see above."

tunnel() { # interface, number, address inside the tunnel
    ip link show dev "$1" >/dev/null 2>&1 || ip link add "$1" type xfrm dev WAN_INTERFACE if_id "$2"
    ip address replace "$3/30" dev "$1"
    ip link set dev "$1" mtu 1400 up
    # AWS may answer through the other tunnel than the one that was asked through.
    sysctl -q -w "net.ipv4.conf.$1.rp_filter=2"
}

tunnel tally1 4241 TUNNEL_1_INSIDE_ROUTER
tunnel tally2 4242 TUNNEL_2_INSIDE_ROUTER

sysctl -q -w net.ipv4.ip_forward=1
mkdir -p /run/tally-hybrid
echo 0 >/run/tally-hybrid/tally1
echo 0 >/run/tally-hybrid/tally2
# With both tunnels down, nothing for the VPC may leave in clear through the internet line.
ip route replace blackhole 10.20.0.0/16 metric 4000
nft -f /etc/swanctl/tally-hybrid.nft
