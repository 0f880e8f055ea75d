import CLinux

/// Bytes in memory of their own, appended at the end and taken from the front.
///
/// The one place of the log that handles raw memory. An `[UInt8]` would fill what it grows by with zeros, check its
/// reference count and its bounds for every line; here a line costs one `memchr` and two `memcpy`, which is what makes
/// millions of lines a second of them. Everything outside works on the buffer pointers given out here.
struct ByteBuffer: ~Copyable {
    private var start: UnsafeMutablePointer<UInt8>
    private(set) var count = 0
    private var capacity: Int

    init(capacity: Int = 4096) {
        self.capacity = capacity
        start = Self.allocate(nil, capacity)
    }

    deinit { free(start) }

    /// What it holds; good until the next change.
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

    /// Makes room for so many more.
    @inline(__always)
    mutating func reserve(_ more: Int) {
        if capacity - count < more { grow(more) }
    }

    private mutating func grow(_ more: Int) {
        capacity = max(capacity * 2, count + more)
        start = Self.allocate(start, capacity)
    }

    private static func allocate(_ old: UnsafeMutablePointer<UInt8>?, _ size: Int) -> UnsafeMutablePointer<UInt8> {
        guard let memory = realloc(old, size) else { fatalError("no memory for \(size) bytes of log") }
        return memory.assumingMemoryBound(to: UInt8.self)
    }

    @inline(__always)
    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        guard let source = bytes.baseAddress, bytes.count > 0 else { return }
        reserve(bytes.count)
        memcpy(start + count, source, bytes.count)
        count += bytes.count
    }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        reserve(1)
        start[count] = byte
        count += 1
    }

    mutating func append(_ bytes: [UInt8]) { bytes.withUnsafeBytes { append($0) } }

    mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
    }

    /// One line of a log: what stands before it, the text, a newline.
    @inline(__always)
    mutating func append(_ prefix: UnsafeRawBufferPointer, _ text: UnsafeRawBufferPointer) {
        reserve(prefix.count + text.count + 1)
        var end = start + count
        if let source = prefix.baseAddress { memcpy(end, source, prefix.count) }
        end += prefix.count
        if let source = text.baseAddress, text.count > 0 { memcpy(end, source, text.count) }
        end[text.count] = 10
        count += prefix.count + text.count + 1
    }

    /// Writes over what is there already.
    mutating func overwrite(at offset: Int, with bytes: [UInt8]) {
        for (i, byte) in bytes.enumerated() where offset + i < count { start[offset + i] = byte }
    }

    /// Reads once from a descriptor, behind what is there.
    ///
    /// - Returns: what read(2) returned.
    mutating func read(_ descriptor: Int32, atMost room: Int) -> Int {
        reserve(room)
        let got = clinux_read(descriptor, start + count, UInt(room))
        if got > 0 { count += got }
        return got
    }

    /// The same at an offset of a file (pread(2)).
    mutating func read(_ descriptor: Int32, at offset: Int, atMost room: Int) -> Int {
        reserve(room)
        let got = pread(descriptor, start + count, room, offset)
        if got > 0 { count += got }
        return got
    }

    mutating func removeFirst(_ gone: Int) {
        guard gone > 0 else { return }
        count -= gone
        if count > 0 { memmove(start, start + gone, count) }
    }

    mutating func removeLast(_ gone: Int) { count -= gone }

    /// Forgets everything, and gives memory beyond `keeping` back.
    mutating func clear(keeping: Int = 1 << 20) {
        count = 0
        if capacity > keeping {
            capacity = keeping
            start = Self.allocate(start, keeping)
        }
    }
}

extension UnsafeRawBufferPointer {
    /// Where the first such byte is, counted from the start (memchr(3)); `nil` when there is none.
    @inline(__always)
    func first(_ byte: UInt8, from offset: Int = 0) -> Int? {
        guard let baseAddress, offset < count,
            let found = memchr(baseAddress + offset, Int32(byte), count - offset)
        else { return nil }
        return UnsafeRawPointer(found) - baseAddress
    }

    /// Where the last such byte is (memrchr(3) is no part of the C library Swift sees).
    func last(_ byte: UInt8) -> Int? {
        var i = count
        while i > 0 {
            i -= 1
            if self[i] == byte { return i }
        }
        return nil
    }

    @inline(__always)
    func part(_ from: Int, _ to: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: self[from..<to])
    }

    @inline(__always)
    func begins(with other: UnsafeRawBufferPointer) -> Bool {
        guard count >= other.count, let a = baseAddress, let b = other.baseAddress else { return false }
        return memcmp(a, b, other.count) == 0
    }

    /// Whether the text stands somewhere in it.
    func contains(_ text: [UInt8]) -> Bool {
        guard let first = text.first else { return true }
        return text.withUnsafeBytes { text in
            var at = 0
            while let found = self.first(first, from: at), count - found >= text.count {
                if part(found, count).begins(with: text) { return true }
                at = found + 1
            }
            return false
        }
    }

    /// Whether every byte is printable ASCII or a tab: nothing that a terminal acts on, no part of a longer character.
    /// Eight bytes at a time.
    @inline(__always)
    var isPlain: Bool {
        guard let baseAddress else { return true }
        let ones: UInt64 = 0x0101_0101_0101_0101
        let tops = ones &* 0x80
        var i = 0
        while i + 8 <= count {
            let word = (baseAddress + i).loadUnaligned(as: UInt64.self)
            // The top bit of each byte below 0x20, at 0x7F or above 0x7F.
            let odd = ((word &- ones &* 0x20) | ((word ^ (ones &* 0x7F)) &- ones) | word) & tops
            if odd != 0 && !isPlain(i, i + 8) { return false }
            i += 8
        }
        return isPlain(i, count)
    }

    private func isPlain(_ from: Int, _ to: Int) -> Bool {
        for i in from..<to where !(self[i] >= 0x20 && self[i] < 0x7F || self[i] == 9) { return false }
        return true
    }
}
