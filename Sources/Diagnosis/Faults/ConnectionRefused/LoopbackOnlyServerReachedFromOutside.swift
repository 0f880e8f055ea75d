import Endpoints

/// `loopback-only-server-reached-from-outside`: a phone, a container or a second machine comes by the LAN address.
package enum LoopbackOnlyServerReachedFromOutside: Rule {
    package static let fault = Fault(
        "loopback-only-server-reached-from-outside", .connectionRefused,
        "The server listens only on loopback, and the client comes by another address of the machine.",
        symptoms: [
            "works on this machine, ERR_CONNECTION_REFUSED on the phone",
            "connect ECONNREFUSED 192.168.1.20:3000",
            "a container gets connection refused from 172.17.0.1 or host.docker.internal",
        ],
        explanation: """
            Most development servers listen on 127.0.0.1 or ::1, which no other machine, container or virtual machine \
            can reach (RFC 1122 section 3.2.1.3). By the machine's address on the network there is then no listener, and \
            the kernel refuses.
            """,
        proof: """
            The interface's address refuses, the table has a listener of this port on loopback and none that answers \
            the asked address, and a connect by loopback succeeds.
            """,
        mends: [
            Fix("http://localhost:<PORT>/", "stays on this machine", isSafe: true),
            Fix("<command> --host <LAN ADDRESS>", "serves that network; whoever is in it gets in"),
            Fix(
                "ssh -R or adb reverse tcp:<PORT> tcp:<PORT>", "brings the port to the other device, closed to the rest"
            ),
        ],
        seeAlso: ["listening-only-on-lan-address", "container-publish-loopback-only"])

    /// Programs that stand at a published port in the name of a container.
    private static let publishers: Set<String> = [
        "docker-proxy", "rootlessport", "rootlesskit", "dockerd", "containerd", "conmon", "pasta", "slirp4netns",
    ]

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let found = try scene.elsewhere(), found.kind == .loopbackFromOutside else { return nil }
        let asked = found.asked.endpoint
        let owner = scene.owner(of: found.listener)
        // A port that is published on loopback has a rule and a mend of its own.
        let isPublished =
            found.listener.container != nil || owner.map { publishers.contains($0.name) } ?? false
        var evidence = found.evidence(scene)
        if let interface = scene.facts.interfaces.first(where: { $0.addresses.contains(asked.address.unmapped) }) {
            evidence.append(EvidenceLine("interface", interface.name, "has \(asked.address)"))
        }
        return finding(
            isPublished ? Confidence.likely : found.confidence,
            "\(found.subject(scene)) listens on \(found.listener.local.addressAndPort) only; "
                + "\(asked.addressAndPort) is another address of this machine and is refused.",
            evidence: evidence,
            fixes: [
                Fix("use \(found.rightText(scene)) on this machine", "goes to the address that listens", isSafe: true),
                Fix(
                    "restart the server with --host \(asked.address)",
                    "serves that network: everybody in it can then connect"),
                Fix("restart the server with --host 0.0.0.0", "serves every network this machine is in"),
            ])
    }
}
