import Endpoints
import Inventory
import LinuxKernel

/// Everything that is to be said about one question, before it becomes text or JSON.
struct Explanation: Sendable {
    /// A host name and what it means here.
    struct Name: Hashable, Sendable {
        var text: String
        var answer: HostNames.Answer
        /// Whether programs that ask the C library know it; `nil` when it answered itself.
        var libraryKnows: Bool?
    }

    /// An address in the question, and this machine's part in it; `nil` where the machine was not looked at.
    struct Address: Hashable, Sendable {
        var facts: AddressFacts
        var isLocal: Bool?
        var interface: String?
        /// Its names in the hosts file.
        var names: [String] = []
    }

    var question: String
    var offline: Bool
    var url: Target.URLParts?
    var name: Name?
    var addresses: [Address]
    var port: PortFacts?
    var now: PortNow?
    /// What `localhost` resolves to here; `nil` where the question is about something else.
    var localhost: HostNames.Answer?
    /// The machine's addresses that are not loopback, which is where others would come in.
    var outside: [InterfaceAddress] = []
    var commands: ClassicCommands

    /// Reads the question and looks at what the answer needs, nothing else.
    init(_ options: ExplainOptions, in context: Context) throws {
        let target = try Target(parsing: options.question)
        guard target.ports == nil || target.port != nil else {
            throw CommandError.badInput(
                "\(Target.quoted(target.text)) is a range; one port is explained at a time",
                hint: "try: ostia ls \(target.text)")
        }
        let machine = context.machine
        question = target.text
        offline = options.offline
        url = target.url
        let names = HostNames(root: machine.root)
        name = try target.name.map { try Self.name($0, names, target, offline: options.offline) }
        let asked = name?.answer.addresses ?? target.address.map { [$0] } ?? []
        let interfaces = options.offline ? [] : machine.interfaces()
        let hosts = options.offline || asked.isEmpty ? nil : names.hosts
        addresses = asked.map { address in
            var out = Address(facts: AddressFacts(address))
            guard !options.offline else { return out }
            out.isLocal = PortNow.isLocal(address, interfaces)
            out.interface = interfaces.first { $0.address == address.unmapped }?.interface
            out.names = hosts?.names(of: address.unmapped) ?? []
            return out
        }
        port = target.port.map { number in
            // Nothing is registered in the dynamic range, so there is nothing to look up.
            var facts = PortFacts(
                number: number, transport: target.transport, kernel: KernelPorts(machine, about: number))
            if facts.service == nil, !options.offline, facts.portClass != .dynamic {
                facts.service = FileBytes.text("\(machine.root)/etc/services").flatMap {
                    PortFacts.service(of: number, target.transport, inServices: $0)
                }
            }
            return facts
        }
        if !options.offline {
            outside = interfaces.filter { $0.isUp && !$0.address.isLoopback }
            if let port {
                let memory = machine.root.isEmpty && machine.proc.root == "/proc"
                let survey = Survey(
                    machine,
                    memory: memory ? RuntimeFiles(environment: context.environment, user: machine.userID) : nil)
                now = try PortNow(
                    PortNow.Question(port: port.number, transport: port.transport, addresses: asked), survey)
            }
            let isAboutLoopback = target.host == nil || asked.contains(where: \.isLoopback)
            if isAboutLoopback { localhost = name?.text == "localhost" ? name?.answer : names.answer("localhost") }
        }
        commands = Self.commands(target, asked, now)
    }

    private static func name(
        _ text: String, _ names: HostNames, _ target: Target, offline: Bool
    ) throws(CommandError) -> Name {
        let answer = names.answer(text, asking: !offline)
        let quoted = Target.quoted(HostNames.canonical(text))
        if answer.addresses.isEmpty {
            throw .badInput(
                offline
                    ? "\(quoted) is not in /etc/hosts, and --offline asks nobody else"
                    : "\(quoted) is no name this machine can resolve",
                hint: text.hasSuffix(".internal")
                    ? "host.docker.internal and its like exist inside containers only: write 127.0.0.1 here"
                    : "check the spelling, or give the address itself")
        }
        let isBelow = HostNames.isBelowLocalhost(text)
        return Name(
            text: HostNames.canonical(text), answer: answer, libraryKnows: isBelow ? names.libraryKnows(text) : nil)
    }

    private static func commands(_ target: Target, _ asked: [IPAddress], _ now: PortNow?) -> ClassicCommands {
        if let port = target.port {
            let connected = now.map { ($0.rows.isEmpty || !$0.isListening) && !$0.links.isEmpty } ?? false
            return ClassicCommands(port: port, transport: target.transport ?? .tcp, connected: connected)
        }
        if let name = target.name { return ClassicCommands(name: HostNames.canonical(name)) }
        return ClassicCommands(address: asked.first ?? .loopbackV4)
    }
}

extension Explanation {
    /// The rows of the matrix that the question is about: its own addresses, or all of them.
    var askedRows: [PortNow.Row] {
        guard let now else { return [] }
        let asked = Set(addresses.map(\.facts.address.unmapped))
        if asked.isEmpty || asked.contains(where: \.isUnspecified) { return now.rows }
        return now.rows.filter { asked.contains($0.address) }
    }

