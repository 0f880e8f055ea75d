import Endpoints

/// `listening-in-other-netns`: the server runs, in a network of its own.
package enum ListeningInOtherNetns: Rule {
    package static let fault = Fault(
        "listening-in-other-netns", .connectionRefused,
        "The server runs in another network namespace, which has a loopback interface of its own.",
        symptoms: [
            "the process runs and says it listens, and every connect is refused",
            "works inside the container, refused outside",
        ],
        explanation: """
            Each network namespace (network_namespaces(7)) has its own interfaces, its own 127.0.0.1 and its own ports. \
            Containers without a published port, ip netns exec, unshare -n and sandboxes such as Flatpak, Snap or \
            systemd's PrivateNetwork= start programs in one.
            """,
        proof: """
            Nothing listens on the port here, and the socket table of another namespace, read through one of its \
            processes (/proc/PID/net), has a listener of that port. Namespaces of other users' processes need root.
            """,
        mends: [
            Fix("docker run -p 127.0.0.1:<PORT>:<PORT> …", "publishes a container's port"),
            Fix("sudo nsenter -t <PID> -n <COMMAND>", "runs the client in the server's namespace", isSafe: true),
        ],
        seeAlso: ["container-port-not-published", "localhost-inside-container-means-itself", "nothing-listening"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let port = scene.question.port, scene.question.transport == .tcp else { return nil }
        let attempts = try scene.plainRefusals()
        guard !attempts.isEmpty, scene.listeners(on: port).isEmpty else { return nil }
        let listeners = try scene.otherNamespaces(port).filter { $0.endpoint.transport == .tcp }
        // Containers have rules of their own, which know what is published; a namespace without one comes first.
        guard let found = listeners.first(where: { $0.container == nil }) ?? listeners.first else { return nil }
        let place = attempts[0].endpoint.addressAndPort
        let network = found.container.map { "container \($0)" } ?? "network namespace \(found.namespace)"
        var evidence = scene.lines(attempts)
        evidence.append(EvidenceLine("listeners", "port \(port)", "none in this network namespace"))
        evidence.append(
            EvidenceLine(
                "namespace", "net:[\(found.namespace)]",
                "\(found.name), pid \(found.pid), listens on \(found.endpoint.addressAndPort) there"))
        var fixes = [
            Fix(
                "sudo nsenter -t \(found.pid) -n <the client's command>", "runs the client in the server's network",
                isSafe: true)
        ]
        if found.container != nil {
            fixes.append(
                Fix("start the container with -p 127.0.0.1:\(port):\(port)", "publishes its port on this machine"))
        } else {
            fixes.append(Fix("start the server outside of its namespace", "gives it this machine's loopback"))
        }
        return finding(
            found.container == nil ? Confidence.proven - 0.02 : 0.85,
            "\(found.name), pid \(found.pid), listens on \(found.endpoint.addressAndPort) in \(network), "
                + "not in this one: \(place) is refused.",
            evidence: evidence, fixes: fixes)
    }
}
