import CLinux
import Endpoints
import Foundation
import LinuxKernel
import TestSupport

/// A TCP server on loopback that does to each client what its script says, on a thread of its own.
final class ScriptedServer: @unchecked Sendable {
    /// One client as the script sees it.
    final class Client {
        fileprivate var descriptor: Int32

        fileprivate init(_ descriptor: Int32) { self.descriptor = descriptor }

        deinit { if descriptor >= 0 { close(descriptor) } }

        func say(_ text: String) { say(Array(text.utf8)) }

        func say(_ bytes: [UInt8]) { _ = send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) }

        /// What came until a text was among it, the client ended or 5 s were over.
        @discardableResult
        func hear(until mark: String) -> String {
            var all: [UInt8] = []
            var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            while !String(decoding: all, as: UTF8.self).contains(mark), poll(&entry, 1, 5000) > 0 {
                var buffer = [UInt8](repeating: 0, count: 4096)
                let count = recv(descriptor, &buffer, buffer.count, 0)
                if count <= 0 { break }
                all += buffer.prefix(count)
            }
            return String(decoding: all, as: UTF8.self)
        }

        /// The next bytes, this many, or fewer when the client ended or 5 s were over.
        func take(_ count: Int) -> [UInt8] {
            var all: [UInt8] = []
            var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            while all.count < count, poll(&entry, 1, 5000) > 0 {
                var buffer = [UInt8](repeating: 0, count: count - all.count)
                let got = recv(descriptor, &buffer, buffer.count, 0)
                if got <= 0 { break }
                all += buffer.prefix(got)
            }
            return all
        }

        /// Waits until the client has ended.
        func waitForEnd() { hear(until: "\u{0}never said\u{0}") }

        func reset() {
            var none = linger(l_onoff: 1, l_linger: 0)
            setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &none, socklen_t(MemoryLayout<linger>.size))
            close(descriptor)
            descriptor = -1
        }
    }

    let port: UInt16
    let address: IPAddress
    private let listener: Int32
    private let stop: Int32
    private let stopper: Int32

    var endpoint: Endpoint { Endpoint(.tcp, address, port) }

    /// - Parameter script: run for each client in turn; `nil` accepts nobody.
    init(
        _ address: IPAddress = .loopbackV4, backlog: Int32 = 16, script: (@Sendable (Client) -> Void)? = nil
    ) throws {
        self.address = address
        port = Ports.free()
        let family = address.family == .v4 ? AF_INET : AF_INET6
        listener = socket(family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var on: Int32 = 1
        setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        let bound = Self.bind(listener, address, port)
        guard bound == 0, listen(listener, backlog) == 0 else {
            throw TestFailure("listen on \(port): \(String(cString: strerror(errno)))")
        }
        var ends: [Int32] = [-1, -1]
        guard clinux_pipe(&ends) == 0 else { throw TestFailure("pipe2") }
        (stop, stopper) = (ends[0], ends[1])
        guard let script else { return }
        let (listener, stop) = (self.listener, self.stop)
        Thread.detachNewThread {
            while true {
                var entries = [
                    pollfd(fd: listener, events: Int16(POLLIN), revents: 0),
                    pollfd(fd: stop, events: Int16(POLLIN), revents: 0),
                ]
                guard poll(&entries, 2, -1) > 0, entries[1].revents == 0 else { break }
                let client = accept(listener, nil, nil)
                if client >= 0 { script(Client(client)) }
            }
            close(listener)
            close(stop)
        }
        hasThread = true
    }

    private var hasThread = false

    deinit {
        close(stopper)
        if !hasThread {
            close(listener)
            close(stop)
        }
    }

    private static func bind(_ descriptor: Int32, _ address: IPAddress, _ port: UInt16) -> Int32 {
        switch address {
        case .v4(let v4):
            var name = sockaddr_in()
            name.sin_family = sa_family_t(AF_INET)
            name.sin_port = port.bigEndian
            name.sin_addr.s_addr = v4.bits.bigEndian
            return withUnsafePointer(to: &name) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    CLinux.bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
        case .v6(let v6):
            var name = sockaddr_in6()
            name.sin6_family = sa_family_t(AF_INET6)
            name.sin6_port = port.bigEndian
            withUnsafeMutableBytes(of: &name.sin6_addr) { raw in
                raw.storeBytes(of: v6.high.bigEndian, toByteOffset: 0, as: UInt64.self)
                raw.storeBytes(of: v6.low.bigEndian, toByteOffset: 8, as: UInt64.self)
            }
            return withUnsafePointer(to: &name) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    CLinux.bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in6>.size))
                }
            }
        }
    }
}

extension TestNetwork {
    /// Runs on a thread of its own that has moved into this namespace, and waits for it.
    func inside<Result: Sendable>(_ body: @escaping @Sendable () -> Result) throws -> Result {
        let namespace = open("/run/netns/\(name)", O_RDONLY | O_CLOEXEC)
        guard namespace >= 0 else { throw TestFailure("no namespace \(name)") }
        defer { close(namespace) }
        let box = Box<Result>()
        let done = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            if clinux_enter_network(namespace) == 0 { box.result = body() }
            done.signal()
        }
        done.wait()
        guard let result = box.result else { throw TestFailure("setns: \(name)") }
        return result
    }

    private final class Box<Result>: @unchecked Sendable {
        var result: Result?
    }
}
