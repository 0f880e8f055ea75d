import Foundation
import Synchronization

/// A network namespace of a test's own, with loopback up; needs root. Gone with the last reference.
package final class TestNetwork: Sendable {
    package let name: String
    private static let count = Atomic(0)

    /// - Parameter isolatesProcesses: its processes see no others, such as those of tests that run meanwhile; to the
    ///   outside they have other numbers, and `nsenter` stands for each.
    package init(isolatesProcesses: Bool = false) throws {
        let number = Self.count.wrappingAdd(1, ordering: .relaxed).newValue
        name = "ostia-test-\(getpid())-\(number)"
        try Command.succeed("ip", ["netns", "add", name])
        try Command.succeed("ip", ["-n", name, "link", "set", "lo", "up"])
        let outside = ["nsenter", "--net=/run/netns/\(name)", "--"]
        guard isolatesProcesses else {
            first = nil
            prefix = outside
            return
        }
        let program = try RealProgram(
            outside[0],
            outside.dropFirst() + [
                "unshare", "--pid", "--fork", "--mount-proc", "--kill-child", "sh", "-c",
                "echo READY; exec sleep infinity",
            ])
        first = program
        try program.waitForLog("READY")
        let children = try String(contentsOfFile: "/proc/\(program.id)/task/\(program.id)/children", encoding: .utf8)
        guard let child = children.split(separator: " ").first else {
            throw TestFailure("no first process: \(program.log)")
        }
        prefix = ["nsenter", "--target", "\(child)", "--net", "--pid", "--mount", "--"]
    }

    /// The first process of the network's own process namespace; `nil` where it has none.
    private let first: RealProgram?

    deinit { _ = try? Command.run("ip", ["netns", "delete", name]) }

    /// The words to put before a command so that it runs in here. `nsenter` rather than `ip netns exec`, which also
    /// gives the command another /sys.
    package let prefix: [String]

    /// Runs a program in the namespace and waits for it.
    package func run(_ program: String, _ arguments: [String] = [], timeout: Double = 30) throws -> CommandResult {
        let path = Installed.path(of: program) ?? program
        return try Command.run(prefix[0], Array(prefix.dropFirst()) + [path] + arguments, timeout: timeout)
    }

    /// Adds an address to an interface.
    package func add(address: String, to interface: String = "lo") throws {
        try Command.succeed("ip", ["-n", name, "address", "add", address, "dev", interface])
    }
}
