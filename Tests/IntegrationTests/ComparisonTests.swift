import Foundation
import TestSupport
import Testing

/// What ostia says of one socket, in the terms of ss.
private struct Seen: Hashable, CustomStringConvertible {
    var transport: String
    var address: String
    var port: Int
    var inode: Int
    var pids: Set<Int32>

    var description: String { "\(transport) \(address):\(port) inode \(inode) by \(pids.sorted())" }
}

/// 300 sockets of every kind over 60 processes, in a network namespace: every socket and every owner must be what `ss`
/// and a walk over /proc say.
@Suite("A population of every kind of socket", .requires("ostia", "python3", "ip", "nsenter", "ss", .root))
struct ComparisonTests {
    /// A population that lives as long as this.
    private struct World {
        let network: TestNetwork
        let folder: TemporaryFolder
        let program: RealProgram
        let ostia: CLI

        init(seed: Int) throws {
            network = try TestNetwork()
            // The kernel forgets an orphaned FIN_WAIT2 after this many seconds.
            _ = try network.run("sysctl", ["-qw", "net.ipv4.tcp_fin_timeout=600"])
            folder = TemporaryFolder()
            let script = "\(Installed.packageFolder)/Tests/Fixtures/population.py"
            program = try RealProgram("/usr/bin/python3", [script, "\(seed)", folder.path], network: network)
            try program.waitForLog("READY")
            ostia = CLI(in: network)
        }

        func ss(_ arguments: String...) throws -> [SSLine] {
            try network.run("ss", arguments).lines.compactMap(SSLine.init)
        }

        func ask(_ arguments: String...) throws -> Document {
            let answer = try ostia.run(arguments)
            guard answer.code == 0 else { throw TestFailure("exit \(answer.code): \(answer.error)") }
            return try answer.json()
        }
    }

    private static func pids(_ owners: Document) -> Set<Int32> {
        Set(owners.items.compactMap { $0["pid"].int.map(Int32.init) })
    }

    private static func seen(_ listener: Document) -> Seen {
        Seen(
            transport: listener["transport"].string ?? "", address: listener["address"].string ?? "",
            port: listener["port"].int ?? -1, inode: listener["inode"].int ?? -1, pids: pids(listener["owners"]))
    }

    /// Both ends of each connection by cookie, which is the one name an end without an inode has.
    private static func ends(_ answer: Document) -> [String: (state: String, pids: Set<Int32>)] {
        var ends: [String: (state: String, pids: Set<Int32>)] = [:]
        for connection in answer["connections"].items {
            for end in [connection, connection["peer"]] where !end.isNull {
                ends[end["cookie"].string ?? "?"] = (end["state"].string ?? "", pids(end["owners"]))
            }
        }
        return ends
    }

    @Test("is listed whole, with every owner, the first time, from memory, and by --exact", arguments: [1, 2, 3])
    func listeners(seed: Int) throws {
        let world = try World(seed: seed)
        let expected = Set(
            try world.ss("-Htulnpe").map {
                Seen(transport: $0.transport, address: $0.address, port: $0.port, inode: $0.inode, pids: $0.pids)
            })
        #expect(expected.count > 120)
        #expect(expected.contains { $0.pids.count > 1 })
        let walk = DescriptorWalk.holders()
        for arguments in [["ls", "--json"], ["ls", "--json"], ["ls", "--exact", "--json"]] {
            let answer = try world.ostia.run(arguments).json()
            let found = answer["listeners"].items.map(Self.seen)
            #expect(found.count == expected.count)
            #expect(Set(found).symmetricDifference(expected) == [])
            #expect(found.filter { $0.pids != walk[$0.inode] } == [])
            #expect(answer["coverage"]["named"].int == expected.count)
        }
    }

