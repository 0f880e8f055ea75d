package import LinuxKernel

/// Where a process's output goes.
package struct OutputSink: Hashable, Sendable {
    package enum Kind: String, Sendable { case file, terminal, pipe, journal, nowhere, socket, other }

    /// Descriptors that lead there: 1 is standard output, 2 standard error.
    package var descriptors: [Int32]
    package var kind: Kind
    /// The path, or the link's text.
    package var target: String
}

/// Facts about one process that are read only when somebody asks for it in depth.
package enum ProcessClues {
    /// Where standard output and error go, and the log files it has open besides.
    package static func outputs(_ process: ProcessRecord, in proc: ProcFS) -> [OutputSink] {
        var out: [OutputSink] = []
        for (fd, target) in (proc.descriptors(process.pid) ?? []).sorted(by: { $0.fd < $1.fd }) {
            let isStandard = fd == 1 || fd == 2
            guard isStandard || looksLikeLog(target) else { continue }
            if let i = out.firstIndex(where: { $0.target == target }) {
                out[i].descriptors.append(fd)
            } else {
                out.append(OutputSink(descriptors: [fd], kind: kind(target, process), target: target))
            }
        }
        return out
    }

    private static func kind(_ target: String, _ process: ProcessRecord) -> OutputSink.Kind {
        if target == "/dev/null" { return .nowhere }
        if target.hasPrefix("/dev/pts/") || target.hasPrefix("/dev/tty") { return .terminal }
        if target.hasPrefix("pipe:") { return .pipe }
        // journald gives each service a stream socket and says so (systemd.exec(5)).
        if target.hasPrefix("socket:") { return process.variable("JOURNAL_STREAM") == nil ? .socket : .journal }
        return target.hasPrefix("/") ? .file : .other
    }

    private static func looksLikeLog(_ target: String) -> Bool {
        guard target.hasPrefix("/"), !target.hasPrefix("/dev/"), let name = target.split(separator: "/").last else {
            return false
        }
        return name.hasSuffix(".log") || name.hasSuffix(".err") || name.hasSuffix(".out") || name.contains(".log.")
            || target.hasPrefix("/var/log/")
    }

    /// Variables whose names or values look like ports: `PORT=3000`, `API_PORT=4217`, `DATABASE_URL=postgres://…:5432/…`.
    /// A password in an address is masked.
    package static func ports(in environment: [(name: String, value: String)]) -> [(name: String, value: String)] {
        var seen = Set<String>()
        return environment.filter { seen.insert($0.name).inserted }.compactMap { name, value in
            let upper = name.uppercased()
            if upper == "PORT" || upper.hasSuffix("_PORT") || upper.hasSuffix("PORT") && UInt16(value) != nil {
                return UInt16(value) == nil && !value.contains(":") ? nil : (name, masked(value))
            }
            let isAddress = ["_URL", "_URI", "_ADDR", "_ADDRESS", "_HOST", "_ENDPOINT", "_LISTEN", "_BIND", "_DSN"]
                .contains { upper.hasSuffix($0) }
            return isAddress && hasPort(value) ? (name, masked(value)) : nil
        }.sorted { $0.name < $1.name }
    }

    private static func hasPort(_ value: String) -> Bool {
        value.split(separator: ":", omittingEmptySubsequences: false).dropFirst().contains { part in
            let digits = part.prefix { $0.isNumber }
            let rest = part.dropFirst(digits.count).first
            return UInt16(digits) ?? 0 > 0 && (rest == nil || rest == "/" || rest == "?" || rest == ",")
        }
    }

    /// `postgres://me:secret@host:5432/db?sslpassword=secret` without the secrets.
    static func masked(_ value: String) -> String { maskedParameters(maskedUser(value)) }

    private static func maskedUser(_ value: String) -> String {
        let start = value.firstRange(of: "://")?.upperBound ?? value.startIndex
        let rest = value[start...]
        let authority = rest.prefix { !"/?#".contains($0) }
        guard let colon = authority.firstIndex(of: ":") else { return value }
        if let at = authority.lastIndex(of: "@") {
            return colon < at ? value[...colon] + "***" + value[at...] : value
        }
        // A slash within a password ends the authority too soon; behind a port it does not matter.
        let after = authority[authority.index(after: colon)...]
        guard let at = rest.lastIndex(of: "@"), !after.allSatisfy(\.isNumber) else { return value }
        return value[...colon] + "***" + value[at...]
    }

    /// Parameters of a URL, `?a=b&c=d`, of JDBC, `;a=b`, and of libpq, `a=b c=d`.
    private static func maskedParameters(_ value: String) -> String {
        guard value.contains("=") else { return value }
        var out = ""
        var part = ""
        for character in value + " " {
            guard "?&; ".contains(character) else {
                part.append(character)
                continue
            }
            let equals = part.firstIndex(of: "=")
            let name = part[..<(equals ?? part.startIndex)].lowercased()
            let isSecret = ["pass", "pwd", "secret", "token", "apikey", "api_key"].contains { name.contains($0) }
            out += isSecret ? "\(name)=***" : part
            out.append(character)
            part = ""
        }
        return String(out.dropLast())
    }
}
