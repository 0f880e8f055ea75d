/// `port-held-by-ssh-tunnel`: a forward of ssh, kubectl or an editor listens there.
package enum PortHeldBySSHTunnel: Rule {
    package static let fault = Fault(
        "port-held-by-ssh-tunnel", .addressInUse,
        "The port is held by a forgotten tunnel: ssh -L or -D, kubectl port-forward, or a port an editor forwards.",
        symptoms: [
            "EADDRINUSE, and the owner of the port is ssh, kubectl or code",
            "the local server cannot start, and the port shows the remote one's pages",
            "bind [127.0.0.1]:8080: Address already in use",
        ],
        explanation: """
            ssh -L and -D, LocalForward in ssh_config(5), a kept ControlMaster, kubectl port-forward and the port \
            forwarding of VS Code all listen on this machine for something that runs elsewhere. With ssh -f or \
            ControlPersist the tunnel has no terminal left that reminds of it.
            """,
        proof: "The listener's owner is the tunnel's own process; its arguments say what it leads to.",
        mends: [
            Fix("ostia free <PORT>", "ends the tunnel"),
            Fix("ssh -O cancel -L <PORT>:<host>:<port> <destination>", "takes back one forward of a shared connection"),
            Fix("VS Code: Ports, then Stop Forwarding Port", "ends the editor's forward", isSafe: true),
        ],
        seeAlso: ["port-held-by-own-process", "forward-target-dead"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let holder = try scene.holder(), let confidence = holder.confidence(.tunnel),
            let process = holder.process, let tunnel = process.tunnel
        else { return nil }
        let command = process.arguments.prefix(12).joined(separator: " ")
        return finding(
            confidence,
            "\(holder.socket.local.addressAndPort) is held by \(tunnel): \(holder.who), started "
                + "\(ProcessFact.span(process.age)) ago.",
            evidence: holder.evidence(EvidenceLine("process", "\(process.pid)", command)),
            fixes: [
                holder.free("ends the tunnel (pid \(process.pid)) and what goes through it"),
                Fix("give the tunnel another local port", "keeps both", isSafe: true), holder.otherPort,
            ])
    }
}
