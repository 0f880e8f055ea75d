import Endpoints

/// A published port behind which nobody takes the connection: through Docker's proxy it connects and ends at once, past
/// the proxy it is refused, and so does the container's own address.
struct DeadPublish {
    var endpoint: Endpoint
    var published: Published
    /// The connect to the container's own address; `nil` when it has none here.
    var inner: ConnectOutcome?
    /// What listens on the container's port inside; `nil` when nobody may look.
    var listeners: [ForeignListener]?
    /// Every TCP port that is open inside; `nil` when nobody may look.
    var openPorts: [UInt16]?
    /// The client gets as far as Docker's proxy.
    var isProxied: Bool
    var evidence: [EvidenceLine]
    /// The command of the engine.
    var command: String

    /// The engine itself said what is inside.
    var isCertain: Bool { listeners != nil && published.container != nil && inner?.result == .refused }

    /// What Docker's proxy accepts and its container refuses is no server that closes: this is why it ends. Without the
    /// engine the namespace may be another container's.
    var confidence: Double {
        if isCertain { return 0.98 }
        guard inner?.result == .refused else { return Confidence.likely }
        return isProxied ? (listeners == nil ? 0.945 : 0.95) : Confidence.likely
    }

    /// Only by loopback can it be reached inside.
    var isLoopbackInside: Bool {
        guard let listeners, !listeners.isEmpty else { return false }
        return listeners.allSatisfy { $0.endpoint.address.isLoopback }
    }
}

extension Scene {
    func deadPublish() throws(Need) -> DeadPublish? {
        guard hintsAtContainers, let reach = try reach() else { return nil }
        var evidence = reach.attempts.map { EvidenceLine("connect", $0.endpoint.addressAndPort, $0.outcome.words) }
        if reach.isConnected {
            guard isBehindProxy(reach.endpoint) else { return nil }
            if reach.outcome.ending == .open {
                guard let answer = try answer(), answer.result == .endedSilently else { return nil }
                evidence.append(EvidenceLine("request", reach.endpoint.addressAndPort, answer.words))
            }
        } else {
            guard reach.outcome.result == .refused else { return nil }
        }
        let candidates = try published(reach.endpoint.port).filter { $0.container?.state ?? "running" == "running" }
        // One that keeps ending is `container-exited`.
        guard let published = candidates.first, published.container.map({ !isLooping($0) }) ?? true else {
            return nil
        }
        let inner = try connectInside(published)
        guard inner.map({ $0.result == .refused }) ?? true else { return nil }
        if let inner, let endpoint = published.inner {
            evidence.append(EvidenceLine("connect", endpoint.addressAndPort, "\(inner.words), in the container"))
        }
        evidence.append(EvidenceLine("published", published.title, published.mapping))
        var listeners = published.container?.listening
        if listeners == nil, inner != nil || reach.isConnected {
            // The tables of a namespace may be read by everybody, through any process in it.
            let others = try otherNamespaces(published.containerPort)
            let mine = others.filter { published.container?.id.hasPrefix($0.container ?? "?") ?? true }
            listeners = mine.isEmpty && published.container != nil && !others.isEmpty ? nil : mine
        }
        return DeadPublish(
            endpoint: reach.endpoint, published: published, inner: inner,
            listeners: listeners.map { all in
                all.filter { $0.isProgramsOwn && $0.endpoint.port == published.containerPort }
            },
            openPorts: published.container?.openPorts, isProxied: reach.isConnected, evidence: evidence,
            command: try containers().command)
    }

    /// Docker's proxy stands there, or nobody can say who.
    private func isBehindProxy(_ endpoint: Endpoint) -> Bool {
        listeners(answering: endpoint).contains { listener in
            listener.owners.isEmpty || listener.container != nil
                || owners(of: listener).contains { ["docker-proxy", "dockerd", "rootlessport"].contains($0.name) }
        }
    }
}
