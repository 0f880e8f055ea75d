/// Node, Bun and Deno, and the tools people run in them.
enum NodePrograms {
    static let interpreters: [Rule] = [
        Rule(["node", "nodejs", "electron"], { node($0) }),
        Rule(["bun", "bunx"], { bun($0) }),
        Rule(["deno"], { deno($0) }),
        Rule(["npm", "npx", "pnpm", "pnpx", "yarn", "yarnpkg"], { packageManager($0) }),
    ]

    /// Options of node that take the next word (node(1)).
    private static let valued: Set<String> = [
        "-r", "--require", "--import", "--loader", "--experimental-loader", "-C", "--conditions", "--env-file",
        "--input-type",
        "--title", "--stack-trace-limit", "--max-http-header-size", "--icu-data-dir", "--openssl-config",
    ]

    private static func node(_ invocation: Invocation) -> Recognition? {
        if let debugger = Inspector.recognize(invocation) { return debugger }
        if let found = title(invocation) { return found }
        if invocation.program == "electron" {
            return Recognition("electron", "Electron", .application, invocation.facts.workingDirectory.map(Path.name))
        }
        var words = invocation.words
        while let word = words.first, word.hasPrefix("-") {
            if ["-e", "--eval", "-p", "--print", "-pe"].contains(word) {
                return Recognition("node", "Node.js", .application, "node \(word)")
            }
            words = words.dropFirst(valued.contains(word) ? 2 : 1)
        }
        guard let script = words.first else { return Recognition("node", "Node.js", .application) }
        return scriptTool(invocation, script, words.dropFirst())
    }

    /// Titles that tools give themselves: `ng serve --port 4200`, `next-server (v14.1.0)`, `npm run dev`.
    private static func title(_ invocation: Invocation) -> Recognition? {
        if let tool = Recognizer.titled(invocation, in: Recognizer.nodeTools) { return tool }
        guard invocation.title != nil, invocation.called == "node", let inner = invocation.words.first,
            inner.hasPrefix("(")
        else { return nil }
        let name = String(inner.drop { $0 == "(" }.prefix { $0 != ")" })
        return Recognizer.nodeTools[name]?.read(invocation.tool(name, script: nil, []))
            ?? Recognition("node", "Node.js", .application, name)
    }

    private static func scriptTool(
        _ invocation: Invocation, _ script: String, _ words: ArraySlice<String>
    ) -> Recognition? {
        for name in toolNames(script) {
            if let rule = Recognizer.nodeTools[name],
                let found = rule.read(invocation.tool(name, script: script, words))
            {
                return found
            }
        }
        // Yarn keeps itself in the project: .yarn/releases/yarn-3.6.0.cjs
        let manager = RuleTable.withoutVersion(stem(script))
        if ["npm", "npx", "pnpm", "yarn"].contains(manager) {
            return packageManager(invocation.tool(manager, script: script, words))
        }
        if let editor = EditorPrograms.byFolder(script, Path.name(script)) { return editor }
        if let editor = EditorPrograms.byFolder(invocation.facts.executable ?? "", Path.name(script)) { return editor }
        return plain(invocation.tool("node", script: script, words))
    }

    /// What a script may be known as: its package below `node_modules`, or its own name when it has no ending, as
    /// the links in a `bin` folder.
    static func toolNames(_ script: String) -> [String] {
        let base = Path.name(script)
        guard let inside = script.after(last: "node_modules/") else { return base.holds(".") ? [base] : [base] }
        let parts = inside.split(separator: "/", maxSplits: 3).map(String.init)
        guard let first = parts.first else { return [base] }
        if first == ".bin" { return [base] }
        if first.hasPrefix("@"), parts.count > 1 { return ["\(first)/\(parts[1])", stem(script)] }
        return [first, stem(script)]
    }

    /// The last component without `.js`, `.mjs`, `.cjs`, `.ts`.
    static func stem(_ script: String) -> String {
        let base = Path.name(script)
        for ending in [".js", ".mjs", ".cjs", ".ts", ".mts", ".tsx"] where base.hasSuffix(ending) {
            return String(base.dropLast(ending.utf8.count))
        }
        return base
    }

