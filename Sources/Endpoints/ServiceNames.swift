/// Service names as the IANA registry has them (RFC 6335), for the ports a developer meets.
///
/// A name is who registered the port, not who listens: 3000 belongs to a banking protocol, 8000 to a control system
/// of the 1990s.
package enum ServiceNames {
    /// The registered name; `nil` when the port is not registered or not in this table.
    ///
    /// - Parameter transport: the same name on both for nearly every port; where two protocols share a number, which.
    package static func name(of port: UInt16, transport: Transport = .tcp) -> String? {
        if transport == .udp, let name = onlyUDP(port) { return name }
        var found: String?
        visit { ports, name in
            if ports.contains(port) { found = String(decoding: name, as: UTF8.self) }
            return found == nil && ports.upperBound < port
        }
        return found
    }

    /// Every entry of the table, which holds what TCP has and UDP shares.
    package static var all: [(ports: ClosedRange<UInt16>, name: String)] {
        var out: [(ports: ClosedRange<UInt16>, name: String)] = []
        visit { ports, name in
            out.append((ports, String(decoding: name, as: UTF8.self)))
            return true
        }
        return out
    }

    /// Goes through the table until told to stop.
    private static func visit(_ body: (ClosedRange<UInt16>, Slice<UnsafeBufferPointer<UInt8>>) -> Bool) {
        table.withUTF8Buffer { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let end = rest.firstIndex(of: UInt8(ascii: ",")) ?? rest.endIndex
                guard let (ports, name) = read(rest[..<end]), body(ports, name) else { return }
                rest = rest[end...].dropFirst()
            }
        }
    }

    /// One entry: a port or a range, a space, the name.
    private static func read(_ entry: Slice<UnsafeBufferPointer<UInt8>>)
        -> (ClosedRange<UInt16>, Slice<UnsafeBufferPointer<UInt8>>)?
    {
        var first: UInt16?
        var number: UInt16 = 0
        var rest = entry.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): number = number &* 10 &+ UInt16(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "-"): (first, number) = (number, 0)
            default: return (first ?? number) <= number ? ((first ?? number)...number, rest) : nil
            }
        }
        return nil
    }

    /// Ports that mean something else over UDP.
    private static func onlyUDP(_ port: UInt16) -> String? {
        switch port {
        case 512: "comsat"
        case 513: "who"
        case 514: "syslog"
        case 520: "router"
        case 8888: "ddi-udp-1"
        case 8889: "ddi-udp-2"
        default: nil
        }
    }

    /// In rising order, so that a search may stop early. Text rather than a dictionary: a program that asks once reads
    /// a few kilobytes that lie in the executable, and one that never asks pays nothing.
    private static let table: StaticString = """
        1 tcpmux, 5 rje, 7 echo, 9 discard, 11 systat, 13 daytime, 17 qotd, 18 msp, 19 chargen, 20 ftp-data, 21 ftp,
        22 ssh, 23 telnet, 25 smtp, 37 time, 42 nameserver, 43 nicname, 49 tacacs, 53 domain, 67 bootps, 68 bootpc,
        69 tftp, 70 gopher, 79 finger, 80 http, 88 kerberos, 95 supdup, 101 hostname, 102 iso-tsap, 104 acr-nema,
        107 rtelnet, 109 pop2, 110 pop3, 111 sunrpc, 113 auth, 115 sftp, 117 uucp-path, 118 sqlserv, 119 nntp, 123 ntp,
        135 epmap, 137 netbios-ns, 138 netbios-dgm, 139 netbios-ssn, 143 imap, 161 snmp, 162 snmptrap, 163 cmip-man,
        164 cmip-agent, 177 xdmcp, 179 bgp, 194 irc, 199 smux, 209 qmtp, 210 z39-50, 213 ipx, 220 imap3, 264 bgmp,
        318 pkix-timestamp, 319 ptp-event, 320 ptp-general, 366 odmr, 369 rpc2portmap, 370 codaauth2, 371 clearcase,
        389 ldap, 427 svrloc, 434 mobileip-agent, 443 https, 444 snpp, 445 microsoft-ds, 464 kpasswd, 465 submissions,
        500 isakmp, 502 mbap, 504 citadel, 512 exec, 513 login, 514 shell, 515 printer, 517 talk, 518 ntalk, 520 efs,
        521 ripng, 524 ncp, 525 timed, 530 courier, 531 conference, 532 netnews, 533 netwall, 538 gdomap, 540 uucp,
        543 klogin, 544 kshell, 546 dhcpv6-client, 547 dhcpv6-server, 548 afpovertcp, 554 rtsp, 556 remotefs, 563 nntps,
        587 submission, 591 http-alt, 593 http-rpc-epmap, 601 syslog-conn, 607 nqs, 623 asf-rmcp, 628 qmqp, 631 ipp,
        636 ldaps, 639 msdp, 646 ldp, 647 dhcp-failover, 655 tinc, 666 doom, 674 acap, 694 ha-cluster, 698 olsr,
        700 epp, 706 silc, 749 kerberos-adm, 830 netconf-ssh, 853 domain-s, 860 iscsi, 861 owamp-control,
        862 twamp-control, 873 rsync, 989 ftps-data, 990 ftps, 992 telnets, 993 imaps, 995 pop3s, 1080 socks,
        1093 proofd, 1094 rootd, 1099 rmiregistry, 1194 openvpn, 1214 kazaa, 1241 nessus, 1352 lotusnote,
        1414 ibm-mqseries, 1433 ms-sql-s, 1434 ms-sql-m, 1512 wins, 1521 ncube-lm, 1524 ingreslock, 1649 kermit,
        1677 groupwise, 1701 l2tp, 1719 h323gatestat, 1720 h323hostcall, 1723 pptp, 1812 radius, 1813 radius-acct,
        1883 mqtt, 1900 ssdp, 1935 macromedia-fcs, 1985 hsrp, 2000 cisco-sccp, 2049 nfs, 2083 radsec, 2086 gnunet,
        2101 rtcm-sc104, 2119 gsigatekeeper, 2123 gtp-control, 2135 gris, 2152 gtp-user, 2181 eforward, 2375 docker,
        2376 docker-s, 2377 swarm, 2379 etcd-client, 2380 etcd-server, 2401 cvspserver, 2404 iec-104, 2427 mgcp-gateway,
        2525 ms-v-worlds, 2583 mon, 2628 dict, 2638 sybaseanywhere, 2775 smpp, 2811 gsiftp, 2947 gpsd, 3000 hbci,
        3020 cifs, 3050 gds-db, 3128 ndl-aas, 3130 icpv2, 3205 isns, 3225 fcip-port, 3260 iscsi-target, 3268 msft-gc,
        3269 msft-gc-ssl, 3306 mysql, 3333 dec-notes, 3389 ms-wbt-server, 3478 stun, 3493 nut, 3544 teredo, 3632 distcc,
        3659 apple-sasl, 3689 daap, 3690 svn, 3702 ws-discovery, 3799 radius-dynauth, 3868 diameter, 4000 terabase,
        4031 suucp, 4040 yo-main, 4045 npp, 4094 sysrqd, 4190 sieve, 4353 f5-iquery, 4369 epmd, 4373 remctl,
        4379 lsp-ping, 4460 ntske, 4500 ipsec-nat-t, 4569 iax, 4691 mtn, 4713 pulseaudio, 4739 ipfix, 4740 ipfixs,
        4789 vxlan, 4791 roce, 4840 opcua-tcp, 4848 appserv-http, 4849 appserv-https, 4899 radmin-port,
        5000 commplex-main, 5001 commplex-link, 5004 avt-profile-1, 5005 avt-profile-2, 5044 lxi-evntsvc, 5050 mmcc,
        5060 sip, 5061 sips, 5084 llrp, 5093 sentinel-lm, 5190 aol, 5222 xmpp-client, 5223 hpvirtgrp, 5228 hpvroom,
        5246 capwap-control, 5247 capwap-data, 5269 xmpp-server, 5280 xmpp-bosh, 5308 cfengine, 5349 stuns,
        5351 nat-pmp, 5353 mdns, 5354 mdnsresponder, 5355 llmnr, 5357 wsdapi, 5358 wsdapi-s, 5432 postgresql,
        5433 pyrrho, 5500 fcp-addr-srvr1, 5555 personal-agent, 5556 freeciv, 5601 esmagent, 5631 pcanywheredata,
        5632 pcanywherestat, 5666 nrpe, 5671 amqps, 5672 amqp, 5678 rrac, 5683 coap, 5684 coaps, 5722 msdfsr, 5900 rfb,
        5984 couchdb, 5985 wsman, 5986 wsmans, 6000-6063 x11, 6081 geneve, 6346 gnutella-svc, 6347 gnutella-rtr,
        6379 redis, 6432 pgbouncer, 6443 sun-sr-https, 6444 sge-qmaster, 6445 sge-execd, 6446 mysql-proxy,
        6513 netconf-tls, 6514 syslog-tls, 6566 sane-port, 6640 ovsdb, 6653 openflow, 6665-6669 ircu, 6679 osaut,
        6696 babel, 6697 ircs-u, 7000 afs3-fileserver, 7001 afs3-callback, 7002 afs3-prserver, 7003 afs3-vlserver,
        7004 afs3-kaserver, 7005 afs3-volser, 7007 afs3-bos, 7008 afs3-update, 7009 afs3-rmtsys, 7100 font-service,
        7400 rtps-discovery, 7474 neo4j, 7547 cwmp, 7687 bolt, 7777 cbt, 8000 irdmi, 8001 vcom-tunnel, 8005 mxi,
        8008 http-alt, 8080 http-alt, 8081 sunproxyadmin, 8088 radan-http, 8091 jamlink, 8118 privoxy, 8140 puppet,
        8181 intermapper, 8200 trivnet1, 8383 m2mservices, 8384 marathontp, 8443 pcsync-https, 8500 fmtp, 8554 rtsp-alt,
        8765 ultraseek-http, 8883 secure-mqtt, 8888 ddi-tcp-1, 8889 ddi-tcp-2, 9000 cslistener, 9001 etlservicemgr,
        9002 dynamid, 9080 glrpc, 9090 websm, 9091 xmltec-xmlmail, 9092 XmlIpcRegSvc, 9093 copycat, 9100 pdl-datastream,
        9101 bacula-dir, 9102 bacula-fd, 9103 bacula-sd, 9200 wap-wsp, 9201 wap-wsp-wtp, 9418 git, 9443 tungsten-https,
        9600 micromuse-ncpw, 9667 xmms2, 9695 ccnx, 9875 sapv1, 9876 sd, 9898 monkeycom, 9999 distinct, 10000 ndmp,
        10001 scp-config, 10050 zabbix-agent, 10051 zabbix-trapper, 10080 amanda, 10161 snmptls, 10162 snmptls-trap,
        10809 nbd, 11111 vce, 11112 dicom, 11211 memcache, 11371 hkp, 12345 italk, 17500 db-lsp, 19999 dnp-sec,
        20000 dnp, 20049 nfsrdma, 24554 binkp, 26000 quake, 27000-27009 flex-lm, 33060 mysqlx, 33434 traceroute,
        34980 ethercat, 38412 ng-control, 40000 safetynetp, 41121 tentacle, 44818 EtherNet-IP-2, 47001 winrm,
        47808 bacnet, 48000 nimcontroller
        """
}
