/// `debugpy-client-not-listening`: the Python program should connect to the IDE (debugpy --connect, pydevd), and the IDE does not listen.
package enum DebugpyClientNotListening: Rule {
    package static let fault = Fault(
        "debugpy-client-not-listening", .debugger,
        "The Python program should connect to the IDE (debugpy --connect, pydevd), and the IDE does not listen.",
        symptoms: [
            "Could not connect to 127.0.0.1: 5678",
            "pydevd_comm.py … ConnectionRefusedError: [Errno 111] Connection refused",
        ],
        explanation: """
            With --connect, and with pydevd_pycharm.settrace(), the program is the client and the IDE the \
            server. The IDE listens only while its debug server configuration runs, and in a container 127.0.0.1 \
            is the container.
            """,
        proof: """
            The message comes out of pydevd or debugpy, and the endpoint has no listener now.
            """,
        mends: [
            Fix(
                "<start the debug server configuration in the IDE>", "opens the port that the program connects to",
                isSafe: true),
            Fix(
                "python -m debugpy --listen 127.0.0.1:5678 <program>",
                "lets the program listen instead, and the IDE attach"),
        ],
        seeAlso: ["xdebug-or-callback-debugger-not-listening", "debugpy-port-in-use"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard
            scene.mentions("pydevd", "debugpy")
                || scene.question.reports.contains(where: { $0.runtime?.hasPrefix("pydevd") ?? false }),
            scene.question.saw(
                .debuggerDisconnected, .debuggerConnectRefused, .connectionRefused, .connectFailed, .timeout)
        else {
            return nil
        }
        var evidence = scene.question.reports.prefix(1).map { EvidenceLine("message", $0.runtime ?? "pydevd", $0.text) }
        if let port = scene.question.port {
            guard scene.listeners(on: port).isEmpty else { return nil }
            evidence.append(EvidenceLine("listeners", "port \(port)", "none: no debugger waits there"))
        }
        let place = scene.question.port.map { "\(scene.question.host ?? "127.0.0.1"):\($0)" } ?? "its address"
        return finding(
            Confidence.observed + 0.04,
            "The Python program should connect to a debugger, and none listens on \(place).", evidence: evidence,
            fixes: [
                Fix(
                    "start the debug server configuration in the IDE, then the program",
                    "opens the port it connects to", isSafe: true),
                Fix(
                    "python -m debugpy --listen 127.0.0.1:5678 <program>", "lets the program listen, and the IDE attach"
                ),
            ])
    }
}
