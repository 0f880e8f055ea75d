import Endpoints

/// Says that something works, and what was seen to work: only what was tried.
package enum Health {
    /// - Returns: `nil` when the scene does not show that it works.
    package static func words(_ scene: Scene) -> String? {
        (try? sentence(scene)) ?? nil
    }

    private static func sentence(_ scene: Scene) throws(Need) -> String? {
        let question = scene.question
        switch question.intent {
        case .machine: return "nothing wrong was found on this machine"
        case .bind: return try bindSentence(scene)
        case .use: break
        }
        if let path = question.unixPath {
            return try scene.unixSocket(path)?.state == .listening ? "\(path) listens" : nil
        }
        guard question.port != nil else {
            if let name = question.name {
                let lookup = try scene.lookup(name)
                return lookup.failure == nil
                    ? "\(name) resolves to \(lookup.addresses.map { "\($0)" }.joined(separator: ", "))" : nil
            }
            let isTold = !question.reports.isEmpty || !question.message.isEmpty
            return isTold ? "the message names no endpoint, and nothing here explains it" : nil
        }
        let endpoints = try scene.endpoints()
        if question.transport == .udp {
            guard let endpoint = endpoints.first, let socket = scene.listeners(answering: endpoint).first else {
                return nil
            }
            return "\(endpoint.addressAndPort) takes datagrams\(by(scene, socket))"
        }
        if let reach = try scene.reached() {
            let socket = scene.listeners(answering: reach.endpoint).first
            let who = socket.map { by(scene, $0) } ?? ""
            if let answer = try scene.answer(), let status = answer.status {
                let time = answer.answerMilliseconds.map { ", after \(Self.text($0))" } ?? ""
                return "\(reach.endpoint.addressAndPort) answers HTTP \(status)\(time)\(who)"
            }
            return "\(reach.endpoint.addressAndPort) accepts connections\(who)"
        }
        for endpoint in endpoints {
            if let kind = scene.untouchable(endpoint), let socket = scene.listeners(answering: endpoint).first {
                return "\(endpoint.addressAndPort) listens\(by(scene, socket)); a \(kind.rawValue) is not spoken to "
                    + "(--deep does)"
            }
        }
        return nil
    }

    private static func bindSentence(_ scene: Scene) throws(Need) -> String? {
        if let path = scene.question.unixPath {
            return try scene.unixSocket(path)?.state == .missing ? "nothing is in the way at \(path)" : nil
        }
        let wanted = try scene.wantedToBind()
        // A name that does not resolve, or a message without a port, leaves nothing to try.
        guard !wanted.isEmpty else { return nil }
        for wanted in wanted {
            guard let outcome = try scene.bind(wanted.endpoint, wanted.options(reuseAddress: true)) else { return nil }
            // A kernel without IPv6 lacks nothing that only a port was asked of.
            if outcome.failure == "EAFNOSUPPORT", !wanted.isExplicit { continue }
            if outcome.failure != nil { return nil }
        }
        return "\(scene.question.text) is free: binding it works"
    }

    private static func by(_ scene: Scene, _ socket: SocketFact) -> String {
        scene.owner(of: socket).map { " (\($0.title))" } ?? ""
    }

    static func text(_ milliseconds: Double) -> String {
        milliseconds < 10 ? "\((milliseconds * 10).rounded() / 10) ms" : "\(Int(milliseconds.rounded())) ms"
    }
}

extension ProcessFact {
    /// The name and pid, and the user where it is not root's or ours to guess: `python3 (pid 812)`.
    package var title: String { "\(program ?? name), pid \(pid)" }
}
