import Endpoints
import Testing

@Suite struct PortTablesTests {
    /// The whole list of the standard, so that neither a missing nor an added port goes unseen.
    @Test func browsersBlockExactlyThePortsOfTheFetchStandard() {
        let blocked: [UInt16] = [
            0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104,
            109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515,
            526,
            530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659,
            4045,
            4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
        ]
        #expect((0...UInt16.max).filter(BrowserBlockedPorts.contains) == blocked)
    }

    @Test(arguments: [80, 443, 3000, 5000, 6664, 6670, 8080, 10081, 65535] as [UInt16])
    func theUsualDevelopmentPortsAreOpenToBrowsers(_ port: UInt16) {
        #expect(!BrowserBlockedPorts.contains(port))
    }

    @Test(
        arguments: [
            (3000, "Next.js"), (3000, "Rails"), (4200, "Angular"), (5005, "JDWP"), (5173, "Vite"), (5432, "PostgreSQL"),
            (5672, "RabbitMQ"), (5678, "debugpy"), (6379, "Redis"), (6443, "Kubernetes"), (8080, "Tomcat"),
            (8888, "Jupyter"), (9092, "Kafka"), (9200, "Elasticsearch"), (9229, "Node inspector"), (27017, "MongoDB"),
            (2375, "Docker"), (1313, "Hugo"), (61616, "ActiveMQ"), (2999, nil), (62893, nil), (0, nil), (65535, nil),
        ] as [(UInt16, String?)])
    func developmentDefaults(_ port: UInt16, _ part: String?) {
        let name = DevelopmentPorts.name(of: port)
        if let part {
            #expect(name?.contains(part) == true)
        } else {
            #expect(name == nil)
        }
    }

    @Test func thereAreAboutAHundredAndFiftyDefaultsOnOneShortLineEach() {
        let names = (0...UInt16.max).compactMap(DevelopmentPorts.name(of:))
        #expect((150...260).contains(names.count))
        #expect(names.allSatisfy { !$0.isEmpty && $0.utf8.count <= 80 && $0.utf8.allSatisfy { $0 >= 32 && $0 < 127 } })
    }
}

@Suite struct ServiceNamesTests {
    @Test(
        arguments: [
            (1, "tcpmux"), (22, "ssh"), (53, "domain"), (80, "http"), (443, "https"), (514, "shell"), (520, "efs"),
            (995, "pop3s"), (3000, "hbci"), (3306, "mysql"), (5432, "postgresql"), (6000, "x11"), (6063, "x11"),
            (6379, "redis"), (8080, "http-alt"), (27009, "flex-lm"), (33060, "mysqlx"), (48000, "nimcontroller"),
        ] as [(UInt16, String)])
    func registeredOverTCP(_ port: UInt16, _ name: String) {
        #expect(ServiceNames.name(of: port, transport: .tcp) == name)
    }

    @Test(
        arguments: [
            (53, "domain"), (512, "comsat"), (513, "who"), (514, "syslog"), (520, "router"), (5353, "mdns"),
            (8888, "ddi-udp-1"),
        ] as [(UInt16, String)])
    func registeredOverUDP(_ port: UInt16, _ name: String) {
        #expect(ServiceNames.name(of: port, transport: .udp) == name)
    }

    @Test(arguments: [0, 2, 1023, 4200, 5173, 5999, 6064, 9229, 48001, 49152, 62893, 65535] as [UInt16])
    func notRegistered(_ port: UInt16) {
        #expect(ServiceNames.name(of: port, transport: .tcp) == nil)
        #expect(ServiceNames.name(of: port, transport: .udp) == nil)
    }

    /// An entry out of order would end the search before it, one with a wrong separator would glue two names.
    @Test func theTableIsWholeInOrderAndOnlyOfRegisteredPorts() {
        let all = ServiceNames.all
        #expect(all.count == 381)
        for (ports, name) in all {
            #expect(PortClass(ports.upperBound) != .dynamic)
            #expect((1...16).contains(name.utf8.count), "port \(ports): \(name)")
            #expect(name.utf8.allSatisfy { $0 > 32 && $0 < 127 && $0 != UInt8(ascii: ",") }, "port \(ports): \(name)")
        }
        for (before, after) in zip(all, all.dropFirst()) {
            #expect(before.ports.upperBound < after.ports.lowerBound, "\(before.name) and \(after.name)")
        }
    }
}