    /// Whether the question is about an address of another machine.
    var isElsewhere: Bool { !addresses.isEmpty && addresses.allSatisfy { $0.isLocal == false } }

    /// The answer in one sentence, without a full stop.
    var summary: String {
        var parts: [String] = []
        if let name {
            let list = name.answer.addresses.map(\.description).joined(separator: " and ")
            let scopes = Set(addresses.map(\.facts.short))
            parts.append("is \(list)\(scopes.count == 1 ? ", \(scopes.first ?? "")" : "")")
        } else if let address = addresses.first {
            let interface = address.interface.map { $0 == "lo" ? "" : " (this machine's, on \($0))" } ?? ""
            parts.append("is \(address.facts.short)\(interface)")
        }
        if let port { parts.append(parts.isEmpty ? "is \(port.place)" : "port \(port.number) is \(port.place)") }
        var text = "\(subject) \(parts.joined(separator: ", "))"
        if let usual = port?.usual, usual.utf8.count <= 40, now?.isListening != true { text += "; usually \(usual)" }
        if let nowText { text += "; \(nowText)" }
        return text
    }

    private var subject: String {
        if let name { return port.map { "\(name.text):\($0.number)" } ?? name.text }
        if let address = addresses.first?.facts.address {
            return port.map { "\(address.bracketed):\($0.number)" } ?? address.description
        }
        let transport = port?.transport.map { "\($0.rawValue.uppercased()) port" } ?? "Port"
        return "\(transport) \(port?.number ?? 0)"
    }

    /// Who has the port now, as the end of the sentence.
    var nowText: String? {
        guard let now else { return nil }
        if isElsewhere {
            let clients = now.links.compactMap(\.clientProcess).map(\.text).withoutRepeats
            return clients.isEmpty
                ? "it is no address of this machine, and nothing here is connected to it"
                : "it is no address of this machine; \(Self.list(clients)) is connected to it"
        }
        let rows = askedRows
        let answering = rows.filter { !$0.answers.isEmpty }
        if answering.isEmpty {
            if let link = now.links.first {
                return "nothing listens there now, but \(Self.sentence(link, port?.number))"
            }
            if let process = now.bound.first { return "\(process.text) has bound it and does not listen" }
            let others = now.rows.filter { !$0.answers.isEmpty }
            if let other = others.first {
                return "nothing answers there now, but \(Self.who(other)) does on \(other.address)"
            }
            return "nothing listens there now"
        }
        if now.rivals != nil, rows.count > 1 { return "two programs answer there now" }
        let names = answering.flatMap(\.processes).map(\.text).withoutRepeats
        let silent = rows.filter { $0.answers.isEmpty && $0.isPresent && $0.transport == answering[0].transport }
        let place =
            rows.count > 1 && !silent.isEmpty
            ? "on \(Self.list(answering.map(\.address.description).withoutRepeats, limit: 3)) only" : "there now"
        return "\(Self.list(names, limit: 2)) answer\(names.count == 1 ? "s" : "") \(place)"
    }

    static func who(_ row: PortNow.Row) -> String { list(row.processes.map(\.text), limit: 2) }

    /// "it is the client end of node (pid 9)'s connection to 127.0.0.1:5432 (postgres (pid 12))".
    static func sentence(_ link: PortNow.Link, _ port: UInt16?) -> String {
        let client = link.clientProcess.map { "\($0.text)'s" } ?? "a"
        if link.server.port == port, link.client.port != port {
            return "\(link.serverProcess?.text ?? "a process") still talks over it to \(link.client.addressAndPort)"
        }
        let server = link.serverProcess.map { ", where \($0.text) answers" } ?? ""
        return "it is the client end of \(client) connection to \(link.server.addressAndPort)\(server)"
    }

    /// "a", "a and b", "a, b and 3 more".
    static func list(_ items: [String], limit: Int = 4) -> String {
        if items.count > limit {
            return items.prefix(limit).joined(separator: ", ") + " and \(items.count - limit) more"
        }
        guard items.count > 1, let last = items.last else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " and \(last)"
    }

    /// Who from outside can reach what answers; `nil` when the sockets were not looked at.
    var reach: String? {
        guard let now, !isElsewhere else { return nil }
        if !now.isListening { return "nobody: nothing listens" }
        if now.exposures == [.loopback] {
            return "only programs on this machine, and whoever one of them lets through (a forward, a proxy)"
        }
        let open = now.rows.filter { !$0.answers.isEmpty && !$0.address.isLoopback }
            .map { "\($0.address)\($0.interface.map { " (\($0))" } ?? "")" }.withoutRepeats
        let places = open.isEmpty ? "another address of this machine" : Self.list(open)
        if now.exposures.isSubset(of: [.loopback, .containers]) {
            return "this machine and its containers, at \(places)"
        }
        let who = now.exposures.contains(.everyone) ? "everyone" : "the local network: everyone"
        return "\(who) who gets to \(places), unless a firewall stops them"
    }
}
