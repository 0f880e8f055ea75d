extension Outcome {
    /// What came of it, in a few words for `-v`.
    package var words: String {
        switch self {
        case .lookup(let lookup):
            lookup.failure ?? lookup.addresses.map { "\($0)" }.joined(separator: ", ")
        case .activity(let activity):
            activity.map { "\(($0.cores * 100).rounded() / 100) cores, \($0.threads.count) threads" } ?? "gone"
        case .environment(let values): values.map { "\($0.count) variables" } ?? "may not be read"
        case .cgroup(let group): group.map { $0.isFrozen ? "\($0.path), frozen" : $0.path } ?? "none"
        case .sockets(let sockets): "\(sockets.count) sockets"
        case .output(let lines): lines.map { "\($0.count) lines" } ?? "no file"
        case .firewall(let picture): picture.unreadable ?? "\(picture.rules.count) rules"
        case .route(let route): [route.kind.rawValue, route.device].compactMap { $0 }.joined(separator: " ")
        case .otherNamespaces(let found): "\(found.count) listeners"
        case .containers(let picture): "\(picture.containers.count) containers"
        case .unixListeners(let found): "\(found.count) sockets"
        case .unixSocket(let path): path.state.rawValue
        case .upstreams(let found): found.map { "\($0.host):\($0.port)" }.joined(separator: ", ")
        case .portFiles(let files): files.map(\.path).joined(separator: ", ")
        case .kernelLog(let log): log.isReadable ? "\(log.lines.count) lines" : "may not be read"
        case .watch(let watch): "\(watch.changes) changes"
        case .connections(let look): "\(look.connections.count) connections"
        case .limits(let look):
            "\(look.crowds.count) crowded endpoints, \(look.starving.count) processes at their limit"
        case .queue(let queue): "full in \(queue.fullLooks) of \(queue.looks) looks"
        case .connect(let outcome): outcome.words
        case .bind(let outcome): outcome.failure ?? "works"
        case .datagram(let outcome): outcome.failure ?? "no complaint"
        case .http(let outcome): outcome.words
        case .tls(let outcome): "\(outcome.result)"
        case .speak(let answer): answer.isSpoken ? "spoken \(answer.detail)" : "not spoken"
        case .impossible(let reason): reason
        }
    }
}

extension ConnectOutcome {
    /// `connected in 0.2 ms`, `refused`, `no answer within 500 ms`, `EHOSTUNREACH (ICMP 3/10)`.
    package var words: String {
        let message = icmp.map { " (ICMP\($0.isV6 ? "v6" : "") \($0.type)/\($0.code))" } ?? ""
        switch result {
        case .connected:
            switch ending {
            case .open: return "connected in \(Health.text(milliseconds))"
            case .closed: return "connected, then closed by the server"
            case .reset: return "connected, then reset by the server"
            }
        case .refused: return "refused (ECONNREFUSED)\(message)"
        case .silent: return "no answer within \(Health.text(milliseconds))"
        case .failed(let name): return "\(name)\(message)"
        }
    }
}

extension HTTPOutcome {
    /// `200 in 3 ms`, `no answer within …`, `closed without an answer`, `bytes that are not HTTP`.
    package var words: String {
        switch result {
        case .answered:
            "HTTP \(status ?? 0)" + (answerMilliseconds.map { " in \(Health.text($0))" } ?? "")
        case .notHTTP: "an answer that is not HTTP"
        case .endedSilently: ending == .reset ? "reset before an answer" : "closed without an answer"
        case .silent: "connected, no answer"
        case .notRead: "the server does not read the request"
        case .notConnected: "not connected"
        case .tlsFailed(let reason): "TLS failed: \(reason)"
        }
    }
}
