/// What `nft -a list ruleset` writes, as far as its JSON does not say it: each rule as people write it, and the device of
/// an ingress chain.
struct NftTexts {
    private var rules: [String: String] = [:]
    private var devices: [String: String] = [:]

    init(_ text: String = "") {
        var table = ""
        var chain = ""
        var pending = ""
        for line in text.split(separator: "\n") {
            let line = line.drop { $0 == "\t" || $0 == " " }
            if line.hasPrefix("table ") {
                table = line.split(separator: " ").dropFirst().prefix(2).joined(separator: " ")
                (chain, pending) = ("", "")
            } else if line.hasPrefix("chain ") {
                chain = String(line.split(separator: " ").dropFirst().first ?? "")
                pending = ""
            } else if chain.isEmpty || line == "}" {
                pending = ""
                if line == "}" { chain = "" }
            } else if line.hasPrefix("type ") && pending.isEmpty && line.utf8.last == UInt8(ascii: ";") {
                let words = line.split(separator: " ")
                if let i = words.firstIndex(of: "device"), i + 1 < words.count {
                    devices["\(table) \(chain)"] = words[i + 1].filter { $0 != "\"" }
                }
            } else {
                pending += (pending.isEmpty ? "" : " ") + line
                // A long set is broken into lines; the handle ends the rule.
                guard let mark = pending.range(of: " # handle ") else { continue }
                rules["\(table) \(pending[mark.upperBound...])"] = String(pending[..<mark.lowerBound])
                pending = ""
            }
        }
    }

    /// A rule by its handle, which is its own within the table.
    func rule(_ handle: String, family: String, table: String) -> String? { rules["\(family) \(table) \(handle)"] }

    func device(of chain: String, family: String, table: String) -> String? { devices["\(family) \(table) \(chain)"] }
}

extension String {
    /// Where a text last stands in it, without Foundation.
    fileprivate func range(of text: String) -> Range<Index>? { ranges(of: text).last }
}
