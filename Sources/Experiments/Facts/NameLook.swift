import Diagnosis
import Endpoints
import LinuxKernel

/// Where names come from on this machine, read from its files.
struct NameLook {
    private let machine: Machine

    init(_ machine: Machine) { self.machine = machine }

    /// - Parameter wanted: names in lower case; of a huge hosts file only their lines are kept beside the first ones.
    func sources(wanted: Set<String>) -> NameSources {
        NameSources(
            hosts: hosts(wanted), order: HostNames(root: machine.root).services, nameServers: nameServers,
            hostName: machine.sysctl("kernel/hostname") ?? "")
    }

    /// Lines that block advertisements by the ten thousand are not read one by one.
    static let mostLines = 2000

    private func hosts(_ wanted: Set<String>) -> [NameSources.HostsEntry] {
        let bytes = FileBytes.read("\(machine.root)/etc/hosts", limit: 1 << 24) ?? []
        let wanted = wanted.union(["localhost"]).map { Array($0.utf8) }
        var out: [NameSources.HostsEntry] = []
        var number = 0
        for line in bytes.split(separator: 10, omittingEmptySubsequences: false) {
            number += 1
            if number > Self.mostLines, !wanted.contains(where: { Self.holds(line, $0) }) { continue }
            for entry in HostsFile(text: String(outside: line)).lines {
                out.append(.init(entry.address, entry.names, line: number))
            }
        }
        return out
    }

    private static func holds(_ line: ArraySlice<UInt8>, _ word: [UInt8]) -> Bool {
        guard let first = word.first, line.count >= word.count else { return false }
        for i in line.startIndex...(line.endIndex - word.count) where line[i] | 0x20 == first | 0x20 {
            if zip(line[i...], word).allSatisfy({ $0 | 0x20 == $1 | 0x20 }) { return true }
        }
        return false
    }

    /// The `nameserver` lines (resolv.conf(5)).
    private var nameServers: [String] {
        (FileBytes.text("\(machine.root)/etc/resolv.conf") ?? "").split(whereSeparator: \.isNewline).compactMap {
            line in
            let words = line.split(whereSeparator: \.isWhitespace)
            return words.count >= 2 && words[0] == "nameserver" ? String(words[1]) : nil
        }
    }
}
