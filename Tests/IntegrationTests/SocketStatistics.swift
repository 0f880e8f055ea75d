import Foundation
import TestSupport

/// One line of `ss -e -p`, as iproute2 writes it.
struct SSLine: Hashable {
    var transport: String
    var state: String
    /// `127.0.0.1`, `::`; `*` is `::` for both families.
    var address: String
    var port: Int
    var inode: Int
    var cookie: String
    var pids: Set<Int32>

    /// Reads a line of `ss -Htunpe`, with or without the transport in front and the state behind it.
    init?(_ line: String) {
        var fields = line.split(separator: " ").map(String.init)
        guard fields.count >= 6 else { return nil }
        transport = fields[0]
        guard transport == "tcp" || transport == "udp", let colon = fields[4].lastIndex(of: ":"),
            let port = Int(fields[4][fields[4].index(after: colon)...])
        else { return nil }
        state = fields[1]
        let text = fields[4][..<colon].trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        address = text == "*" ? "::" : text
        self.port = port
        fields.removeFirst(6)
        func value(_ name: String) -> String? {
            fields.first { $0.hasPrefix("\(name):") }.map { String($0.dropFirst(name.count + 1)) }
        }
        inode = value("ino").flatMap { Int($0) } ?? 0
        cookie = value("sk") ?? ""
        pids = Self.pids(line)
    }

    /// `users:(("nginx",pid=7,fd=6),("nginx",pid=8,fd=6))`
    static func pids(_ line: String) -> Set<Int32> {
        Set(
            line.components(separatedBy: ",pid=").dropFirst().compactMap { piece in
                Int32(piece.prefix { $0.isNumber })
            })
    }
}

/// Who holds which socket, by a walk over every descriptor of every process that shares no code with ostia's.
enum DescriptorWalk {
    static func holders() -> [Int: Set<Int32>] {
        var found: [Int: Set<Int32>] = [:]
        let files = FileManager.default
        for name in (try? files.contentsOfDirectory(atPath: "/proc")) ?? [] {
            guard let pid = Int32(name) else { continue }
            for fd in (try? files.contentsOfDirectory(atPath: "/proc/\(pid)/fd")) ?? [] {
                guard let target = try? files.destinationOfSymbolicLink(atPath: "/proc/\(pid)/fd/\(fd)"),
                    target.hasPrefix("socket:["), let inode = Int(target.dropFirst(8).dropLast())
                else { continue }
                found[inode, default: []].insert(pid)
            }
        }
        return found
    }
}
