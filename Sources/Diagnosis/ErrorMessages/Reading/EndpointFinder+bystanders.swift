extension EndpointFinder {
    /// Whether the words before say that this address is not the one that failed.
    func isBystander(before start: Int) -> Bool {
        var end = start
        let bytes = line.folded
        while end > 0, [UInt8.space, 39, 40, 58, 61, 47, 91, 123].contains(bytes[end - 1]), start - end < 4 { end -= 1 }
        let head = bytes[max(0, end - 40)..<end]
        if Self.bystanders.contains(where: {
            head.count >= $0.count && head.suffix($0.count).elementsEqual($0)
                && (head.count == $0.count || !head[head.endIndex - $0.count - 1].isASCIILetter || $0[0] == 32)
        }) {
            return true
        }
        // The name server: `lookup db.invalid on 127.0.0.1:53`.
        if head.suffix(3).elementsEqual(" on".utf8), let lookup = position(of: "lookup ", before: end),
            end - lookup < 300
        {
            return position(of: "dial ", before: end).map { $0 < lookup } ?? true
        }
        return false
    }

    private func position(of text: StaticString, before end: Int) -> Int? {
        let count = text.utf8CodeUnitCount
        var start = end - count
        while start >= 0 {
            if (0..<count).allSatisfy({ line.folded[start + $0] == text.utf8Start[$0] }) { return start }
            start -= 1
        }
        return nil
    }

    private static let bystanders: [[UInt8]] = [
        "client", "from", "remoteaddress", "remote_ip", "remote_addr", "remote_port", "remote addr", "clientip",
        "local",
        "host: *", "source", "src", "rhost", "raddr", "client_ip", "client_addr", "peer address", "localaddr", "laddr",
        "user-agent", "referer", "referrer", "origin", "forwarded for", "x-forwarded-for", "via proxy", "local address",
        "server listening on", "through", "see", "visit", "docs", "more information", "learn more", "help",
        "background on this error at", "details at", "read more at",
        "remoteport", "remote_host", "von", "depuis",
    ].map { Array($0.utf8) }
}
