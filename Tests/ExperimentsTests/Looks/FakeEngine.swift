import CLinux
import Glibc

/// A container engine for a test: answers each request on a Unix socket with what is written for its first line.
final class FakeEngine: Sendable {
    private let descriptor: Int32
    private let thread: UnsafeThread

    private struct UnsafeThread: @unchecked Sendable { var id: pthread_t }

    private final class Job: Sendable {
        let descriptor: Int32
        let answers: [String: String]

        init(_ descriptor: Int32, _ answers: [String: String]) {
            self.descriptor = descriptor
            self.answers = answers
        }

        func run() {
            while true {
                let client = accept(descriptor, nil, nil)
                if client < 0 { return }
                var request: [UInt8] = []
                var buffer = [UInt8](repeating: 0, count: 4096)
                while !request.contains(10) {
                    let count = recv(client, &buffer, buffer.count, 0)
                    if count <= 0 { break }
                    request += buffer[..<count]
                }
                let line = String(decoding: request.prefix { $0 != 13 }, as: UTF8.self)
                let target = line.split(separator: " ").dropFirst().first.map(String.init) ?? ""
                let body = answers[target] ?? #"{"message": "no such thing"}"#
                let status = answers[target] == nil ? "404 Not Found" : "200 OK"
                let answer = Array("HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8)
                _ = send(client, answer, answer.count, Int32(MSG_NOSIGNAL))
                close(client)
            }
        }
    }

    /// - Parameter answers: bodies by path and query.
    init(_ path: String, _ answers: [String: String]) {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let descriptor = descriptor
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        listen(descriptor, 8)
        let job = Unmanaged.passRetained(Job(descriptor, answers)).toOpaque()
        var id = pthread_t()
        pthread_create(
            &id, nil,
            { raw in
                if let raw { Unmanaged<Job>.fromOpaque(raw).takeRetainedValue().run() }
                return nil
            }, job)
        thread = UnsafeThread(id: id)
    }

    deinit {
        shutdown(descriptor, Int32(SHUT_RDWR))
        pthread_join(thread.id, nil)
        close(descriptor)
    }
}
