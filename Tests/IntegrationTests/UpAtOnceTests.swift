import Foundation
import Synchronization
import TestSupport
import Testing

/// Several commands on one stack at the same time.
@Suite("UpTests: at once", .requires("ostia", "python3"))
struct UpAtOnceTests {
    private static let services = """
        name: shop
        services:
          one: { run: "exec sleep 1000", port: none }
          two: { run: "exec sleep 1001", port: none, needs: [one] }
        """

    /// Runs all of these, begun in the same instant.
    private static func together(_ bodies: [@Sendable () throws -> CommandResult]) throws -> [CommandResult] {
        let results = Mutex<[Int: Result<CommandResult, any Error>]>([:])
        let threads = bodies.enumerated().map { i, body in
            Thread { [body] in
                let result = Result { try body() }
                results.withLock { $0[i] = result }
            }
        }
        for thread in threads { thread.start() }
        for thread in threads { while !thread.isFinished { usleep(5_000) } }
        return try results.withLock { results in
            try bodies.indices.map { try (results[$0] ?? .failure(TestFailure("a thread was lost"))).get() }
        }
    }

    @Test("two starts make one stack, and one of them says so", arguments: ["--detach", "--wait"])
    func twoStarts(mode: String) throws {
        let faults = try Self.together(
            (0..<5).map { _ in
                {
                    for _ in 0..<2 {
                        let stack = Harbour(Self.services)
                        let both = try Self.together([{ try stack("up", mode) }, { try stack("up", mode) }])
                        var fault = both.filter { $0.code != 0 }.map { "\($0.code): \($0.error)" }.joined()
                        let late = both.count {
                            $0.error.contains("runs already (pid \((try? stack.supervisor()) ?? 0))")
                        }
                        if late != 1 { fault += "\(late) said that it runs: \(both.map(\.error))" }
                        if !eventually({ stack.processes().count == 2 }) { fault += "\(stack.processes().count) run" }
                        if stack.guardians().count != 1 { fault += "\(stack.guardians().count) guardians" }
                        let down = try stack("down")
                        if down.output != "0 processes, 0 ports left\n" { fault += down.output + down.error }
                        if !eventually({ stack.keepers() == [] }) { fault += "left: \(stack.keepers())" }
                        if !fault.isEmpty { return CommandResult(code: 1, output: "", error: fault) }
                    }
                    return CommandResult(code: 0, output: "", error: "")
                }
            }
        ).map(\.error).filter { !$0.isEmpty }
        #expect(faults == [])
    }

    @Test("a start while it is being stopped starts it again; two stops are one")
    func startWhileStopping() throws {
        let stack = Harbour(
            """
            name: shop
            services:
              slow: { run: "trap 'sleep 1; exit' TERM; while :; do sleep 0.05; done", port: none }
            """)
        try #require(try stack("up", "--wait").code == 0)
        let before = try stack.supervisor()
        let all = try Self.together([
            { try stack("down") }, { try stack("down") },
            {
                usleep(400_000)
                return try stack("up", "--wait")
            },
        ])
        #expect(all.map(\.code) == [0, 0, 0], "\(all)")
        #expect(all[0].output == "0 processes, 0 ports left\n")
        #expect(all[1].output == "0 processes, 0 ports left\n")
        #expect(try stack.supervisor() != before)
        #expect(try stack.service("slow")["state"].string == "ready")
        #expect(try stack("down").code == 0)
        #expect(eventually { stack.keepers() == [] }, "left: \(stack.keepers())")
    }

    @Test("one after the other without a pause")
    func backToBack() throws {
        let stack = Harbour(Self.services)
        for _ in 0..<5 {
            let up = try stack("up", "--detach")
            #expect(up.code == 0 && !up.error.contains("already"), "\(up.error)")
            #expect(try stack("down").output == "0 processes, 0 ports left\n")
        }
        #expect(eventually { stack.keepers() == [] }, "left: \(stack.keepers())")
    }

    @Test("a stop while it starts, and a restart while it starts, come to an end", arguments: [0.0, 0.1, 0.3])
    func stopWhileStarting(delay: Double) throws {
        let stack = Harbour(
            """
            name: shop
            services:
              one: { setup: sleep 0.3, run: "sleep 0.3; exec sleep 1000", port: none, ready: { exec: sleep 0.2 } }
              two: { run: "exec sleep 1001", port: none, needs: [one] }
            """)
        let first = try Self.together([
            { try stack("up", "--detach") },
            {
                usleep(UInt32(delay * 1_000_000))
                return try stack("down")
            },
        ])
        #expect(first[1].code == 0, "\(first)")
        // It may have come before there was anything to stop.
        #expect(try stack("down").code == 0)
        #expect(eventually { stack.keepers() == [] }, "left: \(stack.keepers())")

        #expect(try stack("up", "--detach").code == 0)
        usleep(UInt32(delay * 1_000_000))
        #expect(try stack("restart").code == 0)
        #expect(try stack.service("two")["state"].string == "ready")
        #expect(try stack("down").output == "0 processes, 0 ports left\n")
        #expect(eventually { stack.keepers() == [] }, "left: \(stack.keepers())")
    }
}
