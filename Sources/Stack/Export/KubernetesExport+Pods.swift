extension KubernetesWriter {
    struct Volume: Hashable {
        var name: String
        var path: String
        /// Whether it outlives the pod.
        var isKept: Bool
    }

    /// Named volumes are kept, anonymous ones are scratch, folders of this machine are lost.
    mutating func volumes(_ service: NetworkScene.Service) -> [Volume] {
        guard case .container(let container) = service.spec.kind else { return [] }
        var found: [Volume] = []
        for volume in container.volumes {
            let parts = volume.split(separator: ":").map(String.init)
            let source = parts.first ?? ""
            if parts.count == 1 {
                found.append(Volume(name: "scratch-\(found.count + 1)", path: source, isKept: false))
            } else if source.utf8.contains(UInt8(ascii: "/")) || source.hasPrefix(".") || source.hasPrefix("~") {
                scene.losses.lost(
                    service.spec.name, "container.volumes",
                    "\(source) is a folder of this machine; use a ConfigMap or an image")
            } else {
                found.append(Volume(name: KubernetesName.fit(source), path: parts[1], isKept: true))
            }
        }
        if !container.options.isEmpty {
            scene.losses.lost(
                service.spec.name, "container.options", "options of docker run: \(CommandWords.join(container.options))"
            )
        }
        return found
    }

    /// A Deployment; with kept volumes a StatefulSet.
    mutating func workload(_ service: NetworkScene.Service) -> YAMLValue {
        let spec = service.spec
        if spec.restart != .always {
            scene.losses.changed(
                spec.name, "restart", "always, with a pause that grows: the only policy of a Deployment")
        }
        if !spec.profiles.isEmpty { scene.losses.lost(spec.name, "profile", "what is exported runs") }
        if spec.terminal == true { scene.losses.lost(spec.name, "tty", "kubectl attach needs `tty: true` by hand") }
        let kept = volumes(service).filter(\.isKept)
        var entries: [YAMLValue.Entry] = [
            .init("replicas", .number(service.published.count)),
            .init("selector", .map([.init("matchLabels", .map(labels(service.host)))])),
        ]
        if !kept.isEmpty { entries.append(.init("serviceName", .text(service.host))) }
        entries.append(.init("template", pod(service, isJob: false)))
        guard !kept.isEmpty else {
            return object("apps/v1", "Deployment", service.host, [.init("spec", .map(entries))])
        }
        scene.losses.changed(spec.name, "container.volumes", "a claim of 1Gi each; say how much it needs")
        let claims = kept.map { volume in
            YAMLValue.map([
                .init("metadata", .map([.init("name", .text(volume.name))])),
                .init(
                    "spec",
                    .map([
                        .init("accessModes", .texts(["ReadWriteOnce"])),
                        .init("resources", .map([.init("requests", .map([.init("storage", .text("1Gi"))]))])),
                    ])),
            ])
        }
        entries.append(.init("volumeClaimTemplates", .list(claims)))
        return object("apps/v1", "StatefulSet", service.host, [.init("spec", .map(entries))])
    }

    /// A Service; headless for what has no port but is a StatefulSet.
    mutating func network(_ service: NetworkScene.Service) -> [YAMLValue] {
        if service.ports.isEmpty {
            guard volumes(service).contains(where: \.isKept) else { return [] }
            let fields: [YAMLValue.Entry] = [
                .init("clusterIP", .text("None")), .init("selector", .map(labels(service.host))),
            ]
            return [object("v1", "Service", service.host, [.init("spec", .map(fields))])]
        }
        let ports = service.ports.map { port -> YAMLValue in
            let name = KubernetesName.port(port)
            var fields = [
                YAMLValue.Entry("name", .text(name)), .init("port", .number(port.number)),
                .init("targetPort", .text(name)),
            ]
            if port.transport == "udp" { fields.append(.init("protocol", .text("UDP"))) }
            return .map(fields)
        }
        return [
            object(
                "v1", "Service", service.host,
                [.init("spec", .map([.init("selector", .map(labels(service.host))), .init("ports", .list(ports))]))])
        ]
    }

    /// A host for each port that speaks HTTP: `web.shop.localhost`.
    func ingress() -> YAMLValue? {
        let rules = scene.services.flatMap { service -> [YAMLValue] in
            service.ports.filter { service.isHTTP($0) }.map { port in
                let extra =
                    port.name.isEmpty || port.name == service.ports.first?.name ? "" : "\(KubernetesName.port(port))."
                let backend = YAMLValue.map([
                    .init(
                        "service",
                        .map([
                            .init("name", .text(service.host)),
                            .init("port", .map([.init("name", .text(KubernetesName.port(port)))])),
                        ]))
                ])
                let path = YAMLValue.map([
                    .init("path", .text("/")), .init("pathType", .text("Prefix")), .init("backend", backend),
                ])
                return .map([
                    .init("host", .text("\(extra)\(service.host).\(project).localhost")),
                    .init("http", .map([.init("paths", .list([path]))])),
                ])
            }
        }
        guard !rules.isEmpty else { return nil }
        return object("networking.k8s.io/v1", "Ingress", project, [.init("spec", .map([.init("rules", .list(rules))]))])
    }

    /// `ready` as startup and readiness probe, `live` as liveness probe.
    mutating func probes(_ service: NetworkScene.Service) -> [YAMLValue.Entry] {
        var entries: [YAMLValue.Entry] = []
        let ready = service.question
        if let ready, let question = question(ready, service, "ready") {
            let period = max(1, Int(ready.interval.rounded(.up)))
            let patience = service.spec.startTimeout ?? 600
            let tries = max(1, Int((patience / Double(period)).rounded(.up)))
            entries.append(.init("startupProbe", probe(question, ready, period: period, failures: tries)))
            entries.append(.init("readinessProbe", probe(question, ready, period: period, failures: ready.retries)))
        }
        if let live = service.live, let question = question(live, service, "live") {
            let period = max(1, Int(live.interval.rounded(.up)))
            entries.append(.init("livenessProbe", probe(question, live, period: period, failures: live.retries)))
        }
        return entries
    }

    private func probe(_ question: YAMLValue.Entry, _ check: Check, period: Int, failures: Int) -> YAMLValue {
        var entries = [question]
        if check.startPeriod > 0 {
            entries.append(.init("initialDelaySeconds", .number(Int(check.startPeriod.rounded(.up)))))
        }
        entries.append(.init("periodSeconds", .number(period)))
        entries.append(.init("timeoutSeconds", .number(max(1, Int(check.timeout.rounded(.up))))))
        entries.append(.init("failureThreshold", .number(failures)))
        return .map(entries)
    }

    private mutating func question(_ check: Check, _ service: NetworkScene.Service, _ key: String) -> YAMLValue.Entry? {
        let name = service.spec.name
        let port = service.port(of: check)
        switch (check.kind, port) {
        case (.exec(let command), _):
            return .init("exec", .map([.init("command", .texts(["/bin/sh", "-c", command]))]))
        case (.tcp, let port?):
            return .init("tcpSocket", .map([.init("port", .text(KubernetesName.port(port)))]))
        case (.http(let path, let status), let port?):
            if status != nil { scene.losses.changed(name, key, "any status from 200 to 399 will do") }
            return .init(
                "httpGet", .map([.init("path", .text(path)), .init("port", .text(KubernetesName.port(port)))]))
        case (.log, _):
            scene.losses.lost(name, key, "no probe looks at the output")
            return nil
        default: return nil
        }
    }

    /// Other signals than TERM are sent before it, by a shell of the image.
    mutating func lifecycle(_ service: NetworkScene.Service) -> [YAMLValue.Entry] {
        var commands: [String] = []
        if let before = service.stopBefore { commands.append(before) }
        if service.spec.stop.signal != "TERM" {
            commands.append("kill -\(service.spec.stop.signal) 1")
            scene.losses.changed(
                service.spec.name, "stop.signal", "sent by a shell of the image before the TERM that Kubernetes sends")
        }
        guard !commands.isEmpty else { return [] }
        let exec = YAMLValue.map([.init("command", .texts(["/bin/sh", "-c", commands.joined(separator: "; ")]))])
        return [.init("lifecycle", .map([.init("preStop", .map([.init("exec", exec)]))]))]
    }
}
