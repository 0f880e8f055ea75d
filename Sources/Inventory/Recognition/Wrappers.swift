/// Programs that run another one and are known by it.
enum Wrappers {
    static let rules: [Rule] = [
        Rule(["env"]) { after($0, valued: ["-u", "--unset", "-C", "--chdir"], assignments: true) },
        Rule(["sudo", "doas"]) {
            after($0, valued: ["-u", "-g", "-h", "-p", "-C", "-T", "-D", "-r", "-t", "-U"], assignments: true)
        },
        Rule(["nohup", "setsid", "time", "catatonit", "xvfb-run", "dbus-run-session", "fakeroot", "unbuffer"]) {
            after($0)
        },
        Rule(["dumb-init", "tini", "docker-init"]) { after($0, valued: ["-p", "-e", "-r", "--rewrite"]) },
        Rule(["nice", "ionice", "stdbuf", "chrt"]) { after($0, valued: ["-n", "-c", "-p", "-i", "-o", "-e"]) },
        Rule(["timeout"]) { after($0, valued: ["-k", "-s", "--signal", "--kill-after"], skipping: 1) },
        Rule(["sh", "bash", "dash", "ash", "zsh", "ksh", "fish"]) { shell($0) },
        Rule(["uv", "poetry", "pipenv", "pdm", "hatch", "rye", "pixi"]) { runner($0) },
        Rule(["uvx", "pipx"]) { after($0, valued: ["--from", "--with", "--python", "-p"], verbs: ["run"]) },
        Rule(["bundle", "bundler"]) { after($0, verbs: ["exec"]) },
        Rule(["direnv", "dotenv", "mise", "asdf", "rbenv", "pyenv", "volta", "corepack", "foreman"]) {
            after($0, verbs: ["exec", "run", "x"])
        },
    ]

    /// The words behind a wrapper's own options.
    static func command(
        _ words: ArraySlice<String>, valued: Set<String> = [], assignments: Bool = false
    ) -> ArraySlice<String> {
        var rest = words
        while let word = rest.first {
            if word == "--" { return rest.dropFirst() }
            if word.hasPrefix("-") {
                rest = rest.dropFirst(valued.contains(word) ? 2 : 1)
            } else if assignments, word.utf8.contains(61) {
                rest = rest.dropFirst()
            } else {
                return rest
            }
        }
        return rest
    }

    private static func after(
        _ invocation: Invocation, valued: Set<String> = [], assignments: Bool = false, skipping: Int = 0,
        verbs: Set<String> = []
    ) -> Recognition? {
        var rest = command(invocation.words, valued: valued, assignments: assignments).dropFirst(skipping)
        if let verb = rest.first, verbs.contains(verb) { rest = command(rest.dropFirst(), valued: valued) }
        return Recognizer.inner(invocation.peeled(rest))
    }

    private static func runner(_ invocation: Invocation) -> Recognition? {
        let rest = command(invocation.words, valued: ["--directory", "--project", "-C", "-e"])
        guard rest.first == "run" else { return nil }
        let words = command(
            rest.dropFirst(),
            valued: [
                "--with", "--python", "-p", "--env-file", "--extra", "--group", "--package", "--project", "--directory",
            ])
        if let first = words.first, first.hasSuffix(".py") {
            return PythonPrograms.script(invocation.tool("python", script: first, words.dropFirst()))
        }
        return Recognizer.inner(invocation.peeled(words))
    }

    /// `sh -c "exec vite --port 3000"`: the first simple command of the text; quoting is not interpreted.
    private static func shell(_ invocation: Invocation) -> Recognition? {
        if let c = invocation.words.firstIndex(where: { $0.hasPrefix("-") && !$0.hasPrefix("--") && $0.hasSuffix("c") }
        ),
            c + 1 < invocation.words.endIndex
        {
            return Recognizer.inner(invocation.peeled(words(ofCommand: invocation.words[c + 1])))
        }
        guard let script = invocation.verb(), !script.hasPrefix("-"), script.holds(".") || script.holds("/") else {
            return nil
        }
        return Recognition("shell", "Shell \(Path.name(script))", .application)
    }

    static func words(ofCommand text: String) -> ArraySlice<String> {
        var words: [String] = []
        for word in text.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "\n" }) {
            if word == "&&" || word == ";" || word == "||" {
                // `cd web && vite`: what is done last is what stays.
                words.removeAll()
                continue
            }
            if word == "|" || word == "&" || word.hasPrefix(">") || word.hasPrefix("2>") { break }
            if words.isEmpty, word == "exec" || word.contains("=") { continue }
            words.append(
                String(
                    word.drop { $0 == "\"" || $0 == "'" }.reversed().drop { $0 == "\"" || $0 == "'" || $0 == ";" }
                        .reversed()))
        }
        return words[...]
    }
}
