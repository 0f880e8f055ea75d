import CLinux

/// A file or standard input, read to its end in pieces: a log of any size takes the memory of one piece.
package enum ByteStream {
    package enum Source: Hashable, Sendable {
        case standardInput
        case file(String)
    }

    /// Hands every piece to `body`, 256 KiB at most each.
    ///
    /// - Throws: `SystemError` of open(2) or read(2).
    package static func read(_ source: Source, _ body: ([UInt8]) -> Void) throws(SystemError) {
        var descriptor: Int32 = 0
        var subject = "standard input"
        if case .file(let path) = source {
            subject = path
            descriptor = clinux_open(path, O_RDONLY | O_CLOEXEC, 0)
            guard descriptor >= 0 else { throw SystemError("open", path) }
        }
        defer { if descriptor > 0 { close(descriptor) } }
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = buffer.withUnsafeMutableBytes { CLinux.read(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { return }
            if count < 0 {
                if clinux_errno() == EINTR { continue }
                throw SystemError("read", subject)
            }
            body(Array(buffer[..<count]))
        }
    }
}
