import Diagnosis
import Inventory

/// Configurations in which one line names one upstream.
enum LineUpstreams {
    /// `server name host:port [options]` (HAProxy's configuration manual, 5.2).
    static func haproxy(_ path: String, _ files: ConfigurationFiles) -> [Upstream] {
        lines(path, files).compactMap { words, source in
            words.count >= 3 && words[0] == "server" ? Upstream(words[2], source: source) : nil
        }
    }

    /// `ProxyPass "/app" "http://127.0.0.1:3000/"` and its kin (mod_proxy).
    static func apache(_ path: String, _ files: ConfigurationFiles) -> [Upstream] {
        lines(path, files).compactMap { words, source in
            let name = words[0].lowercased()
            guard ["proxypass", "proxypassmatch", "balancermember"].contains(name) else { return nil }
            return words.dropFirst().first { $0.contains("://") }.flatMap { Upstream($0, source: source) }
        }
    }

    /// `reverse_proxy [/api/*] localhost:3000 …` (Caddyfile).
    static func caddy(_ path: String, _ files: ConfigurationFiles) -> [Upstream] {
        lines(path, files).flatMap { words, source -> [Upstream] in
            guard words[0] == "reverse_proxy" || words[0] == "to" || words[0] == "php_fastcgi" else { return [] }
            return words.dropFirst().filter { $0 != "{" && $0 != "*" && !$0.hasPrefix("/") && !$0.hasPrefix("@") }
                .compactMap { Upstream($0, standard: 80, source: source) }
        }
    }

    /// Names of configurations in a project's folder in which development servers find their proxies.
    static let developmentFiles = [
        "vite.config.js", "vite.config.ts", "vite.config.mjs", "vite.config.mts", "webpack.config.js",
        "webpack.config.ts", "vue.config.js", "next.config.js", "next.config.mjs", "next.config.ts",
        "proxy.conf.json", "proxy.conf.js", "src/setupProxy.js", "rsbuild.config.ts", "nuxt.config.ts",
    ]

    /// `target: 'http://localhost:3000'`, `'/api': 'http://localhost:3000'`, and `"proxy"` of package.json.
    static func developmentServer(_ files: ConfigurationFiles) -> [Upstream] {
        var out: [Upstream] = []
        if let text = files.text("package.json"), let proxy = JSONValue(text: text)?["proxy"]?.string {
            out += [Upstream(proxy, source: files.absolute("package.json"))].compactMap { $0 }
        }
        for name in developmentFiles {
            guard let text = files.text(name) else { continue }
            for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                let trimmed = line.drop { $0 == " " || $0 == "\t" }
                let isRoute = trimmed.hasPrefix("'/") || trimmed.hasPrefix("\"/") || trimmed.hasPrefix("'^/")
                guard !trimmed.hasPrefix("//"), isRoute || line.contains("target") || line.contains("destination"),
                    let url = ["http://", "https://", "ws://"].compactMap({ line.firstRange(of: $0)?.lowerBound }).min()
                else { continue }
                let end = line[url...].firstIndex { "'\"`,; ".contains($0) } ?? line.endIndex
                if let found = Upstream(line[url..<end], source: "\(files.absolute(name)):\(number + 1)") {
                    out.append(found)
                }
            }
        }
        return out
    }

    private static func lines(_ path: String, _ files: ConfigurationFiles) -> [(words: [String], source: String)] {
        var out: [([String], String)] = []
        let lines = (files.text(path) ?? "").split(separator: "\n", omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() {
            let words = line.split(whereSeparator: \.isWhitespace).map { $0.filter { $0 != "\"" } }
            if words.isEmpty || words[0].hasPrefix("#") { continue }
            out.append((words, "\(files.absolute(path)):\(number + 1)"))
        }
        return out
    }
}
