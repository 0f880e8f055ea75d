package import Endpoints

/// What names of hosts mean on this machine, as programs that ask the C library would hear it.
///
/// getaddrinfo(3) itself is not used: it loads name service modules at run time, which a static executable cannot.
/// `getent` (getent(1)), which comes with the C library, asks the same question in a process of its own; where it is
/// missing or too slow, the hosts file and the rules of RFC 6761 and RFC 6724 answer.
package struct HostNames: Sendable {
    /// Where an answer came from.
    package enum Source: String, Hashable, Sendable, CaseIterable {
        /// The C library's own answer.
        case getent
        /// `/etc/hosts`, in the order of RFC 6724 and `/etc/gai.conf`.
        case hostsFile = "hosts-file"
        /// RFC 6761, 6.3: `localhost` and every name below it is loopback, whatever a resolver says.
        case rule = "rfc-6761"
    }

    /// The addresses of a name, the one a program tries first in front.
    package struct Answer: Hashable, Sendable {
        package var addresses: [IPAddress]
        /// `nil` when there is no answer.
        package var source: Source?

        package init(addresses: [IPAddress], source: Source?) {
            self.addresses = addresses
            self.source = source
        }
    }

    private let root: String
    private let seconds: Double
    private let ask: @Sendable (String, Double) -> [IPAddress]?

    /// - Parameters:
    ///   - root: prefix of `/etc`; with any but the empty one no program is asked, only the files below it are read.
    ///   - seconds: the longest to wait for the C library's answer, which may itself wait for a name server.
    package init(root: String = "", seconds: Double = 2) {
        self.init(root: root, seconds: seconds) { name, seconds in
            root.isEmpty ? Getent.addresses(of: name, seconds: seconds) : nil
        }
    }

    /// - Parameter ask: what stands for `getent`: the addresses, none for an unknown name, `nil` for no answer.
    package init(root: String, seconds: Double, ask: @escaping @Sendable (String, Double) -> [IPAddress]?) {
        self.root = root
        self.seconds = seconds
        self.ask = ask
    }

    /// The addresses of a name, the one a program tries first in front; empty when nobody knows it.
    package func resolve(_ name: String) -> [IPAddress] { answer(name).addresses }

    /// The same with where it came from.
    ///
    /// - Parameter asking: whether the C library may be asked; otherwise the files alone answer.
    package func answer(_ name: String, asking: Bool = true) -> Answer {
        let name = Self.canonical(name)
        if Self.isBelowLocalhost(name) {
            // Not asked: most machines would send the name to a DNS server, which RFC 6761 forbids.
            let listed = hosts.addresses(of: name)
            if !listed.isEmpty { return Answer(addresses: ordered(listed), source: .hostsFile) }
            return Answer(addresses: [.loopbackV4, .loopbackV6], source: .rule)
        }
        if asking, let found = ask(name, seconds), !found.isEmpty || name != "localhost" {
            return Answer(addresses: found, source: found.isEmpty ? nil : .getent)
        }
        let listed = hosts.addresses(of: name)
        if !listed.isEmpty { return Answer(addresses: ordered(listed), source: .hostsFile) }
        if name == "localhost" { return Answer(addresses: [.loopbackV4, .loopbackV6], source: .rule) }
        return Answer(addresses: [], source: nil)
    }

    /// Whether programs that ask the C library, most of them but no browser and not curl, find `x.localhost`: with
    /// nss-myhostname(8) or nss-resolve(8), or when the hosts file names it.
    package func libraryKnows(_ name: String) -> Bool {
        let name = Self.canonical(name)
        return services.contains { ["myhostname", "resolve"].contains($0) }
            || services.contains("files") && !hosts.addresses(of: name).isEmpty
    }

    /// `/etc/hosts`.
    package var hosts: HostsFile { HostsFile(text: FileBytes.text("\(root)/etc/hosts") ?? "") }

    /// The sources of host names in the order they are asked (nsswitch.conf(5)); the C library's own default without one.
    package var services: [String] {
        for line in (FileBytes.text("\(root)/etc/nsswitch.conf") ?? "").split(separator: "\n") {
            let words = Self.words(line)
            guard words.first == "hosts:" else { continue }
            var inBrackets = false
            return words.dropFirst().filter { word in
                if word.hasPrefix("[") { inBrackets = true }
                defer { if word.hasSuffix("]") { inBrackets = false } }
                return !inBrackets
            }
        }
        return ["files", "dns"]
    }

    /// Addresses as getaddrinfo(3) sorts them (RFC 6724, rule 6): by precedence, otherwise in the order given.
    package func ordered(_ addresses: [IPAddress]) -> [IPAddress] {
        guard addresses.count > 1 else { return addresses }
        let v4 = v4Precedence
        func precedence(_ address: IPAddress) -> Int {
            switch address {
            case .v4: v4
            case .v6(.loopback): 50
            case .v6(let address): address.mappedIPv4 != nil ? v4 : address.high >> 57 == 0xFC >> 1 ? 3 : 40
            }
        }
        return addresses.enumerated()
            .sorted { (precedence($1.element), $0.offset) < (precedence($0.element), $1.offset) }
            .map(\.element)
    }

    /// The precedence of IPv4 addresses: 10, unless gai.conf(5) has a line for `::ffff:0:0/96`, as people write it to
    /// get IPv4 first.
    private var v4Precedence: Int {
        for line in (FileBytes.text("\(root)/etc/gai.conf") ?? "").split(separator: "\n") {
            let words = Self.words(line)
            if words.count == 3, words[0] == "precedence", words[1] == "::ffff:0:0/96" { return Int(words[2]) ?? 10 }
        }
        return 10
    }

    /// Words of a line of a configuration file, its comment left out.
    static func words(_ line: Substring) -> [String] {
        let end = line.firstIndex(of: "#") ?? line.endIndex
        return line[..<end].split(whereSeparator: \.isWhitespace).map { String($0) }
    }

    /// In lower case, without the dot that ends an absolute name.
    package static func canonical(_ name: String) -> String {
        let name = name.lowercased()
        return name.hasSuffix(".") ? String(name.dropLast()) : name
    }

    /// Whether the name is `something.localhost`.
    package static func isBelowLocalhost(_ name: String) -> Bool { canonical(name).hasSuffix(".localhost") }
}

/// The hosts file (hosts(5)).
package struct HostsFile: Hashable, Sendable {
    /// One line that means something: an address and its names, the first of them the canonical one.
    package struct Line: Hashable, Sendable {
        package var address: IPAddress
        package var names: [String]
    }

    package let lines: [Line]

    package init(text: String) {
        lines = text.split(whereSeparator: \.isNewline).compactMap { line in
            let words = HostNames.words(line)
            // A zone (`fe80::1%lo0`, as macOS writes it) is no part of an address.
            guard let first = words.first, let address = IPAddress(first.prefix { $0 != "%" }), words.count > 1
            else { return nil }
            return Line(address: address, names: words.dropFirst().map { HostNames.canonical($0) })
        }
    }

    /// The addresses of a name in the order of the file, each once.
    package func addresses(of name: String) -> [IPAddress] {
        let name = HostNames.canonical(name)
        return lines.filter { $0.names.contains(name) }.map(\.address).uniqued()
    }

    /// The names of an address in the order of the file, each once.
    package func names(of address: IPAddress) -> [String] {
        lines.filter { $0.address == address }.flatMap(\.names).uniqued()
    }
}

extension Sequence where Element: Hashable {
    /// Each element the first time it comes.
    func uniqued() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
