extension ServiceSpec {
    /// The same service where templates are known, as it was meant where they are not: `$$` is one more `$` to us, and
    /// `${port}` would be ours. `$HOME` and `${HOME:-/}` are the shell's on both sides and stay.
    func escapingTemplates() -> ServiceSpec {
        var spec = self
        switch kind {
        case .run(let command): spec.kind = .run(Template.escapingOurs(command))
        case .exec(let words): spec.kind = .exec(words.map(Template.escapingOurs))
        case .container(var container):
            container.command = container.command?.map(Template.escapingOurs)
            container.options = container.options.map(Template.escapingOurs)
            container.volumes = container.volumes.map(Template.escapingOurs)
            spec.kind = .container(container)
        case .forward, .provider: break
        }
        spec.setup = setup.map(Template.escapingOurs)
        spec.stop.before = stop.before.map(Template.escapingOurs)
        spec.ready = ready.map(Self.escaping)
        spec.live = live.map(Self.escaping)
        return spec
    }

    private static func escaping(_ check: Check) -> Check {
        var check = check
        if case .exec(let command) = check.kind { check.kind = .exec(Template.escapingOurs(command)) }
        return check
    }
}

extension Template {
    /// A command in which only what a template would take is escaped.
    static func escapingOurs(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "$")) else { return text }
        var out: [UInt8] = []
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            out.append(bytes[index])
            if bytes[index] == UInt8(ascii: "$") {
                if next == UInt8(ascii: "$") {
                    out += [next, next, next]
                    index += 1
                } else if next == UInt8(ascii: "{"), isOurs(bytes[(index + 2)...]) {
                    out.append(bytes[index])
                }
            }
            index += 1
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Whether `${` before this may begin a template: one of our words, or anything with a dot.
    private static func isOurs(_ rest: ArraySlice<UInt8>) -> Bool {
        let inside = rest.prefix { $0 != UInt8(ascii: "}") }
        guard inside.count < rest.count else { return false }
        let words = ["port", "host", "address", "url"]
        return inside.contains(UInt8(ascii: ".")) || words.contains(String(decoding: inside, as: UTF8.self))
    }
}
