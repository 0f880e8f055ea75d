import CLinux
import Endpoints
import TestSupport
import Testing

@testable import LinuxKernel

/// Every parser of bytes from outside, given what nobody would send: it may say no, it may not trap, and what it
/// says must keep its promises. The seed in the test's name runs a failure again.
@Suite struct ParserFuzzTests {
    private static func bytes(_ count: Int, _ random: inout SeededGenerator) -> [UInt8] {
        (0..<count).map { _ in .random(in: 0...255, using: &random) }
    }

    /// Pieces that the format is made of, in any order.
    private static func text(_ pieces: [String], _ random: inout SeededGenerator) -> String {
        (0..<Int.random(in: 0...14, using: &random)).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)]
        }
        .joined()
    }

    /// A good text with some bytes changed and perhaps cut.
    private static func damaged(_ good: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = good
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
        }
        return Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &random)))
    }

    @Test(arguments: 0..<10 as Range<UInt64>) func processStat(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let good = FakeProc.stat(7, name: Array("no de)".utf8), parent: 3, startTicks: 1 << 60)
        let pieces = [
            "(", ")", " ", "-", "9", "99999999999999999999", "S", "\n", "\u{0}", "1 ", " 1 1 1 1 1 1 1 1 1 1",
        ]
        for _ in 0..<300 {
            let stat = ProcessStat(Self.damaged(good, &random))
            #expect(stat.map { !$0.name.unicodeScalars.contains("\u{FFFD}") } ?? true)
            _ = ProcessStat(Array(Self.text(pieces, &random).utf8))
            _ = ProcessStat(Self.bytes(Int.random(in: 0...80, using: &random), &random))
        }
    }

    @Test(arguments: 0..<10 as Range<UInt64>) func procNetLines(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let good = Array(
            "   0: 0100007F:1538 00000000:0000 0A 00000000:00000000 00:00000000 00000000    26 0 4711 1".utf8)
        for _ in 0..<300 {
            let row = ProcNetTable.row(Self.damaged(good, &random)[...], .tcp)
            #expect(row.map { $0.local.transport == .tcp && $0.local.address.family == .v4 } ?? true)
            _ = ProcNetTable.row(Self.bytes(120, &random)[...], .udp)
        }
    }

    @Test(arguments: 0..<10 as Range<UInt64>) func socketMessages(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let good = NetlinkBytes.inetDiag(.listener("::1", 80, inode: 3, v6Only: true, cgroup: 9))
        for _ in 0..<300 {
            let row = Self.damaged(good, &random).withUnsafeBytes { SockDiagTable.row($0, .tcp) }
            #expect(row.map { $0.local.transport == .tcp } ?? true)
            let wild = Self.bytes(Int.random(in: 0...160, using: &random), &random)
            if let row = wild.withUnsafeBytes({ SockDiagTable.row($0, .udp) }) {
                #expect(wild.count >= 72 && SocketState(rawValue: wild[1]) == row.state)
            }
        }
    }

    @Test(arguments: 0..<10 as Range<UInt64>) func unixLines(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let good = Array("ffff8881: 00000002 00000000 00010000 0001 01 12345 /run/x.sock".utf8)
        for _ in 0..<300 {
            let line = String(outside: Self.damaged(good, &random)[...])
            if let row = UnixTable.row(line: line) { #expect(row.name?.isEmpty != true) }
        }
    }

    @Test(arguments: 0..<10 as Range<UInt64>) func hostsFiles(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let pieces = [
            "127.0.0.1", "::1", "fe80::1%lo", "%", "#", " ", "\t", "\n", "\r\n", "name", "Name.", "\u{0}",
        ]
        for _ in 0..<300 {
            let file = HostsFile(text: Self.text(pieces, &random))
            for line in file.lines {
                #expect(!line.names.isEmpty)
                #expect(file.names(of: line.address).contains(line.names[0]))
                #expect(file.addresses(of: line.names[0]).contains(line.address))
            }
        }
    }

    @Test(arguments: 0..<10 as Range<UInt64>) func passwordFiles(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let pieces = ["root", ":", "x", "0", "1000", "-1", "4294967296", "\n", "", " ", "\u{1B}[2J", "::", ":0:"]
        for _ in 0..<300 {
            let users = Users(text: Self.text(pieces, &random))
            #expect(!users.name(77).isEmpty)
            #expect(users.id("4294967296") == nil || users.id("4294967296") == 0 || users.id("4294967296") == 1000)
        }
    }

    @Test(arguments: 0..<10 as Range<UInt64>) func httpAnswers(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let good = Array(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n5\r\nhello\r\n0\r\n\r\n".utf8)
        let pieces = [
            "HTTP/1.1 ", "200", " OK", "\r\n", "\n", "Content-Length: ", "Transfer-Encoding: chunked", "5", "-1",
            "99999999999999999999", ":", "ffffffffffffffff", "0", "hello", "100", "204", "7fffffffffffffff",
        ]
        for round in 0..<300 {
            let answer =
                round % 2 == 0 ? Self.damaged(good, &random) : Array(Self.text(pieces, &random).utf8)
            var reader = HTTPReader(limit: 1000)
            var rest = answer[...]
            do throws(HTTPFailure) {
                while !rest.isEmpty {
                    let part = rest.prefix(Int.random(in: 1...9, using: &random))
                    try reader.feed(part)
                    rest = rest.dropFirst(part.count)
                }
                try reader.end()
                #expect((200...999).contains(reader.response.status))
            } catch {
                #expect(!reader.isComplete)
            }
            #expect(reader.response.body.count <= answer.count)
        }
    }

    @Test(arguments: 0..<5 as Range<UInt64>) func sysctls(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let fake = FakeProc()
        let machine = Machine(sockets: StubTable(), proc: fake.proc, userID: 0, processID: 1)
        let pieces = ["32768", "60999", "0", "65535", "65536", "-", ",", "\t", " ", "\n", "x", "-1", "9999999999999"]
        for _ in 0..<40 {
            let value = Self.text(pieces, &random)
            for name in ["local_port_range", "local_reserved_ports", "unprivileged_port_start"] {
                fake.setSysctl("net/ipv4/ip_\(name)", value)
            }
            #expect(machine.ephemeralPorts.lowerBound <= machine.ephemeralPorts.upperBound)
            #expect(machine.reservedPorts.count <= value.split(separator: ",").count)
            let start = machine.unprivilegedPortStart
            #expect(start == 1024 || value.contains("\(start)") || start == 0)
        }
    }

    @Test(arguments: 0..<5 as Range<UInt64>) func processFolders(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let fake = FakeProc()
        fake.add(7, command: ["x"], sockets: [3: 100])
        for _ in 0..<20 {
            for name in ["stat", "comm", "cmdline", "environ", "status", "cgroup"] {
                fake.folder.write("7/\(name)", Self.bytes(Int.random(in: 0...200, using: &random), &random))
            }
            let junk = Self.bytes(Int.random(in: 1...40, using: &random), &random).filter { $0 > 32 && $0 != 47 }
            fake.folder.link("7/fd/4", to: "socket:[" + String(outside: junk[...]))
            fake.folder.link("7/ns/net", to: "net:[" + String(outside: junk[...]))
            let facts = ListedFacts(try #require(ProcessVisit(7, fake.proc)))
            #expect(facts.pid == 7)
            _ = (fake.proc.user(7), fake.proc.peakMemory(7), fake.proc.namespace(7, "net"), fake.proc.environment(7))
            #expect(fake.proc.cgroups(7).keys.allSatisfy { !$0.contains(":") })
            #expect(fake.proc.name(7) != nil)
            // Garbage beside it does not hide the socket that is there.
            #expect(fake.proc.holders(of: [100], among: [7]).holders.contains { $0.fd == 3 })
        }
    }
}
