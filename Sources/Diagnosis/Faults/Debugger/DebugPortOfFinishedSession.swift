/// `vscode-debug-adapter-or-forwarded-port-changed`: the IDE chooses a new random port for every launch; the one in use belongs to a finished session.
package enum DebugPortOfFinishedSession: Rule {
    package static let fault = Fault(
        "vscode-debug-adapter-or-forwarded-port-changed", .debugger,
        "The IDE chooses a new random port for every launch; the one in use belongs to a finished session.",
        symptoms: [
            "Could not connect to debug target at http://localhost:25575",
            "connect ECONNREFUSED 127.0.0.1:39871 on a ws:// address with a session's id",
        ],
        explanation: """
            Debug adapters, inspectors with port 0 and editors' port forwards ask the kernel for any free port, \
            so an address that was copied from an earlier run leads nowhere. Node's inspector also has a new id \
            in its path every time.
            """,
        proof: """
            The port refuses and lies in the ephemeral range, and the address has the form of a debugger's \
            session; where an inspector listens now, its port is named.
            """,
        mends: [
            Fix(
                "<start the debug session again and take its address>", "each launch has a port of its own",
                isSafe: true),
            Fix("--inspect=127.0.0.1:9229", "fixes the port", isSafe: true),
        ],
        seeAlso: ["nothing-listening", "jdwp-vm-exited"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let reach = try scene.refused(), scene.listeners(on: reach.endpoint.port).isEmpty else { return nil }
        let port = reach.endpoint.port
        let isSession = isSessionPath(scene.question.path)
        let said = scene.mentions(
            "debug target", "debug adapter", "debug server", "js-debug", "runtime process", "devtools")
        guard isSession || said, scene.facts.kernel.ephemeralPorts.contains(port) || isSession else { return nil }
        var evidence = [EvidenceLine("connect", reach.endpoint.addressAndPort, reach.outcome.words)]
        let current = try scene.inspectedNodes().first { node in
            scene.listeners(on: node.port).contains { $0.owners.contains(node.process.pid) }
        }
        if let current {
            evidence.append(EvidenceLine("listener", "port \(current.port)", "inspector of \(current.process.title)"))
        }
        return finding(
            current == nil && !isSession ? Confidence.likely : Confidence.observed + 0.04,
            "Port \(port) was chosen for one debug session that is over"
                + "\(current.map { "; an inspector listens on port \($0.port) now" } ?? "").",
            evidence: evidence,
            fixes: [
                Fix(
                    current.map { "127.0.0.1:\($0.port)" } ?? "start the debug session again and take its new address",
                    current == nil
                        ? "each launch has a port of its own"
                        : "where \(current?.process.title ?? "it") is debugged now", isSafe: true),
                Fix("--inspect=127.0.0.1:9229", "fixes the port", isSafe: true),
            ])
    }

    /// The last part of the path is a session's id, as Node's and Chrome's inspectors make them (RFC 9562).
    private static func isSessionPath(_ path: String) -> Bool {
        guard let last = path.split(separator: "/").last, last.utf8.count == 36 else { return false }
        return last.utf8.enumerated().allSatisfy { index, byte in
            [8, 13, 18, 23].contains(index)
                ? byte == UInt8(ascii: "-")
                : (byte >= 48 && byte <= 57) || ((byte | 0x20) >= 97 && (byte | 0x20) <= 102)
        }
    }
}
