/// Where a pattern was found in a line, and the endpoint that it named.
struct PatternMatch: Hashable, Sendable {
    var range: Range<Int>
    var host: String?
    var port: Int?
    var hasEndpoint: Bool { host != nil || port != nil }
}

/// Finds a pattern in a line by backtracking, with a bound on the work.
struct PatternMatcher {
    private let line: CleanLine
    private let scanner: AddressScanner
    /// What `*` may skip.
    private static let reach = 600
    /// Steps after which a line is given up: no honest message comes near it.
    private static let patience = 40_000

    init(_ line: CleanLine) {
        self.line = line
        scanner = AddressScanner(line.bytes)
    }

    /// Words that stand where a host may stand.
    private static let notHosts: Set<String> = [
        "to", "the", "a", "on", "at", "and", "or", "for", "from", "is", "port", "in", "name", "names", "of",
    ]

    private struct State {
        var host: String?
        var port: Int?
        var steps = 0
    }

    func first(_ pattern: MessagePattern) -> PatternMatch? {
        let elements = pattern.elements[...]
        guard let head = elements.first else { return nil }
        if !pattern.required.isEmpty, find(pattern.required, from: 0) == nil { return nil }
        var state = State()
        var start = 0
        while start <= line.folded.count, state.steps < Self.patience {
            switch head {
            case .literal(let bytes):
                guard let found = find(bytes, from: start) else { return nil }
                start = found
                if bytes[0].isWord, start > 0, line.folded[start - 1].isWord,
                    !(pattern.isHump && line.bytes[start].isUppercase && !line.bytes[start - 1].isUppercase)
                {
                    start += 1
                    continue
                }
            case .address, .host:
                if start > 0, line.folded[start - 1].isName {
                    start += 1
                    continue
                }
            case .start:
                if start > 0 { return nil }
            default:
                if start > 0, start < line.folded.count, line.folded[start].isWord, line.folded[start - 1].isWord {
                    start += 1
                    continue
                }
            }
            state.host = nil
            state.port = nil
            if let end = match(elements, at: start, &state) {
                return PatternMatch(range: start..<end, host: state.host, port: state.port)
            }
            start += 1
        }
        return nil
    }

    private func find(_ bytes: [UInt8], from start: Int) -> Int? {
        line.folded.withUnsafeBufferPointer { line in
            bytes.withUnsafeBufferPointer { bytes in
                let first = bytes[0]
                let last = line.count - bytes.count
                var position = start
                while position <= last {
                    if line[position] == first {
                        var offset = 1
                        while offset < bytes.count, line[position + offset] == bytes[offset] { offset += 1 }
                        if offset == bytes.count { return position }
                    }
                    position += 1
                }
                return nil
            }
        }
    }

    private func isAt(_ position: Int, _ bytes: [UInt8]) -> Bool {
        guard position + bytes.count <= line.folded.count else { return false }
        for offset in bytes.indices where line.folded[position + offset] != bytes[offset] { return false }
        return true
    }

    private func match(_ elements: ArraySlice<MessagePattern.Element>, at position: Int, _ state: inout State) -> Int? {
        state.steps += 1
        guard state.steps < Self.patience else { return nil }
        guard let element = elements.first else { return position }
        let rest = elements.dropFirst()
        switch element {
        case .literal(let bytes):
            guard isAt(position, bytes) else { return nil }
            let end = position + bytes.count
            if rest.isEmpty, bytes[bytes.count - 1].isWord, end < line.folded.count, line.folded[end].isWord {
                return nil
            }
            return match(rest, at: end, &state)
        case .anything:
            return matchAnything(rest, at: position, &state)
        case .address:
            return matchEndpoint(
                scanner.address(at: position).flatMap { isAddress($0, position) ? $0 : nil }, rest, &state)
        case .host:
            let host = scanner.host(at: position)
            return matchEndpoint(host.flatMap { Self.notHosts.contains($0.host ?? "") ? nil : $0 }, rest, &state)
        case .port:
            return matchEndpoint(scanner.port(at: position), rest, &state)
        case .tlsPort:
            let port = scanner.port(at: position)
            return matchEndpoint(port.flatMap { ($0.port ?? 0) % 1000 == 443 ? $0 : nil }, rest, &state)
        case .number:
            var end = position
            while end < line.folded.count, line.folded[end].isASCIIDigit { end += 1 }
            return end == position ? nil : match(rest, at: end, &state)
        case .word:
            var end = position
            while end < line.folded.count, line.folded[end] != .space { end += 1 }
            while end > position {
                if let found = match(rest, at: end, &state) { return found }
                end -= 1
            }
            return nil
        case .choice(let choices):
            for choice in choices {
                if case .literal(let bytes)? = choice.first, !isAt(position, bytes) { continue }
                if let end = match(choice + rest, at: position, &state) { return end }
            }
            return nil
        case .start:
            return position == 0 ? match(rest, at: position, &state) : nil
        case .end:
            return line.folded[position...].allSatisfy { !$0.isWord && $0 < 0x80 }
                ? match(rest, at: position, &state) : nil
        }
    }

    private func matchAnything(
        _ rest: ArraySlice<MessagePattern.Element>, at position: Int, _ state: inout State
    ) -> Int? {
        guard let next = rest.first else { return position }
        let limit = min(line.folded.count, position + Self.reach)
        var start = position
        while start <= limit {
            if case .literal(let bytes) = next {
                guard let found = find(bytes, from: start), found <= limit else { return nil }
                start = found
            } else if start > position, start < line.folded.count, line.folded[start - 1].isName,
                line.folded[start].isName
            {
                // Captures start where a word starts.
                if case .end = next {
                } else if case .choice = next {
                } else {
                    start += 1
                    continue
                }
            }
            if let end = match(rest, at: start, &state) { return end }
            start += 1
        }
        return nil
    }

    private func matchEndpoint(
        _ found: ScannedAddress?, _ rest: ArraySlice<MessagePattern.Element>, _ state: inout State
    ) -> Int? {
        guard let found else { return nil }
        let before = state
        if let host = found.host { state.host = host }
        if let port = found.port { state.port = port }
        if let end = match(rest, at: found.end, &state) { return end }
        if found.isURL, let end = match(rest, at: pathEnd(found.end), &state) { return end }
        let steps = state.steps
        state = before
        state.steps = steps
        return nil
    }

    /// The end of a URL's path and query.
    private func pathEnd(_ start: Int) -> Int {
        var end = start
        while end < line.folded.count, ![.space, UInt8(ascii: "'"), UInt8(ascii: ")")].contains(line.folded[end]) {
            end += 1
        }
        return end
    }

    /// Python 2 has exceptions with small initials: `socket.error`.
    private static let errorNames = ["error", "exception", "gaierror", "herror", "timeout"]

    /// A word such as `the` is no address: a bare name must be `localhost` or have a dot.
    private func isAddress(_ found: ScannedAddress, _ start: Int) -> Bool {
        guard let host = found.host, found.port == nil, !found.isURL else { return true }
        if host.utf8.contains(UInt8(ascii: ":")) || host.lowercasedASCII == "localhost" { return true }
        // A class of Java or .NET has dots too, but its last part begins with a capital.
        guard let dot = host.utf8.lastIndex(of: UInt8(ascii: ".")) else { return false }
        let last = host.utf8[host.utf8.index(after: dot)...]
        if Self.errorNames.contains(where: { last.elementsEqual($0.utf8) }) { return false }
        let isClass = last.first.map { $0.isASCIILetter && $0 != $0.lowercased } ?? true
        return !isClass && !scanner.isFile(start..<start + host.utf8.count)
    }
}
