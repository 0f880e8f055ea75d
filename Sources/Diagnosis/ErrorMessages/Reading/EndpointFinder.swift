/// Finds the endpoint that failed in a line whose wording is not known to name it in a certain place.
///
/// Every address in the line is weighed: one with a port beats one without, one near the words of the error beats one
/// far away, and the client's own side, a name server or a request's `Host` does not count.
struct EndpointFinder {
    private let line: CleanLine
    private let scanner: AddressScanner

    init(_ line: CleanLine) {
        self.line = line
        scanner = AddressScanner(line.bytes)
    }

    struct Candidate: Hashable {
        var host: String?
        var port: Int?
        var range: Range<Int>
        var score: Int
    }

    /// The likeliest endpoint, seen from the words at `words`.
    func best(near words: Range<Int>) -> Candidate? {
        var best: Candidate?
        for var candidate in candidates() {
            let distance =
                candidate.range.upperBound <= words.lowerBound
                ? words.lowerBound - candidate.range.upperBound
                : max(0, candidate.range.lowerBound - words.upperBound)
            candidate.score -= min(distance, 300) / 6
            if candidate.score > best?.score ?? .min { best = candidate }
        }
        return best
    }

    func candidates() -> [Candidate] {
        var all: [Candidate] = []
        var position = 0
        let bytes = line.folded
        while position < bytes.count {
            guard startsToken(position) else {
                position += 1
                continue
            }
            if let found = candidate(at: position) {
                if !plays(.bystander, before: position), !followedByArrow(found.range.upperBound) { all.append(found) }
                position = max(found.range.upperBound, position + 1)
            } else {
                position += 1
            }
        }
        return joined(all)
    }

    private func startsToken(_ position: Int) -> Bool {
        guard position > 0 else { return true }
        let before = line.folded[position - 1]
        let byte = line.folded[position]
        if byte == UInt8(ascii: ":") {
            return before == .space && !line.folded[position...].starts(with: [58, 58, 58]) || before == .space
        }
        return !before.isName && before != UInt8(ascii: ":") && before < 0x80 && byte != UInt8(ascii: "-")
            || before == UInt8(ascii: ":") && byte.isWord || before >= 0x80 && byte.isASCIIDigit
    }

    private func candidate(at start: Int) -> Candidate? {
        let bytes = line.folded
        if let port = keywordPort(at: start) { return port }
        if start >= 9,
            bytes[..<start].suffix(9).elementsEqual("/dev/tcp/".utf8)
                || bytes[..<start].suffix(9).elementsEqual("/dev/udp/".utf8),
            let host = scanner.host(at: start), host.end < bytes.count, bytes[host.end] == UInt8(ascii: "/"),
            let port = scanner.port(at: host.end + 1)
        {
            return Candidate(host: host.host, port: port.port, range: start..<port.end, score: 120)
        }
        let first = bytes[start]
        guard first.isWord || first == UInt8(ascii: "[") || first == UInt8(ascii: ":") || first == UInt8(ascii: "*")
        else {
            return nil
        }
        // A bare name counts only with its port, and must not be a word before a number or a file before a line.
        var begin = start
        if start > 0, bytes[start - 1] == UInt8(ascii: "'") { begin = start - 1 }
        guard let found = scanner.address(at: begin) else { return nil }
        let range = start..<found.end
        if found.isURL {
            guard found.port != nil || isPlace(found.host ?? "", of: start) else { return nil }
            return Candidate(host: found.host, port: found.port, range: range, score: found.port == nil ? 45 : 95)
        }
        let isNumeric = found.host.map(isAddress) ?? false
        guard let port = found.port else {
            guard isNumeric, let host = found.host, !isVersion(host, at: start) else { return nil }
            if host == "::" || host == "::1" && start == 0 { return nil }
            return Candidate(host: host, port: nil, range: range, score: 40)
        }
        if found.end < bytes.count, bytes[found.end] == UInt8(ascii: ":"), found.end + 1 < bytes.count,
            bytes[found.end + 1].isASCIIDigit
        {
            return nil
        }
        if let host = found.host, !isNumeric {
            guard isHostName(host, port: port, at: start) else { return nil }
        } else if found.host == nil, first == UInt8(ascii: ":"), port < 10 {
            return nil
        }
        return Candidate(host: found.host, port: port, range: range, score: port == 0 ? 20 : 100)
    }

    /// Whether a URL without a port leads to a host: `persistent://public/default` names something else.
    private func isPlace(_ host: String, of start: Int) -> Bool {
        let scheme = line.folded[start...].prefix { $0 != UInt8(ascii: ":") }
        return ["http", "https", "ws", "wss", "tcp", "ssh", "git", "ftp"].contains { scheme.elementsEqual($0.utf8) }
            || isAddress(host) || host == "localhost" || host.utf8.contains(UInt8(ascii: "."))
    }

    /// `port 80`, `port=80`, `Port: 80`, `--dport 80`, `puerto 80`, `端口80`.
    private func keywordPort(at start: Int) -> Candidate? {
        let bytes = line.folded
        guard bytes[start].isASCIIDigit else { return nil }
        var before = start
        while before > 0, [UInt8.space, 58, 61, 35, 39, 40].contains(bytes[before - 1]), start - before < 4 {
            before -= 1
        }
        let head = bytes[..<before]
        let isPort = Self.portWords.contains { word in
            head.count >= word.count && head.suffix(word.count).elementsEqual(word)
                && (word[0] >= 0x80 || head.count == word.count || !head[head.count - word.count - 1].isASCIILetter)
        }
        guard isPort, let port = scanner.port(at: start) else { return nil }
        return Candidate(host: nil, port: port.port, range: before..<port.end, score: 70)
    }

