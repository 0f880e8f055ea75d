package import Endpoints

/// A proxy that the environment names for a URL.
package struct ProxySetting: Hashable, Sendable {
    /// The variable that names it, such as `http_proxy`.
    package var variable: String
    /// `http`, `https`, `socks5`, `socks5h` …
    package var scheme: String
    package var host: String
    package var port: UInt16

    /// Without user and password.
    package var address: String { host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]:\(port)" : "\(host):\(port)" }

    package var isSOCKS: Bool { scheme.hasPrefix("socks") }

    /// The variables that clients look at for a URL's scheme, the one that wins first. The lower case wins in curl,
    /// wget, Python, Ruby and Node; curl does not look at `HTTP_PROXY` at all, since CGI sets it from a header.
    package static func variables(_ scheme: String) -> [String] {
        switch scheme {
        case "https", "wss": ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
        case "grpc", "grpcs": ["grpc_proxy", "GRPC_PROXY", "https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY"]
        default: ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"]
        }
    }

    /// The proxy for URLs of this scheme; `nil` when there is none. An empty variable means none.
    package init?(for scheme: String, in environment: [String: String]) {
        for variable in Self.variables(scheme) {
            guard let value = environment[variable] else { continue }
            guard !value.isEmpty else { return nil }
            guard let setting = Self(variable, value) else { continue }
            self = setting
            return
        }
        return nil
    }

    /// Reads `http://user:password@host:port/`, with or without most of it.
    package init?(_ variable: String, _ value: String) {
        var rest = value[...]
        var scheme = "http"
        if let mark = rest.firstRange(of: "://") {
            scheme = rest[..<mark.lowerBound].lowercased()
            rest = rest[mark.upperBound...]
        }
        rest = rest.prefix { $0 != "/" }
        if let at = rest.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
        var port: UInt16 = scheme == "https" ? 443 : scheme.hasPrefix("socks") ? 1080 : 80
        if rest.hasPrefix("["), let end = rest.firstIndex(of: "]") {
            let tail = rest[rest.index(after: end)...]
            if tail.hasPrefix(":") {
                guard let number = UInt16(tail.dropFirst()) else { return nil }
                port = number
            }
            rest = rest[rest.index(after: rest.startIndex)..<end]
        } else if let colon = rest.lastIndex(of: ":") {
            guard let number = UInt16(rest[rest.index(after: colon)...]) else { return nil }
            port = number
            rest = rest[..<colon]
        }
        guard !rest.isEmpty, port != 0 else { return nil }
        (self.variable, self.scheme, self.host, self.port) = (variable, scheme, String(rest), port)
    }
}

