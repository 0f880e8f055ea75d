/// Reads the `dev` or `start` script of a `package.json`: one service, run by the package manager the project uses.
package enum PackageJSONImporter {
    /// - Parameter siblings: the names of the files beside it; a lock file among them names the package manager.
    package static func read(_ text: String, path: String, siblings: Set<String> = []) -> ReadStackFile {
        let report = ImportReport()
        let root: SourceNode
        do {
            // JSON is YAML, but for surrogate pairs, which libyaml takes for errors.
            guard let read = try SourceNode.read(JSONText.joiningSurrogates(text)), read.isMapping else {
                return ImportReport.unreadable("not an object")
            }
            root = read
        } catch {
            return error.answer
        }
        let scripts = root["scripts"]?.fields ?? []
        guard let chosen = scripts.first(where: { $0.key == "dev" }) ?? scripts.first(where: { $0.key == "start" }),
            let command = chosen.value.text, !command.isEmpty
        else {
            return ImportReport.unreadable("no script `dev` or `start` in it")
        }
        let manager = manager(declared: root["packageManager"]?.text, siblings: siblings)
        let name = root["name"]?.text.map(serviceName) ?? "web"
        var file = StackFile(
            format: .packageJSON, path: path, folder: ImportedPath.folder(of: path), name: name,
            environmentFiles: [EnvironmentFile(".env", isRequired: false)])
        var service = ServiceSpec(name, .run("\(manager) run \(chosen.key)"))
        service.description = command
        service.ports = [PortSpec("", .auto)]
        service.restart = .never
        file.services = [service]
        report.add(.kept, "scripts.\(chosen.key)", "run: \(manager) run \(chosen.key)", line: chosen.line)
        for script in scripts where script.key != chosen.key {
            report.add(.lost, "scripts.\(script.key)", "not a service", line: script.line)
        }
        return report.answer(file)
    }

    /// The package manager: what the file itself says, else whose lock file is there, else npm.
    package static func manager(declared: String?, siblings: Set<String>) -> String {
        let known = ["npm", "pnpm", "yarn", "bun"]
        if let name = declared?.split(separator: "@").first.map(String.init), known.contains(name) { return name }
        let locks = [
            ("pnpm-lock.yaml", "pnpm"), ("yarn.lock", "yarn"), ("bun.lock", "bun"), ("bun.lockb", "bun"),
            ("package-lock.json", "npm"), ("npm-shrinkwrap.json", "npm"),
        ]
        return locks.first { siblings.contains($0.0) }?.1 ?? "npm"
    }

    /// `@acme/web-shop` as `web-shop`.
    private static func serviceName(_ package: String) -> String {
        let last = package.split(separator: "/").last ?? ""
        let kept = last.utf8.filter { $0 == 45 || $0 == 95 || (48...57).contains($0) || (97...122).contains($0 | 32) }
        return kept.isEmpty ? "web" : ImportedName.fit(String(decoding: kept, as: UTF8.self))
    }
}

/// JSON as text that libyaml reads.
enum JSONText {
    /// Every escaped surrogate pair as the character it stands for, half a pair as U+FFFD.
    static func joiningSurrogates(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard bytes.contains(UInt8(ascii: "\\")) else { return text }
        var out: [UInt8] = []
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count else {
                out.append(bytes[index])
                index += 1
                continue
            }
            guard let first = unit(bytes, index), (0xD800...0xDFFF).contains(first) else {
                out += bytes[index...index + 1]
                index += 2
                continue
            }
            var scalar = Unicode.Scalar(0xFFFD)
            var length = 6
            if first < 0xDC00, let second = unit(bytes, index + 6), (0xDC00...0xDFFF).contains(second) {
                scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
                length = 12
            }
            out += String(scalar ?? " ").utf8
            index += length
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// The number of `\uXXXX` at this place.
    private static func unit(_ bytes: [UInt8], _ index: Int) -> UInt32? {
        guard index + 6 <= bytes.count, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u") else {
            return nil
        }
        return UInt32(String(decoding: bytes[(index + 2)..<(index + 6)], as: UTF8.self), radix: 16)
    }
}
