#!/bin/bash
# Brings up the generated strongSwan side of an office against a peer that plays AWS, in network namespaces of its own.
#
#   tunnels.sh DIRECTORY TEST
#
# DIRECTORY holds office/ (the generated files, their words replaced) and aws/swanctl.conf (made from the template).
# TEST is "works" or "refuses". Prints a line for everything that was seen; ends with 0 if all of it was as expected.
# PATIENCE multiplies every limit of time, for an emulated machine.
#
#   pc 192.168.10.20 -- office 198.51.100.10 == two tunnels == aws 192.0.2.1 and 192.0.2.2, with 10.20.0.10 behind
#
# Where the kernel knows ESP and XFRM interfaces, the generated files run as they are. Elsewhere strongSwan's own ESP
# stands in for the kernel's: it has one interface, ipsec0, for all tunnels, so the interfaces of the tunnels lead nowhere
# and show only which tunnel has the route.
set -euo pipefail
directory=$(cd "$1" && pwd)
test=$2
# No trace outside, however this ends: the namespaces are named in a /run of its own, and every process ends with it.
if [ -z "${TALLY_INSIDE:-}" ]; then
    export TALLY_INSIDE=1
    exec unshare --mount --pid --fork --kill-child --mount-proc bash "$0" "$@"
fi
office=tally-office
aws=tally-aws
pc=tally-pc

fail() {
    echo "FAILED: $*"
    for side in office aws; do
        echo "--- $side"
        tail -n 60 "$directory/$side/charon.log" || true
    done
    exit 1
}

within() { # seconds, what, command that must succeed
    local limit=$((SECONDS + $1 * ${PATIENCE:-1})) what=$2
    shift 2
    until "$@" >/dev/null 2>&1; do
        [ $SECONDS -lt $limit ] || fail "not in time: $what"
        sleep 0.3
    done
    echo "seen: $what"
}

# grep -q would leave a pipe early, and who still writes into it fails with it.
has() {
    grep "$@" >/dev/null
}

on() { # namespace, command
    local namespace=$1
    shift
    ip netns exec "${!namespace}" "$@"
}

control() { # side, command of swanctl
    local side=$1
    shift
    on "$side" swanctl "$@" --uri "unix://$directory/$side/vici"
}

# --- where the generated files expect to be, for this process and its children alone
mount -t tmpfs tmpfs /run
mkdir /run/netns
mount -t tmpfs tmpfs /usr/local/sbin
mount -t tmpfs tmpfs /etc/swanctl
cp "$directory/office/tally-hybrid-tunnels.sh" /usr/local/sbin/tally-hybrid-tunnels
cp "$directory/office/tally-hybrid-updown.sh" /usr/local/sbin/tally-hybrid-updown
# The peer's routes follow its tunnels by the same script, in the peer's words.
sed -e 's/tally-hybrid-\([12]\))/tunnel-\1)/' -e 's/tally\([12]\)/vpn\1/' -e 's#10.20.0.0/16#192.168.10.0/24#' \
    -e 's#/run/tally-hybrid#/run/aws#' /usr/local/sbin/tally-hybrid-updown >/usr/local/sbin/aws-updown
