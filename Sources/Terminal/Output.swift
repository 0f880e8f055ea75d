import Glibc

/// A buffered stream of bytes to one place: a file descriptor, or memory in tests.
///
/// A reader that went away (`EPIPE`) is no error: what follows is dropped and `isClosed` says so.
package final class Output {
    private let descriptor: Int32?
    private var buffer: [UInt8] = []
    /// Whether the reader has gone.
    package private(set) var isClosed = false
    /// The first error other than a closed pipe (a full disk, say), as `errno`.
    package private(set) var failure: Int32?

    /// Writes to `descriptor`, which stays the caller's.
    package init(descriptor: Int32) { self.descriptor = descriptor }

    /// Keeps everything in memory; read it from `text`.
    package init() { descriptor = nil }

    package func write(_ text: String) {
        buffer.append(contentsOf: text.utf8)
        if buffer.count >= 1 << 16 { flush() }
    }

    package func write(_ bytes: [UInt8]) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= 1 << 16 { flush() }
    }

    package func line(_ text: String = "") {
        buffer.append(contentsOf: text.utf8)
        buffer.append(10)
        if buffer.count >= 1 << 16 { flush() }
    }

    /// Everything written so far to an output in memory.
    package var text: String { String(decoding: buffer, as: UTF8.self) }

    package func flush() {
        guard let descriptor else { return }
        defer { buffer.removeAll(keepingCapacity: true) }
        var sent = 0
        while sent < buffer.count && !isClosed && failure == nil {
            let count = buffer.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress.map { $0 + sent }, $0.count - sent)
            }
            if count >= 0 {
                sent += count
            } else if errno == EPIPE {
                isClosed = true
            } else if errno == EAGAIN {
                var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&wait, 1, 1000)
            } else if errno != EINTR {
                failure = errno
            }
        }
    }
}
