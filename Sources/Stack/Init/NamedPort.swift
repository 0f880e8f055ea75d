/// A port that a file of the project names.
package struct NamedPort: Hashable, Sendable {
    /// The file, relative to the project.
    package var file: String
    /// From 1.
    package var line: Int
    package var number: UInt16

    /// Every port that the given file names in the way its tool reads one; nothing for files of other names.
    package static func find(in text: String, file: String) -> [NamedPort] {
        let name = ImportedPath.name(of: file)
        let stem = name.split(separator: ".").first.map(String.init) ?? name
        guard let keys = keys(name: name, stem: stem) else { return [] }
        var found: [NamedPort] = []
        for (index, bytes) in text.utf8.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            let line = String(decoding: bytes, as: UTF8.self)
            let start = line.drop { $0 == " " || $0 == "\t" }
            if start.hasPrefix("#") || start.hasPrefix("//") { continue }
            for key in keys {
                guard let number = number(behind: key, in: line, isWhole: name.hasPrefix(".env")) else { continue }
                found.append(NamedPort(file: file, line: index + 1, number: number))
                break
            }
        }
        return found
    }

    /// What stands before the number.
    private static func keys(name: String, stem: String) -> [String]? {
        if name.hasPrefix(".env") { return ["PORT="] }
        if name == "package.json" { return ["--port ", "--port=", " -p ", "PORT="] }
        if name == "angular.json" { return ["\"port\":"] }
        if name == "puma.rb" { return ["PORT"] }
        if name == "application.properties" { return ["server.port"] }
        if stem == "application" { return ["port:"] }
        if ["vite", "webpack", "nuxt", "astro", "rsbuild", "dev", "runtime"].contains(stem), name != stem {
            return ["port:"]
        }
        return nil
    }

    /// The first number behind a key, also in `ENV.fetch("PORT") { 3000 }` and `${PORT:8080}`.
    private static func number(behind key: String, in line: String, isWhole: Bool) -> UInt16? {
        let bytes = Array(line.utf8)
        let wanted = Array(key.utf8)
        guard bytes.count > wanted.count else { return nil }
        for start in 0..<(bytes.count - wanted.count) where bytes[start...].starts(with: wanted) {
            if isWhole, start != 0 { return nil }
            // `support:` is no port.
            if start > 0, isLetter(bytes[start - 1]), isLetter(wanted[0]) { continue }
            let rest = bytes[(start + wanted.count)...]
            let digits = rest.drop { !(48...57).contains($0) }.prefix { (48...57).contains($0) }
            if rest.prefix(while: { !(48...57).contains($0) }).count > 30 { return nil }
            guard let number = UInt16(String(decoding: digits, as: UTF8.self)), number > 0 else { return nil }
            return number
        }
        return nil
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 0x20) }
}
