import Endpoints

/// What came of binding what the question wants: the first endpoint that could not be bound.
struct BindTrial: Hashable, Sendable {
    var endpoint: Endpoint
    var outcome: BindOutcome
    var isExplicit: Bool

    var failure: String { outcome.failure ?? "" }
    var evidence: EvidenceLine {
        EvidenceLine(outcome.call, endpoint.addressAndPort, outcome.failure ?? "works")
    }
}

extension Scene {
    /// The endpoints a bind question, or a message of a bind, is about.
    func bindEndpoints() throws(Need) -> [Wanted] {
        let wanted = try wantedToBind()
        if !wanted.isEmpty || question.intent == .bind { return wanted }
        guard let report = question.reports.first(where: { $0.isOfBind }), let host = report.host,
            let address = IPAddress(host), let port = report.port.flatMap({ UInt16(exactly: $0) })
        else { return [] }
        return [Wanted(Endpoint(report.transport == .udp ? .udp : .tcp, address, port), isExplicit: true)]
    }

    /// The first of them that bind(2), or socket(2) before it, refuses.
    func refusedBind() throws(Need) -> BindTrial? {
        for wanted in try bindEndpoints() {
            guard let outcome = try bind(wanted.endpoint, wanted.options(reuseAddress: true)), outcome.failure != nil
            else { continue }
            return BindTrial(endpoint: wanted.endpoint, outcome: outcome, isExplicit: wanted.isExplicit)
        }
        return nil
    }

    /// The message of a bind that was not allowed.
    var deniedBindReport: ErrorReport? {
        question.reports.first { $0.kind == .permissionDenied && ($0.isOfBind || question.intent == .bind) }
    }

    /// The loopback interface, whatever its name.
    var loopback: InterfaceFact? { facts.interfaces.first(where: \.isLoopback) }

    /// The address the question is about when it is a number, or the loopback one that a name or bare port means.
    func askedAddresses() throws(Need) -> [IPAddress] {
        if let address = question.address { return [address] }
        if question.intent == .bind, question.host == nil, question.port != nil { return [] }
        return try endpoints().map(\.address)
    }
}

extension ErrorReport {
    /// Whether the line tells of listening, not of connecting.
    var isOfBind: Bool {
        let text = text.lowercased()
        let isConnect = Self.connectWords.contains { !text.ranges(of: $0).isEmpty }
        return !isConnect && Self.bindWords.contains { !text.ranges(of: $0).isEmpty }
    }

    private static let bindWords = [
        "bind", "listen", "make_sock", "start server", "start inspector", "userland proxy", "server tcp",
        "create server",
    ]
    private static let connectWords = [
        "connect()", "connect:", "connect e", "dial tcp", "name_connect", "connecting to",
    ]
}
