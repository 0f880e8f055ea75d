import Endpoints
import LinuxKernel

/// What `ostia who` was asked for.
struct WhoOptions: Hashable, Sendable {
    var subject: WhoSubject
    /// Only the pids.
    var isBrief = false
    /// Walks every process instead of proving remembered holders.
    var isExact = false
}

/// What somebody wants to know everything about.
enum WhoSubject: Hashable, Sendable {
    /// A port, on one address or on any.
    case port(UInt16, Target.Host?, Transport?)
    case process(Int32)

    /// Reads a port, an endpoint, a URL, `pid:812`, or a number too large for a port, which is a pid.
    ///
    /// - Parameter proc: where a number too large for a port must be found to be taken for a pid.
    init(parsing text: String, proc: ProcFS = ProcFS()) throws(InputError) {
        if text.hasPrefix("pid:") {
            guard let pid = Int32(text.dropFirst(4)), pid > 0 else {
                throw InputError("\(Target.quoted(text)) names no process: write pid: and a number")
            }
            self = .process(pid)
            return
        }
        if let number = Int32(text), number > 65535 {
            guard FileBytes.exists("\(proc.root)/\(number)") else {
                throw InputError("\(number) is no port (they run from 1 to 65535), and no process has that id")
            }
            self = .process(number)
            return
        }
        let target = try Target(parsing: text)
        guard let ports = target.ports else {
            throw InputError("\(Target.quoted(text)) names no port: write \(text):PORT, or try: ostia explain \(text)")
        }
        guard let port = target.port else {
            throw InputError(
                "\(Target.quoted(text)) is a range; one at a time, or: ostia ls \(ports.lowerBound)-\(ports.upperBound)"
            )
        }
        self = .port(port, target.host, target.transport)
    }
}