chmod 755 /usr/local/sbin/*
mkdir /run/aws
echo 0 | tee /run/aws/vpn1 >/run/aws/vpn2
cp "$directory/office/nftables.conf" /etc/swanctl/tally-hybrid.nft

# --- the wires
for namespace in "$office" "$aws" "$pc"; do
    ip netns add "$namespace"
    ip -n "$namespace" link set lo up
done
ip -n "$office" link add wan0 type veth peer name wan0 netns "$aws"
ip -n "$office" link add lan0 type veth peer name lan0 netns "$pc"
ip -n "$office" address add 198.51.100.10/24 dev wan0
ip -n "$office" address add 192.168.10.1/24 dev lan0
ip -n "$aws" address add 198.51.100.1/24 dev wan0
ip -n "$aws" address add 192.0.2.1/32 dev lo
ip -n "$aws" address add 192.0.2.2/32 dev lo
ip -n "$aws" address add 10.20.0.10/32 dev lo
ip -n "$pc" address add 192.168.10.20/24 dev lan0
for link in "$office wan0" "$office lan0" "$aws wan0" "$pc lan0"; do
    ip -n "${link% *}" link set "${link#* }" up
done
ip -n "$office" route add default via 198.51.100.1
ip -n "$pc" route add default via 192.168.10.1

if on office ip link add probe type xfrm dev wan0 if_id 1 2>/dev/null \
    && on office ip xfrm state add src 192.0.2.9 dst 192.0.2.8 proto esp spi 0x1000 mode tunnel if_id 9 \
        aead 'rfc4106(gcm(aes))' 0x000102030405060708090a0b0c0d0e0f10111213 128 2>/dev/null; then
    on office ip link del probe
    on office ip xfrm state flush
    kernel=yes
    echo "esp: kernel, XFRM interfaces"
else
    kernel=no
    echo "esp: strongSwan's own, the kernel has none"
    for device in tally1 tally2; do
        ip -n "$office" link add "$device" type veth peer name "${device}-end"
    done
    sed -i 's/"tally1"/"ipsec0"/' /etc/swanctl/tally-hybrid.nft
    # strongSwan's own routes take everything; what is not for a tunnel stays out of them.
    for network in 192.168.10.0/24 198.51.100.0/24 192.0.2.0/24; do
        on office ip rule add to $network lookup main priority 100
    done
    for network in 198.51.100.0/24 10.20.0.0/16; do
        on aws ip rule add to $network lookup main priority 100
    done
fi
on office /usr/local/sbin/tally-hybrid-tunnels
if [ $kernel = yes ]; then
    number=0
    for device in vpn1 vpn2; do
        number=$((number + 1))
        ip -n "$aws" link add $device type xfrm dev wan0 if_id $number
        ip -n "$aws" link set $device up
        on aws sysctl -q -w net.ipv4.conf.$device.rp_filter=2
    done
fi
# As most offices have it: what goes to the internet is translated, and what goes through a tunnel must not be.
on office nft -f - 2>/dev/null <<EOF || echo "no address translation in this kernel, so none is tried"
table ip owner {
    chain postrouting {
        type nat hook postrouting priority srcnat;
        oifname "wan0" masquerade
    }
}
EOF
# What comes for the VPC in clear is counted, and dropped. Counted here, because the office's own kernel shows a packet to
# its filters with the outer interface before it encrypts it.
on aws nft -f - <<EOF
table ip watch {
    chain clear {
        type filter hook prerouting priority -300;
        iifname "wan0" ip daddr 10.20.0.0/16 counter drop
    }
    chain large {
        type filter hook prerouting priority -290;
        tcp dport 445 tcp flags & (syn | ack) == syn tcp option maxseg size > 1360 counter drop
    }
    chain fitting {
        type filter hook prerouting priority -280;
        tcp dport 445 tcp flags & (syn | ack) == syn tcp option maxseg size == 1360 counter
    }
}
EOF

# --- strongSwan on both sides
start() { # side, more settings
    local side=$1
    cat >"$directory/$side/charon.conf" <<EOF
$([ "$side" = office ] && echo "include $directory/office/strongswan.conf")
charon {
    retransmit_timeout = 2.0
    retransmit_tries = 3
    $([ "$kernel" = yes ] && echo "install_routes = no")
    filelog {
        log {
            path = $directory/$side/charon.log
            flush_line = yes
            default = 1
        }
    }
    plugins {
        include /etc/strongswan.d/charon/*.conf
        vici {
            socket = unix://$directory/$side/vici
        }
        kernel-libipsec {
            load = $([ "$kernel" = yes ] && echo no || echo yes)
        }
        bypass-lan {
            load = no
        }
    }
}
EOF
    rm -f "$directory/$side/vici" "$directory/$side/charon.log"
    STRONGSWAN_CONF="$directory/$side/charon.conf" on "$side" charon-systemd >/dev/null 2>&1 &
    within 30 "strongSwan of the $side answers" control "$side" --stats
    control "$side" --load-all --noprompt --file "$directory/$side/swanctl.conf" >"$directory/$side/load.log" 2>&1 \
        || { cat "$directory/$side/load.log"; fail "the configuration of the $side is refused"; }
}
start aws
start office

if [ "$test" = refuses ]; then
    within 30 "no proposal chosen" grep -q "NO_PROPOSAL_CHOSEN" "$directory/office/charon.log"
    ! grep -q "established" "$directory/office/charon.log" || fail "a tunnel came up all the same"
    echo "seen: no tunnel"
    exit 0
fi

installed() {
    control office --list-sas --ike "$1" | has "INSTALLED"
}
within 30 "tunnel 1 is up" installed tally-hybrid-1
within 30 "tunnel 2 is up" installed tally-hybrid-2
control office --list-sas | grep -E "AES|established" || true

# --- a file server, as far as the network is concerned: says what it got, and from whom
on aws perl -MIO::Socket::INET -e '
    my $server = IO::Socket::INET->new(LocalAddr => "10.20.0.10", LocalPort => 445, Listen => 9, ReuseAddr => 1) or die $!;
    while (my $client = $server->accept) {
        my $line = <$client>;
        print $client "got " . length($line) . " from " . $client->peerhost . "\n";
        close $client;
    }' &
ask() {
    on pc timeout 5 perl -MIO::Socket::INET -e '
        my $socket = IO::Socket::INET->new(PeerAddr => "10.20.0.10", PeerPort => 445, Timeout => 4) or die $!;
        print $socket "x" x 200000 . "\n";
        my $answer = <$socket>;
        die "no answer" unless $answer =~ /^got 200001 from 192\.168\.10\.20$/;
        print $answer'
}
within 30 "200 kB to port 445 and an answer" ask
echo "answer: $(ask)"
on office ip route show 10.20.0.0/16

# --- new keys
spis() {
    control office --list-sas --ike tally-hybrid-1 | grep -oE "(in|out) +[0-9a-f]{8}|[0-9a-f]{16}_[io]\*? [0-9a-f]{16}_[ro]\*?" | sort
}
before=$(spis)
renewed() {
    ! spis | has -xF "$(grep -m 1 "$1" <<<"$before")"
}
control office --rekey --child tally-hybrid-1 >/dev/null
within 30 "new keys of the traffic" renewed "in  "
control office --rekey --ike tally-hybrid-1 >/dev/null
within 30 "new keys of the exchange" renewed "_i"
within 15 "tunnel 1 is still up" installed tally-hybrid-1
within 15 "traffic after both renewals" ask

# --- tunnel 1 is lost without a word
[ -n "$(on office ip route show 10.20.0.0/16 dev tally1)" ] || fail "no route over tunnel 1"
on aws nft -f - <<EOF
table ip lost {
    chain in { type filter hook input priority -300; ip daddr 192.0.2.1 drop; }
    chain out { type filter hook output priority -300; ip saddr 192.0.2.1 drop; }
}
EOF
since=$SECONDS
gone() { [ -z "$(on office ip route show 10.20.0.0/16 dev tally1)" ]; }
within 60 "the route leaves tunnel 1" gone
within 45 "traffic over tunnel 2" ask
echo "seen: interrupted for less than $((SECONDS - since + 1)) seconds"
installed tally-hybrid-2 || fail "tunnel 2 went down too"

counted() { # chain: packets
    on aws nft list chain ip watch "$1" | sed -n 's/.*counter packets \([0-9]*\) .*/\1/p'
}
[ "$(counted clear)" = 0 ] || fail "packets for the VPC left in clear"
echo "seen: nothing left in clear"
[ "$(counted large)" = 0 ] && [ "$(counted fitting)" -gt 0 ] || fail "segments larger than a tunnel takes"
echo "seen: no segment larger than a tunnel takes"
