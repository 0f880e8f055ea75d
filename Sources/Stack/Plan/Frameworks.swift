/// Development servers that do not read `PORT` and must be told by an option.
enum Frameworks {
    private struct Framework {
        var name: String
        /// Subcommands that serve; `""` stands for none given.
        var serving: [String]
        /// Options beside `--port N`; `HOST` stands for the address.
        var more: [String]
    }

    private static let known = [
        Framework(name: "vite", serving: ["", "dev", "serve", "preview"], more: ["--strictPort", "--host", "HOST"]),
        Framework(name: "vp", serving: ["dev", "preview"], more: ["--strictPort", "--host", "HOST"]),
        Framework(name: "react-router", serving: ["dev"], more: ["--strictPort", "--host", "HOST"]),
        Framework(name: "rsbuild", serving: ["", "dev", "preview"], more: ["--host", "HOST"]),
        Framework(name: "astro", serving: ["dev", "preview"], more: ["--host", "HOST"]),
        Framework(name: "ng", serving: ["serve", "s", "dev"], more: ["--host", "HOST"]),
        Framework(name: "react-native", serving: ["start"], more: []),
        // Its --host is a mode, not an address.
        Framework(name: "expo", serving: ["start"], more: ["--host", "localhost"]),
    ]

    struct Addition: Hashable {
        var words: [String]
        var framework: String
        /// The script of package.json that it stands in.
        var script: String?
    }

    /// What must be appended to this command so that it listens on `port`; `nil` when nothing must.
    /// - Parameter scripts: those of the folder's `package.json`.
    static func addition(to words: [String], port: PlannedPort, scripts: [String: String]) -> Addition? {
        let words = Array(words.drop { isAssignment($0) })
        guard let program = words.first.map(lastPart) else { return nil }
        if let script = script(program, words), let text = scripts[script.name] {
            guard !says(Array(words.dropFirst(script.used))) else { return nil }
            // npm appends to the script's text, so only its last command hears it.
            guard let last = lastCommand(text), let flags = flags(last, port) else { return nil }
            let already = script.needsDashes && !words.contains("--")
            return Addition(words: (already ? ["--"] : []) + flags.words, framework: flags.name, script: script.name)
        }
        return flags(words, port).map { Addition(words: $0.words, framework: $0.name) }
    }

    private static func flags(_ words: [String], _ port: PlannedPort) -> (name: String, words: [String])? {
        var words = words.drop { isAssignment($0) }
        while let first = words.first.map(lastPart) {
            let second = words.dropFirst().first ?? ""
            switch (first, second) {
            case ("npx", _), ("bunx", _), ("pnpx", _): words = words.dropFirst()
            case ("yarn", "dlx"), ("yarn", "exec"), ("pnpm", "dlx"), ("pnpm", "exec"), ("npm", "exec"), ("bun", "x"):
                words = words.dropFirst(2)
            case ("yarn", _) where known.contains { $0.name == second },
                ("pnpm", _) where known.contains { $0.name == second }:
                words = words.dropFirst()
            case ("cross-env", _), ("dotenv", _), ("env", _): words = words.dropFirst()
            default:
                guard let framework = known.first(where: { $0.name == bare(first) }) else { return nil }
                return flags(framework, Array(words.dropFirst()), port)
            }
            words = words.drop { isAssignment($0) || $0 == "--" || $0 == "-y" || $0 == "--yes" || $0 == "--bun" }
        }
        return nil
    }

    private static func flags(
        _ framework: Framework, _ arguments: [String], _ port: PlannedPort
    ) -> (name: String, words: [String])? {
        let subcommand = arguments.first { !$0.hasPrefix("-") } ?? ""
        // `vite ./app` serves a folder; a subcommand that does not serve is a plain word.
        let serves =
            framework.serving.contains(subcommand)
            || (framework.serving.contains("") && subcommand.contains { $0 == "/" || $0 == "." })
        guard serves, !says(arguments) else { return nil }
        var words = ["--port", "\(port.number)"]
        if !arguments.contains(where: { $0 == "--host" || $0.hasPrefix("--host=") }) {
            words += framework.more.map { $0 == "HOST" ? port.host : $0 }
        } else {
            words += framework.more.prefix { $0 != "--host" }
        }
        if arguments.contains("--strictPort") { words.removeAll { $0 == "--strictPort" } }
        return (framework.name, words)
    }

    /// Whether a port is named already.
    private static func says(_ words: [String]) -> Bool {
        words.contains { $0 == "--port" || $0.hasPrefix("--port=") || $0 == "-p" }
    }

    private struct Script {
        var name: String
        /// How many words are used up to the script's name.
        var used: Int
        var needsDashes: Bool
    }

    private static let managers = ["npm", "pnpm", "yarn", "bun"]

    /// `npm run dev`, `npm start`, `pnpm dev`, `yarn dev`, `bun run dev`.
    private static func script(_ program: String, _ words: [String]) -> Script? {
        guard managers.contains(program), words.count > 1 else { return nil }
        let isNPM = program == "npm"
        let rest = words.dropFirst().drop { $0.hasPrefix("-") }
        guard let verb = rest.first else { return nil }
        if ["run", "run-script", "rum", "urn"].contains(verb) {
            let names = rest.dropFirst().drop { $0.hasPrefix("-") }
            guard let name = names.first else { return nil }
            return Script(name: name, used: names.startIndex + 1, needsDashes: isNPM)
        }
        if verb == "start" || verb == "test" || !isNPM, !["dlx", "exec", "x", "create"].contains(verb) {
            return Script(name: verb, used: rest.startIndex + 1, needsDashes: isNPM)
        }
        return nil
    }

    /// The words of the last command of a script such as `tsc && vite`; `nil` where that cannot be told.
    private static func lastCommand(_ text: String) -> [String]? {
        let bare = CommandWords.outsideQuotes(text)
        guard !bare.contains(where: { "|<>(){}`#".utf8.contains($0) }), bare.last != UInt8(ascii: "&") else {
            return nil
        }
        let last = text.split(whereSeparator: { $0 == "&" || $0 == ";" }).last.map(String.init) ?? text
        return CommandWords.split(last)
    }

    private static func isAssignment(_ word: String) -> Bool {
        let name = word.utf8.prefix(while: Interpolation.isNameByte)
        return !name.isEmpty && name.endIndex < word.utf8.endIndex && word.utf8[name.endIndex] == UInt8(ascii: "=")
    }

    private static func lastPart(_ word: String) -> String { word.split(separator: "/").last.map(String.init) ?? word }

    /// `vite@6` is `vite`.
    private static func bare(_ word: String) -> String { String(word.prefix { $0 != "@" }) }
}
