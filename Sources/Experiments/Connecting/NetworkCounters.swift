import LinuxKernel

/// Counters of the thread's network namespace: `Tcp` and `Icmp` of /proc/net/snmp, `TcpExt` of /proc/net/netstat and,
/// where IPv6 is meant, those of IPv6 and ICMPv6 of /proc/net/snmp6 (proc_net(5)). All traffic of the namespace moves them.
struct NetworkCounters {
    private(set) var values: [String: Int] = [:]

    /// Reads them now; what cannot be read is left out.
    ///
    /// - Parameter root: `/proc/thread-self`, so that a thread which changed its namespace sees its own.
    init(isV6: Bool, root: String = "/proc/thread-self") {
        take(FileBytes.read("\(root)/net/snmp"), groups: ["Ip", "Tcp", "Icmp"])
        take(FileBytes.read("\(root)/net/netstat"), groups: ["TcpExt"])
        if isV6 { takeV6(FileBytes.read("\(root)/net/snmp6")) }
    }

    init(values: [String: Int]) { self.values = values }

    /// What grew between `earlier` and now. Gauges, which may fall, are left out with the rest that did not grow.
    func growth(since earlier: NetworkCounters) -> [String: Int] {
        var out: [String: Int] = [:]
        for (name, value) in values where name != "Tcp.CurrEstab" {
            if let before = earlier.values[name], value > before { out[name] = value - before }
        }
        return out
    }

    /// Two lines a group, the names and then the numbers, both behind the group's name and a colon.
    private mutating func take(_ bytes: [UInt8]?, groups: [String]) {
        guard let bytes else { return }
        var names: [ArraySlice<UInt8>] = []
        for line in bytes.split(separator: 10) {
            let words = line.split(separator: 32)
            guard let first = words.first, first.last == UInt8(ascii: ":") else { continue }
            let group = String(decoding: first.dropLast(), as: UTF8.self)
            guard groups.contains(group) else { continue }
            if names.isEmpty {
                names = words
            } else {
                for (name, value) in zip(names.dropFirst(), words.dropFirst()) {
                    values["\(group).\(String(decoding: name, as: UTF8.self))"] = Self.number(value)
                }
                names = []
            }
        }
    }

    /// A name and a number a line, such as `Icmp6InDestUnreachs 3` and `Ip6InReceives 12`.
    private mutating func takeV6(_ bytes: [UInt8]?) {
        for line in (bytes ?? []).split(separator: 10) {
            guard let group = ["Icmp6", "Ip6"].first(where: { line.starts(with: $0.utf8) }) else { continue }
            let words = line.split { $0 == 32 || $0 == 9 }
            guard words.count == 2 else { continue }
            let name = String(decoding: words[0].dropFirst(group.utf8.count), as: UTF8.self)
            values["\(group).\(name)"] = Self.number(words[1])
        }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? { Int(String(decoding: digits, as: UTF8.self)) }
}
