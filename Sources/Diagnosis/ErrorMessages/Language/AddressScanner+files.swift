extension AddressScanner {
    /// Whether a name ends like a source or configuration file.
    func isFile(_ range: Range<Int>) -> Bool {
        guard let dot = bytes[range].lastIndex(of: UInt8(ascii: ".")) else { return false }
        let ending = String(decoding: bytes[(dot + 1)..<range.upperBound].map(\.lowercased), as: UTF8.self)
        return Self.fileEndings.contains(ending)
    }

    private static let fileEndings: Set<String> = [
        "js", "mjs", "cjs", "ts", "mts", "tsx", "jsx", "vue", "svelte", "go", "py", "pyc", "pyx", "rb", "erb", "java",
        "kt",
        "kts", "scala", "groovy", "clj", "c", "cc", "cpp", "cxx", "h", "hpp", "hh", "rs", "php", "ex", "exs", "erl",
        "hrl",
        "swift", "m", "mm", "cs", "fs", "vb", "lua", "pl", "pm", "html", "htm", "css", "scss", "json", "yml", "yaml",
        "toml",
        "xml", "conf", "cfg", "ini", "log", "txt", "sh", "sql", "hs", "ml", "dart", "zig", "nim", "s", "md", "so",
        "exe",
        "dll", "jar", "gradle", "properties", "service", "sock", "pid",
    ]
}
