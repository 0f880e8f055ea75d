extension Exporter {
    /// Manifests that carry what converters lose: probes, the order by waiting, setup, stop, Services and Ingress.
    ///
    /// One file a service, for `kubectl apply -f` of the folder. Rests on the API of Kubernetes 1.30: apps/v1, batch/v1,
    /// networking.k8s.io/v1.
    package static func kubernetes(_ file: StackFile, plan: StackPlan) -> ExportResult {
        var writer = KubernetesWriter(
            scene: NetworkScene(file, plan, host: KubernetesName.fit),
            project: KubernetesName.fit(plan.identity.project))
        var files: [ExportResult.File] = []
        for service in writer.scene.services {
            if case .provider(let type, _) = service.spec.kind {
                writer.scene.losses.lost(service.spec.name, "provider", "\(type) is asked by compose alone")
                continue
            }
            let documents = writer.documents(service)
            files.append(
                .init(
                    "kubernetes/\(service.host).yaml", documents.map(\.document).joined(separator: "---\n"),
                    isSecret: service.environment.contains { SecretName.matches($0.name) }))
        }
        if let ingress = writer.ingress() { files.append(.init("kubernetes/ingress.yaml", ingress.document)) }
        return ExportResult(
            files: files, losses: writer.scene.losses.remarks,
            next:
                "kubectl apply -f kubernetes/ && kubectl get pods -l app.kubernetes.io/part-of=\(writer.project) --watch"
        )
    }
}

/// Names of objects (RFC 1123 labels): lower case, digits and `-`, at most 63 letters.
enum KubernetesName {
    static func fit(_ name: String) -> String {
        let bytes = name.lowercased().utf8.map { byte in
            (48...57).contains(byte) || (97...122).contains(byte) ? byte : UInt8(ascii: "-")
        }
        let isSign = { (byte: UInt8) in byte == UInt8(ascii: "-") }
        let trimmed = bytes.drop(while: isSign).prefix(50).reversed().drop(while: isSign).reversed()
        guard let first = trimmed.first else { return "service" }
        let text = String(decoding: Array(trimmed), as: UTF8.self)
        // A Service's name begins with a letter (RFC 1035).
        return (48...57).contains(first) ? "s\(text)" : text
    }

    /// The name of a port has at most 15 letters, one of them a letter.
    static func port(_ port: PlannedPort) -> String {
        let name = String(fit(port.name.isEmpty ? "main" : port.name).prefix(15))
        return name.hasSuffix("-") ? String(name.dropLast()) : name
    }
}

struct KubernetesWriter {
    var scene: NetworkScene
    let project: String

    mutating func documents(_ service: NetworkScene.Service) -> [YAMLValue] {
        let isJob = scene.services.contains {
            $0.needs.contains { $0.service == service.spec.name && $0.condition == .exited }
        }
        return configuration(service) + [isJob ? job(service) : workload(service)] + network(service)
    }

    func object(_ version: String, _ kind: String, _ name: String, _ rest: [YAMLValue.Entry]) -> YAMLValue {
        .map(
            [
                .init("apiVersion", .text(version)), .init("kind", .text(kind)),
                .init("metadata", .map([.init("name", .text(name)), .init("labels", .map(labels(name)))])),
            ] + rest)
    }

    func labels(_ name: String) -> [YAMLValue.Entry] {
        [.init("app.kubernetes.io/name", .text(name)), .init("app.kubernetes.io/part-of", .text(project))]
    }

    /// ConfigMap and Secret with the variables.
    private mutating func configuration(_ service: NetworkScene.Service) -> [YAMLValue] {
        let usable = service.environment.filter { variable in
            variable.name.utf8.allSatisfy {
                $0 == 95 || $0 == 45 || $0 == 46 || (48...57).contains($0) || ($0 | 32) >= 97 && ($0 | 32) <= 122
            }
        }
        for variable in service.environment where !usable.contains(variable) {
            scene.losses.lost(service.spec.name, "env", "\(variable.name) is no name for a key")
        }
        let groups = [
            ("ConfigMap", "data", "env", usable.filter { !SecretName.matches($0.name) }),
            ("Secret", "stringData", "secret", usable.filter { SecretName.matches($0.name) }),
        ]
        return groups.filter { !$0.3.isEmpty }.map { kind, key, suffix, variables in
            let data = variables.map { YAMLValue.Entry($0.name, .text($0.value)) }
            return object("v1", kind, "\(service.host)-\(suffix)", [.init(key, .map(data))])
        }
    }

    private func environmentFrom(_ service: NetworkScene.Service) -> [YAMLValue.Entry] {
        let kinds = Set(service.environment.map { SecretName.matches($0.name) })
        var sources: [YAMLValue] = []
        if kinds.contains(false) {
            sources.append(.map([.init("configMapRef", .map([.init("name", .text("\(service.host)-env"))]))]))
        }
        if kinds.contains(true) {
            sources.append(.map([.init("secretRef", .map([.init("name", .text("\(service.host)-secret"))]))]))
        }
        return sources.isEmpty ? [] : [.init("envFrom", .list(sources))]
    }

