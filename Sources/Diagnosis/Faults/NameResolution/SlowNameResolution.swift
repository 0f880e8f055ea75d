import Endpoints

/// `slow-name-resolution`: every request waits for a name server first.
package enum SlowNameResolution: Rule {
    package static let fault = Fault(
        "slow-name-resolution", .nameResolution,
        "A name of this machine is looked up in a slow or dead name server: every request waits for seconds.",
        symptoms: [
            "http://myapp.test:8000/ takes 5 s, 127.0.0.1:8000 takes none",
            "the first request is slow, each time",
            "curl -w '%{time_namelookup}' shows 5.0",
        ],
        explanation: """
            A name that is not in /etc/hosts goes to the name servers of resolv.conf(5), one after the other, each with \
            5 s and two attempts by default. A server that is gone (a VPN that is down, an old container's address) \
            costs that time for every new process, because most runtimes do not remember the answer. Names that end in \
            .local wait for multicast DNS.
            """,
        proof: """
            getaddrinfo(3) for the name is timed: it takes a second or more, or has no answer when the time is over, \
            while a connect to the address itself takes next to none.
            """,
        mends: [
            Fix("echo '127.0.0.1 <NAME>' | sudo tee -a /etc/hosts", "answers from the file", isSafe: true),
            Fix("resolvectl status; cat /etc/resolv.conf", "shows the name servers", isSafe: true, isRunnable: true),
            Fix("options timeout:1 attempts:1 in /etc/resolv.conf", "waits less for a dead server"),
        ],
        seeAlso: ["localhost-missing-from-hosts", "hostname-not-resolvable"])

    /// Milliseconds from which a look-up is felt; a name of one's own machine takes less than one.
    static let slow = 900.0

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard scene.question.unixPath == nil,
            let name = scene.question.name ?? (scene.question.asksForMachine ? "localhost" : nil)
        else { return nil }
        let lookup = try scene.lookup(name)
        guard lookup.timedOut || lookup.milliseconds >= slow else { return nil }
        let took = "\((lookup.milliseconds / 100).rounded() / 10) s"
        let servers = scene.facts.names.nameServers
        let result = lookup.failure ?? lookup.addresses.map { "\($0)" }.joined(separator: ", ")
        var evidence = [
            EvidenceLine("resolve", name, "\(result), after \(took)"),
            EvidenceLine(
                "setting", "/etc/resolv.conf", servers.isEmpty ? "no name server" : servers.joined(separator: ", ")),
            EvidenceLine(
                "hosts", "/etc/hosts",
                scene.facts.names.addresses(of: name).isEmpty ? "no line for \(name)" : "knows it"),
        ]
        if let reach = try scene.reach() { evidence += scene.lines(reach.attempts) }
        let what = lookup.timedOut ? "gets no answer within \(took)" : "takes \(took)"
        let whom = servers.first.map { ", the first name server is \($0)" } ?? ""
        return finding(
            Confidence.proven, "Looking up \(name) \(what)\(whom): every request waits for that.",
            evidence: evidence, fixes: fixes(scene, name, lookup))
    }

    private static func fixes(_ scene: Scene, _ name: String, _ lookup: NameLookup) -> [Fix] {
        var out: [Fix] = []
        let isOwn = lookup.addresses.allSatisfy { scene.isOwn($0) }
        let address = lookup.addresses.first { $0.unmapped.family == .v4 } ?? .loopbackV4
        if isOwn {
            out.append(
                Fix(
                    "echo '\(address) \(name)' | sudo tee -a /etc/hosts", "answers from the file, at once",
                    isSafe: true,
                    isRunnable: true, undo: "take the last line out of /etc/hosts"))
        }
        out.append(
            Fix(
                "resolvectl status; cat /etc/resolv.conf", "shows the name servers, of which one does not answer",
                isSafe: true, isRunnable: true))
        if let port = scene.question.port {
            out.append(Fix("use 127.0.0.1:\(port)", "leaves the name out", isSafe: true))
        }
        return out
    }
}
