/// Looks at a command line without running a shell.
package enum CommandWords {
    /// The words of a line as a POSIX shell splits it, quotes taken off, nothing expanded, comments not known.
    /// - Returns: `nil` when a quote is not closed or a lone backslash ends the line.
    package static func split(_ line: String) -> [String]? {
        var words: [String] = []
        var word: [UInt8]?
        var quote: UInt8?
        var bytes = line.utf8.makeIterator()
        while let byte = bytes.next() {
            switch (quote, byte) {
            case (nil, UInt8(ascii: " ")), (nil, UInt8(ascii: "\t")), (nil, UInt8(ascii: "\n")), (nil, 0x0D):
                if let done = word { words.append(String(decoding: done, as: UTF8.self)) }
                word = nil
            case (nil, UInt8(ascii: "'")), (nil, UInt8(ascii: "\"")):
                quote = byte
                word = word ?? []
            case (nil, UInt8(ascii: "\\")):
                guard let next = bytes.next() else { return nil }
                if next != UInt8(ascii: "\n") { word = (word ?? []) + [next] }
            case (let open?, _) where byte == open: quote = nil
            case (UInt8(ascii: "\""), UInt8(ascii: "\\")):
                guard let next = bytes.next() else { return nil }
                if next == UInt8(ascii: "\n") { continue }
                if !"\"\\$`".utf8.contains(next) { word = (word ?? []) + [byte] }
                word = (word ?? []) + [next]
            default: word = (word ?? []) + [byte]
            }
        }
        if let done = word { words.append(String(decoding: done, as: UTF8.self)) }
        return quote == nil ? words : nil
    }

    /// What a shell would make of a line.
    package enum Form: Hashable, Sendable {
        /// Words only: it can be started without a shell, and gives the same.
        case words([String])
        /// One program with expansions or redirections: a shell that `exec`s it leaves no process between.
        case oneProgram
        /// Several commands, a builtin, an assignment before the command: the shell stays.
        case script
    }

    package static func form(_ line: String) -> Form {
        guard let words = split(line), let program = words.first, !program.isEmpty else { return .script }
        let bare = withoutReferences(outsideQuotes(line))
        if bare.contains(where: { ";&|(){}\n#!".utf8.contains($0) }) { return .script }
        if bare.contains(UInt8(ascii: "`")) || line.utf8.contains(UInt8(ascii: "`")) { return .script }
        if shellWords.contains(program) || program.utf8.contains(UInt8(ascii: "=")) { return .script }
        // A program whose name is itself expanded or quoted could turn out to be anything.
        if program.utf8.contains(where: { "$~*?[<>\\".utf8.contains($0) }) { return .script }
        let expands = line.utf8.contains { "$\\".utf8.contains($0) } || bare.contains { "*?[]~<>=%^".utf8.contains($0) }
        // `=` and `%` in an argument are plain to sh, and so is `~` inside a word.
        guard expands else { return .words(words) }
        let harmless = !line.utf8.contains { "$\\".utf8.contains($0) } && !bare.contains { "*?[]<>".utf8.contains($0) }
        if harmless, !words.contains(where: { $0.hasPrefix("~") || tildeInside($0) }) { return .words(words) }
        return .oneProgram
    }

    /// `${NAME}` is no group of commands.
    private static func withoutReferences(_ bare: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        var at = 0
        while at < bare.count {
            if bare[at] == UInt8(ascii: "$"), at + 1 < bare.count, bare[at + 1] == UInt8(ascii: "{"),
                let close = bare[at...].firstIndex(of: UInt8(ascii: "}"))
            {
                at = close + 1
            } else {
                out.append(bare[at])
                at += 1
            }
        }
        return out
    }

    private static func tildeInside(_ word: String) -> Bool {
        guard let at = word.utf8.firstIndex(of: UInt8(ascii: "~")), at > word.utf8.startIndex else { return false }
        let before = word.utf8[word.utf8.index(before: at)]
        return before == UInt8(ascii: "=") || before == UInt8(ascii: ":")
    }

    /// The bytes of a line that stand in no quotes.
    static func outsideQuotes(_ line: String) -> [UInt8] {
        var bare: [UInt8] = []
        var quote: UInt8?
        var isEscaped = false
        for byte in line.utf8 {
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\"), quote != UInt8(ascii: "'") {
                isEscaped = true
            } else if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                quote = byte
            } else {
                bare.append(byte)
            }
        }
        return bare
    }

    /// Reserved words and builtins that a program of the same name cannot stand for, or would with another effect.
    private static let shellWords: Set<String> = [
        ".", ":", "alias", "bg", "break", "case", "cd", "command", "continue", "do", "done", "elif", "else", "esac",
        "eval", "exec", "exit", "export", "fg", "fi", "for", "function", "getopts", "hash", "if", "in", "jobs",
        "local", "pushd", "popd", "read", "readonly", "return", "select", "set", "shift", "shopt", "source", "then",
        "time", "times", "trap", "type", "ulimit", "umask", "unalias", "unset", "until", "wait", "while", "{", "}", "!",
        "[[", "let", "declare", "typeset", "builtin", "nvm",
    ]

    /// A word in a form that a POSIX shell reads back as the same word.
    package static func quote(_ word: String) -> String {
        let isPlain = word.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
            default: "_-./:=@%+,".utf8.contains(byte)
            }
        }
        if isPlain, !word.isEmpty { return word }
        return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