    private static let portWords: [[UInt8]] = [
        "port", "ports", "dport", "puerto", "porta", "porto", "порт", "порту", "порта", "端口", "포트", "ポート", "prt",
    ].map { Array($0.utf8) }

    private func isAddress(_ host: String) -> Bool {
        host.utf8.contains(UInt8(ascii: ":"))
            || host.utf8.allSatisfy { $0.isASCIIDigit || $0 == UInt8(ascii: ".") }
    }

    /// `Chrome/120.0.0.0`, `v1.2.3.4`, `version 1.2.3.4`.
    private func isVersion(_ host: String, at start: Int) -> Bool {
        guard !host.utf8.contains(UInt8(ascii: ":")) else { return false }
        let head = line.folded[..<start]
        if head.last == UInt8(ascii: "/"), head.dropLast().last?.isASCIILetter == true { return true }
        return ["version ", "version: ", "version=", " ver ", " v", "release "].contains {
            head.suffix($0.utf8.count).elementsEqual($0.utf8)
        }
    }

    private func isHostName(_ host: String, port: Int, at start: Int) -> Bool {
        let range = start..<start + host.utf8.count
        if host.lowercasedASCII == "localhost" || host.lowercasedASCII == "host.docker.internal" { return true }
        // No top-level domain is a number: `v1.2.3:4567`.
        if let last = host.utf8.split(separator: UInt8(ascii: ".")).last, host.utf8.contains(UInt8(ascii: ".")),
            last.allSatisfy(\.isASCIIDigit)
        {
            return false
        }
        if scanner.isFile(range) || !(host.utf8.first?.isASCIILetter ?? false) { return false }
        if Self.notHosts.contains(host.lowercasedASCII) || host.utf8.contains(UInt8(ascii: "_")) { return false }
        if start >= 1, line.folded[start - 1] == UInt8(ascii: "/"),
            !(start >= 2 && line.folded[start - 2] == UInt8(ascii: "/"))
        {
            return false
        }
        return port >= 100 || port == 80
            || host.utf8.contains(UInt8(ascii: "."))
                && port >= 10 && !(host.utf8.last?.isASCIIDigit ?? true)
    }

    private static let notHosts: Set<String> = [
        "port", "ports", "line", "col", "column", "pid", "tid", "code", "errno", "status", "error", "id", "at", "exit",
        "exitcode", "err", "rc", "ret", "uid", "gid", "fd", "http", "https", "size", "length", "len", "bytes", "count",
        "time", "timeout", "ms", "seq", "node", "internal", "inet", "line_number", "lineno", "position", "pos",
        "offset",
        "process", "thread", "job", "task", "worker", "version", "attempt", "retry", "retries", "level", "row", "lport",
        "dport", "sport", "date", "took", "elapsed", "duration", "sha256", "sha1", "md5", "response", "request",
        "event",
        "signal", "total", "unknown", "native", "source", "oserror", "winerror", "socketexception", "x12", "index",
    ]

    private enum Role { case bystander }

    /// Whether the words before say that this address is not the one that failed.
    private func plays(_: Role, before start: Int) -> Bool {
        var end = start
        let bytes = line.folded
        while end > 0, [UInt8.space, 39, 40, 58, 61, 47, 91, 123].contains(bytes[end - 1]), start - end < 4 { end -= 1 }
        let head = bytes[max(0, end - 40)..<end]
        if Self.bystanders.contains(where: {
            head.count >= $0.count && head.suffix($0.count).elementsEqual($0)
                && (head.count == $0.count || !head[head.endIndex - $0.count - 1].isASCIILetter || $0[0] == 32)
        }) {
            return true
        }
        // The name server: `lookup db.invalid on 127.0.0.1:53`.
        if head.suffix(3).elementsEqual(" on".utf8), let lookup = position(of: "lookup ", before: end),
            end - lookup < 300
        {
            return position(of: "dial ", before: end).map { $0 < lookup } ?? true
        }
        return false
    }

    private func position(of text: StaticString, before end: Int) -> Int? {
        let count = text.utf8CodeUnitCount
        var start = end - count
        while start >= 0 {
            if (0..<count).allSatisfy({ line.folded[start + $0] == text.utf8Start[$0] }) { return start }
            start -= 1
        }
        return nil
    }

    private static let bystanders: [[UInt8]] = [
        "client", "from", "remoteaddress", "remote_ip", "remote_addr", "remote_port", "remote addr", "clientip",
        "local",
        "host: *", "source", "src", "rhost", "raddr", "client_ip", "client_addr", "peer address", "localaddr", "laddr",
        "user-agent", "referer", "referrer", "origin", "forwarded for", "x-forwarded-for", "via proxy", "local address",
        "server listening on", "through", "see", "visit", "docs", "more information", "learn more", "help",
        "background on this error at", "details at", "read more at",
        "remoteport", "remote_host", "von", "depuis",
    ].map { Array($0.utf8) }

    private func followedByArrow(_ end: Int) -> Bool {
        let tail = line.folded[end...].prefix(4)
        return tail.starts(with: [45, 62]) || tail.starts(with: [32, 45, 62]) || tail.starts(with: [61, 62])
    }

    /// Puts `port 80` to the address beside it: `host 127.0.0.1, port 80`, `port 80 on 127.0.0.1`.
    private func joined(_ candidates: [Candidate]) -> [Candidate] {
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
                let introduced = Self.hostWords.contains { head.suffix($0.count).elementsEqual($0) }
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
}

extension String {
    var lowercasedASCII: String { String(decoding: utf8.map(\.lowercased), as: UTF8.self) }
}
