/// Programs that lead a port somewhere else.
enum TunnelPrograms {
    static let rules: [Rule] = [
        Rule(["ngrok"], "ngrok", "ngrok", .tunnel) { invocation in
            let words = invocation.positionals(["--config", "--log", "--region", "--domain", "--url", "--authtoken"])
            return words.count > 1 ? "\(words[0]) → \(words[1])" : words.first
        },
        Rule(["cloudflared"], "cloudflared", "Cloudflare Tunnel", .tunnel) {
            $0.value("--url").map { "→ \($0)" } ?? $0.value("--config")
        },
        Rule(
            ["frpc", "frps", "chisel", "bore", "rathole", "inlets", "zrok", "pagekite", "sish", "gost", "boringtun"],
            "tunnel", "Tunnel", .tunnel
        ) { "\($0.program) \($0.verb() ?? "")" },
        Rule(["socat"], "socat", "socat", .tunnel) { socat($0) },
        Rule(["nc", "ncat", "netcat", "nc.openbsd", "nc.traditional"], "netcat", "netcat", .tool) { netcat($0) },
        Rule(["session-manager-plugin"], "aws-session", "AWS session", .tunnel),
        Rule(
            [
                "openvpn", "wireguard-go", "tailscaled", "zerotier-one", "nebula", "openconnect", "charon", "pluto",
                "netbird", "twingated",
            ],
            "vpn", "VPN", .system
        ) { $0.program },
        Rule(["tor"], "tor", "Tor", .proxy),
        Rule(["ssh-agent", "gpg-agent"], "agent", "Key agent", .system) { $0.program },
    ]

    /// `socat TCP-LISTEN:8080,fork,reuseaddr TCP:db:5432`.
    private static func socat(_ invocation: Invocation) -> String? {
        let ends = invocation.positionals().map { word -> String in
            let address = word.prefix { $0 != "," }
            guard let colon = address.firstIndex(of: ":") else { return String(address) }
            return String(address[address.index(after: colon)...])
        }
        return ends.count == 2 ? "\(ends[0]) → \(ends[1])" : nil
    }

    private static func netcat(_ invocation: Invocation) -> String? {
        let listens = invocation.words.contains {
            $0 == "--listen" || $0.hasPrefix("-") && !$0.hasPrefix("--") && $0.holds("l")
        }
        return listens ? "listens" : nil
    }
}
