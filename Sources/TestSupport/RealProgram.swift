import CLinux
import Endpoints
import Foundation
import LinuxKernel
import Synchronization

/// A real server, started for one test in a folder of its own and stopped, with its whole group, when the test is over.
package final class RealProgram: Sendable {
    package let process: Spawned
    package let folder: TemporaryFolder
    /// The signal that asks it to end.
    private let stopSignal: Int32
    /// Our end of its standard input; it reads the end of the file when this is closed.
    private let input: Int32

    package var id: Int32 { process.id }

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - folder: its working directory.
    ///   - user: the user to run as, for a server that refuses to be root's (PostgreSQL).
    ///   - network: the namespace to run in.
    package init(
        _ program: String, _ arguments: [String] = [], environment: [String: String] = [:],
        folder: TemporaryFolder = TemporaryFolder(), user: String? = nil, network: TestNetwork? = nil,
        stopSignal: Int32 = SIGTERM
    ) throws {
        guard let path = Installed.path(of: program) else { throw TestFailure("\(program) is not installed") }
        self.folder = folder
        self.stopSignal = stopSignal
        var words = network?.prefix ?? []
        if let user, geteuid() == 0 {
            words += ["setpriv", "--reuid=\(user)", "--regid=\(user)", "--clear-groups", "--"]
        }
        words += [path] + arguments
        guard let first = Installed.path(of: words[0]) else { throw TestFailure("\(words[0]) is not installed") }
        var ends: [Int32] = [-1, -1]
        guard clinux_pipe(&ends) == 0 else { throw TestFailure("pipe2: \(String(cString: strerror(errno)))") }
        input = ends[1]
        let log = open(folder("log"), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0o644)
        defer {
            close(ends[0])
            close(log)
        }
        process = try Spawned(
            first, Array(words.dropFirst()), environment: Command.inherited(environment), directory: folder.path,
            input: ends[0], output: log, error: log)
    }

    deinit {
        stop()
        close(input)
    }

    /// What it printed.
    package var log: String { folder.text("log") }

    /// Asks it to end, and after a while sees to it.
    package func stop(grace: Double = 5) {
        process.signal(stopSignal)
        if process.wait(seconds: grace) == nil { process.signalGroup(SIGKILL) }
        _ = process.wait(seconds: 5)
        // Workers of a server that ended by itself stay in its group.
        process.signalGroup(SIGKILL)
    }

    /// Waits until somebody listens on a port of this machine, as the kernel's table says; nothing connects.
    ///
    /// - Throws: with the end of the log when the program ends or the time is over first.
    package func waitForPort(_ port: UInt16, seconds: Double = 30) throws {
        let listens = eventually(seconds: seconds) { Ports.isListening(port) || process.wait(seconds: 0) != nil }
        guard listens, Ports.isListening(port) else {
            throw TestFailure("nothing listens on \(port); the program said: \(log.suffix(2000))")
        }
    }

    /// Waits until the log holds a text.
    package func waitForLog(_ text: String, seconds: Double = 30) throws {
        guard eventually(seconds: seconds, { log.contains(text) }) else {
            throw TestFailure("\(text) was not said, but: \(log.suffix(2000))")
        }
    }
}

/// Ports of this machine for a test's servers.
package enum Ports {
    private static let next = Atomic(Int(getpid()) * 13 % 9000)

    /// A port nobody uses, below the range from which the kernel picks: no outgoing connection takes it meanwhile.
    package static func free() -> UInt16 {
        while true {
            let port = UInt16(21_000 + next.wrappingAdd(1, ordering: .relaxed).newValue % 9000)
            if isFree(port) { return port }
        }
    }

    /// Whether the kernel lists a listener on this port, at any address of this network namespace.
    package static func isListening(_ port: UInt16) -> Bool {
        [IPAddress.Family.v4, .v6].contains { family in
            let query = SocketQuery(.tcp, family, states: SocketQuery.listening, localPort: port)
            return ((try? ProcNetTable().sockets(query)) ?? []).isEmpty == false
        }
    }

    private static func isFree(_ port: UInt16) -> Bool {
        let fd = socket(AF_INET6, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard fd >= 0 else { return !isListening(port) }
        defer { close(fd) }
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        address.sin6_port = port.bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(fd, $0, socklen_t(MemoryLayout<sockaddr_in6>.size)) == 0
            }
        }
    }
}
