package import Endpoints

extension Scene {
    /// The attempts that fail as the user's client does. When no address of the question connects, that is all of them;
    /// when one does, those to an address that a message names and that fails now as well: clients that do not fall back
    /// from one address of a name to the next end there (RFC 8305 is not for everyone).
    package func failures() throws(Need) -> [Reach.Attempt] {
        guard question.intent == .use, question.transport == .tcp, question.unixPath == nil else { return [] }
        if let reach = try reach(), !reach.isConnected { return reach.attempts }
        guard question.address == nil, let port = question.port else { return [] }
        var out: [Reach.Attempt] = []
        for report in question.reports.prefix(8)
        where report.port == Int(port) && Self.failsToConnect.contains(report.kind) {
            guard let address = report.host.flatMap({ IPAddress($0) }), isOwn(address) else { continue }
            let endpoint = Endpoint(.tcp, address, port)
            guard mayConnect(endpoint), !out.contains(where: { $0.endpoint == endpoint }) else { continue }
            if let outcome = try connect(endpoint), outcome.result != .connected {
                out.append(Reach.Attempt(endpoint: endpoint, outcome: outcome))
            }
        }
        return out
    }

    /// Kinds of messages that tell of a connection that was not made.
    static let failsToConnect: Set<ErrorKind> = [
        .connectionRefused, .connectFailed, .timeout, .hostUnreachable, .networkUnreachable, .notAvailable,
        .permissionDenied, .daemonNotRunning, .debuggerConnectRefused,
    ]

    /// Those of the failures that were refused.
    package func refusals() throws(Need) -> [Reach.Attempt] {
        try failures().filter { $0.outcome.result == .refused }
    }

    /// The refusals that the kernel of this machine made because nothing listens there: not those of a packet filter,
    /// and none at all when something else than a refusal was met too.
    package func plainRefusals() throws(Need) -> [Reach.Attempt] {
        let failures = try failures()
        guard failures.allSatisfy({ $0.outcome.result == .refused && !$0.outcome.isFiltered }) else { return [] }
        return failures
    }

    /// Where a client of an endpoint really goes: to loopback for `0.0.0.0` and `::` (`ip_route_output_key_hash_rcu`
    /// and `tcp_v6_connect` of the kernel).
    package func destination(_ endpoint: Endpoint) -> Endpoint {
        guard endpoint.address.isUnspecified else { return endpoint }
        let address = endpoint.address.unmapped.family == .v4 ? IPAddress.loopbackV4 : .loopbackV6
        return Endpoint(endpoint.transport, address, endpoint.port)
    }

    /// Whether a listener ought to answer there.
    package func isListenedTo(_ endpoint: Endpoint) -> Bool { !listeners(answering: destination(endpoint)).isEmpty }

    /// One line for each attempt.
    package func lines(_ attempts: [Reach.Attempt]) -> [EvidenceLine] {
        attempts.map { EvidenceLine("connect", $0.endpoint.addressAndPort, $0.outcome.words) }
    }

    /// The line that names who listens where.
    package func line(_ listener: SocketFact) -> EvidenceLine {
        EvidenceLine("listener", listener.local.addressAndPort, who(listener))
    }

    /// The owner of a socket, or why none is known: `Vite, pid 812`, `a process of uid 0 (other user)`.
    package func who(_ socket: SocketFact) -> String {
        if let owner = owner(of: socket) { return owner.title }
        let user = socket.uid.map { "a process of uid \($0)" } ?? "a process"
        return socket.unknownOwner.map { "\(user) (\($0))" } ?? user
    }
}

extension ConnectOutcome {
    /// Whether the counters of the namespace were read: every SYN that leaves moves this one.
    package var isCounted: Bool { counters["Tcp.ActiveOpens"] != nil }

    /// The refusal came with an ICMP message, or the kernel's TCP did not send the reset: a packet filter's work, not
    /// that of a port without a listener (`tcp_v4_send_reset` counts `OutRsts`, nf_reject does not).
    package var isFiltered: Bool {
        result == .refused && (icmp != nil || isCounted && counters["Tcp.OutRsts"] == nil)
    }

    /// Packets that came in and were taken away before a protocol saw them; `nil` when that was not counted.
    package func lostOnInput(isV6: Bool) -> Int? {
        let group = isV6 ? "Ip6" : "Ip"
        guard let came = counters["\(group).InReceives"] else { return nil }
        return came - (counters["\(group).InDelivers"] ?? 0)
    }
}
