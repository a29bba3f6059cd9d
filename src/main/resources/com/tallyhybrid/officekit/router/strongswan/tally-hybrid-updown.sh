#!/bin/sh
# Called by strongSwan when a tunnel of the office {{office.name}} comes up or goes down: the route to the VPC follows,
# over the first tunnel while it stands, else over the second.
# Goes to /usr/local/sbin/tally-hybrid-updown (chmod 755).
set -eu
PATH=/usr/sbin:/usr/bin:/sbin:/bin

case "$PLUTO_CONNECTION" in
{{#tunnels}}
    {{name}}) device={{device}} metric={{metric}} ;;
{{/tunnels}}
    *) exit 0 ;;
esac

# Both ends may start the same tunnel at once, and one of the two goes down again: counted, or it would take the route.
count=/run/tally-hybrid/$device
exec 9>"$count.lock"
flock 9
up=$(cat "$count")
case "$PLUTO_VERB" in
    up-client)
        up=$((up + 1))
        ip route replace {{vpc.cidr}} dev "$device" metric "$metric"
        ;;
    down-client)
        up=$((up - 1))
        if [ "$up" -le 0 ]; then
            up=0
            ip route del {{vpc.cidr}} dev "$device" metric "$metric" || true
        fi
        ;;
esac
echo "$up" >"$count"