    private mutating func image(_ service: NetworkScene.Service) -> YAMLValue {
        if case .container(let container) = service.spec.kind { return .text(container.image) }
        let image = "\(project)-\(service.host):latest"
        scene.losses.changed(
            service.spec.name, "run",
            "it runs in the image \(image), to be built with the program and the project's files")
        return .text(image)
    }

    private mutating func container(_ service: NetworkScene.Service, probes: Bool) -> YAMLValue {
        var entries = [YAMLValue.Entry("name", .text(service.host)), .init("image", image(service))]
        entries.append(.init("imagePullPolicy", .text("IfNotPresent")))
        var words = service.entrypoint
        var arguments = service.command
        if case .container = service.spec.kind {} else { (words, arguments) = (service.command, nil) }
        // $(NAME) is filled by Kubernetes, $$(NAME) is not.
        let literal = { (words: [String]) in YAMLValue.texts(words.map { $0.replacing("$(", with: "$$(") }) }
        if let words { entries.append(.init("command", literal(words))) }
        if let arguments { entries.append(.init("args", literal(arguments))) }
        entries += environmentFrom(service)
        if !service.ports.isEmpty {
            let ports = service.ports.map { port -> YAMLValue in
                var fields = [
                    YAMLValue.Entry("name", .text(KubernetesName.port(port))),
                    .init("containerPort", .number(port.number)),
                ]
                if port.transport == "udp" { fields.append(.init("protocol", .text("UDP"))) }
                return .map(fields)
            }
            entries.append(.init("ports", .list(ports)))
        }
        if probes { entries += self.probes(service) + lifecycle(service) }
        let mounts = volumes(service)
        if !mounts.isEmpty {
            let list = mounts.map {
                YAMLValue.map([.init("name", .text($0.name)), .init("mountPath", .text($0.path))])
            }
            entries.append(.init("volumeMounts", .list(list)))
        }
        return .map(entries)
    }

    /// Waiting for needs, then setup.
    private mutating func initContainers(_ service: NetworkScene.Service) -> [YAMLValue.Entry] {
        var list: [YAMLValue] = []
        for need in service.needs {
            guard let other = scene.services.first(where: { $0.spec.name == need.service }) else { continue }
            if need.condition == .exited {
                scene.losses.changed(
                    service.spec.name, "needs",
                    "\(other.host) is a Job; wait for it first: kubectl wait --for=condition=complete job/\(other.host)"
                )
                continue
            }
            guard let port = other.awaited else {
                scene.losses.lost(service.spec.name, "needs", "\(need.service) has no port in the file to wait for")
                continue
            }
            let test = "until nc -z -w 1 \(other.host) \(port.number); do sleep 1; done"
            list.append(
                .map([
                    .init("name", .text("wait-for-\(other.host)")), .init("image", .text("busybox:1.36")),
                    .init("command", .texts(["sh", "-c", test])),
                ]))
        }
        for (index, command) in service.setup.enumerated() {
            var entries = [
                YAMLValue.Entry("name", .text("setup-\(index + 1)")), .init("image", image(service)),
                .init("command", .texts(["/bin/sh", "-c", command.replacing("$(", with: "$$(")])),
            ]
            entries += environmentFrom(service)
            list.append(.map(entries))
        }
        return list.isEmpty ? [] : [.init("initContainers", .list(list))]
    }

    mutating func pod(_ service: NetworkScene.Service, isJob: Bool) -> YAMLValue {
        var spec = initContainers(service)
        spec.append(.init("containers", .list([container(service, probes: !isJob)])))
        if isJob { spec.append(.init("restartPolicy", .text(service.spec.restart == .never ? "Never" : "OnFailure"))) }
        let grace = Int(service.spec.stop.grace.rounded(.up))
        if grace != 30 { spec.append(.init("terminationGracePeriodSeconds", .number(grace))) }
        let scratch = volumes(service).filter { !$0.isKept }.map { volume in
            YAMLValue.map([.init("name", .text(volume.name)), .init("emptyDir", .map([]))])
        }
        if !scratch.isEmpty { spec.append(.init("volumes", .list(scratch))) }
        return .map([
            .init("metadata", .map([.init("labels", .map(labels(service.host)))])), .init("spec", .map(spec)),
        ])
    }

    private mutating func job(_ service: NetworkScene.Service) -> YAMLValue {
        let limit = service.spec.restart == .never ? 0 : service.spec.maxRestarts ?? 6
        return object(
            "batch/v1", "Job", service.host,
            [
                .init(
                    "spec", .map([.init("backoffLimit", .number(limit)), .init("template", pod(service, isJob: true))]))
            ])
    }
}