    /// A script of somebody's own: its name, and the framework its project depends on.
    static func plain(_ invocation: Invocation) -> Recognition {
        let script = invocation.script ?? ""
        let runtime = invocation.program == "bun" ? "Bun" : invocation.program == "deno" ? "Deno" : "Node"
        // Nuxt, SvelteKit and Next put their servers in folders of their own.
        if script.hasSuffix(".output/server/index.mjs") { return Recognition("nuxt", "Nuxt", .application, script) }
        if script.hasSuffix(".next/standalone/server.js") {
            return Recognition("next", "Next.js", .application, script)
        }
        let folder = Path.name(Path.parent(script))
        let isNameless = ["index", "main", "server", "app", "start"].contains(stem(script))
        let shown =
            isNameless && !folder.isEmpty && folder != "." ? "\(folder)/\(Path.name(script))" : Path.name(script)
        return Recognition(invocation.program, "\(runtime) \(shown)", .application, framework(invocation))
    }

    /// Frameworks by the dependency that gives them away, the more telling first.
    private static let frameworks: [(String, String)] = [
        ("next", "Next.js"), ("nuxt", "Nuxt"), ("@nestjs/core", "NestJS"), ("@remix-run/node", "Remix"),
        ("@sveltejs/kit", "SvelteKit"), ("astro", "Astro"), ("@adonisjs/core", "AdonisJS"),
        ("@strapi/strapi", "Strapi"),
        ("@feathersjs/express", "Feathers"), ("fastify", "Fastify"), ("hono", "Hono"), ("@hapi/hapi", "hapi"),
        ("elysia", "Elysia"), ("koa", "Koa"), ("express", "Express"), ("apollo-server", "Apollo Server"),
        ("@apollo/server", "Apollo Server"), ("socket.io", "Socket.IO"), ("ws", "WebSocket"), ("vite", "Vite"),
    ]

    private static func framework(_ invocation: Invocation) -> String? {
        guard let json = package(invocation) else { return nil }
        for key in ["dependencies", "devDependencies"] {
            guard let names = json[key]?.object else { continue }
            for (name, title) in frameworks where names[name] != nil { return title }
        }
        return nil
    }

    static func package(_ invocation: Invocation) -> JSONValue? {
        if let text = invocation.projectFile("package.json") { return JSONValue(text: text) }
        // `dist/main.js` and `src/server.js` belong to the folder above.
        guard let script = invocation.script.flatMap(invocation.path) else { return nil }
        let above = Path.parent(Path.parent(script))
        return above.isEmpty || above == "/"
            ? nil : invocation.facts.files.text("\(above)/package.json").flatMap { JSONValue(text: $0) }
    }

    // MARK: Bun, Deno and package managers

    private static func bun(_ invocation: Invocation) -> Recognition? {
        if let debugger = Inspector.recognize(invocation) { return debugger }
        var words = Wrappers.command(
            invocation.words, valued: ["--cwd", "-r", "--preload", "--config", "-c", "--env-file"])
        if invocation.program != "bunx", let verb = words.first, ["run", "x", "exec"].contains(verb) {
            words = Wrappers.command(words.dropFirst(), valued: ["--cwd"])
        }
        guard let first = words.first else { return Recognition("bun", "Bun", .application) }
        if isScript(first) { return plain(invocation.tool("bun", script: first, words.dropFirst())) }
        if let found = named(invocation, words) { return found }
        return Recognition("bun", "Bun \(first)", .application)
    }

    private static func deno(_ invocation: Invocation) -> Recognition? {
        if let debugger = Inspector.recognize(invocation) { return debugger }
        let verb = invocation.verb() ?? ""
        if verb == "lsp" { return Recognition("language-server", "Language server", .editor, "deno") }
        let words = invocation.positionals([
            "-c", "--config", "--import-map", "--port", "--host", "--env-file", "--location",
        ])
        guard let script = words.dropFirst(["run", "serve", "task", "test"].contains(verb) ? 1 : 0).first else {
            return Recognition("deno", "Deno", .application, verb)
        }
        if script.hasPrefix("npm:") {
            let name = String(script.dropFirst(4).prefix { $0 != "@" })
            if let rule = Recognizer.nodeTools[name] { return rule.read(invocation.tool(name, script: nil, [])) }
        }
        return Recognition("deno", "Deno \(Path.name(script))", .application, verb == "task" ? "task" : nil)
    }

