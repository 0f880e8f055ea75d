/// What a client of a portserver has said so far: the id, in decimal, of the process that wants a port, and a newline.
///
/// The protocol is portpicker's (github.com/google/python_portpicker): one question, one answer, and the server closes.
package enum PortserverRequest: Hashable, Sendable {
    /// More must come.
    case incomplete
    case process(Int32)
    /// Not what a client says; nothing will be answered.
    case garbage

    /// The longest request taken, in bytes, without its newline.
    package static let longest = 20

    /// - Parameter isAll: whether no more is coming; the newline may be missing then.
    package init(_ bytes: [UInt8], isAll: Bool) {
        let end = bytes.firstIndex(of: 10)
        var text = bytes[..<(end ?? bytes.endIndex)]
        while let last = text.last, last == 13 || last == 32 { text.removeLast() }
        while let first = text.first, first == 32 { text.removeFirst() }
        guard text.count <= Self.longest, text.allSatisfy({ (48...57).contains($0) }) else {
            self = .garbage
            return
        }
        guard end != nil || isAll else {
            self = .incomplete
            return
        }
        // Process 1 and 0 are never a client: the first is what a process in another pid namespace takes for its
        // parent.
        guard let pid = Int32(String(decoding: text, as: UTF8.self)), pid > 1 else {
            self = .garbage
            return
        }
        self = .process(pid)
    }

    /// The port in decimal and a newline; nothing at all when there is none.
    package static func reply(_ port: UInt16?) -> [UInt8] { port.map { Array("\($0)\n".utf8) } ?? [] }
}
