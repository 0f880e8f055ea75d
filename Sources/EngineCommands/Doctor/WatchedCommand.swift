import Commands
import Diagnosis
import Endpoints
import Inventory
import LinuxKernel
import Terminal

/// Runs a command, passes its output on, watches its sockets, and diagnoses what went wrong: at once when it complains
/// and goes on, or when it ends in failure.
struct WatchedCommand {
    private let options: DoctorOptions
    private let context: Context

    init(_ options: DoctorOptions, _ context: Context) {
        self.options = options
        self.context = context
    }

    /// Quiet for so long after a complaint, in seconds, and the command counts as going on in spite of it.
    private static let patience = 0.5

    func run() throws -> ExitStatus {
        // Ctrl-C is meant for the command; we stay to say what became of it.
        let interrupts = Interrupts()
        defer { interrupts.release() }
        let child: WatchedChild
        do {
            child = try WatchedChild(options.command)
        } catch {
            throw CommandError(
                "not-started", "\(options.command.first ?? ""): \(error)", hint: "is it spelled right, and in PATH?",
                status: .usage)
        }
        var reader = LogReader()
        var answers: [DoctorAnswer] = []
        var told: Set<ErrorReport.Key> = []
        var trail = SocketTrail(root: child.pid)
        while true {
            switch child.next(Self.patience) {
            case .wrote(let stream, let bytes):
                pass(bytes, stream)
                reader.read(bytes)
                trail.look(context.machine)
            case .quiet:
                trail.look(context.machine)
                let fresh = reports(of: reader).filter { told.insert($0.key).inserted }
                guard fresh.contains(where: { $0.port != nil }) else { continue }
                answers += try diagnose(fresh, trail, isOver: false)
            case .ended(let status):
                let fresh = reports(of: reader).filter { told.insert($0.key).inserted }
                if !fresh.isEmpty && (status != 0 || answers.isEmpty) {
                    answers += try diagnose(fresh, trail, isOver: true)
                }
                return finish(status, answers)
            }
        }
    }

    /// What was read so far; the reader goes on as if nobody had looked.
    private func reports(of reader: LogReader) -> [ErrorReport] {
        var copy = reader
        return copy.finish()
    }

    private func pass(_ bytes: [UInt8], _ stream: WatchedChild.Stream) {
        // With --json standard output is the document's alone.
        let sink = stream == .errors || context.json ? context.console.err : context.console.out
        sink.write(bytes)
        sink.flush()
    }

    /// Answers the questions that the complaints ask; one that names no port is asked about the command's own sockets.
    private func diagnose(_ reports: [ErrorReport], _ trail: SocketTrail, isOver: Bool) throws -> [DoctorAnswer] {
        var questions = try DoctorInput.questions(options, DoctorInput.Heard(reports: reports))
        for index in questions.indices where questions[index].port == nil && questions[index].isFromReport {
            if let endpoint = trail.suspect(for: questions[index].intent) {
                questions[index].port = endpoint.port
                questions[index].host = "\(endpoint.address)"
                questions[index].text = endpoint.addressAndPort
            } else if questions[index].intent == .bind, let port = takenPort() {
                questions[index].port = port
                questions[index].text = "\(port)"
            }
        }
        let answers = questions.map { Diagnostician(context).answer($0) }
        guard !context.json else { return answers }
        let text = DoctorText(
            width: context.console.width, color: context.console.errorColor, isVerbose: options.verbose)
        for line in text.lines(answers.filter { !$0.findings.isEmpty }) { context.console.err.line(line) }
        context.console.err.flush()
        return answers
    }

    /// A port that the command line names and that somebody listens on: a bind that fails leaves no socket to look at.
    private func takenPort() -> UInt16? {
        CommandPorts.named(options.command).first { port in
            IPAddress.Family.allCases.contains { family in
                let query = SocketQuery(.tcp, family, states: SocketQuery.listening, localPort: port)
                return (try? context.machine.sockets.sockets(query))?.isEmpty == false
            }
        }
    }

    private func finish(_ status: Int32, _ answers: [DoctorAnswer]) -> ExitStatus {
        let result = result(status, answers)
        if context.json {
            context.write(DoctorJSON.document(answers, status: result))
        } else if result == .notPermitted || result == .interrupted {
            let name = Sanitizer.escape(options.command.joined(separator: " "))
            context.console.err.line(
                "?       \(name) ended with exit code \(status), and nothing it wrote names a fault of an endpoint")
        }
        return result
    }

    private func result(_ status: Int32, _ answers: [DoctorAnswer]) -> ExitStatus {
        if answers.contains(where: { !$0.findings.isEmpty }) { return .negative }
        if status == 0 { return .success }
        return status == 130 ? .interrupted : .notPermitted
    }
}

extension ErrorReport {
    /// What makes two complaints the same.
    struct Key: Hashable {
        var kind: ErrorKind
        var host: String?
        var port: Int?
    }

    var key: Key { Key(kind: kind, host: host, port: port) }
}

/// The endpoints that a command and its children were seen to use.
struct SocketTrail {
    private let root: Int32
    /// Where it was trying to connect, without an answer.
    private(set) var attempts: [Endpoint] = []
    /// Where it listened.
    private(set) var listeners: [Endpoint] = []

    init(root: Int32) { self.root = root }

    /// How long a look lasts, in seconds: a command that writes without end must not be slowed by one a piece.
    private static let interval = 0.1
    private var lastLook = -Double.infinity

    mutating func look(_ machine: Machine) {
        let now = Clock.monotonic()
        guard now - lastLook >= Self.interval else { return }
        lastLook = now
        let book = ProcessBook(machine)
        let pids = Set([root] + book.descendants(of: root).map(\.pid))
        let inodes = Set(
            pids.flatMap { machine.proc.descriptors($0) ?? [] }.compactMap { ProcFS.socketInode($0.target) })
        guard !inodes.isEmpty else { return }
        for family in IPAddress.Family.allCases {
            let states = SocketQuery.listening | SocketState.synSent.bit
            let query = SocketQuery(.tcp, family, states: states)
            for row in (try? machine.sockets.sockets(query)) ?? [] where inodes.contains(row.inode) {
                if row.state == .synSent {
                    if !attempts.contains(row.remote) { attempts.append(row.remote) }
                } else if !listeners.contains(row.local) {
                    listeners.append(row.local)
                }
            }
        }
    }

    /// What a complaint without an endpoint is most likely about.
    func suspect(for intent: Question.Intent) -> Endpoint? {
        intent == .bind ? listeners.last : attempts.last ?? listeners.last
    }
}
