import Endpoints
import Testing

/// What is said of ports that people really meet, by the kind of program they belong to.
@Suite struct PortHintsTests {
    private func expect(_ port: UInt16, _ word: String, sourceLocation: SourceLocation = #_sourceLocation) {
        let name = DevelopmentPorts.name(of: port)
        #expect(name?.contains(word) == true, "\(port) is \(name ?? "nothing")", sourceLocation: sourceLocation)
    }

    @Test(
        arguments: [
            (1111, "Zola"), (1313, "Hugo"), (1337, "Strapi"), (1420, "Tauri"), (3000, "Nuxt"), (3001, "Docusaurus"),
            (3333, "NestJS"), (4000, "Phoenix"), (4173, "Vite"), (4200, "Angular"), (4321, "Astro"), (4567, "Sinatra"),
            (5000, "Flask"), (5173, "Vite"), (5174, "second Vite"), (5500, "Live Server"), (6006, "Storybook"),
            (8000, "Django"), (8080, "Spring Boot"), (8081, "Metro"), (8100, "Ionic"), (8787, "Wrangler"),
            (9292, "Puma"), (18_888, "Aspire"), (19_000, "Expo"), (19_001, "Expo"), (19_006, "Expo"),
            (24_678, "Nuxt"), (35_729, "LiveReload"),
        ] as [(UInt16, String)])
    func developmentServers(_ port: UInt16, _ word: String) { expect(port, word) }

    @Test(
        arguments: [
            (1433, "SQL Server"), (1521, "Oracle"), (3306, "MariaDB"), (5432, "PostgreSQL"), (5433, "YugabyteDB"),
            (5984, "CouchDB"), (6333, "Qdrant"), (6379, "Valkey"), (6432, "PgBouncer"), (7474, "Neo4j"),
            (7687, "Bolt"), (7700, "Meilisearch"), (8086, "InfluxDB"), (8091, "Couchbase"), (8123, "ClickHouse"),
            (8529, "ArangoDB"), (8983, "Solr"), (9042, "ScyllaDB"), (9200, "OpenSearch"), (9300, "between nodes"),
            (11_211, "Memcached"), (19_530, "Milvus"), (26_257, "CockroachDB"), (26_379, "Sentinel"),
            (27_017, "MongoDB"), (27_018, "shard"), (28_015, "RethinkDB"), (54_322, "PostgreSQL"),
        ] as [(UInt16, String)])
    func databases(_ port: UInt16, _ word: String) { expect(port, word) }

    @Test(
        arguments: [
            (1883, "Mosquitto"), (2181, "ZooKeeper"), (2379, "clients"), (2380, "peers"), (4222, "NATS"),
            (5671, "TLS"), (5672, "AMQP"), (6650, "Pulsar"), (8222, "monitoring"), (9092, "Kafka"), (9093, "Kafka"),
            (9094, "outside"), (15_672, "management"), (18_083, "EMQX"), (61_616, "ActiveMQ"), (24_224, "Fluent Bit"),
            (50_051, "gRPC"),
        ] as [(UInt16, String)])
    func brokers(_ port: UInt16, _ word: String) { expect(port, word) }

    @Test(
        arguments: [
            (2345, "Delve"), (4711, "DAP"), (5005, "JDWP"), (5037, "adb"), (5678, "debugpy"), (5858, "before Node 8"),
            (6060, "pprof"), (6363, "Ruby"), (9000, "Xdebug 2"), (9003, "Xdebug 3"), (9222, "DevTools"),
            (9229, "--inspect"), (9230, "second process"), (12_345, "rdbg"),
        ] as [(UInt16, String)])
    func debuggers(_ port: UInt16, _ word: String) { expect(port, word) }

    @Test(
        arguments: [
            (3100, "Loki"), (3200, "Tempo"), (4040, "Pyroscope"), (4317, "gRPC"), (4318, "HTTP"), (5044, "Logstash"),
            (5601, "Kibana"), (9090, "Prometheus"), (9091, "Pushgateway"), (9100, "node exporter"), (9411, "Zipkin"),
            (14_268, "collector"), (16_686, "Jaeger"), (8025, "Mailpit"), (1025, "SMTP"), (2525, "SMTP"),
            (8888, "Jupyter"), (7860, "Gradio"), (8501, "Streamlit"), (11_434, "Ollama"), (1234, "LM Studio"),
        ] as [(UInt16, String)])
    func tools(_ port: UInt16, _ word: String) { expect(port, word) }

    @Test(
        arguments: [
            (22, "OpenSSH"), (80, "nginx"), (443, "TLS"), (2019, "Caddy"), (2375, "whoever reaches it is root"),
            (2376, "with TLS"), (3128, "Squid"), (3389, "xrdp"), (4566, "LocalStack"), (6443, "Kubernetes"),
            (8001, "kubectl"), (8200, "OpenBao"), (8384, "Syncthing"), (8500, "Consul"), (9001, "MinIO"),
            (9418, "git"), (9443, "Portainer"), (10_000, "Azurite"), (10_001, "queues"), (10_002, "tables"),
            (10_250, "kubelet"), (50_000, "Jenkins"), (54_321, "Supabase"), (54_323, "Studio"),
        ] as [(UInt16, String)])
    func servers(_ port: UInt16, _ word: String) { expect(port, word) }

    /// The table is read in five parts; a port filed in the wrong one would never be found.
    @Test(
        arguments: [
            (2525, true), (2999, false), (3000, true), (4873, true), (4999, false), (5000, true), (7860, true),
            (7999, false), (8000, true), (9990, true), (9999, false), (10_000, true), (61_616, true), (61_617, false),
            (1, false), (21, false), (23, false),
        ] as [(UInt16, Bool)])
    func partsMeetWithoutAGap(_ port: UInt16, _ known: Bool) {
        #expect((DevelopmentPorts.name(of: port) != nil) == known)
    }

