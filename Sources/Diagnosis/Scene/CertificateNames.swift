import Endpoints

extension CertificateFact {
    /// Whether it is for this host: one of its subjectAltNames is (RFC 9525, formerly 6125). The common name does not
    /// count: no current client looks at it.
    package func isFor(_ host: String) -> Bool { names.contains { Self.matches($0, host) } }

    /// A name of a certificate against the host that was asked for.
    ///
    /// Addresses match addresses only (RFC 9525 section 6.5). `*` stands for one whole label, the leftmost, and there
    /// are two more behind it.
    package static func matches(_ name: String, _ host: String) -> Bool {
        if let address = IPAddress(host) { return IPAddress(name)?.unmapped == address.unmapped }
        guard IPAddress(name) == nil else { return false }
        let name = withoutDot(name.lowercased())
        let host = withoutDot(host.lowercased())
        guard name.hasPrefix("*.") else { return name == host }
        let tail = name.dropFirst(2)
        guard tail.utf8.contains(UInt8(ascii: ".")), let dot = host.firstIndex(of: ".") else { return false }
        return dot > host.startIndex && host[host.index(after: dot)...] == tail
    }

    private static func withoutDot(_ name: String) -> String { name.hasSuffix(".") ? String(name.dropLast()) : name }

    /// What it is for, in words.
    package var namesInWords: String {
        if !names.isEmpty { return names.prefix(6).joined(separator: ", ") + (names.count > 6 ? ", …" : "") }
        return "no subjectAltName at all (the common name \(subject) counts no more)"
    }
}

/// A day of the calendar, out of seconds since 1970.
package enum Day {
    /// `2026-11-21 13:05 UTC`.
    package static func text(_ seconds: Int64) -> String {
        let days = seconds >= 0 ? seconds / 86400 : (seconds - 86399) / 86400
        let rest = seconds - days * 86400
        // Civil from days, with years that begin in March: leap days then come last.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let part = (5 * dayOfYear + 2) / 153
        let month = part < 10 ? part + 3 : part - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        let day = dayOfYear - (153 * part + 2) / 5 + 1
        return "\(year)-\(two(month))-\(two(day)) \(two(rest / 3600)):\(two(rest % 3600 / 60)) UTC"
    }

    private static func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
