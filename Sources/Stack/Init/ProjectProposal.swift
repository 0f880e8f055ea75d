/// What `ostia init` proposes for a project without a stack file, after a look at its files.
///
/// Pure: the caller reads the files that `wanted` names, in the project's folder and one level below.
package enum ProjectProposal {
    /// Names of files worth reading; a name that ends in `*` stands for every ending.
    package static let wanted = [
        "package.json", "manage.py", "Gemfile", "config/puma.rb", "go.mod", "main.go", "Cargo.toml", "src/main.rs",
        "pyproject.toml", "requirements.txt", "main.py", "app.py", "wsgi.py", "app/main.py", "mix.exs",
        "config/dev.exs",
        "config/runtime.exs", "pom.xml", "mvnw", "build.gradle", "build.gradle.kts", "gradlew",
        "src/main/resources/application.properties", "src/main/resources/application.yml", "vite.config.*",
        "webpack.config.*", "nuxt.config.*", "astro.config.*", "rsbuild.config.*", "angular.json", ".env",
        "compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml", "package-lock.json", "yarn.lock",
        "pnpm-lock.yaml", "bun.lock", "bun.lockb", "uv.lock", "poetry.lock",
    ]

    /// - Parameters:
    ///   - files: texts by path, relative to the folder; a file whose text does not matter may be empty.
    ///   - folder: the project's, absolute.
    /// - Returns: a file, without services when nothing was recognised, and where each service comes from.
    package static func propose(_ files: [String: String], folder: String) -> (file: StackFile, remarks: [Remark]) {
        var file = StackFile(
            format: .ostia, folder: folder, environmentFiles: [EnvironmentFile(".env", isRequired: false)])
        var remarks: [Remark] = []
        let containers = containers(files, folder, &remarks)
        var names = Set(containers.map(\.name))
        let folders = Set(
            files.keys.map { path in
                // `src/main.rs` belongs to the project's folder, `web/package.json` to web.
                let parts = path.split(separator: "/")
                let known = wanted.contains(path) || parts.count == 1
                return known ? "" : parts.first.map(String.init) ?? ""
            }
        ).sorted()
        for place in folders {
            let prefix = place.isEmpty ? "" : place + "/"
            let own = Dictionary(
                uniqueKeysWithValues: files.filter { $0.key.hasPrefix(prefix) }.map {
                    (String($0.key.dropFirst(prefix.count)), $0.value)
                })
            guard let found = ProgramKind.recognise(own) else { continue }
            var name = ImportedName.fit(place.isEmpty ? found.name : place)
            while !names.insert(name).inserted { name += "-app" }
            var service = ServiceSpec(name, .run(found.command))
            service.ports = [PortSpec("", .auto)]
            service.directory = place.isEmpty ? nil : place
            service.environment = found.environment
            service.needs = containers.filter { !$0.ports.isEmpty }.map { Need($0.name) }
            file.services.append(service)
            remarks.append(Remark(.kept, "services.\(name)", "found by \(prefix)\(found.evidence)"))
            let ports = own.keys.sorted().flatMap { NamedPort.find(in: own[$0] ?? "", file: prefix + $0) }
            for port in ports {
                remarks.append(
                    Remark(
                        .changed, "services.\(name).port",
                        "\(port.file):\(port.line) names port \(port.number); with `auto` each work tree gets its own"))
            }
        }
        file.services = containers + file.services
        return (file, remarks)
    }

    /// The services of a compose file that have an image; what is built there runs on this machine here.
    private static func containers(
        _ files: [String: String], _ folder: String, _ remarks: inout [Remark]
    ) -> [ServiceSpec] {
        let names = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"]
        guard let name = names.first(where: { files[$0] != nil }), let text = files[name],
            StackFileKind.detect(fileName: name, text: text) == .compose
        else { return [] }
        let read = ComposeImporter.read(text, path: "\(folder)/\(name)")
        guard let file = read.file else {
            remarks.append(Remark(.lost, "", "\(name) cannot be read: \(read.errors.first?.text ?? "")"))
            return []
        }
        let adopted = file.adopted().file
        let built = Set(
            read.remarks.filter { $0.subject.hasSuffix(".build") && $0.kind == .changed }.map {
                String($0.subject.dropFirst("services.".count).dropLast(".build".count))
            })
        var services: [ServiceSpec] = []
        for var service in adopted.services {
            if built.contains(service.name) {
                remarks.append(
                    Remark(.lost, "", "service \(service.name) of \(name) is built there; run it from its source"))
                continue
            }
            for index in service.ports.indices {
                if case .fixed(let number) = service.ports[index].wish {
                    service.ports[index].wish = .auto
                    remarks.append(
                        Remark(
                            .changed, "services.\(service.name).port",
                            "\(name) names port \(number); with `auto` each work tree gets its own"))
                }
            }
            service.needs.removeAll { built.contains($0.service) }
            services.append(service)
            remarks.append(Remark(.kept, "services.\(service.name)", "found by \(name)"))
        }
        return services
    }
}
