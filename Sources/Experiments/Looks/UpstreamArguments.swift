import Diagnosis
import Inventory

/// Where forwarders send what they get, by their command lines.
enum UpstreamArguments {
    static func upstreams(_ program: String, _ words: [String]) -> [Upstream] {
        let source = "its arguments"
        let rest = words.dropFirst()
        switch program {
        case "socat", "socat1": return rest.compactMap { socat($0, source) }
        case "ssh", "autossh": return forwards(rest).compactMap { ssh($0, source) }
        case "docker-proxy":
            return DockerProxy(arguments: words).map {
                [Upstream(host: "\($0.container.address)", port: $0.container.port, source: source)]
            } ?? []
        case "kubectl", "oc": return kubectl(Array(rest), source)
        case "cloudflared":
            return [UpstreamLook.value(of: ["--url", "-url"], in: words).flatMap { Upstream($0, source: source) }]
                .compactMap { $0 }
        case "ngrok":
            return rest.compactMap { word in
                UInt16(word).map { Upstream(host: "localhost", port: $0, source: source) }
                    ?? (word.hasPrefix("-") ? nil : Upstream(word, source: source))
            }
        case "ncat", "nc":
            // `ncat -l 8080 --sh-exec "ncat 127.0.0.1 80"`.
            let inner = UpstreamLook.value(of: ["--sh-exec", "-c", "--exec", "-e"], in: words)
            let parts = (inner ?? "").split(separator: " ").drop { !$0.hasSuffix("ncat") && !$0.hasSuffix("nc") }
                .dropFirst().filter { !$0.hasPrefix("-") }
            guard parts.count == 2, let port = UInt16(parts[1]) else { return [] }
            return [Upstream(host: String(parts[0]), port: port, source: source)]
        default: return []
        }
    }

    /// `TCP:db:5432,retry`, `TCP4:…`, `OPENSSL:…`, `UNIX-CONNECT:/path` (socat(1)); the listening end is none.
    private static func socat(_ word: String, _ source: String) -> Upstream? {
        let address = word.prefix { $0 != "," }
        guard let colon = address.firstIndex(of: ":") else { return nil }
        let target = address[address.index(after: colon)...]
        switch address[..<colon].uppercased() {
        case "TCP", "TCP4", "TCP6", "TCP-CONNECT", "TCP4-CONNECT", "TCP6-CONNECT", "OPENSSL", "OPENSSL-CONNECT", "SSL",
            "UDP", "UDP4", "UDP6", "UDP-CONNECT":
            return Upstream(target, source: source)
        case "UNIX", "UNIX-CONNECT", "UNIX-CLIENT":
            return Upstream(host: "", port: 0, unixPath: String(target), source: source)
        default: return nil
        }
    }

    /// The values of `-L`, alone, attached (`-L8080:db:80`) or at the end of a cluster (`-fNL 8080:db:80`).
    private static func forwards(_ words: ArraySlice<String>) -> [String] {
        var out: [String] = []
        var i = words.startIndex
        while i < words.endIndex {
            let word = words[i]
            i += 1
            guard word.hasPrefix("-"), !word.hasPrefix("--"), let at = word.firstIndex(of: "L"),
                // An option with a value before it would have taken the rest.
                !word[..<at].contains(where: { "BbcDEeFIiJlmOoPpQRSWw".contains($0) })
            else { continue }
            let attached = word[word.index(after: at)...]
            if !attached.isEmpty {
                out.append(String(attached))
            } else if i < words.endIndex {
                out.append(words[i])
                i += 1
            }
        }
        return out
    }

    /// `[bind:]port:host:hostport`, or a socket's path in either place (ssh(1)).
    private static func ssh(_ text: String, _ source: String) -> Upstream? {
        if let slash = text.lastRange(of: ":/") {
            return Upstream(host: "", port: 0, unixPath: String(text[text.index(after: slash)...]), source: source)
        }
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
            return nil
        }
        let before = text[..<colon]
        let host: Substring
        if before.hasSuffix("]"), let open = before.lastIndex(of: "[") {
            host = before[before.index(after: open)...].dropLast()
        } else {
            host = before.split(separator: ":").last ?? ""
        }
        return host.isEmpty ? nil : Upstream(host: String(host), port: port, source: source)
    }

    /// `kubectl port-forward -n shop svc/web 8080:80`: the port inside, of the thing it names.
    private static func kubectl(_ words: [String], _ source: String) -> [Upstream] {
        guard let start = words.firstIndex(of: "port-forward"),
            let target = words[(start + 1)...].first(where: { $0.contains("/") && !$0.hasPrefix("-") })
        else { return [] }
        return words.compactMap { word in
            let parts = word.split(separator: ":", omittingEmptySubsequences: false)
            guard (1...2).contains(parts.count), let inside = parts.last.flatMap({ UInt16($0) }) else { return nil }
            return Upstream(host: target, port: inside, source: source)
        }
    }
}

extension String {
    /// Where a text last stands in it, without Foundation.
    fileprivate func lastRange(of text: String) -> Index? { ranges(of: text).last?.lowerBound }
}
