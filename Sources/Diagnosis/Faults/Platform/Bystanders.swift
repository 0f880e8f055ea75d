import Endpoints

/// What the message says of where the client stood, when that was not this machine.
extension Scene {
    /// Somebody saw it fail to connect, by whatever client.
    var sawNoConnection: Bool {
        question.saw(.connectionRefused, .timeout, .connectFailed, .reset, .hostUnreachable, .networkUnreachable)
    }

    /// A browser wrote it: browsers often run on another machine than the server.
    var sawInBrowser: Bool {
        question.reports.contains { ["Chromium", "Chrome", "Firefox", "Safari", "Edge"].contains($0.runtime ?? "") }
            || said.has("err_connection", "this site can't be reached", "browser")
    }

    /// The reach of an endpoint on loopback that works from here.
    func worksHere() throws(Need) -> Reach? {
        guard let reach = try reached(), reach.endpoint.address.isLoopback, reach.outcome.ending == .open else {
            return nil
        }
        return reach
    }

    /// The same for a page of output in which the failure names no port, and the server's own words before it do.
    func namedInWordsWorks() throws(Need) -> Reach? {
        guard question.port == nil, question.name == "localhost" || question.address?.isLoopback == true,
            let port = ["localhost:", "127.0.0.1:"].lazy.compactMap({ said.word(after: $0) })
                .compactMap({ UInt16($0.prefix { $0.isNumber }) }).first
        else { return nil }
        for address in [IPAddress.loopbackV4, .loopbackV6] {
            let endpoint = Endpoint(.tcp, address, port)
            guard !listeners(answering: endpoint).isEmpty, mayConnect(endpoint),
                let outcome = try connect(endpoint), outcome.result == .connected, outcome.ending == .open
            else { continue }
            return Reach(
                endpoint: endpoint, outcome: outcome,
                attempts: [Reach.Attempt(endpoint: endpoint, outcome: outcome)])
        }
        return nil
    }

    /// `python3, pid 12, on 127.0.0.1:3000`, for evidence.
    func listenerLine(_ reach: Reach) -> EvidenceLine {
        let listener = listeners(answering: reach.endpoint).first
        let owner = listener.flatMap { self.owner(of: $0) }?.title ?? "listens"
        return EvidenceLine("listener", (listener?.local ?? reach.endpoint).addressAndPort, owner)
    }
}
