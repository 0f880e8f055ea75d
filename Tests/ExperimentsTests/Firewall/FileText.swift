import LinuxKernel

/// Files of the tests' own.
enum FileText {
    static func read(_ path: String) -> String? { FileBytes.text(path) }
}
