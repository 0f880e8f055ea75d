/// Editors, their servers and helpers, and language servers.
enum EditorPrograms {
    static let rules: [Rule] = [
        Rule(["code", "code-insiders", "code-oss", "codium", "vscodium", "cursor", "windsurf"]) {
            visualStudioCode($0)
        },
        Rule(["code-tunnel", "code-tunnel-insiders"], "vscode-server", "VS Code tunnel", .editor) { $0.verb() },
        Rule(
            [
                "zed", "zed-editor", "zed-remote-server", "sublime_text", "emacs", "nvim", "vim", "kate", "gedit",
                "helix", "hx", "lapce",
            ],
            "editor", "Editor", .editor
        ) { $0.program },
        Rule([
            "idea", "pycharm", "webstorm", "goland", "clion", "phpstorm", "rubymine", "rider", "datagrip", "rustrover",
            "studio", "dataspell",
            "idea64", "aqua", "jetbrains_client", "remote-dev-server", "gateway", "idea.sh",
        ]) { jetBrains($0) },
        Rule(["jetbrains-toolbox"], "jetbrains-toolbox", "JetBrains Toolbox", .editor),
        Rule(
            [
                "fsnotifier", "cef_server", "jcef_helper", "Rider.Backend", "JetBrains.Debugger.Worker",
                "JetBrains.ReSharper.Host", "cef_helper",
            ],
            "jetbrains-helper", "JetBrains helper", .editor
        ) { $0.program },
        Rule(
            [
                "gopls", "rust-analyzer", "clangd", "sourcekit-lsp", "lua-language-server", "zls", "ols",
                "terraform-ls", "marksman", "texlab",
                "typescript-language-server", "omnisharp", "OmniSharp", "ccls", "hls", "haskell-language-server",
                "nixd", "nil", "ltex-ls", "jdtls",
                "taplo", "ruff", "pylsp", "language_server_linux_x64",
            ], "language-server", "Language server", .editor
        ) { $0.program },
    ]

    /// Servers and language servers that node runs.
    static let nodeTools: [Rule] = [
        Rule(["server-main.js", "bootstrap-fork", "bootstrap-fork.js", "extensionHostProcess.js"]) { server($0) },
        Rule(["code-server", "openvscode-server"], "vscode-server", "code-server", .editor),
        Rule(
            [
                "typescript-language-server", "tsserver.js", "typescript", "pyright", "pyright-langserver",
                "vscode-eslint", "eslintServer.js", "intelephense",
                "bash-language-server", "yaml-language-server", "@vue/language-server", "vue-language-server",
                "svelte-language-server",
                "@tailwindcss/language-server", "@astrojs/language-server", "dockerfile-language-server-nodejs",
                "vscode-langservers-extracted",
                "language-server.js", "tsserver", "langserver.index.js", "copilot-language-server",
                "@github/copilot-language-server",
            ],
            "language-server", "Language server", .editor
        ) { name($0) },
    ]

    /// What lies in the folder of an editor's server or among its extensions.
    static func byFolder(_ path: String, _ detail: String) -> Recognition? {
        guard path.hasPrefix("/"), path.utf8.count <= 4096 else { return nil }
        guard path.holds("-server/") || path.holds("/extensions/") else { return nil }
        for folder in ["vscode", "vscodium", "cursor", "windsurf"] {
            if path.contains("/.\(folder)-server/") || path.contains("/.\(folder)/extensions/") {
                return Recognition("vscode-server", "\(product(path)) server", .editor, detail)
            }
        }
        return nil
    }

    private static func name(_ invocation: Invocation) -> String {
        let name = invocation.program
        if name == "typescript" || name.hasPrefix("tsserver") { return "tsserver" }
        return name.hasPrefix("@") ? name : NodePrograms.stem(name)
    }

    /// `…/.vscode-server/…/node …/out/server-main.js`, `… bootstrap-fork --type=extensionHost`.
    private static func server(_ invocation: Invocation) -> Recognition {
        let script = invocation.script ?? ""
        let product = product(script)
        let role = invocation.value("--type")
        if let role {
            return Recognition(
                "vscode-server", "\(product) server", .editor, role == "extensionHost" ? "extension host" : role)
        }
        return Recognition("vscode-server", "\(product) server", .editor)
    }

    private static func product(_ path: String) -> String {
        if path.holds("cursor") { return "Cursor" }
        if path.holds("windsurf") { return "Windsurf" }
        if path.holds("codium") { return "VSCodium" }
        return "VS Code"
    }

    private static func visualStudioCode(_ invocation: Invocation) -> Recognition {
        let path = invocation.facts.executable ?? invocation.facts.arguments.first ?? ""
        // The remote machine's command line tool has the same name and another task.
        if invocation.verb() == "tunnel" || invocation.verb() == "command-shell" || invocation.verb() == "serve-web" {
            return Recognition("vscode-server", "VS Code tunnel", .editor, invocation.verb())
        }
        let kind = invocation.value("--utility-sub-type") ?? invocation.value("--type")
        let detail = kind.map { $0.hasPrefix("node.mojom") ? "extension host" : $0 }
        return Recognition("vscode", product(path), .editor, detail)
    }

    private static let products = [
        "idea": "IntelliJ IDEA", "idea64": "IntelliJ IDEA", "idea.sh": "IntelliJ IDEA", "pycharm": "PyCharm",
        "webstorm": "WebStorm", "goland": "GoLand",
        "clion": "CLion", "phpstorm": "PhpStorm", "rubymine": "RubyMine", "rider": "Rider", "datagrip": "DataGrip",
        "rustrover": "RustRover", "studio": "Android Studio", "dataspell": "DataSpell",
    ]

    private static func jetBrains(_ invocation: Invocation) -> Recognition {
        Recognition("jetbrains", products[invocation.program] ?? "JetBrains IDE", .editor)
    }
}
