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

    /// How many states there are.
    var size: Int { found.count }

    init(_ needles: [[UInt8]]) {
        var classes = [UInt8](repeating: 0, count: 256)
        var count = 1
        for byte in Set(needles.joined().map(\.lowercased)).sorted() {
            classes[Int(byte)] = UInt8(count)
            if byte.isASCIILetter { classes[Int(byte & 0xDF)] = UInt8(count) }
            count += 1
        }
        // A tab is a blank, and several blanks are one.
        classes[0x09] = classes[Int(UInt8.space)]
        let blank = Int(classes[Int(UInt8.space)])
        var shift = 1
        while 1 << shift < count { shift += 1 }
        let width = 1 << shift
        let most = needles.reduce(1) { $0 + $1.count }
        var found = [[Int32]](repeating: [], count: most)
        var states = 1
        let table = [UInt32](unsafeUninitializedCapacity: most * width) { table, filled in
            table.initialize(repeating: 0)
            for (index, needle) in needles.enumerated() where !needle.isEmpty {
                var state = 0
                for byte in needle {
                    let cell = state << shift + Int(classes[Int(byte)])
                    if table[cell] == 0 {
                        table[cell] = UInt32(states)
                        states += 1
                    }
                    state = Int(table[cell])
                }
                found[state].append(Int32(index))
            }
            Self.complete(UnsafeMutableBufferPointer(rebasing: table[..<(states << shift)]), states, shift, &found)
            if blank > 0 {
                Self.repeatBlanks(UnsafeMutableBufferPointer(rebasing: table[..<(states << shift)]), blank, shift)
            }
            filled = states << shift
        }
        found.removeLast(most - states)
        next = table
        self.classes = classes
        self.shift = shift
        self.found = found
    }

    /// Fills in where to go on when a needle breaks off, in the order of the states' depth.
    private static func complete(
        _ table: UnsafeMutableBufferPointer<UInt32>, _ states: Int, _ shift: Int, _ found: inout [[Int32]]
    ) {
        var fallback = [Int](repeating: 0, count: states)
        var queue = [0]
        queue.reserveCapacity(states)
        var head = 0
        while head < queue.count {
            let state = queue[head]
            head += 1
            let own = state << shift
            let other = fallback[state] << shift
            if state > 0, !found[fallback[state]].isEmpty { found[state] += found[fallback[state]] }
            for column in 0..<(1 << shift) {
                let through = state == 0 ? 0 : table[other + column]
                let child = Int(table[own + column])
                if child == 0 {
                    table[own + column] = through
                } else {
                    fallback[child] = Int(through)
                    queue.append(child)
                }
            }
        }
        // Rows are addressed by their offset: no multiplication in the loop.
        for cell in table.indices {
            let state = table[cell]
            table[cell] = state << UInt32(shift) | (found[Int(state)].isEmpty ? 0 : Self.hit)
        }
    }

    /// After a blank another blank changes nothing.
    private static func repeatBlanks(_ table: UnsafeMutableBufferPointer<UInt32>, _ blank: Int, _ shift: Int) {
        for row in stride(from: 0, to: table.count, by: 1 << shift) {
            let after = Int(table[row + blank] & ~hit)
            table[after + blank] = UInt32(after)
        }
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
