# Both tunnels of the office {{office.name}} ({{name}}) for MikroTik RouterOS 7.
# Written after MikroTik's documentation and common practice; not run on a device, its failover least of all. Take a backup first: /system backup save
#
{{> router/placeholders.txt}}
# Then copy the file to the router and: /import file-name=mikrotik.rsc
#
# RouterOS has no tunnel interface for IPsec: the policy below takes what goes to the VPC, over the first tunnel while
# it stands, else over the second. If your version refuses two peers in a policy, update it.

/ip ipsec profile
add name=tally-hybrid enc-algorithm={{mikroTik.encryption1}} hash-algorithm={{mikroTik.hash1}} dh-group={{mikroTik.groups1}} lifetime={{timing.phase1Seconds}}s dpd-interval={{timing.dpdInterval}}s dpd-maximum-failures={{timing.dpdFailures}} nat-traversal=yes

/ip ipsec proposal
add name=tally-hybrid enc-algorithms={{mikroTik.encryption2}} auth-algorithms={{mikroTik.hashes2}} pfs-group={{mikroTik.group2}} lifetime={{timing.phase2Seconds}}s

/ip ipsec peer
{{#tunnels}}
add name={{name}} address={{awsAddress}}/32 exchange-mode=ike2 profile=tally-hybrid
{{/tunnels}}

/ip ipsec identity
{{#tunnels}}
add peer={{name}} auth-method=pre-shared-key secret="{{key}}" my-id=address:{{office.gatewayIp}} remote-id=address:{{awsAddress}}
{{/tunnels}}

# One pair a tunnel, whatever the number of office networks: AWS accepts no second one.
/ip ipsec policy
add peer={{#tunnels}}{{name}}{{^-last}},{{/-last}}{{/tunnels}} src-address=0.0.0.0/0 dst-address={{vpc.cidr}} tunnel=yes action=encrypt level=require ipsec-protocols=esp proposal=tally-hybrid

# Nothing for the VPC is translated. Moved to the front, since the first rule that fits decides.
/ip firewall nat
add chain=srcnat action=accept dst-address={{vpc.cidr}} comment="tally-hybrid: no translation" place-before=0

# Packets that do not fit a tunnel are lost without a word, and shares hang.
/ip firewall mangle
add chain=forward action=change-mss new-mss={{timing.mss}} tcp-mss={{timing.mssPlusOne}}-65535 passthrough=yes protocol=tcp tcp-flags=syn dst-address={{vpc.cidr}} comment="tally-hybrid: to the VPC"
add chain=forward action=change-mss new-mss={{timing.mss}} tcp-mss={{timing.mssPlusOne}}-65535 passthrough=yes protocol=tcp tcp-flags=syn src-address={{vpc.cidr}} comment="tally-hybrid: from the VPC"

# FastTrack would pass by the policy.
/ip firewall filter
add chain=forward action=accept dst-address={{vpc.cidr}} connection-state=established,related comment="tally-hybrid: no FastTrack" place-before=0
add chain=forward action=accept src-address={{vpc.cidr}} connection-state=established,related comment="tally-hybrid: no FastTrack" place-before=0
{{#tunnels}}
add chain=input action=accept src-address={{awsAddress}} protocol=udp dst-port=500,4500 comment="tally-hybrid: key exchange" place-before=0
add chain=input action=accept src-address={{awsAddress}} protocol=ipsec-esp comment="tally-hybrid: tunnel" place-before=0
{{/tunnels}}
