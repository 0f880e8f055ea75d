/// Finds many words in a stream of bytes in one pass, letters of either case alike (Aho and Corasick, 1975).
///
/// Every state's row is filled in, so a byte costs one look-up in the table of its class and one in that of its state.
struct NeedleAutomaton: Sendable {
    /// The class of each byte: those that no needle has share class 0.
    private let classes: [UInt8]
    private let shift: Int
    /// The next state, a row a state; the top bit says that a needle ends there.
    private let next: [UInt32]
    /// The needles that end in a state, those of its suffixes with them.
    private let found: [[Int32]]

    private static let hit: UInt32 = 1 << 31
    static let start: UInt32 = 0

    init(_ needles: [[UInt8]]) {
        var classes = [UInt8](repeating: 0, count: 256)
        var count = 1
        for byte in Set(needles.joined().map(\.lowercased)).sorted() {
            classes[Int(byte)] = UInt8(count)
            if byte.isLetter { classes[Int(byte & 0xDF)] = UInt8(count) }
            count += 1
        }
        var shift = 1
        while 1 << shift < count { shift += 1 }
        let width = 1 << shift
        var table = [UInt32](repeating: 0, count: width)
        var found: [[Int32]] = [[]]
        for (index, needle) in needles.enumerated() where !needle.isEmpty {
            var state = 0
            for byte in needle {
                let cell = state * width + Int(classes[Int(byte)])
                if table[cell] == 0 {
                    table[cell] = UInt32(found.count)
                    found.append([])
                    table.append(contentsOf: repeatElement(0, count: width))
                }
                state = Int(table[cell])
            }
            found[state].append(Int32(index))
        }
        var fallback = [Int](repeating: 0, count: found.count)
        var queue: [Int] = []
        for column in 0..<width where table[column] != 0 { queue.append(Int(table[column])) }
        var head = 0
        while head < queue.count {
            let state = queue[head]
            head += 1
            found[state] += found[fallback[state]]
            for column in 0..<width {
                let cell = state * width + column
                let through = Int(table[fallback[state] * width + column])
                if table[cell] == 0 {
                    table[cell] = UInt32(through)
                } else {
                    fallback[Int(table[cell])] = through
                    queue.append(Int(table[cell]))
                }
            }
        }
        // Rows are addressed by their offset: no multiplication in the loop.
        self.next = table.map { state in
            UInt32(state) << UInt32(shift) | (found[Int(state)].isEmpty ? 0 : Self.hit)
        }
        self.classes = classes
        self.shift = shift
        self.found = found
    }

    /// Whether any needle is in the bytes.
    func isIn(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        classes.withUnsafeBufferPointer { classes in
            next.withUnsafeBufferPointer { next in
                var state = Self.start
                for byte in bytes {
                    state = next[Int(state) + Int(classes[Int(byte)])]
                    if state & Self.hit != 0 { return true }
                }
                return false
            }
        }
    }

    /// Where the first needle ends at or after `start`, or `nil`; words do not reach over the ends.
    func firstHit(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        classes.withUnsafeBufferPointer { classes in
            next.withUnsafeBufferPointer { next in
                var state = Self.start
                var index = start
                let end = bytes.count
                while index < end {
                    state = next[Int(state) + Int(classes[Int(bytes[index])])]
                    if state & Self.hit != 0 { return index }
                    index += 1
                }
                return nil
            }
        }
    }

    /// The needles in the bytes, each once, in the order of the table.
    func needles(in bytes: [UInt8]) -> [Int] {
        var state = Self.start
        var all: Set<Int32> = []
        for byte in bytes {
            state = next[Int(state & ~Self.hit) + Int(classes[Int(byte)])]
            if state & Self.hit != 0 { all.formUnion(found[Int((state & ~Self.hit) >> UInt32(shift))]) }
        }
        return all.map(Int.init).sorted()
    }
}
