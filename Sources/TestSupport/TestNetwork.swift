import Foundation
import Synchronization

/// A network namespace of a test's own, with loopback up; needs root. Gone with the last reference.
package final class TestNetwork: Sendable {
    package let name: String
    private static let count = Atomic(0)

    package init() throws {
        let number = Self.count.wrappingAdd(1, ordering: .relaxed).newValue
        name = "ostia-test-\(getpid())-\(number)"
        try Command.succeed("ip", ["netns", "add", name])
        try Command.succeed("ip", ["-n", name, "link", "set", "lo", "up"])
    }

    deinit { _ = try? Command.run("ip", ["netns", "delete", name]) }

    /// The words to put before a command so that it runs in here. `nsenter` rather than `ip netns exec`, which also
    /// gives the command another /sys.
    package var prefix: [String] { ["nsenter", "--net=/run/netns/\(name)", "--"] }

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