    @Test("has every connection, both ends on one line, with every owner", arguments: [1, 2])
    func connections(seed: Int) throws {
        let world = try World(seed: seed)
        let answer = try world.ask("ls", "--conns", "--json")
        let expected = try world.ss("-Htunape").filter { !["LISTEN", "UNCONN"].contains($0.state) }
        let found = Self.ends(answer)
        #expect(expected.count > 100)
        #expect(Set(found.keys).symmetricDifference(expected.map(\.cookie)) == [])
        let walk = DescriptorWalk.holders()
        for end in expected {
            #expect(found[end.cookie]?.pids == end.pids)
            #expect(found[end.cookie]?.state == Self.name(ofState: end.state), "\(end)")
            #expect(end.inode == 0 || found[end.cookie]?.pids == walk[end.inode, default: []])
        }
        // All of them are between processes of this one namespace.
        let tcp = answer["connections"].items.filter { $0["transport"].string == "tcp" }
        #expect(tcp.filter { $0["peer"].isNull } == [])
        let states = Set(tcp.flatMap { [$0["state"].string, $0["peer"]["state"].string] })
        #expect(states.isSuperset(of: ["ESTABLISHED", "CLOSE_WAIT", "FIN_WAIT2"]))
        #expect(tcp.contains { $0["peer"]["unknown_owner_reason"].string == "no-process" })
    }

    /// ss's word for a state, as ostia writes it.
    private static func name(ofState state: String) -> String {
        let names = ["ESTAB": "ESTABLISHED", "FIN-WAIT-1": "FIN_WAIT1", "FIN-WAIT-2": "FIN_WAIT2"]
        return names[state] ?? state.replacingOccurrences(of: "-", with: "_")
    }

    @Test("has every socket that is bound and does not listen, and none that is not bound")
    func bound() throws {
        let world = try World(seed: 4)
        let tables = Set(try world.ss("-Htuanpe").map(\.inode))
        let found = try world.ask("ls", "--bound", "--json")["listeners"].items.map(Self.seen)
        // ss 6.1 does not know these; those that no table of ss has are bound only, or not bound, or not of TCP.
        #expect(found.count >= 6)
        #expect(found.filter { tables.contains($0.inode) } == [])
        #expect(found.filter { $0.port == 0 } == [])
        let walk = DescriptorWalk.holders()
        #expect(found.filter { $0.pids != walk[$0.inode] } == [])
    }

    @Test("has every Unix socket that can be reached by name, with every owner")
    func unix() throws {
        let world = try World(seed: 5)
        var expected: [Int: (name: String, pids: Set<Int32>)] = [:]
        for line in try world.network.run("ss", ["-Hxanp"]).lines {
            // `u_str LISTEN 0 5 /path 123 * 0 users:(…)`; connected ones carry their listener's name too.
            let fields = line.split(separator: " ").map(String.init)
            guard fields.count >= 6, fields[4] != "*", fields[1] != "ESTAB", let inode = Int(fields[5]) else {
                continue
            }
            expected[inode] = (fields[4], SSLine.pids(line))
        }
        let found = try world.ask("ls", "--unix", "--json")["unix"].items
        #expect(expected.count >= 10)
        #expect(Set(found.compactMap { $0["inode"].int }) == Set(expected.keys))
        for socket in found {
            let other = expected[socket["inode"].int ?? 0]
            #expect(socket["name"].string == other?.name)
            #expect(Self.pids(socket["owners"]) == other?.pids)
            #expect(socket["stale"].bool == false)
        }
    }

    @Test("is told anew after processes ended, came and forked")
    func change() throws {
        let world = try World(seed: 6)
        let before = try world.ask("ls", "--json")["listeners"].items.map(Self.seen)
        // End three owners and start a server, so that what is remembered is partly wrong.
        let victims = before.filter { $0.pids.count == 1 }.compactMap(\.pids.first)
        let ended = Array(Set(victims)).sorted().prefix(3)
        for pid in ended { kill(pid, SIGKILL) }
        let newcomer = try RealProgram(
            "/usr/bin/python3",
            [
                "-c",
                """
                import os, socket, sys
                s = socket.create_server(("127.0.0.1", 0))
                os.fork()
                print("LISTENS", flush=True)
                sys.stdin.read()
                """,
            ], network: world.network)
        #expect(eventually { newcomer.log.components(separatedBy: "LISTENS").count == 3 })
        let expected = Set(
            try world.ss("-Htulnpe").map {
                Seen(transport: $0.transport, address: $0.address, port: $0.port, inode: $0.inode, pids: $0.pids)
            })
        let after = Set(try world.ask("ls", "--json")["listeners"].items.map(Self.seen))
        #expect(after.symmetricDifference(expected) == [])
        #expect(after.contains { $0.pids.contains(newcomer.id) && $0.pids.count == 2 })
        #expect(after.allSatisfy { $0.pids.isDisjoint(with: ended) })
    }
}
