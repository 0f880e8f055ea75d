package import Endpoints

/// A reverse proxy at the question's endpoint.
package struct Gateway: Hashable, Sendable {
    /// Its program, such as `nginx`; `the proxy` where only its behaviour shows it.
    package var name: String
    package var endpoint: Endpoint
    package var answer: HTTPOutcome
    package var evidence: [EvidenceLine]

    /// It said itself that its upstream failed.
    package var isFailing: Bool { [500, 502, 503, 504].contains(answer.status) }
}

/// Where a gateway sends its requests, and how far it gets.
package struct UpstreamTrial: Hashable, Sendable {
    package var upstream: Upstream
    package var attempts: [Reach.Attempt]
    package var unix: UnixPath?

    package var isRefused: Bool {
        if let unix { return unix.state != .listening }
        return !attempts.isEmpty && attempts.allSatisfy { $0.outcome.result == .refused }
    }

    /// One family refuses, the other connects: which of the two a proxy takes is chance or order.
    package var isSplit: Bool {
        attempts.contains { $0.outcome.result == .refused && $0.endpoint.address.family == .v6 }
            && attempts.contains { $0.outcome.result == .connected && $0.endpoint.address.family == .v4 }
    }

    package var connected: Endpoint? { attempts.first { $0.outcome.result == .connected }?.endpoint }

    package var title: String {
        upstream.unixPath ?? Endpoint.title(upstream.host, upstream.port)
    }

    package var evidence: [EvidenceLine] {
        var lines = [EvidenceLine("upstream", title, upstream.source)]
        if let unix { lines.append(EvidenceLine("socket", title, unix.state.rawValue)) }
        return lines + attempts.map { EvidenceLine("connect", $0.endpoint.addressAndPort, $0.outcome.words) }
    }
}

extension Endpoint {
    /// `host:port`, with brackets around an IPv6 address.
    static func title(_ host: String, _ port: UInt16) -> String {
        host.utf8.contains(UInt8(ascii: ":")) && !host.hasPrefix("[") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}

extension Scene {
    /// Programs that pass requests on, by their process name.
    private static let programs = [
        "nginx", "openresty", "haproxy", "caddy", "traefik", "envoy", "httpd", "apache2", "varnishd", "lighttpd",
        "squid",
    ]

    /// The reverse proxy that answers the question's request, or that keeps it waiting; `nil` when nothing says that
    /// one does.
    package func gateway() throws(Need) -> Gateway? {
        guard question.isHTTP || isOfHTTP, let reach = try reached() else { return nil }
        let ask: HTTPAsk
        if question.isHTTP {
            guard let own = try request() else { return nil }
            ask = own
        } else {
            guard let plain = try plainRequest() else { return nil }
            ask = plain
        }
        guard let answer = try http(ask) else { return nil }
        let line = EvidenceLine("http", "http\(ask.isTLS ? "s" : "")://\(ask.host)\(ask.path)", answer.words)
        guard let name = gatewayName(reach.endpoint, answer) else { return nil }
        return Gateway(name: name, endpoint: reach.endpoint, answer: answer, evidence: [line])
    }

    private func gatewayName(_ endpoint: Endpoint, _ answer: HTTPOutcome) -> String? {
        if let process = server(at: endpoint), let known = Self.program(process) { return known }
        // Where the owner is hidden: the only program of that kind of the listener's user.
        if let listener = listeners(answering: endpoint).first, listener.owners.isEmpty, let uid = listener.uid {
            let names = Set(
                facts.processes.values.compactMap { process in process.uid == uid ? Self.program(process) : nil })
            if names.count == 1, answer.result == .silent || answer.result == .answered && Self.isFailing(answer) {
                return names.first
            }
        }
        let banner = answer.header("server")?.lowercased() ?? ""
        for name in ["nginx", "openresty", "caddy", "envoy", "haproxy", "apache", "varnish", "traefik"]
        where banner.hasPrefix(name) {
            return name == "apache" ? "Apache httpd" : name
        }
        let body = Said(answer.body)
        if body.has("no server is available to handle this request", "the server didn't respond in time") {
            return "haproxy"
        }
        if body.has("upstream connect error", "no healthy upstream", "upstream request timeout") { return "envoy" }
        if body.has("error occurred while trying to proxy", "proxy error", "econnrefused", "could not proxy request") {
            return "the dev server's proxy"
        }
        guard [502, 503, 504].contains(answer.status) || answer.status == 500 && isToldOfUpstream(endpoint) else {
            return nil
        }
        if isToldOfUpstream(endpoint) { return "the dev server's proxy" }
        // RFC 9110 gives 502 and 504 to gateways alone.
        return answer.status == 503 ? nil : body.has("bad gateway", "gateway time") ? "the gateway" : nil
    }

