extension ProcessReader {
    mutating func readiness(_ node: SourceNode, line: Int) -> Fate {
        guard let check = probe(node, "readiness_probe") else { return .lost("neither exec nor http_get") }
        spec.ready = check
        if spec.startTimeout == nil {
            // There, as many failures as `failure_threshold` end the wait by a restart.
            return .changed("ready; asked only until it holds, and a failure never restarts the service")
        }
        return .changed("ready; a failure never restarts the service")
    }

    mutating func liveness(_ node: SourceNode) -> Fate {
        guard let check = probe(node, "liveness_probe") else { return .lost("neither exec nor http_get") }
        spec.live = check
        return .kept("live")
    }

    private mutating func probe(_ node: SourceNode, _ name: String) -> Check? {
        // Their defaults where the file is silent.
        var check = Check(.tcp, interval: 10, timeout: 1, retries: 3)
        var hasKind = false
        for field in node.fields {
            let value = field.value
            let fate: Fate
            switch field.key {
            case "exec":
                guard let command = value["command"]?.text, command.utf8.contains(where: { $0 > 32 }) else {
                    report.add(.lost("no command"), "\(subject).\(name).exec", line: field.line)
                    continue
                }
                let filled = fill(command, line: field.line)
                let directory = value["working_dir"]?.text.map { fill($0, line: field.line) }
                check.kind = .exec(directory.map { "cd \(CommandWords.quote($0)) && \(filled)" } ?? filled)
                hasKind = true
                fate = .kept("exec")
            case "http_get":
                fate = http(value, &check)
                hasKind = true
            case "initial_delay_seconds":
                check.startPeriod = value.seconds ?? 0
                fate = .changed("asked at once; failures do not count for so long")
            case "period_seconds": (check.interval, fate) = (max(value.seconds ?? 10, 0.1), .kept("interval"))
            case "timeout_seconds": (check.timeout, fate) = (max(value.seconds ?? 1, 0.1), .kept("timeout"))
            case "failure_threshold":
                check.retries = max(1, min(value.integer ?? 3, 1000))
                fate = .kept("retries")
            case "success_threshold": fate = .lost("that program does not look at it either")
            default: fate = .lost("not a key of this format")
            }
            report.add(fate, "\(subject).\(name).\(field.key)", line: field.line, column: field.column)
        }
        return hasKind ? check : nil
    }

    /// A GET of one of our own ports stays one; any other becomes a command.
    private mutating func http(_ node: SourceNode, _ check: inout Check) -> Fate {
        let host = fill(node["host"]?.text ?? "127.0.0.1", line: node.line)
        let scheme = node["scheme"]?.text?.lowercased() ?? "http"
        let path = fill(node["path"]?.text ?? "/", line: node.line)
        let port = node["port"]?.text.map { fill($0, line: node.line) }
        let status = node["status_code"]?.integer ?? 200
        let headers = node["headers"]?.fields ?? []
        let isOwn = ["127.0.0.1", "localhost", "::1", "0.0.0.0"].contains(host)
        if isOwn, scheme == "http", headers.isEmpty, let number = port.flatMap({ UInt16($0) }), number > 0 {
            let known = spec.ports.contains { $0.wish == .fixed(number) }
            if !known { spec.ports.append(PortSpec(spec.ports.isEmpty ? "" : "p\(number)", .fixed(number))) }
            check.kind = .http(path: CheckedPath.of(path), status: (100...599).contains(status) ? status : nil)
            let name = spec.ports.first { $0.wish == .fixed(number) }?.name ?? ""
            check.port = name.isEmpty ? nil : name
            return .changed("http; \(number) becomes a port of the service, and PORT of it")
        }
        var words = ["curl", "-fsSk", "-o", "/dev/null"]
        for header in headers { words += ["-H", "\(header.key): \(header.value.text ?? "")"] }
        words.append("\(scheme)://\(host)\(port.map { ":\($0)" } ?? "")\(path)")
        check.kind = .exec(CommandWords.join(words))
        return .changed("exec of curl: another host, TLS or headers; any status below 400 will do")
    }
}

/// The path of a check: with its slash, blanks and control characters encoded.
enum CheckedPath {
    static func of(_ path: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var out: [UInt8] = path.hasPrefix("/") ? [] : [UInt8(ascii: "/")]
        for byte in path.utf8 {
            if byte <= 0x20 || byte == 0x7F {
                out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            } else {
                out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
