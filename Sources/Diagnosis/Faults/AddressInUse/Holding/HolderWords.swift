import Endpoints

extension ProcessFact {
    /// `python3, pid 812, started 5 min ago in /home/a/shop`.
    var story: String {
        var words = "\(title), started \(Self.span(age)) ago"
        if let project { words += " in \(project)" } else if let workingDirectory { words += " in \(workingDirectory)" }
        return words
    }

    /// `40 s`, `5 min`, `3 h`, `2 days`.
    static func span(_ seconds: Double) -> String {
        switch seconds {
        case ..<90: "\(Int(seconds.rounded())) s"
        case ..<5400: "\(Int((seconds / 60).rounded())) min"
        case ..<129_600: "\(Int((seconds / 3600).rounded())) h"
        default: "\(Int((seconds / 86400).rounded())) days"
        }
    }
}

extension Holder {
    /// Who holds it, in words.
    var who: String {
        guard let process else {
            return switch socket.unknownOwner {
            case "kernel": "the kernel itself (NFS and its like)"
            case "other namespace": "a process outside of this container"
            default: socket.uid.map { "a process of user \($0)" } ?? "a process that cannot be seen"
            }
        }
        return isGuess ? "probably \(process.title)" : process.title
    }

    /// What bind said, who listens, and what the process is.
    func evidence(_ more: EvidenceLine...) -> [EvidenceLine] {
        var lines = [occupancy.evidence]
        lines.append(EvidenceLine("listener", socket.local.addressAndPort, "\(who)\(byUser)"))
        return lines + more
    }

    private var byUser: String {
        if let user = process?.user ?? process?.uid.map({ "\($0)" }) { return ", user \(user)" }
        return socket.unknownOwner.map { " (\($0))" } ?? ""
    }

    /// `ostia free 3000`, which stops the holder and nobody else.
    func free(_ effect: String) -> Fix { Fix("ostia free \(port)", effect, isRunnable: true) }

    /// Another port for the new program.
    var otherPort: Fix {
        Fix("ostia port <name>", "gives a port that nobody else takes, for the new program", isSafe: true)
    }

    /// `sudo ostia who 3000`: shows the owner that this user may not see.
    var lookAsRoot: Fix {
        Fix("sudo ostia who \(port)", "shows the owner, which only root may see", isSafe: true)
    }
}

extension Scene {
    /// The message is a container engine's: its own rules say what is in the way.
    var isAboutContainers: Bool { containerReport != nil }

    /// A message of Docker, Podman or Compose that a published port could not be had.
    var containerReport: ErrorReport? {
        question.reports.first { report in
            guard [.addressInUse, .notAvailable, .listenFailed, .permissionDenied].contains(report.kind) else {
                return false
            }
            // Not by the runtime alone: the words of Go's own servers are the engine's words too.
            let text = report.text.lowercased()
            return Self.containerWords.contains { !text.ranges(of: $0).isEmpty }
        }
    }

    private static let containerWords = [
        "docker", "podman", "userland proxy", "port is already allocated", "failed to bind host port",
        "ports are not available: exposing port", "external connectivity on endpoint", "rootlessport",
        "cannot listen on the tcp port", "failed to bind port", "driver failed programming",
    ]
}

extension Holder {
    /// `python3 (812), python3 (813)`, five at most.
    var pidList: String {
        let shown = owners.prefix(5).map { "\($0.name) (\($0.pid))" }.joined(separator: ", ")
        return owners.count > 5 ? "\(shown) and \(owners.count - 5) more" : shown
    }
}

extension SocketFact.State {
    /// As ss(8) prints it.
    var label: String {
        switch self {
        case .listen: "LISTEN"
        case .established: "ESTAB"
        case .closeWait: "CLOSE-WAIT"
        case .finWait1: "FIN-WAIT-1"
        case .finWait2: "FIN-WAIT-2"
        case .timeWait: "TIME-WAIT"
        case .lastAck: "LAST-ACK"
        case .closing: "CLOSING"
        case .synSent: "SYN-SENT"
        case .synReceived: "SYN-RECV"
        case .bound: "BOUND"
        case .unconnected: "UNCONN"
        }
    }
}
