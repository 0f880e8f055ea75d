/// Finds the endpoint that failed in a line whose wording is not known to name it in a certain place.
///
/// Every address in the line is weighed: one with a port beats one without, one near the words of the error beats one
/// far away, and the client's own side, a name server or a request's `Host` does not count.
struct EndpointFinder {
    let line: CleanLine
    let scanner: AddressScanner

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
                if !isBystander(before: position), !followedByArrow(found.range.upperBound) { all.append(found) }
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
        guard
            first.isWord || first == UInt8(ascii: "[") || first == UInt8(ascii: ":") || first == UInt8(ascii: "*")
                || first == UInt8(ascii: "(") && bytes[start...].starts(with: [40, 39, 39, 44])
        else {
            return nil
        }
        // A bare name counts only with its port, and must not be a word before a number or a file before a line.
        var begin = start
        if start > 0, bytes[start - 1] == UInt8(ascii: "'") { begin = start - 1 }
        guard let found = scanner.address(at: begin) else { return nil }
        let range = start..<found.end
        if found.isURL {
            guard found.port != nil || isPlace(found.host ?? "", of: start) && !isReference(start) else { return nil }
            return Candidate(host: found.host, port: found.port, range: range, score: found.port == nil ? 45 : 95)
        }
        let isNumeric = found.host.map(isAddress) ?? false
        guard let port = found.port else {
            guard isNumeric, let host = found.host, !isVersion(host, at: start) else { return nil }
            if host == "::" || host == "::1" && start == 0 { return nil }
            // `a::b` is a name of C++ or Rust.
            guard host.utf8.contains(where: \.isASCIIDigit) else { return nil }
            return Candidate(host: host, port: nil, range: range, score: 40)
        }
        if found.end < bytes.count, bytes[found.end] == UInt8(ascii: ":"), found.end + 1 < bytes.count,
            bytes[found.end + 1].isASCIIDigit
        {
            return nil
        }
        if let host = found.host, !isNumeric {
            // `node:net:1555`: a part of a longer name.
            if start > 1, bytes[start - 1] == UInt8(ascii: ":"), bytes[start - 2].isName,
                !host.utf8.contains(UInt8(ascii: ".")), host.lowercasedASCII != "localhost"
            {
                return nil
            }
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

    /// Whether a URL begins a sentence or stands in parentheses, as one does that leads to documentation.
    private func isReference(_ start: Int) -> Bool {
        let head = line.folded[..<start]
        return head.last == .space
            && [UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!")].contains(head.dropLast().last)
    }

    /// `port 80`, `port=80`, `Port: 80`, `--dport 80`, `puerto 80`, `端口80`.
    private func keywordPort(at start: Int) -> Candidate? {
        let bytes = line.folded
        guard bytes[start].isASCIIDigit else { return nil }
        var before = start
        while before > 0, [UInt8.space, 58, 61, 35, 39, 40, 91].contains(bytes[before - 1]), start - before < 4 {
            before -= 1
        }
        let head = bytes[..<before]
        let word = Self.portWords.first { word in
            head.count >= word.count && head.suffix(word.count).elementsEqual(word)
                && (word[0] >= 0x80 || head.count == word.count || !head[head.count - word.count - 1].isASCIILetter)
        }
        guard let word, let port = scanner.port(at: start) else { return nil }
        return Candidate(host: nil, port: port.port, range: before - word.count..<port.end, score: 70)
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

    private func followedByArrow(_ end: Int) -> Bool {
        let tail = line.folded[end...].prefix(4)
        return tail.starts(with: [45, 62]) || tail.starts(with: [32, 45, 62]) || tail.starts(with: [61, 62])
    }
}

extension String {
    var lowercasedASCII: String { String(decoding: utf8.map(\.lowercased), as: UTF8.self) }
}
