import Foundation
import Synchronization
import TestSupport
import Testing

/// Supervisor and guardian killed at random moments of a stack's life.
@Suite("UpTests: killed at any moment", .requires("ostia", "python3"))
struct UpKilledTests {
    enum Victim: String, CaseIterable { case supervisor, guardian, both }
    private enum Moment: Int { case starting, running, restarting, stopping }

    private static let services = """
        name: shop
        services:
          one: { run: "sleep 1000 & exec sleep 1001", port: none }
          deaf: { run: "trap '' TERM; sleep 1000 & sleep 1001", port: none, needs: [one], stop: { grace: 0.3s } }
          daemon: { run: "(setsid sleep 1000 &); trap 'sleep 0.1; exit' TERM; while :; do sleep 0.05; done", port: none }
        """

    @Test("nothing is left", arguments: [(Victim.supervisor, 50), (.guardian, 10), (.both, 10)])
    func killed(victim: Victim, count: Int) throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededGenerator(seed: seed)
        let delays = (0..<count).map { _ in Double.random(in: 0...1, using: &random) }
        let next = Atomic(0)
        let faults = Mutex<[String]>([])
        let threads = (0..<5).map { _ in
            Thread {
                while true {
                    let i = next.wrappingAdd(1, ordering: .relaxed).oldValue
                    guard i < count, let moment = Moment(rawValue: i % 4) else { return }
                    let fault: String?
                    do { fault = try Self.kill(victim, at: moment, delays[i]) } catch { fault = "\(error)" }
                    if let fault { faults.withLock { $0.append("\(i), \(moment), \(delays[i]): \(fault)") } }
                }
            }
        }
        for thread in threads { thread.start() }
        for thread in threads { while !thread.isFinished { usleep(20_000) } }
        #expect(faults.withLock { $0 } == [], "seed \(seed)")
    }

    /// - Returns: what went wrong.
    private static func kill(_ victim: Victim, at moment: Moment, _ fraction: Double) throws -> String? {
        let stack = Harbour(services)
        let up = try PipedUp(stack)
        if moment != .starting {
            guard up.waitFor("deaf   * ready", seconds: 60) else { return "it was never ready" }
        }
        var restart: RealProgram?
        switch moment {
        case .starting, .running: break
        case .restarting:
            restart = try RealProgram(
                Installed.ostia ?? "", ["restart"], environment: stack.ostia.environment, folder: stack.folder)
        case .stopping: up.process.signal(SIGTERM)
        }
        usleep(UInt32(fraction * 600_000))
        if victim != .supervisor { for pid in stack.guardians() { Foundation.kill(pid, SIGKILL) } }
        if victim != .guardian { Foundation.kill(up.process.id, SIGKILL) }
        restart?.stop()
        restart = nil
        guard up.process.wait(seconds: 30) != nil || moment == .starting else { return "the supervisor does not end" }
        // Of both killed the next `down` ends what is left; of one killed there is nothing for it to do.
        if victim == .both { _ = try stack("down") }
        if victim == .guardian && moment == .starting {
            // Killed before there was a guardian, the stack lives, as it should.
            _ = try stack("down")
            guard up.process.wait(seconds: 30) != nil else { return "the supervisor does not end after down" }
        }
        let deadline = Date().addingTimeInterval(15)
        while deadline.timeIntervalSinceNow > 0 {
            if stack.keepers() == [] { return nil }
            usleep(100_000)
        }
        let left = stack.keepers().map { pid in
            let words = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline") ?? Data()
            return "\(pid): \(String(decoding: words.map { $0 == 0 ? 32 : $0 }, as: UTF8.self))"
        }
        return "left: \(left)"
    }
}
