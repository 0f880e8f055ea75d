import CGuardian
package import LinuxKernel

/// Puts a frame together: four bytes of length, one that says what it is, then the message (CGuardian.h).
struct FrameWriter {
    private var bytes: [UInt8]

    init(_ kind: cguardian_message) { bytes = [0, 0, 0, 0, UInt8(truncatingIfNeeded: kind.rawValue)] }

    mutating func add(_ numbers: [UInt32]) {
        for number in numbers { bytes += Self.bytes(of: number) }
    }

    mutating func add(_ text: String) throws(SystemError) {
        guard !text.utf8.contains(0) else {
            throw SystemError("spawn", "a zero byte in a text", code: SystemError.invalid)
        }
        bytes += text.utf8
        bytes.append(0)
    }

    consuming func finished() -> [UInt8] {
        bytes.replaceSubrange(0..<4, with: Self.bytes(of: UInt32(bytes.count - 4)))
        return bytes
    }

    private static func bytes(of number: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
}

/// Takes a frame's message apart; every reading is `nil` where the message is too short.
struct FrameReader {
    private var rest: ArraySlice<UInt8>

    init(_ message: ArraySlice<UInt8>) { rest = message }

    mutating func u32() -> UInt32? {
        guard rest.count >= 4 else { return nil }
        defer { rest = rest.dropFirst(4) }
        return rest.prefix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    mutating func u64() -> UInt64? {
        guard let low = u32(), let high = u32() else { return nil }
        return UInt64(high) << 32 | UInt64(low)
    }

    mutating func i32() -> Int32? { u32().map { Int32(bitPattern: $0) } }

    mutating func text() -> String? {
        guard let zero = rest.firstIndex(of: 0) else { return nil }
        defer { rest = rest[(zero + 1)...] }
        return String(outside: rest[..<zero])
    }
}

/// Cuts a stream of bytes into frames, however it was cut on its way.
package struct FrameSplitter: Sendable {
    private var waiting: [UInt8] = []

    package init() {}

    /// - Returns: the frames now complete, each from its kind on.
    /// - Throws: `EPROTO` when a length is not one of ours; nothing that follows can be understood.
    package mutating func add(_ bytes: some Collection<UInt8>) throws(SystemError) -> [ArraySlice<UInt8>] {
        waiting += bytes
        var frames: [ArraySlice<UInt8>] = []
        var rest = waiting[...]
        while rest.count >= 4 {
            let length = Int(rest.prefix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
            guard length > 0, length <= Int(CGUARDIAN_LONGEST_FRAME) else {
                throw SystemError("receive", "the guardian's answer", code: 71)
            }
            if rest.count < 4 + length { break }
            frames.append(rest.dropFirst(4).prefix(length))
            rest = rest.dropFirst(4 + length)
        }
        waiting = Array(rest)
        return frames
    }
}
