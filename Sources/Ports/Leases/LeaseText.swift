import Endpoints

/// The registry as text: one lease a line, `18211 tcp 1763700000 api /home/me/shop`, readable and greppable.
///
/// The project comes last and may hold spaces; its control characters and `%` are written as `%NN`.
package enum LeaseText {
    static let title = "# ostia leases: port, transport, since, service, work tree\n"

    package static func encode(_ leases: [Lease]) -> [UInt8] {
        var out = Array(title.utf8)
        for lease in leases {
            let key = lease.key
            out += "\(lease.port) \(key.transport.rawValue) \(lease.since) \(key.service) ".utf8
            out += escape(key.project)
            out.append(10)
        }
        return out
    }

    /// What could be read, and the numbers of the lines that could not, or that contradict an earlier one.
    package static func decode(_ bytes: [UInt8]) -> (leases: [Lease], damaged: [Int]) {
        var leases: [Lease] = []
        var damaged: [Int] = []
        var ports = Set<UInt16>()
        var keys = Set<LeaseKey>()
        let lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
        for (i, line) in lines.enumerated() where !line.isEmpty && line.first != UInt8(ascii: "#") {
            // A last line without its newline was cut off, whatever it says.
            guard i < lines.count - 1, let lease = lease(line), !ports.contains(lease.port), !keys.contains(lease.key)
            else {
                damaged.append(i + 1)
                continue
            }
            ports.insert(lease.port)
            keys.insert(lease.key)
            leases.append(lease)
        }
        return (leases, damaged)
    }

    private static func lease(_ line: ArraySlice<UInt8>) -> Lease? {
        guard let text = String(validating: line, as: UTF8.self) else { return nil }
        let fields = text.split(separator: " ", maxSplits: 4, omittingEmptySubsequences: false)
        guard fields.count == 5, let port = UInt16(fields[0]), port > 0,
            let transport = Transport(rawValue: "\(fields[1])"),
            let since = Int(fields[2]), since >= 0, ServiceName.isValid(fields[3]), let project = unescape(fields[4]),
            project.hasPrefix("/")
        else { return nil }
        return Lease(
            LeaseKey(project: project, service: "\(fields[3])", transport: transport), port: port, since: since)
    }

    static func escape(_ text: String) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        return text.utf8.flatMap { byte in
            byte < 0x20 || byte == 0x7F || byte == UInt8(ascii: "%")
                ? [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]] : [byte]
        }
    }

    static func unescape(_ text: Substring) -> String? {
        var out: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%") {
                guard rest.count >= 2, let value = UInt8(String(rest.prefix(2)) ?? "", radix: 16) else { return nil }
                out.append(value)
                rest = rest.dropFirst(2)
            } else if byte < 0x20 || byte == 0x7F {
                return nil
            } else {
                out.append(byte)
            }
        }
        return String(validating: out, as: UTF8.self)
    }
}

/// The memory of ports given away without a name: `18211 tcp 1763700000 4711 901234`, pid and start last.
package enum HandedOutText {
    package static func encode(_ entries: [HandedOut]) -> [UInt8] {
        entries.flatMap { "\($0.port) \($0.transport.rawValue) \($0.time) \($0.pid) \($0.startTicks)\n".utf8 }
    }

    /// Lines that make no sense are left out: nothing is lost but a little caution.
    package static func decode(_ bytes: [UInt8]) -> [HandedOut] {
        String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
            let fields = line.split(separator: " ", omittingEmptySubsequences: false)
            guard fields.count == 5, let port = UInt16(fields[0]), let transport = Transport(rawValue: "\(fields[1])"),
                let time = Int(fields[2]), let pid = Int32(fields[3]), let start = UInt64(fields[4])
            else { return nil }
            return HandedOut(port, transport, time: time, pid: pid, startTicks: start)
        }
    }
}