/// `NO_PROXY`: hosts that are asked directly. No standard says how it is written, and the clients differ.
package struct NoProxy: Hashable, Sendable {
    package var variable: String
    package var value: String

    package init?(in environment: [String: String]) {
        for variable in ["no_proxy", "NO_PROXY"] {
            if let value = environment[variable], !value.isEmpty {
                (self.variable, self.value) = (variable, value)
                return
            }
        }
        return nil
    }

    private var entries: [String] {
        value.split { $0 == "," || $0 == " " || $0 == "\t" }.map { $0.lowercased() }
    }

    /// Whether every client leaves this host alone: `*` by itself, the very name or address, or a name's domain.
    package func covers(_ host: String) -> Bool {
        let host = host.lowercased()
        let address = IPAddress(host)
        return entries.contains { entry in
            if entry == "*" || entry == host { return true }
            if let address { return IPAddress(Self.unbracketed(entry)) == address }
            return host.hasSuffix(entry.hasPrefix(".") ? entry : "." + entry)
        }
    }

    /// An entry that was surely meant for this host and that a client does not read so, and why.
    package struct Misreading: Hashable, Sendable {
        package var entry: String
        package var why: String
        /// Some clients do read it so: curl since 7.86, Go, and Python's requests know blocks of addresses.
        package var isReadBySome: Bool
    }

    /// - Parameter addresses: what the host resolves to.
    package func misreading(_ host: String, _ addresses: [IPAddress]) -> Misreading? {
        guard !covers(host) else { return nil }
        let host = host.lowercased()
        var found: [Misreading] = []
        for entry in entries {
            if let block = Self.block(entry), (IPAddress(host).map { [$0] } ?? addresses).contains(where: block) {
                let why = "is a block of addresses, which Python's urllib, wget, Node and Java do not understand"
                found.append(Misreading(entry: entry, why: why, isReadBySome: true))
            } else if entry.utf8.contains(UInt8(ascii: "*")), Self.glob(entry, host) {
                let why = "has a wildcard, which curl, Python and Go do not understand"
                found.append(Misreading(entry: entry, why: why, isReadBySome: false))
            } else if Self.bare(entry) != entry, Self.isSame(Self.bare(entry), host) {
                let why = "is more than a host: most clients compare it with the bare name"
                found.append(Misreading(entry: entry, why: why, isReadBySome: false))
            } else if Self.isLocalhost(entry) && Self.isLocalhost(host) {
                let why = "does not cover \(host): clients compare the text and resolve nothing before"
                found.append(Misreading(entry: entry, why: why, isReadBySome: false))
            }
        }
        return found.first { !$0.isReadBySome } ?? found.first
    }

    private static func isSame(_ entry: String, _ host: String) -> Bool {
        IPAddress(host).map { IPAddress(entry) == $0 } ?? (entry == host)
    }

    private static func isLocalhost(_ text: String) -> Bool {
        text == "localhost" || text.hasSuffix(".localhost") || IPAddress(unbracketed(text))?.isLoopback == true
    }

    private static func unbracketed(_ text: String) -> String {
        text.hasPrefix("[") && text.hasSuffix("]") ? String(text.dropFirst().dropLast()) : text
    }

    /// Without scheme, port and brackets.
    private static func bare(_ entry: String) -> String {
        var rest = entry[...]
        if let mark = rest.firstRange(of: "://") { rest = rest[mark.upperBound...] }
        rest = rest.prefix { $0 != "/" }
        let colons = rest.utf8.filter { $0 == UInt8(ascii: ":") }.count
        if rest.hasPrefix("["), let end = rest.firstIndex(of: "]") {
            return String(rest[rest.index(after: rest.startIndex)..<end])
        }
        if colons == 1, let colon = rest.firstIndex(of: ":") { rest = rest[..<colon] }
        return String(rest)
    }

    /// `127.0.0.0/8` as a question to an address; `nil` when it is none.
    private static func block(_ entry: String) -> ((IPAddress) -> Bool)? {
        let parts = entry.split(separator: "/", maxSplits: 1)
        guard parts.count == 2, let base = IPAddress(unbracketed(String(parts[0]))), let length = Int(parts[1]),
            length >= 0, length <= (base.family == .v4 ? 32 : 128)
        else { return nil }
        let wanted = base.bits
        return { address in
            guard address.family == base.family else { return false }
            return zip(address.bits, wanted).prefix(length).allSatisfy { $0 == $1 }
        }
    }

    /// `*` stands for anything.
    private static func glob(_ pattern: String, _ host: String) -> Bool {
        let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
        guard let first = parts.first, let last = parts.last, parts.count > 1, host.hasPrefix(first) else {
            return false
        }
        // Whoever writes `*.localhost` means localhost as well.
        if last.hasPrefix("."), parts.count == 2, first.isEmpty, host == last.dropFirst() { return true }
        return host.dropFirst(first.count).hasSuffix(last)
    }
}

extension IPAddress {
    /// Bit by bit, the most significant first.
    fileprivate var bits: [Bool] {
        switch self {
        case .v4(let address): (0..<32).map { address.bits >> (31 - $0) & 1 == 1 }
        case .v6(let address):
            (0..<64).map { address.high >> (63 - $0) & 1 == 1 } + (0..<64).map { address.low >> (63 - $0) & 1 == 1 }
        }
    }
}
