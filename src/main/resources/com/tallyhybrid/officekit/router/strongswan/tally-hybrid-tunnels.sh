#!/bin/sh
# Makes the interfaces of both tunnels of the office {{office.name}}. Run at boot by tally-hybrid-tunnels.service.
# Goes to /usr/local/sbin/tally-hybrid-tunnels (chmod 755).
#
{{> router/placeholders.txt}}
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
    ip link set dev "$1" mtu {{timing.mtu}} up
    # AWS may answer through the other tunnel than the one that was asked through.
    sysctl -q -w "net.ipv4.conf.$1.rp_filter=2"
}

{{#tunnels}}
tunnel {{device}} {{interfaceId}} {{insideRouter}}
{{/tunnels}}

sysctl -q -w net.ipv4.ip_forward=1
mkdir -p /run/tally-hybrid
{{#tunnels}}
echo 0 >/run/tally-hybrid/{{device}}
{{/tunnels}}
{{^bgp}}
# With both tunnels down, nothing for the VPC may leave in clear through the internet line.
ip route replace blackhole {{vpc.cidr}} metric 4000
{{/bgp}}
nft -f /etc/swanctl/tally-hybrid.nft
