import Foundation
import TestSupport
import Testing

/// Endpoints on other machines: nothing is sent there, and with leave one attempt to connect.
@Suite("The doctor and other machines", .requires("ostia", "python3", "ip", "nsenter", .root))
struct DoctorRemoteTests {
    private let machines: TwoMachines
    private let ostia: CLI

    init() throws {
        machines = try TwoMachines()
        ostia = CLI(in: machines.here)
    }

    static let questions: [[String]] = [
        ["10.77.0.2:8000"], ["http://10.77.0.2:8000/"], ["https://10.77.0.2:8000/"], ["postgres://10.77.0.2:8000/shop"],
        ["--error", "Error: connect ECONNREFUSED 10.77.0.2:8000"],
        ["--error", "TimeoutError: The read operation timed out", "http://10.77.0.2:8000/"],
        ["--deep", "10.77.0.2:8000"],
    ]

    @Test("sends nothing to them unasked, and says so", arguments: questions)
    func nothing(question: [String]) throws {
        let server = try CountingServer("10.77.0.2", in: machines.there)
        let before = try machines.traffic().received
        let answer = try ostia.run(["doctor"] + question)
        #expect([1, 3].contains(answer.code), "\(answer.output)")
        #expect(try machines.traffic().received == before, "no segment came")
        if answer.code == 3 {
            #expect(answer.output.contains("10.77.0.2 is another machine"), "\(answer.output)")
            #expect(answer.output.contains("--remote"))
            #expect(answer.output.contains("cable"), "what can be told from here is told: the way there")
        }
        withExtendedLifetime(server) {}
    }

    @Test("makes one connection with --remote, whatever the question", arguments: questions)
    func one(question: [String]) throws {
        let server = try CountingServer("10.77.0.2", in: machines.there)
        let answer = try ostia.run(["doctor", "--remote"] + question)
        #expect([0, 1, 3].contains(answer.code), "\(answer.output)")
        // Counted from the other machine itself, whose own question is left out.
        #expect(try server.connections() == 1, "\(answer.output)")
    }

    @Test("says that it connects, when it does")
    func connects() throws {
        let server = try CountingServer("10.77.0.2", in: machines.there)
        let answer = try ostia("doctor", "--remote", "10.77.0.2:8000")
        #expect(answer.code == 0, "\(answer.output)")
        #expect(answer.output.hasPrefix("ok "))
        withExtendedLifetime(server) {}
    }

    @Test("sees that it is refused there, by one attempt, and that why is not to be seen from here")
    func refused() throws {
        let before = try machines.traffic()
        let answer = try ostia("doctor", "--remote", "10.77.0.2:8765")
        #expect(answer.code == 1 || answer.code == 3)
        #expect(answer.output.contains("ECONNREFUSED") || answer.output.contains("refused"), "\(answer.output)")
        #expect(try machines.traffic().resets == before.resets + 1)
    }

    @Test("tells that there is no route")
    func unrouted() throws {
        let answer = try ostia("doctor", "203.0.113.9:80")
        #expect(answer.code == 1 || answer.code == 3)
        #expect(answer.output.contains("route"), "\(answer.output)")
    }
}
