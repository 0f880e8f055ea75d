/// What somebody typed to name a port, an endpoint, an address or a URL, taken apart but not resolved.
package struct Target: Hashable, Sendable {
    /// The part before the port: numeric, or a name still to be looked up.
    package enum Host: Hashable, Sendable {
        case address(IPAddress)
        case name(String)
    }

    /// What a URL says beyond its endpoint.
    package struct URLParts: Hashable, Sendable {
        /// In lower case, without the colon.
        package var scheme: String
        /// Path and query, at least `/`.
        package var path: String
    }

    /// `nil` when only a port was given: every address is meant.
    package var host: Host?
    /// One port or a range; `nil` when only an address or a name was given.
    package var ports: ClosedRange<UInt16>?
    /// `nil` when neither `tcp` nor `udp` was said.
    package var transport: Transport?
    package var url: URLParts?
    /// The text as typed.
    package var text: String

    /// The port when exactly one was given.
    package var port: UInt16? { ports.flatMap { $0.count == 1 ? $0.lowerBound : nil } }

    /// The host as a numeric address, if it is one.
    package var address: IPAddress? {
        if case .address(let address) = host { address } else { nil }
    }

    /// The host as a name in lower case, if it is one.
    package var name: String? {
        if case .name(let name) = host { name } else { nil }
    }

    package init(
        host: Host? = nil, ports: ClosedRange<UInt16>? = nil, transport: Transport? = nil, url: URLParts? = nil,
        text: String
    ) {
        self.host = host
        self.ports = ports
        self.transport = transport
        self.url = url
        self.text = text
    }
}

/// Input that cannot be understood: what was wrong with it, in one line, with the way out.
package struct InputError: Error, Hashable, Sendable, CustomStringConvertible {
    package var description: String

    package init(_ description: String) { self.description = description }
}

extension Target {
    /// Reads `5432`, `:5432`, `3000-3999`, `127.0.0.1`, `[::1]:80`, `localhost:3000`, `udp:53`, `53/udp`,
    /// `tcp 127.0.0.1:80` or a URL with a port.
    ///
    /// - Throws: `InputError` in the user's terms.
    package init(parsing text: String) throws(InputError) {
        guard !text.isEmpty else { throw InputError("the empty string is no port, endpoint or address") }
        guard text.utf8.count <= 2048 else { throw InputError("\(Self.quoted(text)) is too long to be an endpoint") }
        guard text.utf8.allSatisfy({ $0 > 32 && $0 != 127 || $0 == 32 }) else {
            throw InputError("\(Self.quoted(text)) holds control characters; no endpoint does")
        }
        self.init(text: text)
        var rest = text[...]
        if let scheme = rest.firstRange(of: "://") {
            try parseURL(scheme: rest[..<scheme.lowerBound].lowercased(), rest[scheme.upperBound...])
            return
        }
        for transport in Transport.allCases {
            let word = transport.rawValue
            if rest.hasPrefix("\(word):") || rest.hasPrefix("\(word) ") {
                self.transport = transport
                rest = rest.dropFirst(word.utf8.count + 1)
            } else if rest.hasSuffix("/\(word)") {
                self.transport = transport
                rest = rest.dropLast(word.utf8.count + 1)
            }
        }
        guard !rest.isEmpty else {
            let transport = transport?.rawValue ?? Transport.tcp.rawValue
            throw InputError("\(Self.quoted(text)) names no port: write \(transport):80")
        }
        try parseAuthority(rest)
    }

    private mutating func parseURL(scheme: String, _ rest: Substring) throws(InputError) {
        let end = rest.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? rest.endIndex
        var authority = rest[..<end]
        if let at = authority.lastIndex(of: "@") { authority = authority[authority.index(after: at)...] }
        var path = rest[end...].prefix { $0 != "#" }
        if !path.hasPrefix("/") { path = "/" + path }
        url = URLParts(scheme: scheme, path: String(path))
        guard !scheme.isEmpty, !authority.isEmpty else {
            throw InputError("\(Self.quoted(text)) is no URL: write it like http://localhost:3000/")
        }
        if scheme == "udp" { transport = .udp } else { transport = .tcp }
        try parseAuthority(authority)
        guard ports != nil else {
            let usual = Self.defaultPorts[scheme].map { "; \(scheme) usually means port \($0)" } ?? ""
            let shown = authority.utf8.count <= 60 ? authority : "HOST"
            throw InputError("\(Self.quoted(text)) names no port\(usual): write \(scheme)://\(shown):PORT")
        }
        guard port != nil, host != nil else { throw InputError("\(Self.quoted(text)) must name one host and one port") }
    }

    /// Default ports of URL schemes, used in hints only.
    private static let defaultPorts: [String: UInt16] = [
        "http": 80, "https": 443, "ws": 80, "wss": 443, "postgres": 5432, "postgresql": 5432, "mysql": 3306,
        "redis": 6379, "mongodb": 27017, "amqp": 5672, "ftp": 21, "ssh": 22,
    ]

