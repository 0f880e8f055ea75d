/// Developers' tools that listen.
enum ToolPrograms {
    static let rules: [Rule] = [
        Rule(["mailhog", "MailHog"], "mailhog", "MailHog", .tool),
        // Written in compiled languages, but a project's like any other of its tools.
        Rule(["esbuild", "workerd", "turbo"]) { Recognizer.nodeTools[$0.program]?.read($0) },
        Rule(["mailpit"], "mailpit", "Mailpit", .tool),
        Rule(["ollama"], "ollama", "Ollama", .application) { $0.verb() == "runner" ? "model runner" : nil },
        Rule(["ollama_llama_server"], "ollama", "Ollama", .application) { _ in "model runner" },
        Rule(["llama-server", "llamafile", "local-ai", "lms", "koboldcpp"], "llm-server", "Model server", .application)
        {
            $0.value("-m", "--model").map(Path.name) ?? $0.program
        },
        Rule(
            ["chromedriver", "geckodriver", "msedgedriver", "WebKitWebDriver", "selenium-manager"], "webdriver",
            "WebDriver", .tool
        ) { $0.program },
        Rule(["adb"], "adb", "Android debug bridge", .tool),
        Rule(
            ["emulator", "emulator64-crash-service", "qemu-system-x86_64-headless"], "android-emulator",
            "Android emulator", .tool
        ) { $0.value("-avd") },
        Rule(
            [
                "supervisord", "pm2", "process-compose", "overmind", "hivemind", "goreman", "honcho", "circusd",
                "runsvdir", "s6-svscan",
            ],
            "supervisor", "Supervisor", .tool
        ) { $0.program },
        Rule(["stripe"], "stripe", "Stripe CLI", .tool) { $0.verb() },
        Rule(
            ["supabase", "postgrest", "graphql-engine", "hasura", "gotrue", "realtime"], "backend", "Backend service",
            .application
        ) { $0.program },
        Rule(["gitea", "forgejo", "gogs"], "gitea", "Gitea", .application) { $0.verb() },
        Rule(
            ["gitlab-runner", "drone-server", "woodpecker-server", "act", "act_runner", "Runner.Listener"], "ci", "CI",
            .tool
        ) { $0.program },
        Rule(["git", "git-daemon"], "git", "Git", .tool) { $0.verb() },
        Rule(["iperf", "iperf3", "qperf", "netperf", "netserver"], "iperf", "Throughput test", .tool) { $0.program },
        Rule(["rsync"], "rsync", "rsync", .tool) { $0.has("--daemon") ? "daemon" : nil },
        Rule(["vsftpd", "proftpd", "pure-ftpd", "tftpd", "in.tftpd", "atftpd"], "ftp", "FTP server", .system) {
            $0.program
        },
        Rule(["terraform", "pulumi", "packer", "vagrant"], "infrastructure", "Infrastructure tool", .tool) {
            $0.program
        },
        Rule(
            [
                "bazel", "A-server.jar", "watchman", "sccache", "ccache", "distccd", "icecc-scheduler", "iceccd",
                "buck2", "buck2d", "pants",
            ],
            "build-tool", "Build tool", .tool
        ) { $0.program },
        Rule(["tsh", "teleport", "boundary"], "teleport", "Access tool", .tool) { $0.program },
        Rule(["ttyd", "gotty", "shellinaboxd", "wetty"], "web-terminal", "Web terminal", .tool) { $0.program },
        Rule(["filebrowser", "syncthing", "rclone", "restic", "copyparty"], "file-sharing", "File sharing", .tool) {
            $0.program
        },
        Rule(
            ["dex", "authelia", "oauth2-proxy", "zitadel", "ory", "hydra", "kratos"], "auth", "Sign-in service",
            .application
        ) { $0.program },
        Rule(
            ["grpcui", "evans", "buf", "wiremock", "mockoon", "mountebank", "prism", "hoverfly"], "mock", "API tool",
            .tool
        ) { $0.program },
        Rule(["claude", "codex", "aider", "opencode", "goose", "mcp-proxy"], "coding-agent", "Coding agent", .tool) {
            $0.program
        },
        Rule(["ostia", "ostia-engine"], "ostia", "Ostia", .tool) { $0.verb() },
    ]
}
