/// Which tool a file was written for.
package enum StackFileKind {
    /// The names that `ostia up` looks for, the first that exists wins.
    ///
    /// Our own before anybody else's; `Procfile.dev` before `Procfile`, which often is the hosting company's;
    /// process-compose before compose, since a `compose.yaml` may be either.
    package static let candidates = [
        "ostia.yaml", "ostia.yml", "Procfile.dev", "Procfile", "process-compose.yaml", "process-compose.yml",
        "compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml", "package.json",
    ]

    /// By name and content; `nil` for a file that belongs to none of them.
    package static func detect(fileName path: String, text: String) -> StackFile.Format? {
        let name = ImportedPath.name(of: path)
        switch name {
        case "ostia.yaml", "ostia.yml": return .ostia
        case "package.json": return .packageJSON
        case _ where name.hasPrefix("Procfile") || name.hasSuffix(".procfile"): return .procfile
        default: break
        }
        let isYAML = [".yaml", ".yml", ".json"].contains { name.hasSuffix($0) }
        guard isYAML else { return looksLikeProcfile(text) ? .procfile : nil }
        let keys = topLevelKeys(text)
        if keys.contains("processes") { return .processCompose }
        let isComposeName = ["compose.", "docker-compose."].contains { name.hasPrefix($0) }
        if isComposeName { return keys.contains("services") || keys.contains("include") ? .compose : nil }
        if name.hasPrefix("process-compose.") { return .processCompose }
        return keys.contains("services") ? ofServices(text) : nil
    }

    /// A file of an unknown name with `services:`: ours says `run`, `container` or `forward`, compose's `image`.
    private static func ofServices(_ text: String) -> StackFile.Format {
        let services = try? SourceNode.read(text)?["services"]
        guard let services else { return .compose }
        let keys = Set(services.fields.prefix(200).flatMap { $0.value.fields.map(\.key) })
        let isShort = services.fields.contains { $0.value.text != nil }
        return isShort || !keys.isDisjoint(with: ["run", "exec", "container", "forward"]) ? .ostia : .compose
    }

    /// Keys at the start of a line, found without a parser since process-compose fills variables before it parses;
    /// a file all in braces is parsed.
    private static func topLevelKeys(_ text: String) -> Set<String> {
        var keys: Set<String> = []
        for line in text.utf8.split(separator: 10) {
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
            let key = line[..<colon].filter { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") }
            keys.insert(String(decoding: key, as: UTF8.self))
        }
        if keys.isDisjoint(with: ["processes", "services", "include"]), let root = try? SourceNode.read(text) {
            keys = Set(root.fields.map(\.key))
        }
        return keys
    }

    private static func looksLikeProcfile(_ text: String) -> Bool {
        let lines = text.utf8.split(separator: 10).filter { line in
            line.contains { !ProcfileImporter.Entry.isSpace($0) } && line.first != UInt8(ascii: "#")
        }
        let entries = lines.prefix(100).filter { ProcfileImporter.Entry($0)?.hasSpace == true }
        return !entries.isEmpty && entries.count == lines.prefix(100).count
    }
}