    private mutating func parseAuthority(_ text: Substring) throws(InputError) {
        if text.hasPrefix("[") {
            guard let close = text.firstIndex(of: "]") else {
                throw InputError("\(Self.quoted(self.text)) opens a bracket and does not close it: write [::1]:80")
            }
            try parseHost(text[text.index(after: text.startIndex)..<close], bracketed: true)
            let after = text[text.index(after: close)...]
            if after.isEmpty { return }
            guard after.hasPrefix(":") else {
                throw InputError("\(Self.quoted(self.text)): only a colon and a port may follow the bracket")
            }
            try parsePorts(after.dropFirst())
        } else if IPv6Address(text) != nil {
            try parseHost(text, bracketed: true)
        } else if let colon = text.lastIndex(of: ":") {
            let before = text[..<colon]
            guard !before.contains(":") else {
                throw InputError(
                    "\(Self.quoted(self.text)) is neither an IPv6 address nor one with a port: write [ADDRESS]:PORT")
            }
            if !before.isEmpty && before != "*" { try parseHost(before, bracketed: false) }
            try parsePorts(text[text.index(after: colon)...])
        } else if Self.looksNumeric(text) {
            try parsePorts(text)
        } else {
            try parseHost(text, bracketed: false)
        }
    }

    /// Digits first (or a sign and digits) and no dot: meant as a port, whatever follows.
    private static func looksNumeric(_ text: Substring) -> Bool {
        let digits = text.first == "-" || text.first == "+" ? text.dropFirst() : text
        guard let first = digits.utf8.first, (48...57).contains(first) else { return false }
        return !digits.contains(".")
    }

    private mutating func parseHost(_ text: Substring, bracketed: Bool) throws(InputError) {
        if bracketed {
            guard let v6 = IPv6Address(text.prefix { $0 != "%" }) else {
                throw InputError("\(Self.quoted(self.text)): \(Self.quoted(String(text))) is no IPv6 address")
            }
            host = .address(.v6(v6))
            return
        }
        if let v4 = IPv4Address(text) {
            host = .address(.v4(v4))
            return
        }
        if text.utf8.allSatisfy({ (48...57).contains($0) || $0 == UInt8(ascii: ".") }) {
            throw InputError("\(Self.quoted(String(text))) is no IPv4 address: four numbers from 0 to 255 are needed")
        }
        let name = text.lowercased()
        let labels = (name.hasSuffix(".") ? name.dropLast() : name[...]).split(
            separator: ".", omittingEmptySubsequences: false)
        let allowed = labels.allSatisfy { label in
            (1...63).contains(label.utf8.count)
                && label.utf8.allSatisfy { byte in
                    (48...57).contains(byte) || (97...122).contains(byte) || byte == 45 || byte == 95 || byte > 127
                }
        }
        guard allowed, name.utf8.count <= 253 else {
            throw InputError("\(Self.quoted(String(text))) is neither an address nor a host name")
        }
        host = .name(name)
    }

    private mutating func parsePorts(_ text: Substring) throws(InputError) {
        if text.isEmpty {
            throw InputError("\(Self.quoted(self.text)) ends where the port should be: add a number from 1 to 65535")
        }
        if let dash = text.dropFirst().firstIndex(of: "-") {
            let first = try Self.port(text[..<dash], in: self.text)
            let last = try Self.port(text[text.index(after: dash)...], in: self.text)
            guard first <= last else {
                throw InputError("\(Self.quoted(self.text)) runs backwards: write \(last)-\(first)")
            }
            ports = first...last
        } else {
            let port = try Self.port(text, in: self.text)
            ports = port...port
        }
    }

    /// Reads one port number from 1 to 65535.
    package static func port(_ text: some StringProtocol, in whole: String) throws(InputError) -> UInt16 {
        let digits = text.utf8.allSatisfy { (48...57).contains($0) }
        guard digits, !text.isEmpty else {
            if let number = Int(text), number < 0 {
                throw InputError("\(number) is no port: ports run from 1 to 65535")
            }
            throw InputError("\(quoted(String(text))) is no port: a number from 1 to 65535 is needed")
        }
        guard let port = UInt16(text) else {
            throw InputError("\(quoted(String(text.prefix(24)))) is no port: ports run from 1 to 65535")
        }
        guard port != 0 else {
            throw InputError("0 is no port to look at: to a program it means \"give me any free one\"")
        }
        return port
    }

    /// The text in double quotes, made safe for a terminal and short enough for one line.
    package static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars.prefix(60) {
            switch scalar.value {
            case 0x20...0x7E: out.unicodeScalars.append(scalar)
            default: out += "\\u{\(String(scalar.value, radix: 16))}"
            }
        }
        return out + (text.unicodeScalars.count > 60 ? "…\"" : "\"")
    }
}
