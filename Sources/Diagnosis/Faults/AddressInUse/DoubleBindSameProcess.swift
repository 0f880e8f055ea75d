/// `double-bind-same-process`: the program that complains is the one that has the port.
package enum DoubleBindSameProcess: Rule {
    package static let fault = Fault(
        "double-bind-same-process", .addressInUse,
        "The program binds the port twice itself: two entries of its configuration, or a reloader's parent and child.",
        symptoms: [
            "EADDRINUSE at every start, and the port is free once the program has ended",
            "[ERROR] Connection in use, with the pid of the process that holds the port",
            "nginx: [emerg] bind() to 0.0.0.0:80 failed (98), with 0.0.0.0:80 and [::]:80 ipv6only=off in one file",
        ],
        explanation: """
            The second bind(2) of the same endpoint fails even within one process: without SO_REUSEPORT there is one \
            listener for an endpoint. Typical reasons are two listen lines that overlap (a wildcard and a single \
            address), an app that calls listen twice, a debug reloader whose parent and child both open the port, and \
            workers that each bind instead of sharing their master's socket.
            """,
        proof: """
            The pid that the message itself names (gunicorn, nginx, redis and others print it) is an owner of the \
            listener in the kernel's table, or the parent or child of one and the same program.
            """,
        mends: [
            Fix("look for two listen, bind or port settings that mean the same endpoint", "leaves one", isSafe: true),
            Fix("<command> --no-reload", "starts without the reloader, to see whether it is the reason", isSafe: true),
        ],
        seeAlso: ["port-held-by-own-process", "port-held-by-orphan-child"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let holder = try scene.holder(), let confidence = holder.confidence(.twice),
            let complainer = scene.complainer(about: holder)
        else { return nil }
        let isSame = holder.socket.owners.isEmpty || holder.owners.contains { $0.pid == complainer.pid }
        return finding(
            confidence,
            isSame
                ? "\(complainer.title), complains that \(holder.endpoint.addressAndPort) is in use, and "
                    + "\(holder.socket.owners.isEmpty ? "probably " : "")holds it itself: it binds the port twice."
                : "\(complainer.title), complains that \(holder.endpoint.addressAndPort) is in use; "
                    + "\(holder.who), of the same program, holds it: parent and child both bind it.",
            evidence: holder.evidence(
                EvidenceLine("message", "pid \(complainer.pid)", scene.inUseReport?.text ?? "address in use")),
            fixes: [
                Fix("ostia who \(holder.port)", "shows the process and everything it listens on", isSafe: true),
                Fix(
                    "leave one of the settings that bind \(holder.endpoint.addressAndPort), or turn the reloader off",
                    "binds the port once", isSafe: true),
            ])
    }
}
