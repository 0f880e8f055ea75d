
/// A `Location` of a redirect, resolved against the request it answers (RFC 9110 section 10.2.2).
package struct Redirect: Hashable, Sendable {
    package var isTLS: Bool
    package var host: String
    package var port: UInt16
    package var path: String

    /// - Returns: `nil` for a scheme that is not HTTP's.
    package init?(_ location: String, from ask: HTTPAsk) {
        let authority: Substring
        if location.hasPrefix("https://") || location.hasPrefix("http://") || location.hasPrefix("//") {
            isTLS = location.hasPrefix("//") ? ask.isTLS : location.hasPrefix("https://")
            let rest = location.dropFirst(location.hasPrefix("//") ? 2 : isTLS ? 8 : 7)
            authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
            let tail = rest.dropFirst(authority.count).prefix { $0 != "#" }
            path = tail.hasPrefix("/") ? String(tail) : "/" + tail
        } else {
            guard !location.isEmpty, location.hasPrefix("/") || !location.utf8.prefix(12).contains(UInt8(ascii: ":"))
            else {
                return nil
            }
            isTLS = ask.isTLS
            authority = ask.host[...]
            let folder = ask.path.prefix { $0 != "?" }.split(separator: "/", omittingEmptySubsequences: false)
                .dropLast()
            path = location.hasPrefix("/") ? location : folder.joined(separator: "/") + "/" + location
        }
        let usual: UInt16 = isTLS ? 443 : 80
        if let colon = authority.lastIndex(of: ":"), let number = UInt16(authority[authority.index(after: colon)...]) {
            (host, port) = (String(authority[..<colon]), number)
        } else {
            (host, port) = (String(authority), usual)
        }
    }

    package var url: String {
        let isUsual = port == (isTLS ? 443 : 80)
        return "\(isTLS ? "https" : "http")://\(host)\(isUsual ? "" : ":\(port)")\(path)"
    }
}
