import Endpoints
import LinuxKernel
import Ports

/// What was typed after `ostia port`, and what it means.
struct PortOptions {
    enum Task: Hashable {
        case give, list, release
        /// `nil` leaves the address to us.
        case serve(UnixAddress?)
    }

    var task = Task.give
    var name: ServiceName?
    var count = 1
    var range: ClosedRange<UInt16>?
    var prefer: UInt16?
    var transport = Transport.tcp
    /// Whether the transport was named; a release means both otherwise.
    var namesTransport = false
    var variable: String?
    var holds = false
    var command: [String] = []

    static let mostPorts = 1000

    init(_ typed: PortCommand) throws(InputError) {
        if let text = typed.name { name = try ServiceName(parsing: text) }
        command = typed.command
        transport = typed.udp ? .udp : .tcp
        namesTransport = typed.udp
        holds = typed.hold
        if let count = typed.count {
            guard (1...Self.mostPorts).contains(count) else {
                throw InputError("--count \(count): a number from 1 to \(Self.mostPorts) is needed")
            }
            self.count = count
        }
        if let text = typed.range { range = try Self.range(text) }
        if let text = typed.prefer {
            let port = try Target.port(text, in: text)
            if let range, !range.contains(port) { throw InputError("--prefer \(port) lies outside --range") }
            prefer = port
        }
        if let text = typed.env {
            guard Self.isVariable(text) else {
                throw InputError("\(Target.quoted(text)) is no name of a variable: letters, digits and _ are allowed")
            }
            variable = text
        }
        try chooseTask(typed)
    }

    private mutating func chooseTask(_ typed: PortCommand) throws(InputError) {
        guard [typed.list, typed.release, typed.serve].count(where: { $0 }) <= 1 else {
            throw InputError("--list, --release and --serve are different tasks: choose one")
        }
        if typed.list {
            guard name == nil else { throw InputError("--list takes no name: it shows every lease") }
            task = .list
        } else if typed.release {
            task = .release
        } else if typed.serve {
            guard name == nil, transport == .tcp else {
                throw InputError("--serve gives TCP ports to processes: it takes neither a name nor --udp")
            }
            var address: UnixAddress?
            if let text = typed.socket { address = try Self.address(text) }
            task = .serve(address)
        } else if typed.socket != nil {
            throw InputError("--socket belongs to --serve")
        }
        if task != .give {
            guard command.isEmpty, variable == nil, prefer == nil else {
                throw InputError("a command, --env and --prefer ask for a port, which this task does not give")
            }
        }
        if holds {
            guard !command.isEmpty else { throw InputError("--hold needs a command behind --") }
            // A datagram for the server would end in the holding socket.
            guard transport == .tcp else { throw InputError("--hold is for TCP: a held UDP port takes the datagrams") }
        }
    }

    private static func range(_ text: String) throws(InputError) -> ClosedRange<UInt16> {
        let target = try Target(parsing: text)
        guard let ports = target.ports, target.host == nil, target.url == nil else {
            throw InputError("\(Target.quoted(text)) is no range of ports: write it like 20000-20999")
        }
        return ports
    }

    private static func address(_ text: String) throws(InputError) -> UnixAddress {
        guard let address = UnixAddress(text) else {
            throw InputError(
                "\(Target.quoted(text)) is no address of a Unix socket: a path or @NAME, at most 107 bytes")
        }
        return address
    }

    /// A name every shell takes (POSIX, section 3.216).
    static func isVariable(_ text: String) -> Bool {
        guard let first = text.utf8.first, !(48...57).contains(first) else { return false }
        return text.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 95
        }
    }

    /// The variables that carry the ports: `PORT`, `PORT_2` …
    static func assignments(_ variable: String, _ ports: [UInt16]) -> [(name: String, value: String)] {
        ports.enumerated().map { i, port in (i == 0 ? variable : "\(variable)_\(i + 1)", "\(port)") }
    }

    /// The command with `{port}`, `{port2}` … replaced.
    static func fill(_ command: [String], with ports: [UInt16]) -> [String] {
        command.map { argument in
            var text = argument
            for (i, port) in ports.enumerated() {
                text.replace(i == 0 ? "{port}" : "{port\(i + 1)}", with: "\(port)")
            }
            return text
        }
    }
}

extension String {
    /// Replaces every occurrence.
    fileprivate mutating func replace(_ pattern: String, with text: String) {
        var out = ""
        var rest = self[...]
        while let found = rest.firstRange(of: pattern) {
            out += rest[..<found.lowerBound] + text
            rest = rest[found.upperBound...]
        }
        if !out.isEmpty || rest.count != count { self = out + rest }
    }
}
