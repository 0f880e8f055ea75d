import Glibc
import LinuxKernel

/// A Unix-socket server for a test: takes connections one after the other and answers each with the next script.
final class EngineServer: Sendable {
    /// What to write, piece by piece; an empty piece waits for the client to close.
    typealias Script = [[UInt8]]

    let path: String
    private let descriptor: Int32
    private let thread: UnsafeThread

    private struct UnsafeThread: @unchecked Sendable { var id: pthread_t }

    private final class Job: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// - Parameter answer: gets the request's first line and gives what to write.
    init(_ path: String, mode: mode_t = 0o700, answer: @escaping @Sendable (String) -> Script) {
        self.path = path
        let fd = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(fd, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        chmod(path, mode)
        listen(fd, 8)
        descriptor = fd
        let job = Unmanaged.passRetained(
            Job {
                while true {
                    let client = accept(fd, nil, nil)
                    if client < 0 { return }
                    Self.serve(client, answer)
                    close(client)
                }
            })
        var id = pthread_t()
        pthread_create(
            &id, nil,
            { raw in
                if let raw { Unmanaged<Job>.fromOpaque(raw).takeRetainedValue().run() }
                return nil
            }, job.toOpaque())
        thread = UnsafeThread(id: id)
    }

    private static func serve(_ client: Int32, _ answer: (String) -> Script) {
        var request: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while !String(decoding: request, as: UTF8.self).hasSuffix("\r\n\r\n") {
            let count = recv(client, &buffer, buffer.count, 0)
            if count <= 0 { return }
            request += buffer[..<count]
        }
        let line = String(decoding: request.prefix { $0 != 13 }, as: UTF8.self)
        for piece in answer(line) {
            if piece.isEmpty {
                while recv(client, &buffer, buffer.count, 0) > 0 {}
                return
            }
            var sent = 0
            while sent < piece.count {
                let count = piece[sent...].withUnsafeBytes {
                    send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                if count <= 0 { return }
                sent += count
            }
        }
    }

    /// An answer with a length.
    static func json(_ text: String, status: String = "200 OK") -> Script {
        [Array("HTTP/1.1 \(status)\r\nContent-Length: \(text.utf8.count)\r\n\r\n\(text)".utf8)]
    }

    deinit {
        shutdown(descriptor, Int32(SHUT_RDWR))
        pthread_join(thread.id, nil)
        close(descriptor)
    }
}
