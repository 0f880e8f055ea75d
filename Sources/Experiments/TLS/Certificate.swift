import Diagnosis
import Endpoints

/// A certificate taken apart (RFC 5280); nothing of it is verified here.
struct Certificate {
    let der: [UInt8]
    /// The encoded names, to compare.
    private(set) var issuer: [UInt8] = []
    private(set) var subject: [UInt8] = []
    private(set) var fact: CertificateFact

    /// `nil` when the bytes are not a certificate.
    init?(_ der: [UInt8]) {
        self.der = der
        var outer = DER(der[...])
        guard let whole = outer.next(DER.sequence) else { return nil }
        var inner = whole.inside
        guard var fields = inner.next(DER.sequence)?.inside else { return nil }
        _ = fields.next(0xA0)
        guard fields.next(DER.integer) != nil, fields.next(DER.sequence) != nil,
            let issuer = fields.next(DER.sequence), var dates = fields.next(DER.sequence)?.inside,
            let from = dates.next(), let to = dates.next(), let subject = fields.next(DER.sequence),
            fields.next(DER.sequence) != nil
        else { return nil }
        self.issuer = Array(issuer.whole)
        self.subject = Array(subject.whole)
        fact = CertificateFact(
            subject: DistinguishedName.text(subject), issuer: DistinguishedName.text(issuer), isSelfSigned: false,
            names: [], notBefore: DERTime.seconds(from) ?? 0, notAfter: DERTime.seconds(to) ?? 0)
        var keys = Keys()
        while let field = fields.next() {
            guard field.tag == 0xA3, var list = field.inside.first(DER.sequence)?.inside else { continue }
            while let entry = list.next(DER.sequence) { readExtension(entry, &keys) }
        }
        // Its own signature cannot be checked from here; a key that names another as its signer is not self-signed.
        fact.isSelfSigned =
            self.issuer == self.subject && (keys.authority.isEmpty || keys.authority == keys.subject)
    }

    private struct Keys {
        var subject: [UInt8] = []
        var authority: [UInt8] = []
    }

    private mutating func readExtension(_ entry: DER.Value, _ keys: inout Keys) {
        var parts = entry.inside
        guard let identifier = parts.next(DER.identifier) else { return }
        _ = parts.next(DER.boolean)
        guard let value = parts.next(DER.octets) else { return }
        // id-ce, 2.5.29
        guard identifier.content.count == 3, identifier.content.starts(with: [0x55, 0x1D]) else { return }
        switch identifier.content.last {
        case 14: keys.subject = (value.inside.first(DER.octets)?.content).map(Array.init) ?? []
        case 17: readNames(value)
        case 19:
            let flag = value.inside.first(DER.sequence)?.inside.first(DER.boolean)
            fact.isAuthority = flag?.content.first ?? 0 != 0
        case 35: keys.authority = (value.inside.first(DER.sequence)?.inside.first(0x80)?.content).map(Array.init) ?? []
        default: break
        }
    }

    /// subjectAltName: DNS names ([2]) and addresses ([7]).
    private mutating func readNames(_ value: DER.Value) {
        guard var list = value.inside.first(DER.sequence)?.inside else { return }
        while let name = list.next() {
            let bytes = Array(name.content)
            func number<T: FixedWidthInteger>(_ slice: ArraySlice<UInt8>) -> T { slice.reduce(0) { $0 << 8 | T($1) } }
            switch (name.tag, bytes.count) {
            case (0x82, _): fact.names.append(String(decoding: bytes, as: UTF8.self))
            case (0x87, 4): fact.names.append(IPv4Address(bits: number(bytes[...])).description)
            case (0x87, 16):
                fact.names.append(IPv6Address(high: number(bytes[..<8]), low: number(bytes[8...])).description)
            default: break
            }
        }
    }

    /// Whether the clock (seconds since 1970) is within its dates.
    func isCurrent(at now: Double) -> Bool {
        Double(fact.notBefore) <= now && now <= Double(fact.notAfter)
    }
}

extension DER {
    /// The first value, if it is of this kind.
    func first(_ tag: UInt8) -> Value? {
        var copy = self
        return copy.next(tag)
    }
}

/// Names of X.500 as text.
enum DistinguishedName {
    /// The common name, or the whole name (`O=Example, OU=Test`) where there is none.
    static func text(_ name: DER.Value) -> String {
        var parts: [(key: String, value: String)] = []
        var list = name.inside
        while let set = list.next(DER.set) {
            var members = set.inside
            while let member = members.next(DER.sequence) {
                var pair = member.inside
                guard let key = pair.next(DER.identifier), let value = pair.next() else { continue }
                parts.append((keys[Array(key.content)] ?? "?", text(string: value)))
            }
        }
        if let common = parts.last(where: { $0.key == "CN" && !$0.value.isEmpty }) { return common.value }
        return parts.map { "\($0.key)=\($0.value)" }.joined(separator: ", ")
    }

    private static let keys: [[UInt8]: String] = [
        [0x55, 4, 3]: "CN", [0x55, 4, 6]: "C", [0x55, 4, 7]: "L", [0x55, 4, 8]: "ST", [0x55, 4, 10]: "O",
        [0x55, 4, 11]: "OU", [0x55, 4, 5]: "serialNumber",
    ]

    private static func text(string value: DER.Value) -> String {
        // BMPString is UTF-16; everything else in use is ASCII, Latin or UTF-8.
        guard value.tag == 0x1E else { return String(decoding: value.content, as: UTF8.self) }
        let bytes = Array(value.content)
        let units = stride(from: 0, to: bytes.count - 1, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        return String(decoding: units, as: UTF16.self)
    }
}
