import Endpoints
import Inventory
import TestSupport
import Testing

@Suite("Warnings")
struct WarningRulesTests {
    private func listener(
        _ address: String, _ port: UInt16, pid: Int32 = 10, name: String = "quay", exposure: Exposure = .loopback,
        transport: Transport = .tcp, _ change: (inout WatchedListener) -> Void = { _ in }
    ) -> WatchedListener {
        guard let address = IPAddress(address) else { preconditionFailure("no address: \(address)") }
        var listener = WatchedListener(
            endpoint: Endpoint(transport, address, port), pid: pid, name: name, exposure: exposure)
        change(&listener)
        return listener
    }

    @Test("are none where nothing is wrong")
    func none() {
        #expect(WarningRules.warnings([]).isEmpty)
        #expect(WarningRules.warnings([listener("127.0.0.1", 80), listener("::1", 80)]).isEmpty)
    }

    @Test("tell of a full accept queue")
    func doesNotAccept() {
        let full = listener("127.0.0.1", 3000) { ($0.waiting, $0.backlog) = (129, 128) }
        #expect(
            WarningRules.warnings([full]) == [
                Warning(
                    .doesNotAccept, ports: [3000], pids: [10],
                    message: "127.0.0.1:3000 (quay) does not accept: 129 connections wait, at most 129 may",
                    hint: "ostia who 3000 tells what it is busy with")
            ])
        let one = listener("127.0.0.1", 3000, pid: 0) { ($0.waiting, $0.backlog) = (1, 0) }
        #expect(
            WarningRules.warnings([one]).map(\.message)
                == ["127.0.0.1:3000 (quay) does not accept: 1 connection waits, at most 1 may"])
        #expect(WarningRules.warnings([one]).map(\.pids) == [[]])
    }

    @Test(
        "do not tell of a queue with room, of none, or of UDP's",
        arguments: [(128, 128, Transport.tcp), (0, 0, .tcp), (500, 128, .udp)]
            as [(UInt32, UInt32, Transport)])
    func accepts(waiting: UInt32, backlog: UInt32, transport: Transport) {
        let listener = listener("127.0.0.1", 1, transport: transport) { ($0.waiting, $0.backlog) = (waiting, backlog) }
        #expect(WarningRules.warnings([listener]).isEmpty)
    }

    @Test("tell of two programs behind localhost")
    func twoPrograms() {
        let found = WarningRules.warnings([
            listener("127.0.0.1", 3000, pid: 10, name: "quay"), listener("::1", 3000, pid: 11, name: "pier"),
        ])
        #expect(
            found == [
                Warning(
                    .twoPrograms, ports: [3000], pids: [10, 11],
                    message: "localhost:3000 is two programs: 127.0.0.1 leads to quay (pid 10), ::1 to pier (pid 11)",
                    hint: "clients reach one or the other by chance; stop one: ostia who 3000")
            ])
    }

    @Test("take the more exact socket for the one that answers")
    func exactBeforeWildcard() {
        let wildcards = [
            listener("0.0.0.0", 80, pid: 10), listener("127.0.0.1", 80, pid: 11), listener("::", 80, pid: 10),
        ]
        #expect(WarningRules.warnings(wildcards).map(\.pids) == [[11, 10]])
        let dual = listener("::", 80, pid: 10) { $0.isDualStack = true }
        #expect(WarningRules.warnings([dual]).isEmpty)
        #expect(WarningRules.warnings([dual, listener("127.0.0.1", 80, pid: 11)]).map(\.pids) == [[11, 10]])
        #expect(WarningRules.warnings([dual, listener("::1", 80, pid: 11)]).map(\.pids) == [[10, 11]])
        // Another address than loopback is not what localhost leads to.
        #expect(WarningRules.warnings([dual, listener("192.168.1.20", 80, pid: 11)]).isEmpty)
    }

    @Test("leave one program with two sockets, other ports, UDP and the unknown alone")
    func notTwoPrograms() {
        let v4 = listener("127.0.0.1", 80, pid: 10)
        for other in [
            listener("::1", 80, pid: 10), listener("::1", 81, pid: 11), listener("::1", 80, pid: 0),
            listener("::1", 80, pid: 11, transport: .udp),
        ] {
            #expect(WarningRules.warnings([v4, other]).isEmpty)
        }
    }

    /// Docker starts a proxy for each family of a published port.
    @Test("take the proxies of one container for that container")
    func container() {
        let name = "container web"
        let proxies = [
            listener("0.0.0.0", 8080, pid: 10, name: name, exposure: .network) { $0.container = "web" },
            listener("::", 8080, pid: 11, name: name, exposure: .network) { $0.container = "web" },
        ]
        #expect(
            WarningRules.warnings(proxies) == [
                Warning(
                    .exposed, ports: [8080], pids: [10, 11],
                    message: "container web can be reached from the network on port 8080",
                    hint: "for this machine only, let it listen on 127.0.0.1")
            ])
        var others = proxies
        others[1].container = "db"
        #expect(WarningRules.warnings(others).map(\.kind) == [.twoPrograms, .exposed, .exposed])
    }

    @Test("tell once a program what the network can reach")
    func exposed() {
        let found = WarningRules.warnings([
            listener("0.0.0.0", 3001, exposure: .network), listener("0.0.0.0", 3000, exposure: .network),
            listener("0.0.0.0", 3000, exposure: .network),
            listener("10.0.0.1", 4000, pid: 11, name: "pier", exposure: .everyone),
            listener("0.0.0.0", 5000, pid: 0, name: "a program of user ada", exposure: .network),
            listener("0.0.0.0", 5001, pid: 0, name: "a program of user ada", exposure: .network),
        ])
        #expect(
            found.map(\.message) == [
                "quay (pid 10) can be reached from the network on ports 3000, 3001",
                "pier (pid 11) can be reached from everywhere on port 4000",
                "a program of user ada can be reached from the network on port 5000",
                "a program of user ada can be reached from the network on port 5001",
            ])
        #expect(found.map(\.pids) == [[10], [11], [], []])
        #expect(found.allSatisfy { $0.kind == .exposed })
    }

    @Test("name six ports of many")
    func manyPorts() {
        let many = (1...9).map { listener("0.0.0.0", UInt16($0), exposure: .everyone) }
        #expect(
            WarningRules.warnings(many).map(\.message)
                == ["quay (pid 10) can be reached from everywhere on ports 1, 2, 3, 4, 5, 6 …"])
        #expect(WarningRules.warnings(many).first?.ports == [1, 2, 3, 4, 5, 6, 7, 8, 9])
    }

    @Test("do not mind what only this machine, its containers or UDP clients reach, or the system's own")
    func notExposed() {
        #expect(
            WarningRules.warnings([
                listener("127.0.0.1", 1, exposure: .loopback), listener("172.17.0.1", 2, exposure: .containers),
                listener("0.0.0.0", 3, exposure: .everyone, transport: .udp),
                listener("0.0.0.0", 4, exposure: .everyone) { $0.isSystem = true },
            ]).isEmpty)
    }

    @Test("tell of an executable that was replaced")
    func deleted() {
        let found = WarningRules.warnings([
            listener("127.0.0.1", 2, pid: 20, name: "pier") { $0.hasDeletedExecutable = true },
            listener("127.0.0.1", 9) { $0.hasDeletedExecutable = true },
            listener("127.0.0.1", 1) { $0.hasDeletedExecutable = true }, listener("127.0.0.1", 5),
        ])
        #expect(
            found == [
                Warning(
                    .deletedExecutable, ports: [1, 9], pids: [10],
                    message: "quay (pid 10) runs from a file that has been deleted or replaced",
                    hint: "it is an older build than the one on disk; restart it"),
                Warning(
                    .deletedExecutable, ports: [2], pids: [20],
                    message: "pier (pid 20) runs from a file that has been deleted or replaced",
                    hint: "it is an older build than the one on disk; restart it"),
            ])
    }

    @Test("tell of connections left in CLOSE_WAIT, from ten on")
    func closeWait() {
        let found = WarningRules.warnings(
            [],
            closeWait: [
                .init(pid: 10, name: "quay", port: 3000, count: 10), .init(pid: 11, name: "pier", port: 80, count: 9),
            ])
        #expect(
            found == [
                Warning(
                    .closeWait, ports: [3000], pids: [10],
                    message: "quay (pid 10) leaves 10 connections in CLOSE_WAIT",
                    hint: "their peers have gone and it does not close them: ostia ls --conns state:close-wait")
            ])
    }

    @Test("come with the most pressing first")
    func order() {
        let found = WarningRules.warnings(
            [
                listener("127.0.0.1", 1, pid: 1) { $0.hasDeletedExecutable = true },
                listener("0.0.0.0", 2, pid: 2, exposure: .network),
                listener("127.0.0.1", 3, pid: 3), listener("::1", 3, pid: 4),
                listener("127.0.0.1", 5, pid: 5) { ($0.waiting, $0.backlog) = (9, 8) },
            ], closeWait: [.init(pid: 6, name: "quay", port: 6, count: 99)])
        #expect(found.map(\.kind) == [.doesNotAccept, .twoPrograms, .exposed, .deletedExecutable, .closeWait])
        #expect(Set(found.map(\.kind)) == Set(Warning.Kind.allCases))
    }
}
