import Diagnosis
import Endpoints

/// Packet filters, and connects that they swallow.
enum FirewallTesting {
    static func chain(
        _ hook: FirewallHook = .input, tool: String = "nft", family: String = "inet"
    ) -> FirewallChain {
        let isNft = tool == "nft"
        return FirewallChain(
            tool: tool, family: family, table: "filter", name: isNft ? hook.rawValue : hook.rawValue.uppercased(),
            hook: hook)
    }

    static func drop(
        _ hook: FirewallHook = .input, tool: String = "nft", family: String = "inet", limits: [String] = [],
        action: FirewallRule.Action = .drop
    ) -> FirewallRule {
        FirewallRule(
            chain: chain(hook, tool: tool, family: family), action: action, destinationPorts: [8000...8000],
            transport: "tcp", limits: limits, packets: 3, text: "tcp dport 8000 counter drop", handle: "4")
    }

    /// 127.0.0.1:8000 with a listener that a connect gets no answer from.
    static func silent(
        _ picture: FirewallPicture, counters: [String: Int] = [:], side: ServerSide? = nil,
        text: String = "127.0.0.1:8000"
    ) throws -> TestScene {
        let listener = SocketFact(
            .listen, try TestScene.endpoint("127.0.0.1:8000"), sendQueue: 128, uid: 0, owners: [812])
        var scene = try TestScene.using(
            text, sockets: [listener], processes: [ProcessFact(pid: 812, name: "python3")])
        try scene.connect(
            "127.0.0.1:8000", ConnectOutcome(.silent, milliseconds: 1300, counters: counters, serverSide: side))
        scene.set(.firewall, .firewall(picture))
        return scene
    }

    static let unreadable = FirewallPicture(unreadable: "root only")

    /// The ids of the firewall's rules that have something to say.
    static func found(_ scene: TestScene) -> [String] {
        let rules: [any Rule.Type] = [
            FirewallDropInput.self, FirewallDropOutput.self, FirewallDropDefaultPolicy.self, FirewallDropIPv6Only.self,
            FirewallConnectionLimit.self,
        ]
        return rules.compactMap { scene.judge($0)?.fault }
    }
}
