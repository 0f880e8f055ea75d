import CLinux

/// A pipe whose read end never blocks, and what has come through it.
final class Pipe {
    let reader: Int32
    private(set) var writer: Int32
    private(set) var bytes: [UInt8] = []
    private(set) var isAtEnd = false

    init() throws(SystemError) {
        var ends: (Int32, Int32) = (-1, -1)
        let code = withUnsafeMutableBytes(of: &ends) { raw in
            raw.assumingMemoryBound(to: Int32.self).baseAddress.map { clinux_pipe($0) } ?? -1
        }
        guard code == 0 else { throw SystemError("pipe2") }
        (reader, writer) = ends
        _ = clinux_fcntl(reader, F_SETFL, Int(O_NONBLOCK))
    }

    deinit {
        close(reader)
        closeWriter()
    }

    func closeWriter() {
        if writer >= 0 { close(writer) }
        writer = -1
    }

    /// Takes what has come, and forgets it.
    func take() -> [UInt8] {
        drain(.max)
        defer { bytes = [] }
        return bytes
    }

    func drain(_ limit: Int) {
        withUnsafeTemporaryAllocation(byteCount: 16_384, alignment: 1) { buffer in
            while !isAtEnd {
                let count = clinux_read(reader, buffer.baseAddress, UInt(buffer.count))
                if count < 0 { return }
                isAtEnd = count == 0
                bytes += buffer.prefix(max(0, min(count, limit == .max ? count : limit - bytes.count)))
            }
        }
    }
}
