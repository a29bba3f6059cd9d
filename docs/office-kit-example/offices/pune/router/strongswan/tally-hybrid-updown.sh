#!/bin/sh
# Called by strongSwan when a tunnel of the office pune comes up or goes down: the route to the VPC follows,
# over the first tunnel while it stands, else over the second.
# Goes to /usr/local/sbin/tally-hybrid-updown (chmod 755).
set -eu
PATH=/usr/sbin:/usr/bin:/sbin:/bin

case "$PLUTO_CONNECTION" in
    tally-hybrid-1) device=tally1 metric=100 ;;
    tally-hybrid-2) device=tally2 metric=200 ;;
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
        ip route replace 10.20.0.0/16 dev "$device" metric "$metric"
        ;;
    down-client)
        up=$((up - 1))
        if [ "$up" -le 0 ]; then
            up=0
            ip route del 10.20.0.0/16 dev "$device" metric "$metric" || true
        fi
        ;;
esac
echo "$up" >"$count"
