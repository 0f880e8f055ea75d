import CLinux

/// Those who see what services write as it comes, newline or not: who types into a program must see what it asks.
struct LogTaps {
    private struct Tap {
        let tap: LogTap
        let descriptor: Int32
    }
    private var taps: [String: [Tap]] = [:]

    var isEmpty: Bool { taps.isEmpty }

    /// - Parameters:
    ///   - descriptor: a socket; it becomes ours.
    ///   - begin: lines that have begun and not ended.
    mutating func add(_ tap: LogTap, _ service: String, _ descriptor: Int32, begin: [[UInt8]]) {
        taps[service, default: []].append(Tap(tap: tap, descriptor: descriptor))
        for line in begin { _ = line.withUnsafeBytes { Self.send($0, to: descriptor) } }
    }

    func service(of tap: LogTap) -> String? { taps.first { $0.value.contains { $0.tap == tap } }?.key }

    mutating func remove(_ tap: LogTap) {
        guard let service = service(of: tap) else { return }
        drop(service) { $0.tap == tap }
    }

    mutating func removeAll() { for service in taps.keys { drop(service) { _ in true } } }

    /// Sends what fits without waiting: a terminal that stands still must not keep the service from writing.
    mutating func pass(_ bytes: UnsafeRawBufferPointer, of service: String) {
        guard let own = taps[service], bytes.count > 0 else { return }
        for tap in own where !Self.send(bytes, to: tap.descriptor) { drop(service) { $0.tap == tap.tap } }
    }

    /// - Returns: whether anybody is still there.
    private static func send(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
        let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
        let count = CLinux.send(descriptor, bytes.baseAddress, bytes.count, flags)
        return count >= 0 || clinux_errno() == EAGAIN || clinux_errno() == EINTR
    }

    private mutating func drop(_ service: String, where isGone: (Tap) -> Bool) {
        for tap in taps[service] ?? [] where isGone(tap) { close(tap.descriptor) }
        taps[service]?.removeAll(where: isGone)
        if taps[service]?.isEmpty ?? false { taps[service] = nil }
    }
}
