# Both tunnels of the office pune (sharma-traders-pune) for MikroTik RouterOS 7.
# Written after MikroTik's documentation; not run on a device. Take a backup first: /system backup save
#
# Replace these words everywhere in this file:
#   TUNNEL_1_AWS_ADDRESS: outside address of tunnel 1
#   TUNNEL_1_KEY: pre-shared key of tunnel 1
#   TUNNEL_2_AWS_ADDRESS: outside address of tunnel 2
#   TUNNEL_2_KEY: pre-shared key of tunnel 2
# The page router.html has the read-only commands that show what AWS knows. A key is secret: it belongs on the router
# and nowhere else.
# Then copy the file to the router and: /import file-name=mikrotik.rsc
# RouterOS 7.16 or later can read it before that and change nothing: /import file-name=mikrotik.rsc verbose=yes dry-run
#
# All of it is one block. It looks first and stops before anything is changed; if RouterOS refuses a later line, what was
# made is taken away again. It may be imported again: what an earlier import made is replaced.
#
# RouterOS decides by policies, and of two with the same networks only one counts. So one tunnel carries, and the other
# takes over when the first has no keys: AWS shows one UP and one DOWN. Both UP would lose packets here, because AWS
# answers through either and RouterOS drops what comes by the other tunnel.
{
    :if ([:pick [/system resource get version] 0 2] != "7.") do={
        :error "tally-hybrid: nothing was changed. This file is for RouterOS 7."
    }
    :foreach given in={ "TUNNEL_1_AWS_ADDRESS"; "TUNNEL_2_AWS_ADDRESS" } do={
        :if ([:typeof [:toip $given]] != "ip") do={
            :error "tally-hybrid: nothing was changed. $given is no address: replace the words that the first lines name."
        }
    }
    :if ("TUNNEL_1_KEY" = ("TUNNEL" . "_1_KEY")) do={
        :error "tally-hybrid: nothing was changed. The key of tunnel 1 is missing."
    }
    :if ("TUNNEL_2_KEY" = ("TUNNEL" . "_2_KEY")) do={
        :error "tally-hybrid: nothing was changed. The key of tunnel 2 is missing."
    }
    :if ([:len [/ip ipsec policy find where dst-address=10.20.0.0/16 and (comment~"^tally-hybrid")=false]] > 0) do={
        :error "tally-hybrid: nothing was changed. Another IPsec policy leads to 10.20.0.0/16 already."
    }

    :local takeAway do={
        /system scheduler remove [find where comment~"^tally-hybrid"]
        /ip ipsec policy remove [find where comment~"^tally-hybrid"]
        /ip ipsec identity remove [find where comment~"^tally-hybrid"]
        /ip ipsec peer remove [find where name~"^tally-hybrid"]
        /ip ipsec proposal remove [find where name~"^tally-hybrid"]
        /ip ipsec profile remove [find where name~"^tally-hybrid"]
        /ip firewall nat remove [find where comment~"^tally-hybrid"]
        /ip firewall mangle remove [find where comment~"^tally-hybrid"]
        /ip firewall filter remove [find where comment~"^tally-hybrid"]
    }
    :do {
        $takeAway
        /ip ipsec profile add name=tally-hybrid enc-algorithm=aes-256 hash-algorithm=sha256 dh-group=ecp521,ecp384,ecp256,modp2048 lifetime=28800s dpd-interval=10s dpd-maximum-failures=3 nat-traversal=yes
        /ip ipsec proposal add name=tally-hybrid enc-algorithms=aes-256-gcm,aes-256-cbc auth-algorithms=sha256,sha512 pfs-group=ecp256 lifetime=3600s
        /ip ipsec peer add name=tally-hybrid-1 address=TUNNEL_1_AWS_ADDRESS/32 exchange-mode=ike2 profile=tally-hybrid
        /ip ipsec identity add peer=tally-hybrid-1 auth-method=pre-shared-key secret="TUNNEL_1_KEY" my-id=address:198.51.100.10 remote-id=address:TUNNEL_1_AWS_ADDRESS comment="tally-hybrid"
        /ip ipsec peer add name=tally-hybrid-2 address=TUNNEL_2_AWS_ADDRESS/32 exchange-mode=ike2 profile=tally-hybrid
        /ip ipsec identity add peer=tally-hybrid-2 auth-method=pre-shared-key secret="TUNNEL_2_KEY" my-id=address:198.51.100.10 remote-id=address:TUNNEL_2_AWS_ADDRESS comment="tally-hybrid"

        # One pair of networks per tunnel, whatever the number of office networks: AWS accepts no second one.
        /ip ipsec policy add peer=tally-hybrid-1 src-address=0.0.0.0/0 dst-address=10.20.0.0/16 tunnel=yes action=encrypt level=require ipsec-protocols=esp proposal=tally-hybrid disabled=no comment="tally-hybrid: tunnel 1"
        /ip ipsec policy add peer=tally-hybrid-2 src-address=0.0.0.0/0 dst-address=10.20.0.0/16 tunnel=yes action=encrypt level=require ipsec-protocols=esp proposal=tally-hybrid disabled=yes comment="tally-hybrid: tunnel 2"

        # The first rule that fits decides, so ours come first; a table without rules gets one that only counts.
        :if ([:len [/ip firewall nat find where dynamic=no]] = 0) do={
            /ip firewall nat add chain=srcnat action=passthrough comment="tally-hybrid: counts"
        }
        :local firstNat [:pick [/ip firewall nat find where dynamic=no] 0]
        # Nothing for the VPC is translated.
        /ip firewall nat add chain=srcnat action=accept dst-address=10.20.0.0/16 comment="tally-hybrid: no translation" place-before=$firstNat

        # Packets that do not fit a tunnel are lost without a word, and shares hang.
        /ip firewall mangle add chain=forward action=change-mss new-mss=1360 tcp-mss=1361-65535 passthrough=yes protocol=tcp tcp-flags=syn dst-address=10.20.0.0/16 comment="tally-hybrid: to the VPC"
        /ip firewall mangle add chain=forward action=change-mss new-mss=1360 tcp-mss=1361-65535 passthrough=yes protocol=tcp tcp-flags=syn src-address=10.20.0.0/16 comment="tally-hybrid: from the VPC"

        :if ([:len [/ip firewall filter find where dynamic=no]] = 0) do={
            /ip firewall filter add chain=forward action=passthrough comment="tally-hybrid: counts"
        }
        :local firstFilter [:pick [/ip firewall filter find where dynamic=no] 0]
        # FastTrack would pass by the policy.
        /ip firewall filter add chain=forward action=accept dst-address=10.20.0.0/16 connection-state=established,related comment="tally-hybrid: no FastTrack" place-before=$firstFilter
        /ip firewall filter add chain=forward action=accept src-address=10.20.0.0/16 connection-state=established,related comment="tally-hybrid: no FastTrack" place-before=$firstFilter
        /ip firewall filter add chain=input action=accept src-address=TUNNEL_1_AWS_ADDRESS protocol=udp dst-port=500,4500 comment="tally-hybrid: key exchange" place-before=$firstFilter
        /ip firewall filter add chain=input action=accept src-address=TUNNEL_1_AWS_ADDRESS protocol=ipsec-esp comment="tally-hybrid: tunnel" place-before=$firstFilter
        /ip firewall filter add chain=input action=accept src-address=TUNNEL_2_AWS_ADDRESS protocol=udp dst-port=500,4500 comment="tally-hybrid: key exchange" place-before=$firstFilter
        /ip firewall filter add chain=input action=accept src-address=TUNNEL_2_AWS_ADDRESS protocol=ipsec-esp comment="tally-hybrid: tunnel" place-before=$firstFilter

        # Every 10 seconds: does the tunnel that carries have keys? Three times not: the other takes its place.
        /system scheduler add name=tally-hybrid interval=10s comment="tally-hybrid: takes the other tunnel" on-event={
            :global tallyHybridMissed
            :if ([:typeof $tallyHybridMissed] != "num") do={ :set tallyHybridMissed 0 }
            :local carries [/ip ipsec policy find where comment~"^tally-hybrid: tunnel" and disabled=no]
            :local waits [/ip ipsec policy find where comment~"^tally-hybrid: tunnel" and disabled=yes]
            :if ([:len [/ip ipsec policy find where comment~"^tally-hybrid: tunnel" and disabled=no and ph2-state="established"]] > 0) do={
                :set tallyHybridMissed 0
            } else={
                :set tallyHybridMissed ($tallyHybridMissed + 1)
            }
            :if ($tallyHybridMissed >= 3) do={
                /ip ipsec policy disable $carries
                /ip ipsec policy enable $waits
                :set tallyHybridMissed 0
                :log warning "tally-hybrid: the other tunnel carries from now on"
            }
        }
    } on-error={
        $takeAway
        :error "tally-hybrid: RouterOS refused a line, and what was made is taken away. Restore the backup if an older import worked before; the log says more."
    }
}
