/// Reads a Procfile as foreman and honcho do: `^([A-Za-z0-9_-]+):\s*(.+)$` a line, everything else ignored.
///
/// The order is kept, since ports follow from it; a line without a match is named, where those tools say nothing.
package enum ProcfileImporter {
    /// - Parameter path: the file, absolute.
    package static func read(_ text: String, path: String) -> ReadStackFile {
        let report = ImportReport()
        var file = StackFile(
            format: .procfile, path: path, folder: ImportedPath.folder(of: path),
            environmentFiles: [EnvironmentFile(".env", isRequired: false)], dotenvWins: true, endsTogether: true)
        var names: Set<String> = []
        var hasCarriageReturns = false
        for (index, bytes) in text.utf8.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            var line = bytes
            if index == 0, line.starts(with: [0xEF, 0xBB, 0xBF]) {
                line = line.dropFirst(3)
                report.add(.changed, "", "a byte order mark, dropped; foreman ignores the line behind it", line: 1)
            }
            if line.last == 13 {
                line = line.dropLast()
                hasCarriageReturns = true
            }
            guard let entry = Entry(line), !line.contains(0) else {
                ignored(line, line: index + 1, report)
                continue
            }
            var name = ImportedName.fit(entry.name, entry.name, line: index + 1, report)
            if !names.insert(name).inserted {
                var count = 2
                while !names.insert("\(name)-\(count)").inserted { count += 1 }
                name = "\(name)-\(count)"
                report.add(
                    .changed, entry.name,
                    "a second \(entry.name), called \(name) here; foreman runs both, honcho and overmind refuse the file",
                    line: index + 1)
            } else {
                report.add(.kept, name, "run: \(entry.command)", line: index + 1)
            }
            warn(entry, line: index + 1, report)
            file.services.append(service(name, entry.command))
        }
        if hasCarriageReturns {
            report.add(.warning, "", "lines end in CR LF: the CR was dropped; overmind gives it to the command")
        }
        if file.services.isEmpty {
            report.add(.error, "", "no line of the form `name: command`")
        }
        return report.answer(file)
    }

    private static func service(_ name: String, _ command: String) -> ServiceSpec {
        var service = ServiceSpec(name, .run(command))
        service.restart = .never
        // foreman's patience before SIGKILL.
        service.stop.grace = 5
        return service
    }

    private static func warn(_ entry: Entry, line: Int, _ report: ImportReport) {
        if !entry.hasSpace {
            report.add(
                .warning, entry.name, "no space behind the colon: overmind and hivemind ignore the line", line: line)
        }
        if entry.command.utf8.allSatisfy(Entry.isSpace) {
            report.add(.warning, entry.name, "a blank command: it ends at once, and everything with it", line: line)
        }
        if entry.command.utf8.last == UInt8(ascii: "\\") {
            report.add(
                .warning, entry.name, "a Procfile has no continued lines; the backslash goes to the shell", line: line)
        }
    }

    private static func ignored(_ line: Substring.UTF8View, line number: Int, _ report: ImportReport) {
        guard let first = line.first(where: { !Entry.isSpace($0) }) else { return }
        if first == UInt8(ascii: "#") {
            report.add(.lost, "", "a comment", line: number)
        } else {
            report.add(
                .lost, "", "not of the form `name: command` (letters, digits, _ and - in the name)", line: number)
        }
    }

    /// A line that matches.
    struct Entry {
        let name: String
        let command: String
        /// Whether a blank stands behind the colon, without which overmind does not see the line.
        let hasSpace: Bool

        init?(_ line: Substring.UTF8View) {
            let name = line.prefix(while: Self.isName)
            let rest = line.dropFirst(name.count)
            guard !name.isEmpty, rest.first == UInt8(ascii: ":") else { return nil }
            let behind = rest.dropFirst()
            guard !behind.isEmpty else { return nil }
            let command = behind.drop(while: Self.isSpace)
            self.name = String(decoding: name, as: UTF8.self)
            // `\s*(.+)`: of nothing but blanks the last one is the command.
            self.command = String(decoding: command.isEmpty ? behind.suffix(1) : command, as: UTF8.self)
            hasSpace = behind.first.map(Self.isSpace) ?? false
        }

        static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

        private static func isName(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "_"), UInt8(ascii: "-"), 48...57, 65...90, 97...122: true
            default: false
            }
        }
    }
}
