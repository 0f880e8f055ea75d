import Foundation

/// A folder of its own for one test, removed with everything in it when the last reference goes.
package final class TemporaryFolder: Sendable {
    package let path: String

    package init() {
        var template = Array("/tmp/ostia-test-XXXXXX".utf8CString)
        path = mkdtemp(&template).map { String(cString: $0) } ?? "/tmp"
        precondition(path != "/tmp", "mkdtemp: \(String(cString: strerror(errno)))")
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of something in the folder.
    package func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a file, with the folders it needs.
    ///
    /// - Returns: its path.
    @discardableResult
    package func write(_ name: String, _ bytes: [UInt8], mode: Int = 0o644) -> String {
        let file = self(name)
        makeFolder((name as NSString).deletingLastPathComponent)
        _ = FileManager.default.createFile(atPath: file, contents: Data(bytes), attributes: [.posixPermissions: mode])
        return file
    }

    @discardableResult
    package func write(_ name: String, _ text: String, mode: Int = 0o644) -> String {
        write(name, Array(text.utf8), mode: mode)
    }

    @discardableResult
    package func makeFolder(_ name: String) -> String {
        try? FileManager.default.createDirectory(atPath: self(name), withIntermediateDirectories: true)
        return self(name)
    }

    /// Makes a symbolic link; what it points to need not exist. One that is there is replaced.
    package func link(_ name: String, to target: String) {
        makeFolder((name as NSString).deletingLastPathComponent)
        unlink(self(name))
        symlink(target, self(name))
    }

    package func remove(_ name: String) { try? FileManager.default.removeItem(atPath: self(name)) }

    package func text(_ name: String) -> String {
        String(decoding: FileManager.default.contents(atPath: self(name)) ?? Data(), as: UTF8.self)
    }
}
