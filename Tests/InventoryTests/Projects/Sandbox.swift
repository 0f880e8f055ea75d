import Glibc

/// A folder for one test, with files in it; removed when the value goes.
final class Sandbox {
    let path: String

    init() {
        var template = Array("/tmp/ostia-test-XXXXXX".utf8CString)
        path = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) } ?? ""
        }
    }

    /// Writes a file and the folders above it.
    func write(_ name: String, _ text: String) {
        folder(String(name[..<(name.lastIndex(of: "/") ?? name.startIndex)]))
        guard let file = fopen("\(path)/\(name)", "w") else { return }
        fputs(text, file)
        fclose(file)
    }

    /// Makes a folder and those above it.
    func folder(_ name: String) {
        var made = path
        for part in name.split(separator: "/") {
            made += "/\(part)"
            mkdir(made, 0o755)
        }
    }

    deinit {
        guard path.hasPrefix("/tmp/ostia-test-") else { return }
        Self.remove(path)
    }

    private static func remove(_ path: String) {
        if unlink(path) == 0 { return }
        if let directory = opendir(path) {
            while let entry = readdir(directory) {
                let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
                }
                if name != "." && name != ".." { remove("\(path)/\(name)") }
            }
            closedir(directory)
        }
        rmdir(path)
    }
}
