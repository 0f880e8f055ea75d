/// `stale-unix-socket-file`: the file of a Unix socket is left, and nobody is behind it.
package enum StaleUnixSocketFile: Rule {
    package static let fault = Fault(
        "stale-unix-socket-file", .addressInUse,
        "A Unix socket's file is left over: nobody listens behind it, and it keeps a new server from binding its path.",
        symptoms: [
            "Error: listen EADDRINUSE: address already in use /tmp/app.sock",
            "connect() to unix:/run/gunicorn.sock failed (111: Connection refused)",
            "Can't connect to local MySQL server through socket (111)",
        ],
        explanation: """
            bind(2) of a Unix socket makes a file, and nothing removes it when the server ends: not close, not a crash \
            (unix(7)). As long as the file is there a bind of the path fails with EADDRINUSE, whether anybody listens or \
            not, and connect(2) is refused because nobody does. Many servers unlink the path first; those that do not, \
            or that may not, fail.
            """,
        proof: "The path is a socket, a connect to it is refused, and no listening Unix socket has its name.",
        mends: [
            Fix("rm <path>", "removes the file, which no process uses", isSafe: true, isRunnable: false),
            Fix("unlink the path before bind in the server", "makes restarts work after a crash", isSafe: true),
            Fix(
                "an abstract socket (@name) or systemd's ListenStream= with RemoveOnStop=yes", "leaves no file",
                isSafe: true),
        ],
        seeAlso: ["port-held-by-own-process", "service-uses-unix-socket-not-tcp"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        for path in scene.unixPaths {
            guard let found = try scene.unixSocket(path) else { continue }
            let isBind = scene.question.intent == .bind || scene.inUseReport != nil
            switch found.state {
            case .stale:
                return finding(
                    Confidence.proven,
                    "\(path) is the file of a Unix socket that nobody listens on any more"
                        + (isBind
                            ? ", and no server can bind that path while it is there." : ": connecting is refused."),
                    evidence: [
                        EvidenceLine("file", path, "a socket"),
                        EvidenceLine("connect", path, "refused (ECONNREFUSED): no listener"),
                    ],
                    fixes: [
                        Fix(
                            "rm \(shellQuoted(path))", "removes the left-over file; its server is gone",
                            isSafe: true, isRunnable: true),
                        Fix("start the server that makes \(path)", "most servers replace the file", isSafe: true),
                    ])
            case .forbidden where try !scene.unixListeners().contains(where: { $0.path == path }):
                // It may not be opened, but the kernel's list of Unix sockets is open to everybody.
                return finding(
                    Confidence.observed - 0.02,
                    "\(path) may not be opened by this user, and no Unix socket of that name listens: the file is "
                        + "probably left over.",
                    evidence: [
                        EvidenceLine("file", path, "not for uid \(scene.facts.userID)"),
                        EvidenceLine("listeners", path, "none of this name in /proc/net/unix"),
                    ],
                    fixes: [
                        Fix("ls -l \(shellQuoted(path))", "shows whose it is", isSafe: true, isRunnable: true),
                        Fix("sudo rm \(shellQuoted(path))", "removes it, once its server is known to be gone"),
                    ])
            case .notASocket where isBind:
                return finding(
                    Confidence.likely,
                    "\(path) exists and is no socket, so no server can bind that path.",
                    evidence: [EvidenceLine("file", path, "not a socket")],
                    fixes: [
                        Fix("ls -l \(shellQuoted(path))", "shows what it is", isSafe: true, isRunnable: true),
                        Fix("give the server another path", "leaves the file alone", isSafe: true),
                    ])
            default: continue
            }
        }
        return nil
    }

    private static func shellQuoted(_ path: String) -> String {
        let isPlain = path.utf8.allSatisfy {
            $0 >= 48 && $0 <= 57 || ($0 | 0x20) >= 97 && ($0 | 0x20) <= 122 || "/._-+@:".utf8.contains($0)
        }
        if isPlain { return path }
        return "'" + path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}

extension Scene {
    /// The paths of Unix sockets that the question is about: typed, or in a message of a socket.
    var unixPaths: [String] {
        if let path = question.unixPath { return path.hasPrefix("/") ? [path] : [] }
        var paths: [String] = []
        for report in question.reports {
            let kinds: [ErrorKind] = [
                .addressInUse, .listenFailed, .connectionRefused, .connectFailed, .daemonNotRunning, .socketMissing,
            ]
            guard kinds.contains(report.kind), report.transport == .unix || report.port == nil else { continue }
            for path in Self.socketPaths(in: report.text) where !paths.contains(path) { paths.append(path) }
        }
        return Array(paths.prefix(4))
    }

    /// Absolute paths in a line that can be a socket's: after `unix:`, ending in `.sock` or the like, or the last word.
    static func socketPaths(in text: String) -> [String] {
        let separators: Set<Character> = [
            " ", "\t", "\"", "'", "`", "(", ")", "[", "]", ",", ";", "<", ">", "=", "{", "}",
        ]
        let words = text.split { separators.contains($0) }
        var paths: [String] = []
        for (index, word) in words.enumerated() {
            var word = word
            let isMarked = word.hasPrefix("unix:") || word.hasPrefix("http+unix:")
            if isMarked, let colon = word.firstIndex(of: ":") { word = word[word.index(after: colon)...] }
            while word.hasPrefix("//") { word = word.dropFirst() }
            // nginx writes `unix:/run/app.sock:/path of the request`; a sentence ends in a dot or a colon.
            if let end = word.dropFirst().firstIndex(of: ":") { word = word[..<end] }
            while let last = word.last, [".", ":", "!", "?"].contains(last) { word = word.dropLast() }
            guard word.hasPrefix("/"), word.utf8.count > 1 else { continue }
            let name = word.split(separator: "/").last ?? ""
            let looksLikeOne = name.hasSuffix(".sock") || name.hasSuffix(".socket") || name.hasPrefix(".s.")
            if isMarked || looksLikeOne || index == words.count - 1 { paths.append(String(word)) }
        }
        return paths
    }
}