    static func isScript(_ word: String) -> Bool {
        [".js", ".ts", ".mjs", ".cjs", ".tsx", ".jsx", ".mts"].contains { word.hasSuffix($0) }
    }

    private static let managerValues: Set<String> = [
        "--prefix", "--filter", "-F", "--dir", "-C", "--workspace", "-w", "--cwd", "-p", "--package", "-c", "--call",
    ]

    /// `npm run dev`, `npx vite`, `yarn start`, `pnpm --filter web dev`: the tool that runs behind the manager.
    static func packageManager(_ invocation: Invocation) -> Recognition? {
        var words = Wrappers.command(invocation.words, valued: managerValues)
        let name = invocation.program
        if let verb = words.first, ["run", "run-script", "exec", "dlx", "x"].contains(verb), !name.hasSuffix("x") {
            words = Wrappers.command(words.dropFirst(), valued: managerValues)
        }
        if let found = named(invocation, words) { return found }
        let shown = invocation.words.filter { !$0.isEmpty }.joined(separator: " ")
        return Recognition(name, "\(name) \(shown)", .tool)
    }

    /// The command of a `package.json` script, else the tool of that name.
    private static func named(_ invocation: Invocation, _ words: ArraySlice<String>) -> Recognition? {
        guard let first = words.first else { return nil }
        let name = first.dropFirst().firstIndex(of: "@").map { String(first[..<$0]) } ?? first
        if let command = package(invocation)?["scripts"]?[name]?.string,
            let found = Recognizer.inner(invocation.peeled(Wrappers.words(ofCommand: command)))
        {
            return found
        }
        return Recognizer.inner(invocation.peeled([name] + words.dropFirst()))
    }
}

/// Node's inspector, which Bun and Deno take after (`--inspect[-brk][=[host:]port]`).
enum Inspector {
    static func recognize(_ invocation: Invocation) -> Recognition? {
        guard let port = invocation.port else { return nil }
        let isBun = invocation.program.hasPrefix("bun")
        let own = own(invocation)
        if let word = own.first(where: { self.port(of: $0, isBun: isBun) == port }) { return found(invocation, word) }
        // Reading the environment costs; inspectors live near 9229 unless the arguments say otherwise.
        guard (9200...9299).contains(port) else { return nil }
        let options = invocation.facts.environment("NODE_OPTIONS") ?? ""
        let word = options.split(separator: " ").map(String.init).first { self.port(of: $0) == port }
        if let word { return found(invocation, word) }
        // Opened by SIGUSR1 or by the program itself, for which 9229 is the default.
        return port == 9229 && own.isEmpty && !isBun ? found(invocation, "--inspect") : nil
    }

    /// The interpreter's own options: those before the script.
    private static func own(_ invocation: Invocation) -> [String] {
        var out: [String] = []
        var previous = ""
        for word in invocation.words {
            let isLoaded = ["-r", "--require", "--import", "--loader"].contains(previous)
            if NodePrograms.isScript(word), !word.hasPrefix("-"), !isLoaded { break }
            if word.hasPrefix("--inspect") { out.append(word) }
            previous = word
        }
        return out
    }

    /// The port an option asks for; Bun's may have a path behind it and is another one by default.
    static func port(of word: String, isBun: Bool = false) -> UInt16? {
        guard word.hasPrefix("--inspect") else { return nil }
        let usual: UInt16 = isBun ? 6499 : 9229
        let parts = word.split(separator: "=", maxSplits: 1)
        guard ["--inspect", "--inspect-brk", "--inspect-wait", "--inspect-port"].contains(parts[0]) else { return nil }
        guard parts.count == 2 else { return usual }
        return String(parts[1].prefix { $0 != "/" }).trailingPort ?? usual
    }

    private static func found(_ invocation: Invocation, _ word: String) -> Recognition? {
        let script =
            invocation.title == nil
            ? invocation.positionals(["-r", "--require", "--import", "--loader"]).first { $0 != "run" }
            : invocation.called
        let waits = word.hasPrefix("--inspect-brk") || word.hasPrefix("--inspect-wait")
        let detail = [script.map(Path.name), waits ? "waits for a debugger" : nil].compactMap { $0 }
        let title = ["bun": "Bun inspector", "deno": "Deno inspector"][invocation.program] ?? "Node inspector"
        return Recognition("node-inspector", title, .debugger, detail.joined(separator: ", "))
    }
}
