/// `port-held-by-orphan-child`: the server has died, and a child of it still has the listening socket.
package enum PortHeldByOrphanChild: Rule {
    package static let fault = Fault(
        "port-held-by-orphan-child", .addressInUse,
        "The server is dead, and a child that it forked lives on with the listening socket.",
        symptoms: [
            "EADDRINUSE right after the server was killed or had crashed",
            "kill of the pid file's process, and the port stays taken",
            "[ERROR] Connection in use: ('0.0.0.0', 8000)",
        ],
        explanation: """
            A listening socket belongs to every process that has a descriptor of it, and fork(2) gives the child one. \
            When the parent dies alone (SIGKILL, a crash, a terminal that closed) the kernel keeps the socket open for \
            the child, which is given to pid 1 or to the nearest subreaper (prctl(2), PR_SET_CHILD_SUBREAPER). Prefork \
            workers, reloaders and the node below an npm are left over that way.
            """,
        proof: """
            The holder's parent is not the program that started it any more: it is forked without a program of its own \
            (PF_FORKNOEXEC in proc_pid_stat(5)) under a parent that runs something else, calls itself a worker without \
            a master, or has the marks of a parent in its environment. A daemon that put itself into the background, a \
            systemd service and a master with workers are not meant.
            """,
        mends: [
            Fix("ostia free <PORT>", "stops every process that still holds the listener"),
            Fix("kill -TERM -<process group>", "ends the whole rest of the old server at once"),
        ],
        seeAlso: ["port-held-by-own-process", "listen-fd-inherited-by-unrelated-child"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let holder = try scene.holder(), let confidence = holder.confidence(.orphan),
            let process = holder.process
        else { return nil }
        let parent = scene.facts.processes[process.parent]
        let parentWords = parent.map { "\($0.name), pid \($0.pid)" } ?? "pid \(process.parent)"
        let others = holder.owners.count - 1
        return finding(
            confidence,
            "\(process.story), is a child that outlived its server, and still listens on "
                + "\(holder.socket.local.addressAndPort)\(others > 0 ? ", with \(others) more of its kind" : "").",
            evidence: holder.evidence(
                EvidenceLine(
                    "parent", "\(process.pid)",
                    process.isForkedOnly
                        ? "forked from a server that is gone; its parent is \(parentWords) now"
                        : "\(parentWords): the one that started it is gone"),
                EvidenceLine("process", "\(process.pid)", process.arguments.prefix(8).joined(separator: " "))),
            fixes: [holder.free("stops what is left of the old server: \(holder.pidList)"), holder.otherPort])
    }
}
