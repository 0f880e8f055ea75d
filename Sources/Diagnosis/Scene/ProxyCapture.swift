package import Endpoints

/// A client of the question's URL that goes to a proxy because its environment says so.
package struct ProxyCapture: Hashable, Sendable {
    package enum State: Hashable, Sendable {
        /// Nobody answers where the variable points.
        case dead(ConnectOutcome)
        /// The proxy's name does not resolve.
        case unresolved
        /// It answers, and otherwise than the server itself.
        case differs
        /// It answers as the server does: it forwards rightly.
        case forwards
        /// It connects; what it would do with this URL cannot be tried.
        case unknown
    }

    package var setting: ProxySetting
    package var state: State
    /// The proxy's own endpoint, on this machine.
    package var proxy: Endpoint?
    /// What came through it, and what comes without it.
    package var through: HTTPOutcome?
    package var direct: HTTPOutcome?
    package var misreading: NoProxy.Misreading?
    package var evidence: [EvidenceLine]
}

extension Scene {
    /// The host that a client compares with `NO_PROXY`.
    package var proxiedHost: String { question.host ?? "localhost" }

    /// The proxy that takes the question's request, and what it does with it; `nil` when none does: no variable, a
    /// `NO_PROXY` that every client understands, or a server elsewhere, which a proxy may well be for.
    package func capture(scheme: String) throws(Need) -> ProxyCapture? {
        guard let setting = ProxySetting(for: scheme, in: facts.environment), question.intent == .use,
            question.transport == .tcp, question.unixPath == nil
        else { return nil }
        let noProxy = NoProxy(in: facts.environment)
        if noProxy?.covers(proxiedHost) == true { return nil }
        let endpoints = try endpoints()
        guard !endpoints.isEmpty, endpoints.allSatisfy({ isOwn($0.address) }) else { return nil }
        var capture = ProxyCapture(
            setting: setting, state: .unknown,
            misreading: noProxy?.misreading(proxiedHost, endpoints.map(\.address)),
            evidence: [EvidenceLine("environment", setting.variable, setting.address)])
        if let noProxy { capture.evidence.append(EvidenceLine("environment", noProxy.variable, noProxy.value)) }
        let addresses = try addresses(of: setting.host)
        guard !addresses.isEmpty else {
            capture.state = .unresolved
            capture.evidence.append(EvidenceLine("lookup", setting.host, "does not resolve"))
            return capture
        }
        for address in addresses.prefix(3) {
            let proxy = Endpoint(.tcp, address, setting.port)
            guard mayConnect(proxy), let outcome = try connect(proxy) else { continue }
            capture.evidence.append(EvidenceLine("connect", proxy.addressAndPort, outcome.words))
            capture.proxy = proxy
            if outcome.result != .connected {
                capture.state = .dead(outcome)
                continue
            }
            capture.state = .unknown
            try compare(proxy, &capture)
            break
        }
        return capture
    }

    /// The same request to the server and through the proxy.
    private func compare(_ proxy: Endpoint, _ capture: inout ProxyCapture) throws(Need) {
        guard !capture.setting.isSOCKS, let ask = try plainRequest(), ask.endpoint != proxy,
            let direct = try http(ask), direct.result == .answered
        else { return }
        var asked = HTTPAsk(proxy, host: ask.host, path: ask.path)
        asked.viaProxy = true
        guard let through = try http(asked) else { return }
        capture.direct = direct
        capture.through = through
        let isSame = through.status == direct.status && (through.status ?? 0) / 100 == 2
        capture.state = isSame || through.status == direct.status && through.body == direct.body ? .forwards : .differs
        let url = "http://\(ask.host)\(ask.path)"
        capture.evidence.append(EvidenceLine("http", "\(url) directly", direct.words))
        capture.evidence.append(EvidenceLine("http", "\(url) through \(capture.setting.address)", through.words))
    }

    /// The scheme whose variables the question's client looks at; `nil` when nothing says that it is one that looks at
    /// such variables.
    package var proxiedScheme: String? {
        if isGRPC { return "grpc" }
        if question.isHTTP { return question.scheme }
        guard question.scheme == nil, !said.isEmpty, isOfHTTP || question.saw(.proxy) || said.has("proxy") else {
            return nil
        }
        return said.has("https://", "tls", "ssl") ? "https" : "http"
    }
}

extension Scene {
    /// An address as it stands, a name as it resolves; empty when it does not.
    package func addresses(of host: String) throws(Need) -> [IPAddress] {
        if let address = IPAddress(host) { return [address] }
        return try lookup(host).addresses
    }
}
