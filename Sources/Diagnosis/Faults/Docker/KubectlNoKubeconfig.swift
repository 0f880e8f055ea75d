import Endpoints

/// `kubectl-no-kubeconfig`: localhost:8080 is what kubectl asks when nobody told it whom.
package enum KubectlNoKubeconfig: Rule {
    package static let fault = Fault(
        "kubectl-no-kubeconfig", .connectionRefused,
        "kubectl has no configuration, or none with a current context, and falls back to localhost:8080.",
        symptoms: [
            "The connection to the server localhost:8080 was refused - did you specify the right host or port?",
            "couldn't get current server API group list: Get \"http://localhost:8080/api?timeout=32s\": dial tcp 127.0.0.1:8080: connect: connection refused",
        ],
        explanation: """
            kubectl reads $KUBECONFIG, else ~/.kube/config. Without a file, or without a current context in it, it asks \
            http://localhost:8080, where API servers listened until Kubernetes 1.20 took their insecure port away. So \
            the message does not speak of a server that is down: kubectl does not know which one to ask. sudo has \
            another home, and so another configuration.
            """,
        proof: """
            The message is kubectl's and names localhost:8080, that port is refused here, and neither $KUBECONFIG nor \
            ~/.kube/config of this user is there.
            """,
        mends: [
            Fix("kubectl config get-contexts", "shows what kubectl knows", isSafe: true),
            Fix("export KUBECONFIG=<file>", "names the configuration", isSafe: true),
            Fix("kubectl config use-context <name>", "chooses a cluster of the file", isSafe: true),
            Fix(
                "minikube update-context, kind export kubeconfig, k3d kubeconfig merge -d",
                "write one for a local cluster"),
            Fix(
                "export KUBECONFIG=/etc/rancher/k3s/k3s.yaml", "is the one of k3s, which root may read", isSafe: true,
                platform: .linux),
        ],
        seeAlso: ["nothing-listening", "wrong-port-near-miss"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        let report = scene.question.reports.first { report in
            report.runtime == "Kubernetes" && report.port == 8080
                && (report.host.map { $0 == "localhost" || IPAddress($0)?.isLoopback == true } ?? false)
                && [.connectionRefused, .connectFailed].contains(report.kind)
        }
        guard let report, scene.question.port.map({ $0 == 8080 }) ?? true else { return nil }
        var evidence = [EvidenceLine("message", "kubectl", report.text)]
        let refused = try scene.refused()
        if let refused {
            evidence.append(EvidenceLine("connect", refused.endpoint.addressAndPort, refused.outcome.words))
        }
        let environment = scene.facts.environment
        let files =
            environment["KUBECONFIG"].map { $0.split(separator: ":").map(String.init) }
            ?? environment["HOME"].map { ["\($0)/.kube/config"] } ?? []
        var existing: [String] = []
        // Whatever is at the path that is no socket is a file.
        for file in files.prefix(8) {
            let isThere = try scene.unixSocket(file).map { ![.missing, .missingFolder].contains($0.state) } ?? false
            evidence.append(EvidenceLine("file", file, isThere ? "is there" : "is missing"))
            if isThere { existing.append(file) }
        }
        let fixes = [
            Fix("kubectl config get-contexts", "shows which clusters kubectl knows", isSafe: true, isRunnable: true),
            Fix("export KUBECONFIG=<file of the cluster>", "tells kubectl whom to ask", isSafe: true),
        ]
        if let file = existing.first {
            return finding(
                Confidence.likely,
                "kubectl found no current context in \(file), so it asked localhost:8080, where no API server is.",
                evidence: evidence,
                fixes: [
                    Fix("kubectl config use-context <name>", "chooses one of the file's clusters", isSafe: true)
                ] + fixes)
        }
        return finding(
            refused == nil ? Confidence.observed : Confidence.proven,
            "kubectl has no configuration (\(files.joined(separator: ", "))\(files.isEmpty ? "no HOME" : " is missing")), "
                + "so it asked localhost:8080, where no API server is.",
            evidence: evidence, fixes: fixes)
    }
}
