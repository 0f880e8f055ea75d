/// Ruby and the servers people run in it.
enum RubyPrograms {
    static let interpreters: [Rule] = [Rule(["ruby", "jruby", "truffleruby"]) { interpreter($0) }]

    static let tools: [Rule] = [
        Rule(["puma"]) { puma($0) },
        Rule(["rails"], "rails", "Rails", .devServer) { folder($0) },
        Rule(["spring"], "rails-spring", "Rails Spring", .tool) { title($0, part: 1) },
        Rule(["unicorn", "unicorn_rails", "pitchfork"], "unicorn", "Unicorn", .application) {
            $0.value("-c", "--config-file") ?? folder($0)
        },
        Rule(["thin"], "thin", "Thin", .application) { folder($0) },
        Rule(["falcon"], "falcon-ruby", "Falcon", .application) { folder($0) },
        Rule(["rackup", "rack"], "rack", "Rack", .application) {
            $0.positionals(["-p", "-o", "-s", "-E", "--port", "--host", "--server"]).first ?? folder($0)
        },
        Rule(["passenger", "Passenger"], "passenger", "Passenger", .application) { folder($0) },
        Rule(["sidekiq"], "sidekiq", "Sidekiq", .queue) { $0.title == nil ? folder($0) : $0.words.dropFirst().first },
        Rule(["jekyll"], "jekyll", "Jekyll", .devServer) { folder($0) },
        Rule(["middleman", "nanoc"], "middleman", "Middleman", .devServer) { folder($0) },
        Rule(["webrick", "shotgun", "rerun"], "webrick", "WEBrick", .devServer) { folder($0) },
        Rule(["rdbg"]) { Debuggers.rdbg($0) },
        Rule(["ruby-lsp", "solargraph", "steep", "sorbet"], "language-server", "Language server", .editor) {
            $0.program
        },
        Rule(["mailcatcher"], "mailcatcher", "MailCatcher", .tool),
        Rule(["foreman", "overmind"], "foreman", "Foreman", .tool),
        Rule(["fluentd"], "fluentd", "Fluentd", .monitoring),
        Rule(["rspec", "cucumber"], "rspec", "Ruby tests", .tool) { $0.program },
    ]

    private static func interpreter(_ invocation: Invocation) -> Recognition? {
        if let found = Recognizer.titled(invocation, in: Recognizer.rubyTools) { return found }
        var words = invocation.words
        while let word = words.first, word.hasPrefix("-") {
            if word == "-e" {
                // ruby -run -e httpd . -p 8080: a function of Ruby's own library un.rb.
                if invocation.has("-run"), words.dropFirst().first == "httpd" {
                    return Recognition("webrick", "WEBrick", .devServer, folder(invocation))
                }
                return Recognition("ruby", "Ruby", .application, "ruby -e")
            }
            words = words.dropFirst(["-I", "-r", "-C", "-E"].contains(word) ? 2 : 1)
        }
        guard let script = words.first, !script.isEmpty else { return Recognition("ruby", "Ruby", .application) }
        let base = Path.name(script)
        let inner = invocation.tool(base, script: script, words.dropFirst())
        if base == "bundle" || base == "bundler" { return Recognizer.programs["bundle"]?.read(inner) }
        if let found = Recognizer.rubyTools[base]?.read(inner) { return found }
        let source = inner.path(script).flatMap(inner.facts.files.text)
        if let source, source.holds("sinatra") { return Recognition("sinatra", "Sinatra", .devServer, base) }
        let gems = source == nil ? nil : inner.projectFile("Gemfile")
        let framework = gems.flatMap { text in
            [("sinatra", "Sinatra"), ("rails", "Rails"), ("hanami", "Hanami"), ("roda", "Roda")].first {
                text.contains($0.0)
            }?.1
        }
        return Recognition("ruby", "Ruby \(base)", .application, framework)
    }

    /// `puma 6.4.0 (tcp://0.0.0.0:3000) [shop]`, `puma: cluster worker 0: 4711 [shop]`.
    private static func puma(_ invocation: Invocation) -> Recognition {
        var app = folder(invocation)
        if let title = invocation.title, title.hasSuffix("]"), let open = title.lastIndex(of: "[") {
            app = String(title[title.index(after: open)...].dropLast())
        }
        let isRails = invocation.projectFile("config/application.rb") != nil
        return isRails ? Recognition("rails", "Rails", .devServer, app) : Recognition("puma", "Puma", .application, app)
    }

    private static func folder(_ invocation: Invocation) -> String? { invocation.facts.workingDirectory.map(Path.name) }

    /// `spring server | shop | started 3 hours ago`.
    private static func title(_ invocation: Invocation, part: Int) -> String? {
        guard let parts = invocation.title?.split(separator: "|"), parts.count > part else { return nil }
        return String(parts[part].filter { $0 != " " })
    }
}