    @Test func theTableKnowsAHundredAndEightyTwoPorts() {
        #expect((0...UInt16.max).filter { DevelopmentPorts.name(of: $0) != nil }.count == 182)
    }

    /// A port that no browser opens over HTTP is one a developer server had better not take.
    @Test func fewDefaultsAreBlockedByBrowsers() {
        let blocked = (1024...UInt16.max).filter {
            BrowserBlockedPorts.contains($0) && DevelopmentPorts.name(of: $0) != nil
        }
        #expect(blocked == [6000])
    }
}

/// Names of the IANA registry, beyond the ones everybody knows.
@Suite struct RegisteredNamesTests {
    @Test(
        arguments: [
            (5, "rje"), (7, "echo"), (20, "ftp-data"), (21, "ftp"), (23, "telnet"), (25, "smtp"), (67, "bootps"),
            (68, "bootpc"), (69, "tftp"), (88, "kerberos"), (110, "pop3"), (111, "sunrpc"), (123, "ntp"),
            (143, "imap"), (161, "snmp"), (179, "bgp"), (389, "ldap"), (445, "microsoft-ds"), (465, "submissions"),
            (546, "dhcpv6-client"), (547, "dhcpv6-server"), (587, "submission"), (631, "ipp"), (636, "ldaps"),
            (853, "domain-s"), (873, "rsync"), (990, "ftps"), (993, "imaps"), (1080, "socks"), (1194, "openvpn"),
            (1433, "ms-sql-s"), (1883, "mqtt"), (1900, "ssdp"), (2049, "nfs"), (2375, "docker"), (2376, "docker-s"),
            (2379, "etcd-client"), (2380, "etcd-server"), (3389, "ms-wbt-server"), (3690, "svn"), (4369, "epmd"),
            (5000, "commplex-main"), (5060, "sip"), (5222, "xmpp-client"), (5353, "mdns"), (5671, "amqps"),
            (5672, "amqp"), (5900, "rfb"), (5984, "couchdb"), (6443, "sun-sr-https"), (7474, "neo4j"), (7687, "bolt"),
            (8000, "irdmi"), (8008, "http-alt"), (8443, "pcsync-https"), (8883, "secure-mqtt"), (9090, "websm"),
            (9092, "XmlIpcRegSvc"), (9418, "git"), (10000, "ndmp"), (11211, "memcache"),
            (33434, "traceroute"), (44818, "EtherNet-IP-2"), (47001, "winrm"), (47808, "bacnet"),
        ] as [(UInt16, String)])
    func samples(_ port: UInt16, _ name: String) {
        #expect(ServiceNames.name(of: port) == name)
        #expect(ServiceNames.name(of: port, transport: .udp) == name)
    }

    /// A range is one entry: its ends are in, their neighbours are not.
    @Test(
        arguments: [
            (5999, nil), (6000, "x11"), (6001, "x11"), (6031, "x11"), (6063, "x11"), (6064, nil),
            (6664, nil), (6665, "ircu"), (6667, "ircu"), (6669, "ircu"), (6670, nil),
            (26999, nil), (27000, "flex-lm"), (27009, "flex-lm"), (27010, nil),
        ] as [(UInt16, String?)])
    func ranges(_ port: UInt16, _ name: String?) {
        #expect(ServiceNames.name(of: port) == name)
    }

    /// Six numbers mean one thing over TCP and another over UDP.
    @Test(
        arguments: [
            (512, "exec", "comsat"), (513, "login", "who"), (514, "shell", "syslog"), (520, "efs", "router"),
            (8888, "ddi-tcp-1", "ddi-udp-1"), (8889, "ddi-tcp-2", "ddi-udp-2"),
        ] as [(UInt16, String, String)])
    func sharedNumbers(_ port: UInt16, _ tcp: String, _ udp: String) {
        #expect(ServiceNames.name(of: port, transport: .tcp) == tcp)
        #expect(ServiceNames.name(of: port, transport: .udp) == udp)
    }

    @Test func onlyThoseSixDiffer() {
        let different = Self.around.filter {
            ServiceNames.name(of: $0, transport: .tcp) != ServiceNames.name(of: $0, transport: .udp)
        }
        #expect(different == [512, 513, 514, 520, 8888, 8889])
    }

    /// Every port of the table and its neighbours, in order: all 65,536 would take a debug build a minute.
    private static let around = Set(
        ServiceNames.all.flatMap { ports, _ in ports.lowerBound - 1...ports.upperBound + 1 }
    ).sorted()

    /// A search and the list must agree on every port.
    @Test func aSearchFindsExactlyWhatIsListed() {
        var listed: [UInt16: String] = [:]
        for (ports, name) in ServiceNames.all {
            for port in ports { listed[port] = name }
        }
        for port in Self.around where ServiceNames.name(of: port) != listed[port] {
            Issue.record("port \(port): \(ServiceNames.name(of: port) ?? "nil"), not \(listed[port] ?? "nil")")
        }
        #expect(ServiceNames.all.first?.name == "tcpmux")
        #expect(ServiceNames.all.last?.name == "nimcontroller")
        #expect(ServiceNames.all.last?.ports == 48000...48000)
    }

    @Test func aClassHasTheNamesPeopleUse() {
        #expect(PortClass(80).names == "well-known (system) port")
        #expect(PortClass(8080).names == "registered (user) port")
        #expect(PortClass(62893).names == "dynamic (private, ephemeral) port")
        #expect(PortClass.allCases.map(\.range) == [0...1023, 1024...49151, 49152...65535])
    }
}