    private static func isFailing(_ answer: HTTPOutcome) -> Bool { [502, 503, 504].contains(answer.status) }

    /// Whether the message names another endpoint of this machine that somebody could not reach.
    private func isToldOfUpstream(_ endpoint: Endpoint) -> Bool { !toldUpstreams(endpoint).isEmpty }

    /// Endpoints that the message says could not be reached and that are not the question's own.
    private func toldUpstreams(_ endpoint: Endpoint) -> [Upstream] {
        question.reports.compactMap { report in
            guard [.connectionRefused, .timeout, .connectFailed, .earlyClose, .reset].contains(report.kind),
                let host = report.host, let port = report.port.flatMap({ UInt16(exactly: $0) }), port != 0
            else { return nil }
            let isSelf = port == endpoint.port
            return isSelf ? nil : Upstream(host: host, port: port, source: "the message")
        }
    }

    /// The gateway a process is; `nil` for other programs.
    package static func program(_ process: ProcessFact) -> String? {
        programs.first { process.name == $0 || process.name.hasPrefix($0 + ":") }
    }

    /// The processes that may be the gateway: those that hold the port, or where they are hidden, those of its name.
    package func gatewayProcesses(_ endpoint: Endpoint, named name: String?) -> [Int32] {
        let owners = listeners(answering: endpoint).flatMap(\.owners)
        if !owners.isEmpty { return Array(owners.prefix(4)) }
        return facts.processes.values
            .filter { process in Self.program(process).map { name == nil || name == $0 } ?? false }
            .map(\.pid).sorted().prefix(4).map { $0 }
    }

    /// Every upstream that is on this machine, connected to.
    package func upstreamTrials(_ endpoint: Endpoint, named name: String?) throws(Need) -> [UpstreamTrial] {
        var found = toldUpstreams(endpoint)
        for pid in gatewayProcesses(endpoint, named: name) {
            for upstream in try upstreams(pid) where !found.contains(where: { $0.isSame(upstream) }) {
                found.append(upstream)
            }
        }
        var trials: [UpstreamTrial] = []
        for upstream in found.prefix(6) where upstream.port != endpoint.port || upstream.unixPath != nil {
            if let trial = try trial(upstream) { trials.append(trial) }
        }
        return trials
    }

    private func trial(_ upstream: Upstream) throws(Need) -> UpstreamTrial? {
        if let path = upstream.unixPath {
            guard let state = try unixSocket(path) else { return nil }
            return UpstreamTrial(upstream: upstream, attempts: [], unix: state)
        }
        let addresses = try addresses(of: upstream.host)
        var attempts: [Reach.Attempt] = []
        for address in addresses.prefix(4) {
            let endpoint = Endpoint(.tcp, address, upstream.port)
            guard isOwn(address), mayConnect(endpoint), let outcome = try connect(endpoint) else { continue }
            attempts.append(Reach.Attempt(endpoint: endpoint, outcome: outcome))
        }
        return attempts.isEmpty ? nil : UpstreamTrial(upstream: upstream, attempts: attempts)
    }
}

extension Upstream {
    fileprivate func isSame(_ other: Upstream) -> Bool {
        host == other.host && port == other.port && unixPath == other.unixPath
    }
}
