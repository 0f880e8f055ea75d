import Endpoints

/// `wrong-port-near-miss`: the server runs, on another port than the client thinks.
package enum WrongPortNearMiss: Rule {
    package static let fault = Fault(
        "wrong-port-near-miss", .connectionRefused,
        "The client uses another port than the server really got: it took the next free one, ignored PORT, or a typo.",
        symptoms: [
            "Port 5173 is in use, trying another one...",
            "connect ECONNREFUSED 127.0.0.1:3000, and the server says it listens on 3001",
            "PORT=4000 is set, and the server listens on 3000",
        ],
        explanation: """
            Vite, Next.js, Jupyter and many others count up to the next free port when theirs is taken, and say so in \
            one line of their output. Others read their port from a file and not from PORT. The client still asks for \
            the number it was told.
            """,
        proof: """
            Nothing listens on the asked port in any address, and a server that fits listens close by: its environment \
            or command line names the asked port, it belongs to the folder the question was asked in, it is the \
            program the client expects, or it has the next free number. Services of the system and databases do not \
            count unless the client speaks to that kind.
            """,
        mends: [
            Fix("use port <PORT>", "goes where the server is", isSafe: true),
            Fix("vite --strictPort", "lets the server fail instead of moving"),
            Fix("ostia free <PORT>", "makes the usual port free, then start the server again"),
        ],
        seeAlso: ["nothing-listening", "port-held-by-own-process", "free-port-race"])

    /// A listener with how well it fits.
    private struct Candidate {
        var listener: SocketFact
        var owner: ProcessFact?
        var slip: PortSlip?
        var confidence: Double
        var why: String
    }

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard scene.question.transport == .tcp, let port = scene.question.port else { return nil }
        let attempts = try scene.plainRefusals()
        guard let asked = attempts.first?.endpoint, scene.isOwn(asked.address), scene.listeners(on: port).isEmpty,
            scene.listeners(on: port, .udp).isEmpty, try scene.astrayName() == nil
        else { return nil }
        var best: Candidate?
        var seen: Set<Int32> = []
        for listener in scene.facts.sockets where listener.state == .listen && listener.local.port != port {
            // One process often listens on both families; and what cannot be reached from there is no near miss.
            guard reaches(scene, listener, asked), scene.facts.ownPID != listener.owners.first else { continue }
            if let pid = listener.owners.first, !seen.insert(pid).inserted, best?.owner?.pid == pid { continue }
            guard let candidate = try candidate(scene, listener, port) else { continue }
            if candidate.confidence > best?.confidence ?? 0 { best = candidate }
        }
        guard let best else { return nil }
        return found(scene, attempts, best)
    }

    private static func reaches(_ scene: Scene, _ listener: SocketFact, _ asked: Endpoint) -> Bool {
        var endpoint = scene.destination(asked)
        endpoint.port = listener.local.port
        let isBoth = scene.question.name.map(NameSources.isLocalhost) ?? false
        return listener.answers(endpoint) || isBoth && listener.local.address.isLoopback
            || scene.destination(asked).address.isLoopback && listener.local.address.isLoopback
    }

    private static func candidate(
        _ scene: Scene, _ listener: SocketFact, _ port: UInt16
    ) throws(Need) -> Candidate? {
        let slip = PortSlip(asked: port, other: listener.local.port)
        let owner = scene.owner(of: listener)
        let expected = ExpectedProgram(scene.question)
        guard let owner else { return unknown(scene, listener, slip, expected, port) }
        guard !scene.isOurs(owner), isLikely(owner, listener, expected) else { return nil }
        func candidate(_ confidence: Double, _ why: String) -> Candidate {
            Candidate(listener: listener, owner: owner, slip: slip, confidence: confidence, why: why)
        }
        if Scene.tells(owner, port), !Scene.tells(owner, listener.local.port) {
            return candidate(0.93, "its command line names port \(port)")
        }
        let isOwnUser = scene.facts.userID == 0 || owner.uid == scene.facts.userID
        if isOwnUser, !ExpectedProgram.isDaemon(owner.name), !isSystemPort(listener.local.port),
            let value = try scene.environment(of: owner.pid)?["PORT"], value == "\(port)"
        {
            return candidate(0.93, "its environment has PORT=\(port)")
        }
        // Ports of the ephemeral range lie close together by chance.
        guard let slip, !scene.facts.kernel.ephemeralPorts.contains(port) else { return nil }
        if isHere(scene, owner) { return candidate(0.86, "it belongs to the folder you are in") }
        if let expected, expected != .web { return candidate(0.84, "it is \(expected.rawValue)") }
        switch slip {
        case .next(let distance): return candidate(0.8 - Double(distance) * 0.005, slip.words)
        case .transposed: return candidate(0.74, slip.words)
        case .before(let distance): return candidate(distance <= 2 ? 0.7 : 0.64, slip.words)
        case .digit: return candidate(0.68, slip.words)
        }
    }

    /// A listener of somebody else: its number, and which programs that user runs, are all that tells.
    private static func unknown(
        _ scene: Scene, _ listener: SocketFact, _ slip: PortSlip?, _ expected: ExpectedProgram?, _ port: UInt16
    ) -> Candidate? {
        guard let slip, !isSystemPort(listener.local.port), !scene.facts.kernel.ephemeralPorts.contains(port),
            listener.unit == nil
        else { return nil }
        let namesake = scene.namesakes(of: listener.local.port).first { $0.uid == listener.uid }
        if let namesake {
            guard isLikely(namesake, listener, expected) else { return nil }
        } else {
            let registered = ExpectedProgram(Question(.use, port: listener.local.port))
            // A database's own port with no owner to be seen is that database.
            if registered != nil, registered != expected { return nil }
            if let expected, expected != .web, registered != expected { return nil }
        }
        let confidence: Double =
            switch slip {
            case .next(let distance): distance <= 3 ? 0.72 : 0.66
            case .transposed: 0.68
            case .before(let distance): distance == 1 ? 0.66 : 0.62
            case .digit: 0.63
            }
        return Candidate(
            listener: listener, owner: namesake, slip: slip, confidence: confidence, why: slip.words)
    }

    private static func isLikely(_ owner: ProcessFact, _ listener: SocketFact, _ expected: ExpectedProgram?) -> Bool {
        if let expected, expected != .web { return expected.isServed(by: owner) }
        if ExpectedProgram.isDaemon(owner.name) || Untouchable(owner, port: listener.local.port) != nil { return false }
        return !isSystemPort(listener.local.port)
    }

    /// Assigned by the IANA to services of the system (RFC 6335), except the Web's.
    private static func isSystemPort(_ port: UInt16) -> Bool { port < 1024 && port != 80 && port != 443 }

    private static func isHere(_ scene: Scene, _ owner: ProcessFact) -> Bool {
        guard let folder = owner.workingDirectory, folder.utf8.count > 1 else { return false }
        let here = scene.facts.workingDirectory
        guard here.utf8.count > 1, here != "/tmp", folder != "/tmp" else { return false }
        return here == folder || here.hasPrefix(folder + "/") || folder.hasPrefix(here + "/")
    }

    private static func found(_ scene: Scene, _ attempts: [Reach.Attempt], _ best: Candidate) -> Finding {
        let asked = attempts[0].endpoint
        let other = best.listener.local
        let right = other.address.isUnspecified ? asked.address.bracketed : other.address.bracketed
        let place = "\(right):\(other.port)"
        var evidence = scene.lines(attempts)
        evidence.append(EvidenceLine("listeners", "port \(asked.port)", "none on any address, in TCP"))
        let who = best.owner?.title ?? scene.who(best.listener)
        evidence.append(EvidenceLine("listener", other.addressAndPort, "\(who): \(best.why)"))
        if let folder = best.owner?.project ?? best.owner?.workingDirectory {
            evidence.append(EvidenceLine("project", who, folder))
        }
        var fixes = [
            Fix(
                "use \(scene.question.scheme.map { "\($0)://" } ?? "")\(place)", "goes where the server is",
                isSafe: true)
        ]
        if let owner = best.owner {
            fixes.append(
                Fix("restart \(owner.title), on port \(asked.port)", "gives it the port that the client asks for"))
        }
        fixes.append(Fix("ostia who \(other.port)", "shows who that is", isSafe: true, isRunnable: true))
        return finding(
            best.confidence,
            "Nothing listens on \(asked.addressAndPort), but \(who), listens on port \(other.port) (\(best.why)).",
            evidence: evidence, fixes: fixes)
    }
}
