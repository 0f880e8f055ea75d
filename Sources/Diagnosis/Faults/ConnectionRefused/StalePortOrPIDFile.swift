import Endpoints

/// `stale-port-or-pid-file`: a file speaks of a process that is gone.
package enum StalePortOrPIDFile: Rule {
    package static let fault = Fault(
        "stale-port-or-pid-file", .connectionRefused,
        "A port or pid is read from a stale file: the process that wrote it is gone.",
        symptoms: [
            "A server is already running. Check /app/tmp/pids/server.pid",
            "FATAL: lock file \"postmaster.pid\" already exists",
            "a client connects to a port that a file names, and is refused",
        ],
        explanation: """
            PostgreSQL, Rails, Gradle, Jupyter and IDEs leave their pid or port in a file. After a crash, a kill -9 or a \
            container that was thrown away with its volume kept, the file stays. The server then will not start, or the \
            client asks a port that nobody serves. Pid numbers are used again: another program may have it now.
            """,
        proof: """
            The file names a pid that no process has, or that another program has which began after the file was \
            written.
            """,
        mends: [
            Fix("ps -p <PID>", "shows whether the process lives", isSafe: true),
            Fix("rm <FILE>", "lets the server start; only when that process is gone"),
        ],
        seeAlso: ["nothing-listening", "stale-unix-socket-file"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        if let report = scene.question.report(.stalePidFile), let found = reported(scene, report) { return found }
        guard let port = scene.question.port, scene.question.transport == .tcp else { return nil }
        let attempts = try scene.plainRefusals()
        guard !attempts.isEmpty, scene.listeners(on: port).isEmpty,
            let file = try scene.portFiles(port).first(where: { !$0.isAlive })
        else { return nil }
        let pid = file.pid.map { "pid \($0), which is gone" } ?? "a process that is gone"
        var evidence = scene.lines(attempts)
        evidence.append(EvidenceLine("file", file.path, "names port \(port) and \(pid)"))
        return finding(
            0.83,
            "\(file.path) names port \(port) and \(pid): nothing listens on \(attempts[0].endpoint.addressAndPort).",
            evidence: evidence,
            fixes: [
                Fix("start the server again", "writes the file anew"),
                Fix("rm '\(file.path)'", "takes the stale file away, if the server refuses to start because of it"),
            ])
    }

    /// A server that will not start because of a file.
    private static func reported(_ scene: Scene, _ report: ErrorReport) -> Finding? {
        let pid = pid(in: report.text)
        let path = path(in: report.text)
        let file = path ?? "the pid file"
        guard let pid else {
            return finding(
                Confidence.fallback, "A server will not start because of \(file), which may be stale.",
                evidence: [EvidenceLine("message", file, report.text)], fixes: fixes(nil, path))
        }
        var evidence = [EvidenceLine("message", file, report.text)]
        guard let process = scene.facts.processes[pid] else {
            evidence.append(EvidenceLine("process", "pid \(pid)", "none: it is gone"))
            return finding(
                Confidence.proven, "\(file) names pid \(pid), and no such process runs: the file is stale.",
                evidence: evidence, fixes: fixes(pid, path))
        }
        evidence.append(
            EvidenceLine("process", "pid \(pid)", "\(process.title), \(process.arguments.joined(separator: " "))"))
        // The program that the message speaks of really runs: no fault of the file.
        guard !isServer(process, report) else { return nil }
        return finding(
            Confidence.observed,
            "\(file) names pid \(pid), which is \(process.title), by now: the file is stale.",
            evidence: evidence, fixes: fixes(pid, path))
    }

    private static func isServer(_ process: ProcessFact, _ report: ErrorReport) -> Bool {
        if report.text.firstRange(of: "post") != nil, report.text.firstRange(of: "PID") != nil {
            return ["postgres", "postmaster"].contains(process.name)
        }
        let interpreters: Set<String> = [
            "ruby", "puma", "unicorn", "python", "python3", "node", "java", "php", "gunicorn", "rails", "jupyter-lab",
            "jupyter-noteboo", "mysqld", "mariadbd", "mongod", "nginx", "httpd", "apache2", "redis-server", "beam.smp",
        ]
        return interpreters.contains(process.name) || process.name.hasPrefix("puma") || process.name.hasPrefix("python")
    }

    private static func fixes(_ pid: Int32?, _ path: String?) -> [Fix] {
        [
            pid.map { Fix("ps -p \($0)", "shows whether that process lives", isSafe: true, isRunnable: true) },
            path.map { Fix("rm '\($0)'", "lets the server start, since that process is gone", isRunnable: pid != nil) }
                ?? Fix("rm <the pid file>", "lets the server start, since that process is gone"),
        ].compactMap { $0 }
    }

    /// The number behind `pid` in a message: `pid: 4194`, `(PID 30211)`, `pid=77`.
    static func pid(in text: String) -> Int32? {
        let bytes = Array(text.utf8)
        var at = 0
        while at + 3 < bytes.count {
            if bytes[at] | 0x20 == UInt8(ascii: "p"), bytes[at + 1] | 0x20 == UInt8(ascii: "i"),
                bytes[at + 2] | 0x20 == UInt8(ascii: "d"), at == 0 || !isLetter(bytes[at - 1])
            {
                var end = at + 3
                while end < bytes.count, " :=#".utf8.contains(bytes[end]) { end += 1 }
                let digits = bytes[end...].prefix { $0 >= 48 && $0 <= 57 }
                if !digits.isEmpty, let pid = Int32(String(decoding: digits, as: UTF8.self)) { return pid }
            }
            at += 1
        }
        return nil
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 0x20) }

    /// A path that ends in `.pid`, or a lock file's name in quotes with the data directory that the message names.
    static func path(in text: String) -> String? {
        let words = text.split { " ,;()\"'\t".contains($0) }.map(String.init)
        let file = words.first { $0.hasSuffix(".pid") }
        if let file, file.hasPrefix("/") { return file }
        guard let file else { return words.first { $0.hasPrefix("/") && $0.hasSuffix(".lock") } }
        if let folder = words.first(where: { $0.hasPrefix("/") }) { return folder + "/" + file }
        return file
    }
}
