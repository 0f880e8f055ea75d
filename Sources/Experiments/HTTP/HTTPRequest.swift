import Diagnosis

extension HTTPAsk {
    /// The request as it goes over the wire (RFC 9112). It asks for nothing to be kept open and changes nothing.
    var requestBytes: [UInt8] {
        let target = viaProxy ? "http\(isTLS ? "s" : "")://\(Self.oneLine(host))\(requestPath)" : requestPath
        var lines = ["\(method == "HEAD" ? "HEAD" : "GET") \(target) HTTP/1.1", "Host: \(Self.oneLine(host))"]
        lines += ["User-Agent: ostia", "Accept: */*"]
        if isWebSocket {
            // The key is any 16 bytes in base64 (RFC 6455 section 4.1); the example's of section 1.3 serves.
            lines += [
                "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            ]
        } else {
            lines.append("Connection: close")
        }
        // `UNKNOWN` names no addresses: the server then takes those of the connection, which are right.
        let header = hasProxyHeader && !isTLS ? "PROXY UNKNOWN\r\n" : ""
        return Array((header + lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    }

    private var requestPath: String {
        let path = Self.oneLine(path)
        return path.hasPrefix("/") ? path : "/" + path
    }

    /// Nothing that comes from outside may begin another header.
    private static func oneLine(_ text: String) -> String {
        String(decoding: text.utf8.filter { $0 > 32 && $0 != 127 }, as: UTF8.self)
    }
}
