/// `server-oom-killed`: the kernel took it for its memory.
package enum ServerOOMKilled: Rule {
    package static let fault = Fault(
        "server-oom-killed", .resetOrEarlyClose,
        "The server was killed for its memory by the kernel (of its cgroup, or the whole machine): refused afterwards.",
        symptoms: [
            "exited with code 137",
            "Killed",
            "Memory cgroup out of memory: Killed process 4242 (node)",
            "Reason: OOMKilled",
            "connection reset in the middle of a large request, refused afterwards",
        ],
        explanation: """
            When a memory cgroup reaches its limit (memory.max, docker run -m, MemoryMax=) or the machine runs out, the \
            kernel kills a process with SIGKILL; a shell or supervisor sees 137, which is 128 + 9. The process has no \
            last words: its connections are reset and its listener is gone. kill -9 by hand gives 137 as well.
            """,
        proof: """
            Nothing listens any more, and the kernel's log names the killed process, or oom_kill in memory.events of \
            its cgroup counts it, or the engine says OOMKilled. Exit code 137 alone makes it likely.
            """,
        mends: [
            Fix("sudo dmesg -T | grep -i 'killed process'", "shows who was killed and how large it was", isSafe: true),
            Fix("docker run -m 1g …, MemoryMax=1G", "gives it more memory"),
            Fix(
                "node --max-old-space-size=512 …, java -Xmx512m …", "makes the runtime collect before the limit",
                isSafe: true),
        ],
        seeAlso: ["server-crashes-on-request", "container-exited", "nothing-listening"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard scene.question.intent == .use, let report = scene.question.reports.first(where: saysKilled),
            let reach = try scene.refused(), scene.listeners(on: reach.endpoint.port).isEmpty
        else { return nil }
        var evidence = [
            EvidenceLine("connect", reach.endpoint.addressAndPort, reach.outcome.words),
            EvidenceLine("message", report.runtime ?? "supervisor", report.text),
        ]
        let log = try scene.kernelLog()
        let kills = log.lines.filter { $0.firstRange(of: "illed process") != nil }
        // The line that names a program of the message, else the last.
        let line = kills.last { line in name(in: line).map { report.text.firstRange(of: $0) != nil } ?? false }
        if let line { evidence.append(EvidenceLine("kernel log", "out of memory", line)) }
        let isExplicit = report.kind == .oomKilled || report.text.lowercased().firstRange(of: "oom") != nil
        let who = line.flatMap(name) ?? "The server"
        return finding(
            line != nil ? 0.96 : isExplicit ? 0.86 : Confidence.likely + 0.03,
            "\(who) was killed \(line != nil || isExplicit ? "for its memory" : "by SIGKILL (137), most likely for its memory"), "
                + "so nothing listens on \(reach.endpoint.addressAndPort) any more.",
            evidence: evidence,
            fixes: [
                Fix(
                    "sudo dmesg -T | grep -i 'killed process'", "shows who was killed and how large it was",
                    isSafe: true,
                    isRunnable: true),
                Fix(
                    "give it more memory (docker run -m, MemoryMax=) or limit its heap (--max-old-space-size, -Xmx)",
                    "keeps it below the limit"),
                Fix("start the server again", "until it grows again"),
            ])
    }

    private static func saysKilled(_ report: ErrorReport) -> Bool {
        if report.kind == .oomKilled { return true }
        let lower = report.text.lowercased()
        return ["code 137", "status 137", "with 137", "(137)", "signal: killed", "oomkilled", "out of memory"]
            .contains { lower.firstRange(of: $0) != nil }
    }

    /// The program in `Killed process 4242 (node) total-vm:…`.
    private static func name(in line: String) -> String? {
        guard let open = line.firstIndex(of: "("), let close = line[open...].firstIndex(of: ")") else { return nil }
        let name = line[line.index(after: open)..<close]
        return name.isEmpty ? nil : String(name)
    }
}
