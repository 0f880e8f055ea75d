/// PHP, Perl, Lua, Erlang and Elixir, R, Julia.
enum ScriptPrograms {
    static let rules: [Rule] = [
        Rule(["php-fpm"], "php-fpm", "PHP-FPM", .application) { invocation in
            // php-fpm: master process (/etc/php/8.2/fpm/php-fpm.conf), php-fpm: pool www
            guard invocation.title != nil else { return invocation.value("-y", "--fpm-config") }
            if invocation.words.first == "pool" { return "pool \(invocation.words.dropFirst().first ?? "")" }
            return invocation.words.last.map { $0.filter { $0 != "(" && $0 != ")" } }
        },
        Rule(["php", "php-cli", "php-cgi", "frankenphp"]) { php($0) },
        Rule(["perl"]) { perl($0) },
        Rule(["lua", "luajit", "Rscript", "R", "julia", "tclsh", "guile", "racket", "ocaml", "swipl"]) { invocation in
            let titles = ["lua": "Lua", "luajit": "Lua", "julia": "Julia", "tclsh": "Tcl", "Rscript": "R"]
            let name = RuleTable.withoutVersion(invocation.program)
            let title = titles[name] ?? name
            return Recognition(
                name.lowercased(), invocation.verb().map { "\(title) \(Path.name($0))" } ?? title, .application)
        },
        Rule(["beam.smp", "beam", "erl", "erlexec"]) { beam($0) },
        Rule(["epmd"], "epmd", "Erlang port mapper", .system),
        Rule(["mix", "elixir", "iex"], "elixir", "Elixir", .devServer) { $0.verb() },
    ]

    private static func php(_ invocation: Invocation) -> Recognition? {
        if invocation.program.hasPrefix("frankenphp") {
            return Recognition("frankenphp", "FrankenPHP", .webServer, invocation.verb())
        }
        if invocation.value("-S") != nil {
            let rest = invocation.positionals(["-S", "-t", "-d", "-c"])
            let folder = invocation.value("-t")
            // Laravel starts the built-in server with a router of its own.
            if rest.first?.holds("laravel") ?? false {
                return Recognition("laravel", "Laravel", .devServer, invocation.facts.workingDirectory)
            }
            return Recognition(
                "php-server", "PHP server", .devServer, rest.first ?? folder ?? invocation.facts.workingDirectory)
        }
        guard let script = invocation.verb(["-d", "-c", "-f"]) ?? invocation.value("-f") else {
            return Recognition("php", "PHP", .application)
        }
        let words = invocation.positionals(["-d", "-c"])
        switch Path.name(script) {
        case "artisan": return Recognition("laravel", "Laravel", .devServer, words.dropFirst().first)
        case "console", "symfony": return Recognition("symfony", "Symfony", .devServer, words.dropFirst().first)
        case "wp", "wp-cli.phar": return Recognition("wordpress", "WordPress", .devServer, words.dropFirst().first)
        default: return Recognition("php", "PHP \(Path.name(script))", .application)
        }
    }

    private static func perl(_ invocation: Invocation) -> Recognition? {
        if invocation.title != nil, invocation.program == "starman" || invocation.program == "spamd" {
            return Recognition(invocation.program, invocation.program, .application)
        }
        guard let script = invocation.verb(["-I", "-M"]) else { return Recognition("perl", "Perl", .application) }
        let base = Path.name(script)
        switch base {
        case "starman", "plackup", "morbo", "hypnotoad":
            return Recognition(
                "perl-web", base, .application, invocation.positionals(["-p", "-l", "--port"]).dropFirst().first)
        default: return Recognition("perl", "Perl \(base)", .application)
        }
    }

    /// `beam.smp -W w … -- -root … -sname rabbit … -extra …`: the emulator's flags, then the application's.
    private static func beam(_ invocation: Invocation) -> Recognition {
        let words = invocation.words
        let node = invocation.value("-sname") ?? invocation.value("-name")
        func mentions(_ text: StaticString) -> Bool { words.contains { $0.holds(text) } }
        // A folder may be called after a rabbit; the server's own are called rabbitmq, its node and module rabbit.
        if words.contains("rabbit") || mentions("rabbitmq") || mentions("rabbit@") {
            return Recognition("rabbitmq", "RabbitMQ", .queue, node)
        }
        if mentions("couchdb") || mentions("couch_") { return Recognition("couchdb", "CouchDB", .database, node) }
        if mentions("ejabberd") { return Recognition("ejabberd", "ejabberd", .queue, node) }
        if mentions("emqx") { return Recognition("emqx", "EMQX", .queue, node) }
        if mentions("riak") { return Recognition("riak", "Riak", .database, node) }
        if let extra = words.firstIndex(of: "-extra") {
            let tail = words[(extra + 1)...]
            if let mix = tail.firstIndex(where: { Path.name($0) == "mix" }) {
                let task = tail[(mix + 1)...].first
                let isPhoenix = task == "phx.server"
                return Recognition(
                    isPhoenix ? "phoenix" : "elixir", isPhoenix ? "Phoenix" : "Elixir", .devServer,
                    isPhoenix ? invocation.facts.workingDirectory.map(Path.name) : task.map { "mix \($0)" })
            }
            if mentions("lexical") || mentions("elixir-ls") || mentions("next_ls") {
                return Recognition("language-server", "Language server", .editor, "Elixir")
            }
            return Recognition(
                "elixir", "Elixir", .application,
                tail.first { !$0.hasPrefix("-") && $0 != "--no-halt" }.map(Path.name) ?? node)
        }
        if mentions("elixir") { return Recognition("elixir", "Elixir", .application, node) }
        // A release: -boot /srv/shop/releases/0.1.0/start
        let boot = invocation.value("-boot").flatMap { path in
            path.firstRange(of: "/releases/").map { Path.name(String(path[..<$0.lowerBound])) }
        }
        return Recognition("erlang", "Erlang", .application, boot ?? node)
    }
}
