import Endpoints
import Foundation
import LinuxKernel

/// A TCP server of this process: gives everyone the same answer, or listens and says nothing.
final class SmallServer: @unchecked Sendable {
    let port: UInt16
    private let descriptor: Int32
    /// Requests as they came.
    var requests: [String] { lock.withLock { received } }
    private var received: [String] = []
    private let lock = NSLock()
    private let isServing: Bool

    /// - Parameter answer: `nil` to accept nobody.
    init?(_ address: String = "127.0.0.1", answer: String? = nil) {
        let isV6 = address.contains(":")
        let fd = socket(isV6 ? AF_INET6 : AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        descriptor = fd
        isServing = answer != nil
        var bound: Int32 = -1
        var number: UInt16 = 0
        if isV6 {
            var only: Int32 = address == "::" ? 0 : 1
            setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &only, 4)
            var name = sockaddr_in6()
            name.sin6_family = sa_family_t(AF_INET6)
            inet_pton(AF_INET6, address, &name.sin6_addr)
            var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
            withUnsafeMutablePointer(to: &name) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bound = bind(fd, $0, length)
                    getsockname(fd, $0, &length)
                }
            }
            number = UInt16(bigEndian: name.sin6_port)
        } else {
            var name = sockaddr_in()
            name.sin_family = sa_family_t(AF_INET)
            inet_pton(AF_INET, address, &name.sin_addr)
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            withUnsafeMutablePointer(to: &name) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bound = bind(fd, $0, length)
                    getsockname(fd, $0, &length)
                }
            }
            number = UInt16(bigEndian: name.sin_port)
        }
        port = number
        guard descriptor >= 0, bound == 0, listen(descriptor, 16) == 0 else {
            close(descriptor)
            return nil
        }
        guard let answer else { return }
        Thread { [self] in serve(answer) }.start()
    }

    /// Ends it; no more is accepted.
    func stop() {
        shutdown(descriptor, Int32(SHUT_RDWR))
        // Else its thread closes it, which may be about to use the number once more.
        if !isServing { close(descriptor) }
    }

    private func serve(_ answer: String) {
        while true {
            let client = accept(descriptor, nil, nil)
            guard client >= 0 else {
                close(descriptor)
                return
            }
            var buffer = [UInt8](repeating: 0, count: 4096)
            let count = read(client, &buffer, buffer.count)
            if count > 0 { lock.withLock { received.append(String(decoding: buffer[..<count], as: UTF8.self)) } }
            _ = send(client, answer, answer.utf8.count, Int32(MSG_NOSIGNAL))
            close(client)
        }
    }
}
