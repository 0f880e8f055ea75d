/// Programs of compiled languages: .NET, Go, Rust, Swift, and what an unknown binary's surroundings tell.
enum NativePrograms {
    static let rules: [Rule] = [
        Rule(["dotnet"]) { dotnet($0) },
        Rule(["go"], "go", "Go", .tool) { "go \($0.verb() ?? "")" },
        Rule(["cargo", "cargo-watch", "bacon"], "cargo", "Cargo", .tool) { $0.verb() },
        Rule(["air", "reflex", "CompileDaemon", "gow", "watchexec"], "live-reload", "Live reload", .tool) {
            $0.program
        },
        Rule(["swift", "swift-run", "swift-build"], "swift", "Swift", .tool) { $0.verb() },
        Rule(["trunk"], "trunk", "Trunk", .devServer) { $0.verb() },
        Rule(["hugo"], "hugo", "Hugo", .devServer) { $0.facts.workingDirectory.map(Path.name) },
        Rule(["zola", "mdbook", "cobalt"], "static-site", "Static site", .devServer) {
            "\($0.program) \($0.verb() ?? "")"
        },
    ]

    private static func dotnet(_ invocation: Invocation) -> Recognition {
        var words = Wrappers.command(
            invocation.words,
            valued: ["--roll-forward", "--fx-version", "--depsfile", "--runtimeconfig", "--additionalprobingpath"])
        if words.first == "exec" {
            words = Wrappers.command(
                words.dropFirst(), valued: ["--depsfile", "--runtimeconfig", "--additionalprobingpath"])
        }
        guard let first = words.first else { return Recognition("dotnet", ".NET", .application) }
        let base = Path.name(first)
        switch base {
        case "MSBuild.dll", "VBCSCompiler.dll", "rzc.dll":
            return Recognition("dotnet-build", ".NET build server", .tool, base)
        case "OmniSharp.dll", "Microsoft.CodeAnalysis.LanguageServer.dll":
            return Recognition("language-server", "Language server", .editor, "C#")
        case "dotnet-watch.dll": return Recognition("dotnet", ".NET", .devServer, "dotnet watch")
        case "run", "watch", "test": return Recognition("dotnet", ".NET", .devServer, "dotnet \(base)")
        default: return Recognition("dotnet", ".NET", .application, base)
        }
    }

    /// The program's file; nothing longer than a path can be (PATH_MAX), for it is searched.
    private static func file(_ invocation: Invocation) -> String? {
        guard let path = invocation.facts.executable ?? invocation.facts.arguments.first, path.hasPrefix("/"),
            path.utf8.count <= 4096
        else { return nil }
        return path.hasSuffix(" (deleted)") ? String(path.dropLast(10)) : path
    }

    /// A program in the folder of a build, whatever it is called.
    static func built(_ invocation: Invocation) -> Recognition? {
        guard let executable = file(invocation) else { return nil }
        let name = Path.name(executable)
        let folder = invocation.facts.workingDirectory.map(Path.name)
        // `go run` builds below /tmp/go-build…; since Go 1.24 it keeps what it built in the cache.
        if executable.holds("/go-build") {
            return Recognition("go-run", "go run", .application, name == "main" || name == "exe" ? folder : name)
        }
        if name.hasPrefix("__debug_bin") {
            return Recognition("go", "Go program", .application, "\(folder ?? name), under a debugger")
        }
        let build = executable.holds("/debug/") ? "debug" : executable.holds("/release/") ? "release" : nil
        if let build {
            // With a triple between the two where it was built for another machine.
            if executable.holds("/target/") {
                return Recognition("rust", "Rust \(name)", .application, "\(build) build")
            }
            if executable.holds("/.build/") {
                return Recognition("swift", "Swift \(name)", .application, "\(build) build")
            }
        }
        if executable.holds("/bin/Debug/net") || executable.holds("/bin/Release/net") {
            return Recognition("dotnet", ".NET", .application, name)
        }
        return nil
    }

    /// A program no rule knows: by where its file lies, then by what lies round it.
    static func unknown(_ invocation: Invocation) -> Recognition? {
        guard let executable = file(invocation) else { return nil }
        let name = Path.name(executable)
        if let editor = EditorPrograms.byFolder(executable, name) { return editor }
        if executable.holds("/.local/share/JetBrains/") || executable.holds("/JetBrains/") {
            return Recognition("jetbrains-helper", "JetBrains helper", .editor, name)
        }
        // Installed software has its build files elsewhere.
        if ProjectFinder.isInstalled(executable) && !executable.hasPrefix("/opt/") { return nil }
        let files = invocation.facts.files
        if files.exists("\(executable).dll") || files.exists("\(executable).runtimeconfig.json") {
            return Recognition("dotnet", ".NET", .application, name)
        }
        for place in [Path.parent(executable), Path.parent(Path.parent(executable))] where place.utf8.count > 1 {
            if files.exists("\(place)/go.mod") { return Recognition("go", "Go \(name)", .application) }
            if files.exists("\(place)/Cargo.toml") { return Recognition("rust", "Rust \(name)", .application) }
        }
        return nil
    }
}
