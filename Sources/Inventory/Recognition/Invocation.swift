/// A command line taken apart: the program's name and the words after it, wrappers peeled off as they are understood.
struct Invocation: Sendable {
    let facts: ProgramFacts
    /// The port that is asked about: one process may play several roles.
    let port: UInt16?
    /// The name the program is known by, without folders.
    var program: String
    /// The name the process was started by or gave itself, where `program` comes from its executable.
    var called: String
    /// The words after the program.
    var words: ArraySlice<String>
    /// The script an interpreter runs, as written.
    var script: String?
    /// Set when the process wrote a title over its arguments (setproctitle): the whole of it.
    var title: String?
    /// Wrappers peeled so far.
    var depth = 0

    static let depthLimit = 6
    /// No command line says more behind these; a hostile one may have a hundred thousand.
    static let mostWords = 2048

    init(_ facts: ProgramFacts, port: UInt16?) {
        self.facts = facts
        self.port = port
        let arguments = facts.arguments
        let first = arguments.first ?? ""
        program = Path.name(first.hasPrefix("-") ? String(first.dropFirst()) : first)
        called = program
        // A title leaves nothing but empty strings where the other arguments were.
        words = arguments.prefix(Self.mostWords).dropFirst()
        while let last = words.last, last.isEmpty { words.removeLast() }
        guard first.utf8.contains(32), words.isEmpty, first != facts.executable else { return }
        let pieces = first.split(separator: " ").map(String.init)
        guard let head = pieces.first else { return }
        // A path with spaces is a path; a Chrome helper's joined arguments begin with the executable, and Bundler names
        // the script that its interpreter runs.
        if head.hasPrefix("/"), let executable = facts.executable, Path.name(head) != Path.name(executable),
            Recognizer.rubyTools[Path.name(head)] == nil
        {
            return
        }
        title = first
        program = Path.name(head.hasSuffix(":") ? String(head.dropLast()) : head)
        called = program
        words = pieces.dropFirst()
    }

    /// The program that these words run, one wrapper further in; `nil` when there is none or the onion has no end.
    func peeled(_ words: ArraySlice<String>) -> Invocation? {
        guard depth < Self.depthLimit, let first = words.first, !first.isEmpty else { return nil }
        var inner = self
        inner.program = Path.name(first)
        inner.called = inner.program
        inner.words = words.dropFirst()
        inner.title = nil
        inner.script = nil
        inner.depth += 1
        return inner
    }

    /// The same with a script's words, under the name of a tool.
    func tool(_ name: String, script: String?, _ words: ArraySlice<String>) -> Invocation {
        var inner = self
        inner.program = name
        inner.called = name
        inner.script = script
        inner.words = words
        inner.depth += 1
        return inner
    }

    // MARK: Options

    /// The value of an option: `--port 80`, `--port=80`, and `-p80` for a single letter; the first that is there.
    func value(_ names: String...) -> String? {
        var i = words.startIndex
        while i < words.endIndex {
            let word = words[i]
            i += 1
            guard word.utf8.first == 45 else { continue }
            for name in names where word.hasPrefix(name) {
                let rest = word.dropFirst(name.count)
                if rest.isEmpty { return i < words.endIndex ? words[i] : nil }
                if rest.utf8.first == 61 { return String(rest.dropFirst()) }
                if name.utf8.count == 2 && name.utf8.last != 45 { return String(rest) }
            }
        }
        return nil
    }

    /// Whether a word is there, with or without a value behind `=`.
    func has(_ names: String...) -> Bool {
        words.contains { word in
            names.contains { word == $0 || word.hasPrefix($0) && word.utf8.dropFirst($0.utf8.count).first == 61 }
        }
    }

    /// The words that are no options, and no values of options that take one.
    func positionals(_ valued: Set<String> = []) -> [String] {
        var out: [String] = []
        var i = words.startIndex
        while i < words.endIndex {
            let word = words[i]
            i += 1
            if word == "--" { return out + words[i...] }
            if word.utf8.first != 45 || word == "-" {
                if !word.isEmpty { out.append(word) }
            } else if valued.contains(word) {
                i += 1
            }
        }
        return out
    }

    /// The first word that is no option.
    func verb(_ valued: Set<String> = []) -> String? { positionals(valued).first }

    // MARK: Files

    /// An absolute path of a file named on the command line.
    func path(_ file: String) -> String? {
        if file.hasPrefix("/") { return Path.normal(file) }
        return facts.workingDirectory.map { Path.resolve(file, in: $0) }
    }

    /// The text of a file in the working directory or the folder of the script, the nearest first.
    func projectFile(_ name: String) -> String? {
        for folder in projectFolders {
            if let text = facts.files.text("\(folder)/\(name)") { return text }
        }
        return nil
    }

    var projectFolders: [String] {
        var out = facts.workingDirectory.map { [$0] } ?? []
        if let folder = script.flatMap(path).map(Path.parent), !out.contains(folder) { out.append(folder) }
        return out.filter { $0 != "/" }
    }
}

/// Small questions about text, on bytes: these run for every process.
extension String {
    /// Whether the ASCII text occurs.
    func holds(_ part: StaticString) -> Bool {
        let wanted = UnsafeBufferPointer(start: part.utf8Start, count: part.utf8CodeUnitCount)
        guard let first = wanted.first else { return true }
        var text = self
        return text.withUTF8 { bytes in
            guard bytes.count >= wanted.count else { return false }
            for i in 0...(bytes.count - wanted.count) where bytes[i] == first {
                if bytes[i..<(i + wanted.count)].elementsEqual(wanted) { return true }
            }
            return false
        }
    }

    /// What follows the last occurrence of a separator, or `nil`.
    func after(last separator: String) -> Substring? {
        var found: Substring?
        var rest = self[...]
        while let range = rest.firstRange(of: separator) {
            rest = rest[range.upperBound...]
            found = rest
        }
        return found
    }

    /// The port at the end of `host:port`, `:port`, `[::1]:port` or `port`.
    var trailingPort: UInt16? {
        guard let colon = utf8.lastIndex(of: 58) else { return UInt16(self) }
        return UInt16(self[utf8.index(after: colon)...])
    }
}
