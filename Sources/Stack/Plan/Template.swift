/// Fills `${port}`, `${db.address}` and their kin in what a stack file says.
///
/// What is ours: `${port}`, `${host}`, `${address}`, `${url}` of the service itself; each with the name of a port
/// (`${port.debug}`, `${url.debug}`; `${ports.debug}` is `${port.debug}`); `${SERVICE.…}` with any of these, such as
/// `${db.port}`, `${db.address}`, `${db.ports.http}`; `${env.NAME}` and `${env.NAME:-default}`, the variable as the
/// layers below have it; `$$`, which is `$`. Anything with a dot in it is ours, since no shell knows it, so a mistyped
/// one is an error.
///
/// What is not ours: in commands `$HOME`, `${HOME}`, `${x:-y}`, `$(…)` are left to the shell; in values of `env` the
/// first three are filled from the layers below, in Compose's way, and the last stays as it is.
///
/// Using a service that is not in `needs` is allowed and implies nothing: no order of start, no `DB_URL`.
package struct Template {
    /// A service as others may name it.
    struct Subject: Hashable, Sendable {
        var name: String
        var ports: [PlannedPort]
        /// The scheme of its URL, by the port's name; `""` for a port that is not named there.
        var schemes: [String: String]

        func scheme(_ port: PlannedPort) -> String { schemes[port.name] ?? schemes[""] ?? "tcp" }
        func url(_ port: PlannedPort) -> String { "\(scheme(port))://\(port.reachable.address)" }
    }

    /// The service whose text it is.
    var own: Subject
    /// Every service of the file by its name.
    var others: [String: Subject]
    /// For `${env.NAME}`, and for `$NAME` in values.
    var lookup: (String) -> String?

    /// A text with what could not be filled.
    struct Filled: Hashable {
        var text: String
        var faults: [String]
        /// Names that look like a mistyped template and were left alone.
        var doubts: [String] = []
    }

    /// For commands: what is not ours is left to the shell.
    func command(_ text: String) -> Filled {
        var collected = Collected()
        var out = ""
        var rest = Substring(text).utf8
        while let dollar = rest.firstIndex(of: UInt8(ascii: "$")) {
            out += String(Substring(rest[..<dollar]))
            let next = rest.index(after: dollar)
            rest = rest[next...]
            if rest.first == UInt8(ascii: "$") {
                out += "$"
                rest = rest.dropFirst()
            } else if rest.first == UInt8(ascii: "{"), let close = rest.firstIndex(of: UInt8(ascii: "}")) {
                let inside = String(Substring(rest[rest.index(after: rest.startIndex)..<close]))
                if let value = value(inside, &collected) {
                    out += value
                    rest = rest[rest.index(after: close)...]
                } else {
                    out += "$"
                }
            } else {
                out += "$"
            }
        }
        out += String(Substring(rest))
        return Filled(text: out, faults: collected.faults, doubts: collected.doubts)
    }

    /// For values of variables: `$NAME` and `${NAME…}` are filled as well.
    func value(_ text: String) -> Filled {
        let collected = Box()
        var interpolation = Interpolation(lookup: lookup, braced: { value($0, &collected.value) })
        let result = interpolation.expand(text)
        return Filled(
            text: result, faults: collected.value.faults + interpolation.faults,
            doubts: collected.value.doubts
                + interpolation.missing.map { "`\($0)` is not set: nothing stands in its place" })
    }

    /// A text in which no `$` means anything, for importers of files that know no templates.
    package static func escape(_ text: String) -> String { text.replacing("$", with: "$$") }

    private struct Collected {
        var faults: [String] = []
        var doubts: [String] = []
    }

    private final class Box { var value = Collected() }

    private static let words = ["port", "host", "address", "url", "ports"]

    /// - Returns: `nil` when it is not ours.
    private func value(_ inside: String, _ collected: inout Collected) -> String? {
        if inside.hasPrefix("env.") { return variable(String(inside.dropFirst(4)), &collected) }
        let parts = inside.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.allSatisfy(Self.isWord) else { return nil }
        if parts.count == 1 {
            let word = parts[0]
            if word != "ports", Self.words.contains(word) { return fact(of: own, parts, inside, &collected) }
            let near = Self.words.first {
                Nearest.distance(Array($0.unicodeScalars), Array(word.unicodeScalars)) == 1
            }
            if let near, word.utf8.allSatisfy({ 0x61...0x7A ~= $0 }) {
                collected.doubts.append("`${\(word)}` is left to the shell; did you mean `${\(near)}`?")
            }
            return nil
        }
        if Self.words.contains(parts[0]) { return fact(of: own, parts, inside, &collected) }
        guard let other = others[parts[0]] else {
            let near = Nearest.name(to: parts[0], among: others.keys.sorted())
            let hint = near.map { "; did you mean `${\(([$0] + parts.dropFirst()).joined(separator: "."))}`?" } ?? ""
            collected.faults.append("`${\(inside)}`: there is no service `\(parts[0])`\(hint)")
            return ""
        }
        return fact(of: other, Array(parts.dropFirst()), inside, &collected)
    }

    private static func isWord(_ part: String) -> Bool {
        !part.isEmpty
            && part.utf8.allSatisfy { byte in Interpolation.isNameByte(byte) || byte == UInt8(ascii: "-") }
    }

    private func variable(_ text: String, _ collected: inout Collected) -> String? {
        let name = String(text.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") })
        let rest = text.dropFirst(name.count)
        guard !name.isEmpty, rest.isEmpty || rest.hasPrefix(":-") else {
            collected.faults.append("`${env.\(text)}`: write `${env.NAME}` or `${env.NAME:-default}`")
            return ""
        }
        if let value = lookup(name), !value.isEmpty || rest.isEmpty { return value }
        if rest.hasPrefix(":-") { return String(rest.dropFirst(2)) }
        collected.faults.append("`${env.\(name)}`: \(name) is not set; `${env.\(name):-…}` gives a default")
        return ""
    }

    /// `[word]` or `[word, port's name]`.
    private func fact(
        of subject: Subject, _ parts: [String], _ inside: String, _ collected: inout Collected
    ) -> String {
        let word = parts[0]
        guard Self.words.contains(word), parts.count <= 2, word != "ports" || parts.count == 2 else {
            let near = Nearest.name(to: word, among: Self.words).map { "; did you mean `\($0)`?" } ?? ""
            collected.faults.append(
                "`${\(inside)}`: what follows the service is port, host, address, url, "
                    + "each with or without a port's name\(near)")
            return ""
        }
        guard let port = port(of: subject, parts.count == 2 ? parts[1] : nil, inside, &collected) else { return "" }
        // Of itself a service hears the address to listen on, of others the one that reaches them.
        let seen = subject.name == own.name ? port : port.reachable
        return switch word {
        case "host": seen.host
        case "address": seen.address
        case "url": subject.url(port)
        default: "\(seen.number)"
        }
    }

    private func port(
        of subject: Subject, _ name: String?, _ inside: String, _ collected: inout Collected
    ) -> PlannedPort? {
        guard let name else {
            if let main = subject.ports.first { return main }
            collected.faults.append("`${\(inside)}`: service `\(subject.name)` has no port")
            return nil
        }
        if let port = subject.ports.first(where: { $0.name == name }) { return port }
        let names = subject.ports.map(\.name).filter { !$0.isEmpty }
        let near = Nearest.name(to: name, among: names).map { "; did you mean `\($0)`?" }
        let known = names.isEmpty ? "; it has no named ports" : "; its ports are \(names.joined(separator: ", "))"
        collected.faults.append("`${\(inside)}`: service `\(subject.name)` has no port `\(name)`\(near ?? known)")
        return nil
    }
}

extension PlannedPort {
    /// The port as a client reaches it: an unspecified address is one to listen on, not one to connect to.
    package var reachable: PlannedPort {
        var port = self
        switch host {
        case "0.0.0.0", "*", "": port.host = "127.0.0.1"
        case "::", "[::]", "::0": port.host = "::1"
        default: break
        }
        return port
    }
}
