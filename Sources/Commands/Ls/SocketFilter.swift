import Endpoints
import Inventory
import LinuxKernel

/// One word of a listing's filter, as it was meant.
enum FilterTerm: Hashable, Sendable {
    case ports(ClosedRange<UInt16>)
    case address(IPAddress)
    case transport(Transport)
    case pid(Int32)
    /// A process, program, project, container or unit whose name contains the word.
    case word(String)
    case process(String)
    case user(String)
    case project(String)
    case container(String)
    case exposure(Exposure)
    case state(SocketState)
}

/// Which sockets to show. Terms of one kind are alternatives; different kinds must all hold.
struct SocketFilter: Hashable, Sendable {
    var terms: [FilterTerm]

    init(terms: [FilterTerm] = []) { self.terms = terms }

    /// Reads the words of a command line: `3000`, `3000-3999`, `127.0.0.1`, `localhost:3000`, `node`, `udp`,
    /// `user:postgres`, `project:shop`, `container:web`, `exposure:network`, `state:close-wait`, `pid:812`,
    /// `process:node`.
    init(parsing words: [String]) throws(InputError) {
        terms = []
        for word in words { terms += try Self.terms(word) }
    }

    private static func terms(_ word: String) throws(InputError) -> [FilterTerm] {
        if let colon = word.firstIndex(of: ":"), let kind = Kind(rawValue: word[..<colon].lowercased()) {
            let value = String(word[word.index(after: colon)...])
            guard !value.isEmpty else { throw InputError("\"\(kind.rawValue):\" needs a value after the colon") }
            return [try kind.term(value)]
        }
        if let transport = Transport(rawValue: word.lowercased()) { return [.transport(transport)] }
        let first = word.utf8.first ?? 0
        let isNumeric = (48...57).contains(first) || "-+:[*".utf8.contains(first)
        guard isNumeric || word.contains(":") || word == "localhost" || word.isEmpty else { return [.word(word)] }
        return try terms(of: Target(parsing: word))
    }

    private static func terms(of target: Target) throws(InputError) -> [FilterTerm] {
        var out: [FilterTerm] = []
        if let ports = target.ports { out.append(.ports(ports)) }
        if let transport = target.transport, target.url == nil { out.append(.transport(transport)) }
        switch target.host {
        case .address(let address): out.append(.address(address))
        case .name(let name) where name == "localhost" || name.hasSuffix(".localhost"):
            out += [.address(.loopbackV4), .address(.loopbackV6)]
        case .name(let name):
            throw InputError("\(Target.quoted(name)) is no address: filter by numeric address, port or name")
        case nil: break
        }
        return out
    }

    private enum Kind: String {
        case port, pid, process, user, project, container, exposure, state, name

        func term(_ value: String) throws(InputError) -> FilterTerm {
            switch self {
            case .port:
                guard let ports = try Target(parsing: value).ports else {
                    throw InputError("\(Target.quoted(value)) is no port")
                }
                return .ports(ports)
            case .pid:
                guard let pid = Int32(value), pid > 0 else {
                    throw InputError("\(Target.quoted(value)) is no process id")
                }
                return .pid(pid)
            case .process, .name: return .process(value)
            case .user: return .user(value)
            case .project: return .project(value)
            case .container: return .container(value)
            case .exposure:
                guard let exposure = Exposure(rawValue: value.lowercased()) else {
                    let known = Exposure.allCases.map(\.rawValue).joined(separator: ", ")
                    throw InputError("\(Target.quoted(value)) is no exposure: one of \(known)")
                }
                return .exposure(exposure)
            case .state:
                let wanted = value.uppercased().replacing("-", with: "_")
                let aliases = [
                    "ESTAB": "ESTABLISHED", "CLOSE": "CLOSED", "UNCONN": "CLOSED", "SYN_RECEIVED": "SYN_RECV",
                ]
                let name = aliases[wanted] ?? wanted
                guard let state = SocketState.allCases.first(where: { $0.name == name }) else {
                    throw InputError("\(Target.quoted(value)) is no socket state: established, close-wait, time-wait …")
                }
                return .state(state)
            }
        }
    }

    /// The single local port every shown socket must have, for the kernel to filter by; 0 when there is none.
    var onlyPort: UInt16 {
        let ports = terms.compactMap { if case .ports(let range) = $0 { range } else { nil } }
        guard let only = ports.first, ports.count == 1, only.count == 1 else { return 0 }
        return only.lowerBound
    }

    /// Whether it asks for a state that only connections have.
    var isAboutConnections: Bool {
        terms.contains { term in
            guard case .state(let state) = term else { return false }
            return SocketQuery.connected & state.bit != 0
        }
    }

    /// The transports that can be shown.
    var transports: [Transport] {
        let named = terms.compactMap { if case .transport(let transport) = $0 { transport } else { nil } }
        return named.isEmpty ? Transport.allCases : Transport.allCases.filter { named.contains($0) }
    }
}
