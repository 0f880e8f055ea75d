/// `port-held-by-own-process`: an earlier start of the program, or another program of the same user, still listens.
package enum PortHeldByOwnProcess: Rule {
    package static let fault = Fault(
        "port-held-by-own-process", .addressInUse,
        "The port is already held by a program of the same user, mostly by an earlier start of the very same server.",
        symptoms: [
            "Error: listen EADDRINUSE: address already in use :::3000",
            "OSError: [Errno 98] Address already in use",
            "Web server failed to start. Port 8080 was already in use.",
            "listen tcp :8080: bind: address already in use",
        ],
        explanation: """
            One TCP endpoint can have one listener: bind(2) and listen(2) of a second program fail with EADDRINUSE as \
            long as the first one holds its socket, whatever SO_REUSEADDR says (ip(7)). The first one is usually the \
            same server in a forgotten terminal, in another window of the editor, or in the background.
            """,
        proof: """
            A bind of the same address fails with and without SO_REUSEADDR, and the kernel's table shows the listener \
            with its process. The process runs (it is not stopped), has its parent, belongs to the asking user, and is \
            neither a tunnel nor a container's proxy nor a systemd socket.
            """,
        mends: [
            Fix("ostia who <PORT>", "shows the holder, since when it runs and what started it", isSafe: true),
            Fix("ostia free <PORT>", "stops the holder after asking, and waits until the port is free"),
            Fix("ostia port <name> -- <command>", "starts the new program on a port of its own", isSafe: true),
            Fix("lsof -nP -iTCP:<PORT> -sTCP:LISTEN", "shows the holder", isSafe: true, platform: .macOS),
            Fix("netstat -ano | findstr :<PORT>", "shows the holder's pid", isSafe: true, platform: .windows),
        ],
        seeAlso: ["port-held-by-orphan-child", "port-held-by-suspended-process", "port-held-by-other-user"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let holder = try scene.holder(), holder.occupancy.endpoint.transport == .tcp,
            let confidence = holder.confidence(.own)
        else { return nil }
        let port = holder.port
        guard let process = holder.process else {
            return finding(
                min(confidence, Confidence.likely),
                "A process of your own user listens on \(holder.socket.local.addressAndPort); it hides its "
                    + "descriptors, so it cannot be named.",
                evidence: holder.evidence(), fixes: [holder.lookAsRoot, holder.otherPort])
        }
        let isHere = process.workingDirectory == scene.facts.workingDirectory && process.workingDirectory != "/"
        return finding(
            confidence,
            "\(process.story)\(isHere ? " (this folder)" : ""), already listens on "
                + "\(holder.socket.local.addressAndPort), so \(holder.endpoint.addressAndPort) is taken.",
            evidence: holder.evidence(
                EvidenceLine("process", "\(process.pid)", process.arguments.prefix(8).joined(separator: " "))),
            fixes: [
                Fix("ostia who \(port)", "shows what started it and who talks to it", isSafe: true),
                holder.free(
                    "stops \(process.name) (pid \(process.pid)) after asking, and waits until the port is free"),
                holder.otherPort,
            ])
    }
}
