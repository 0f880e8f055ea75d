/// `jdwp-loopback-only`: since JDK 9 address=5005 listens on loopback only, so a debugger on another host or in a container is refused.
package enum JDWPLoopbackOnly: Rule {
    package static let fault = Fault(
        "jdwp-loopback-only", .debugger,
        "Since JDK 9 address=5005 listens on loopback only, so a debugger on another host or in a container is refused.",
        symptoms: [
            "Unable to open debugger port (192.168.50.7:5005): java.net.ConnectException \"Connection refused\""
        ],
        explanation: """
            Up to JDK 8 a bare port meant every address; since JDK 9 (JDK-8041435) it means loopback. The agent \
            has no password: whoever reaches it runs code, which is why the default changed.
            """,
        proof: """
            The asked address refuses, and the agent of a JVM listens on a loopback address of the same port.
            """,
        mends: [
            Fix(
                "ssh -N -L <PORT>:127.0.0.1:<PORT> <HOST>", "brings the port to the debugger without opening it",
                isSafe: true),
            Fix(
                "address=<THE-ADDRESS>:<PORT>",
                "in the option: listens on one address; anybody who reaches it may run code"),
            Fix("address=*:<PORT>", "in the option: listens on all addresses; only in a closed network"),
        ],
        seeAlso: ["loopback-only-server-reached-from-outside"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let reach = try scene.refused(), !reach.endpoint.address.isLoopback,
            let listener = scene.listeners(on: reach.endpoint.port).first(where: { $0.local.address.isLoopback }),
            let owner = try scene.debuggedJVMs().first(where: {
                ($0.agent.port ?? reach.endpoint.port) == reach.endpoint.port
                    && scene.holds($0.process, listener, told: $0.agent.port)
            })?.process
        else {
            return nil
        }
        let port = reach.endpoint.port
        return finding(
            Confidence.proven + 0.02,
            "The debug agent of \(owner.title), listens on \(listener.local.addressAndPort) only, so "
                + "\(reach.endpoint.addressAndPort) is refused.",
            evidence: [
                EvidenceLine("connect", reach.endpoint.addressAndPort, reach.outcome.words),
                EvidenceLine("listener", listener.local.addressAndPort, owner.title),
            ],
            fixes: [
                Fix(
                    "ssh -N -L \(port):127.0.0.1:\(port) <this machine>",
                    "typed on the debugger's machine: brings the port there without opening it", isSafe: true),
                Fix(
                    "address=\(reach.endpoint.addressAndPort)",
                    "in the -agentlib:jdwp option: listens there; anybody who reaches it may run code"),
            ])
    }
}
