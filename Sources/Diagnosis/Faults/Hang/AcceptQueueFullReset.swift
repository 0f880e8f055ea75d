/// `accept-queue-full-reset`: the same with `tcp_abort_on_overflow`.
package enum AcceptQueueFullReset: Rule {
    package static let fault = Fault(
        "accept-queue-full-reset", .hang,
        "The accept queue is full and tcp_abort_on_overflow is set: clients are reset instead of waiting.",
        symptoms: [
            "ConnectionResetError: [Errno 104] Connection reset by peer",
            "Error: read ECONNRESET right after connecting, under load only",
        ],
        explanation: """
            With net.ipv4.tcp_abort_on_overflow=1 the kernel answers the last packet of a handshake with a RST when the \
            queue filled up meanwhile, where it would otherwise wait for it to be sent again (tcp(7)). The client \
            believes itself connected and is reset at its first read or write. Later SYNs are dropped as always. The \
            setting only changes how an overflow looks: the program accepts too slowly or not at all.
            """,
        proof: """
            The LISTEN row shows a longer queue than its limit, and net.ipv4.tcp_abort_on_overflow is 1. A server that \
            closes by itself has an empty queue.
            """,
        mends: [
            Fix("sudo sysctl net.ipv4.tcp_abort_on_overflow=0", "lets clients wait and try again", isSafe: true),
            Fix("<restart the server>", "empties the queue"),
            Fix("a larger backlog in listen()", "how many may wait"),
        ],
        seeAlso: ["accept-queue-full", "server-closes-immediately"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard scene.facts.kernel.abortsOnOverflow else { return nil }
        let setting = EvidenceLine("setting", "net.ipv4.tcp_abort_on_overflow", "1")
        let calm = Fix(
            "sudo sysctl net.ipv4.tcp_abort_on_overflow=0", "lets clients wait and try again", isSafe: true,
            isRunnable: true, undo: "sudo sysctl net.ipv4.tcp_abort_on_overflow=1")
        if let full = try scene.fullQueue() {
            return finding(
                full.confidence, "\(full.words) Those half connected are reset (tcp_abort_on_overflow).",
                evidence: full.evidence + [setting], fixes: [calm] + full.fixes)
        }
        // Reset in the handshake's own breath.
        guard let reach = try scene.reach(), let listener = scene.listeners(answering: reach.endpoint).first,
            reach.outcome.ending == .reset || reach.outcome.result == .failed("ECONNRESET"),
            scene.isFull(listener, reach.outcome)
        else { return nil }
        return finding(
            Confidence.proven,
            "The accept queue of \(reach.endpoint.addressAndPort) is full, and connections are reset "
                + "(tcp_abort_on_overflow).",
            evidence: [
                EvidenceLine("connect", reach.endpoint.addressAndPort, reach.outcome.words), Scene.queueLine(listener),
                setting,
            ], fixes: [calm])
    }
}
