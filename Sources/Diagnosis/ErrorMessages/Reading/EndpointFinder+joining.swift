extension EndpointFinder {
    /// Puts `port 80` to the address beside it: `host 127.0.0.1, port 80`, `port 80 on 127.0.0.1`.
    func joined(_ candidates: [Candidate]) -> [Candidate] {
        var result: [Candidate] = []
        for candidate in candidates {
            guard let last = result.last, candidate.range.lowerBound - last.range.upperBound < 48 else {
                result.append(candidate)
                continue
            }
            if candidate.host == nil, last.host != nil, last.port == nil {
                result[result.count - 1] = Candidate(
                    host: last.host, port: candidate.port,
                    range: last.range.lowerBound..<candidate.range.upperBound, score: 100)
            } else if candidate.port == nil, candidate.host != nil, last.host == nil, last.port != nil,
                candidate.range.lowerBound - last.range.upperBound < 16
            {
                result[result.count - 1] = Candidate(
                    host: candidate.host, port: last.port,
                    range: last.range.lowerBound..<candidate.range.upperBound, score: 100)
            } else {
                result.append(candidate)
            }
        }
        // `host 'localhost', port 80`: a quoted or named host without digits.
        return result.map(named)
    }

    /// Looks before a lone `port 80` for `host localhost`, `to localhost`, `at 'db'`.
    private func named(_ candidate: Candidate) -> Candidate {
        guard candidate.host == nil, candidate.port != nil, line.folded[candidate.range.lowerBound].isASCIILetter else {
            return candidate
        }
        let start = candidate.range.lowerBound
        var position = max(0, start - 60)
        var found: Candidate?
        while position < start {
            if position == 0 || !line.folded[position - 1].isName, let host = scanner.host(at: position),
                let name = host.host, host.end <= start, start - host.end < 24
            {
                let head = line.folded[..<position]
                let quoted = head.last == 39 && host.end < line.folded.count && line.folded[host.end] == 39
                let introduced = Self.hostWords.contains {
                    head.suffix($0.count).elementsEqual($0) && head.dropLast($0.count).last?.isASCIILetter != true
                }
                if name.lowercasedASCII == "localhost" || quoted && isHostLike(name) || introduced && isHostLike(name) {
                    var joined = candidate
                    joined.host = name
                    joined.range = position..<candidate.range.upperBound
                    joined.score = 100
                    found = joined
                }
                position = host.end
            }
            position += 1
        }
        return found ?? candidate
    }

    private func isHostLike(_ name: String) -> Bool {
        !Self.notHosts.contains(name.lowercasedASCII)
            && !["the", "a", "this", "any", "server", "tcp", "on", "listen"].contains(name)
    }

    private static let hostWords: [[UInt8]] = [
        "host ", "host=", "host='", "host: ", "host: '", "hostname ", "hostname=", "address ", "host:", "hostname: '",
        "'host':'", "server ", "address: '",
    ].map { Array($0.utf8) }

    /// What stands before a colon and a number without being a host.
    static let notHosts: Set<String> = [
        "port", "ports", "line", "col", "column", "pid", "tid", "code", "errno", "status", "error", "id", "at", "exit",
        "exitcode", "err", "rc", "ret", "uid", "gid", "fd", "http", "https", "size", "length", "len", "bytes", "count",
        "time", "timeout", "ms", "seq", "node", "internal", "inet", "line_number", "lineno", "position", "pos",
        "offset",
        "process", "thread", "job", "task", "worker", "version", "attempt", "retry", "retries", "level", "row", "lport",
        "dport", "sport", "date", "took", "elapsed", "duration", "sha256", "sha1", "md5", "response", "request",
        "event",
        "system", "generic", "signal", "total", "unknown", "native", "source", "oserror", "winerror", "socketexception",
        "x12", "index",
    ]
}
