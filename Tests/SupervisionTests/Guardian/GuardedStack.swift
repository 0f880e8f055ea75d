import CLinux
import LinuxKernel
import Supervision
import TestSupport
import Testing

/// A guardian of a test's own, with a folder for what its services write.
final class GuardedStack {
    let folder = TemporaryFolder()
    let stackName: String
    let run: RunID
    let client: GuardianClient
    private(set) var events: [GuardianEvent] = []
    private var next: UInt32 = 0
    private var readers: [Int32] = []

    init(program: String = GuardedStack.program) throws {
        stackName = "test-\(UInt64.random(in: .min ... .max))"
        run = RunID(stack: stackName)
        client = try GuardianClient.start(run: run, record: folder("record"), program: program)
        try event { if case .hello = $0 { true } else { false } }
    }

    /// Whatever a test left is not left to the machine.
    deinit {
        client.close()
        client.waitForEnd(seconds: 20)
        for reader in readers { close(reader) }
    }

    /// The program of this build, which lies beside the tests, or another one to be tried: `OSTIA_PROGRAM`.
    static let program = GuardianProgram.find()

    /// Starts `sh -c SCRIPT` and waits for its program to run.
    @discardableResult
    func start(
        _ script: String, grace: Double = 5, keeps: Bool = false, environment: [String: String] = [:],
        stopSignal: Signal = .terminate
    ) throws -> Started {
        try start(
            ["/bin/sh", "-c", script], grace: grace, keeps: keeps, environment: environment, stopSignal: stopSignal)
    }

    @discardableResult
    func start(
        _ arguments: [String], grace: Double = 5, keeps: Bool = false, environment: [String: String] = [:],
        directory: String? = nil, stopSignal: Signal = .terminate
    ) throws -> Started {
        let id = try request(
            arguments, grace: grace, keeps: keeps, environment: environment, directory: directory,
            stopSignal: stopSignal)
        let answer = try event {
            switch $0 {
            case .spawned(id, _, _), .failed(id, _): true
            default: false
            }
        }
        guard case .spawned(_, let pid, let ticks) = answer else { throw TestFailure("not started: \(answer)") }
        return Started(id: id, pid: pid, startTicks: ticks)
    }

    /// Sends a start and does not wait.
    func request(
        _ arguments: [String], grace: Double = 5, keeps: Bool = false, environment: [String: String] = [:],
        directory: String? = nil, stopSignal: Signal = .terminate
    ) throws -> ServiceID {
        next += 1
        let id = ServiceID(next)
        let log = clinux_open(folder("log"), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0o644)
        let nothing = clinux_open("/dev/null", O_RDONLY | O_CLOEXEC, 0)
        // What it complains about goes nowhere; but the pipe is this service's alone, as under a supervisor.
        var pipe: [Int32] = [-1, -1]
        guard clinux_pipe(&pipe) == 0 else { throw TestFailure("no pipe") }
        readers.append(pipe[0])
        defer { for descriptor in [log, nothing, pipe[1]] { close(descriptor) } }
        let path = ["PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"]
        let request = SpawnRequest(
            id: id, name: "service \(next)", arguments: arguments,
            environment: path.merging(environment) { _, new in new }, directory: directory ?? folder.path,
            keepsDescendants: keeps, stopSignal: stopSignal, grace: grace)
        try client.spawn(request, streams: StandardStreams(input: nothing, output: log, error: pipe[1]))
        return id
    }

    /// Waits for an event, now or among those that came before.
    @discardableResult
    func event(seconds: Double = 20, _ isIt: (GuardianEvent) -> Bool) throws -> GuardianEvent {
        let deadline = Clock.monotonic() + seconds
        while true {
            if let event = events.first(where: isIt) { return event }
            let left = deadline - Clock.monotonic()
            guard left > 0, events.last != .ended else {
                throw TestFailure("it did not come; but: \(events.map { "\($0)".prefix(200) })")
            }
            var entry = pollfd(fd: client.descriptor, events: Int16(POLLIN), revents: 0)
            poll(&entry, 1, Int32((left * 1000).rounded(.up)))
            events += try client.receive()
        }
    }

    /// Waits until nothing is left of a service.
    ///
    /// - Returns: how many had to be killed.
    @discardableResult
    func awaitEmptied(_ service: Started, seconds: Double = 20) throws -> Int {
        let answer = try event(seconds: seconds) { if case .emptied(service.id, _) = $0 { true } else { false } }
        guard case .emptied(_, let killed) = answer else { return -1 }
        return killed
    }

    /// Waits until a service has written a file and ended the line in it.
    func text(_ name: String) throws -> String {
        guard eventually(seconds: 20, { folder.text(name).hasSuffix("\n") }) else {
            throw TestFailure("\(name) was not written; the log says: \(folder.text("log"))")
        }
        return String(folder.text(name).dropLast())
    }

    func number(_ name: String) throws -> Int32 {
        guard let number = Int32(try text(name)) else { throw TestFailure("\(name) holds no number") }
        return number
    }

    /// Processes that run with this run's cookie. Asks until there are none.
    func leftovers(within seconds: Double) -> [Int32] {
        _ = eventually(seconds: seconds) { Cookies.holders(of: run).isEmpty }
        // One that hops from process to process may be missed once.
        return (0..<5).flatMap { _ in Cookies.holders(of: run) }
    }
}

/// A service that runs.
struct Started: Hashable {
    var id: ServiceID
    var pid: Int32
    var startTicks: UInt64
}

/// A look at the machine that shares no code with what is under test.
enum Cookies {
    /// Living processes with the run's cookie in their environment.
    static func holders(of run: RunID) -> [Int32] {
        let mark = Array("OSTIA_RUN=\(run.text)".utf8) + [0]
        return ProcFS().processes().filter { pid in
            guard isAlive(pid), let bytes = FileBytes.read("/proc/\(pid)/environ") else { return false }
            return bytes.split(separator: 0).contains { $0.elementsEqual(mark.dropLast()) }
        }
    }

    static func isAlive(_ pid: Int32) -> Bool { ProcFS().stat(pid)?.isAlive ?? false }
}
