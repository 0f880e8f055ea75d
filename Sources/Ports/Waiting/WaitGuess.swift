import Endpoints

/// Why waiting came to nothing, as far as the last look tells: the doctor's first guess.
package struct WaitGuess: Hashable, Sendable {
    /// Stable, for scripts: `nothing-listens`, `other-family`, `other-address`, `other-port`, `not-accepting`,
    /// `http-status`, `http-silent`, `not-http`, `other-owner`, `not-stable`, `unreachable`, `still-listening`,
    /// `still-bound`.
    package var code: String
    /// One sentence, without a full stop.
    package var message: String
    /// The command that tells more.
    package var next: String

    package init(_ code: String, _ message: String, next: String) {
        self.code = code
        self.message = message
        self.next = next
    }
}

extension WaitGuess {
    /// Judges the last state of a target.
    ///
    /// - Parameters:
    ///   - opened: listeners that appeared while waiting, on other ports.
    ///   - owner: the process tree that was to hold it.
    package init(
        _ tracker: WaitTracker, opened: [SocketSummary] = [], owner: Int32? = nil
    ) {
        let target = tracker.target
        let port = target.port
        let who = "ostia who \(port)"
        let explain = "ostia explain \(target.isBarePort ? "\(port)" : target.text)"
        switch tracker.state {
        case .nothing:
            self = Self.nothing(target, opened, explain)
        case .elsewhere(let sockets):
            self = Self.elsewhere(target, sockets, explain)
        case .notOwned(let socket):
            let tree = owner.map { " and not by pid \($0) or its children" } ?? ""
            self.init(
                "other-owner", "\(socket.endpoint.addressAndPort) is held by \(Self.holder(socket))\(tree)", next: who)
        case .notAccepting(let socket):
            self.init(
                "not-accepting",
                "\(socket.text) listens and does not accept: its queue of waiting connections is full; "
                    + "the program hangs, or is stopped in a debugger", next: who)
        case .unanswered(let socket, let answer):
            self = Self.unanswered(target, socket, answer, who)
        case .listening(let socket), .answered(let socket, _):
            self.init(
                "not-stable",
                "\(socket.text) listens, and has not stayed so for long enough"
                    + (tracker.setbacks > 0 ? " (it went away \(Self.times(tracker.setbacks)))" : ""), next: who)
        case .unreached(let endpoint, let reason):
            self.init(
                "unreachable", "\(endpoint.addressAndPort) is no address of this machine: \(reason)", next: explain)
        case .reached, .free:
            self.init(
                "not-stable", "\(target.label) is as wished, but has not stayed so for long enough", next: explain)
        case .unbindable(let code):
            self.init(
                "still-bound",
                "nothing listens on \(target.label), but a socket is still bound to it (bind fails, errno \(code))",
                next: "ostia ls --bound \(port)")
        }
    }

    /// The guess for `--free`: who is still there.
    package static func stillListening(_ target: WaitTarget, _ sockets: [SocketSummary]) -> WaitGuess {
        let all = sockets.map(\.text).joined(separator: ", ")
        return WaitGuess("still-listening", "\(all) still listens", next: "ostia free \(target.port)")
    }

    private static func nothing(_ target: WaitTarget, _ opened: [SocketSummary], _ explain: String) -> WaitGuess {
        // The port a server falls back to is mostly the next one or two.
        let near = opened.min { distance($0, target) < distance($1, target) }
        if let near {
            return WaitGuess(
                "other-port",
                "nothing listens on \(target.label), but \(near.text) opened while waiting: did it take another port?",
                next: "ostia who \(near.endpoint.port)")
        }
        return WaitGuess(
            "nothing-listens",
            "nothing listens on \(target.label): the program has not got that far, has failed, or uses another port",
            next: explain)
    }

    private static func distance(_ socket: SocketSummary, _ target: WaitTarget) -> Int {
        abs(Int(socket.endpoint.port) - Int(target.port))
    }

    private static func elsewhere(_ target: WaitTarget, _ sockets: [SocketSummary], _ explain: String) -> WaitGuess {
        let there = sockets.map(\.text).joined(separator: ", ")
        let asked = target.addresses.map(\.description).joined(separator: " or ")
        let families = Set(target.addresses.map(\.family))
        let otherFamily = sockets.allSatisfy { !families.contains($0.endpoint.address.family) }
        let advice = otherFamily ? "the other address family" : "another address"
        return WaitGuess(
            otherFamily ? "other-family" : "other-address",
            "it listens only on \(there), \(advice) than the \(asked) asked for", next: explain)
    }

    private static func unanswered(
        _ target: WaitTarget, _ socket: SocketSummary, _ answer: HTTPAnswer, _ next: String
    ) -> WaitGuess {
        let path = target.http?.path ?? "/"
        switch answer {
        case .status(let code):
            let wanted = target.http?.status.text ?? StatusPattern.usual.text
            return WaitGuess(
                "http-status", "\(socket.text) listens, and \(path) answers \(code) where \(wanted) was asked for",
                next: next)
        case .notHTTP:
            return WaitGuess(
                "not-http", "\(socket.text) listens and speaks something else than HTTP (TLS wants https)", next: next)
        case .closed, .silent, .refused:
            return WaitGuess("http-silent", "\(socket.text) listens, and \(path) \(answer.text)", next: next)
        }
    }

    private static func holder(_ socket: SocketSummary) -> String {
        socket.process.map { "\($0.name) (pid \($0.pid))" } ?? "a process that cannot be seen from here"
    }

    private static func times(_ count: Int) -> String { count == 1 ? "once" : "\(count) times" }
}
