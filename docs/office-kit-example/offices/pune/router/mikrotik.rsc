# Both tunnels of the office pune (sharma-traders-pune) for MikroTik RouterOS 7.
# Written after MikroTik's documentation and common practice; not run on a device, its failover least of all. Take a backup first: /system backup save
#
# Replace these words everywhere in this file:
#   TUNNEL_1_AWS_ADDRESS: outside address of tunnel 1
#   TUNNEL_1_KEY: pre-shared key of tunnel 1
#   TUNNEL_2_AWS_ADDRESS: outside address of tunnel 2
#   TUNNEL_2_KEY: pre-shared key of tunnel 2
# The page router.html has the read-only commands that show what AWS knows. A key is secret: it belongs on the router
# and nowhere else.
# Then copy the file to the router and: /import file-name=mikrotik.rsc
#
# RouterOS has no tunnel interface for IPsec: the policy below takes what goes to the VPC, over the first tunnel while
# it stands, else over the second. If your version refuses two peers in a policy, update it.

/ip ipsec profile
add name=tally-hybrid enc-algorithm=aes-256 hash-algorithm=sha256 dh-group=ecp521,ecp384,ecp256,modp2048 lifetime=28800s dpd-interval=10s dpd-maximum-failures=3 nat-traversal=yes

/ip ipsec proposal
add name=tally-hybrid enc-algorithms=aes-256-gcm,aes-256-cbc auth-algorithms=sha256,sha512 pfs-group=ecp256 lifetime=3600s

/ip ipsec peer
add name=tally-hybrid-1 address=TUNNEL_1_AWS_ADDRESS/32 exchange-mode=ike2 profile=tally-hybrid
add name=tally-hybrid-2 address=TUNNEL_2_AWS_ADDRESS/32 exchange-mode=ike2 profile=tally-hybrid

/ip ipsec identity
add peer=tally-hybrid-1 auth-method=pre-shared-key secret="TUNNEL_1_KEY" my-id=address:198.51.100.10 remote-id=address:TUNNEL_1_AWS_ADDRESS
add peer=tally-hybrid-2 auth-method=pre-shared-key secret="TUNNEL_2_KEY" my-id=address:198.51.100.10 remote-id=address:TUNNEL_2_AWS_ADDRESS

# One pair a tunnel, whatever the number of office networks: AWS accepts no second one.
/ip ipsec policy
add peer=tally-hybrid-1,tally-hybrid-2 src-address=0.0.0.0/0 dst-address=10.20.0.0/16 tunnel=yes action=encrypt level=require ipsec-protocols=esp proposal=tally-hybrid

# Nothing for the VPC is translated. Moved to the front, since the first rule that fits decides.
/ip firewall nat
add chain=srcnat action=accept dst-address=10.20.0.0/16 comment="tally-hybrid: no translation" place-before=0

# Packets that do not fit a tunnel are lost without a word, and shares hang.
/ip firewall mangle
add chain=forward action=change-mss new-mss=1360 tcp-mss=1361-65535 passthrough=yes protocol=tcp tcp-flags=syn dst-address=10.20.0.0/16 comment="tally-hybrid: to the VPC"
add chain=forward action=change-mss new-mss=1360 tcp-mss=1361-65535 passthrough=yes protocol=tcp tcp-flags=syn src-address=10.20.0.0/16 comment="tally-hybrid: from the VPC"

# FastTrack would pass by the policy.
/ip firewall filter
add chain=forward action=accept dst-address=10.20.0.0/16 connection-state=established,related comment="tally-hybrid: no FastTrack" place-before=0
add chain=forward action=accept src-address=10.20.0.0/16 connection-state=established,related comment="tally-hybrid: no FastTrack" place-before=0
add chain=input action=accept src-address=TUNNEL_1_AWS_ADDRESS protocol=udp dst-port=500,4500 comment="tally-hybrid: key exchange" place-before=0
add chain=input action=accept src-address=TUNNEL_1_AWS_ADDRESS protocol=ipsec-esp comment="tally-hybrid: tunnel" place-before=0
add chain=input action=accept src-address=TUNNEL_2_AWS_ADDRESS protocol=udp dst-port=500,4500 comment="tally-hybrid: key exchange" place-before=0
add chain=input action=accept src-address=TUNNEL_2_AWS_ADDRESS protocol=ipsec-esp comment="tally-hybrid: tunnel" place-before=0
