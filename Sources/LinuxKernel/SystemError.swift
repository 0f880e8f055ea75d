import CLinux

/// A system call that failed: which one, on what, and why.
package struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
    /// `errno` (errno(3)).
    package var code: Int32
    package var call: String
    /// The path, process or endpoint it was about; may be empty.
    package var subject: String

    package init(_ call: String, _ subject: String = "", code: Int32 = clinux_errno()) {
        self.call = call
        self.subject = subject
        self.code = code
    }

    /// `EACCES` or `EPERM`.
    package var isPermission: Bool { code == EACCES || code == EPERM }
    /// A file that is not there.
    package var isMissing: Bool { code == ENOENT || code == ENOTDIR }

    package var description: String {
        "\(call)\(subject.isEmpty ? "" : " \(subject)"): \(Self.text(of: code))"
    }

    /// strerror(3)'s words for an `errno`.
    package static func text(of code: Int32) -> String {
        String(cString: strerror(code))
    }
}

extension SystemError {
    /// Numbers of errno(3) for layers above, which do not see the C library's.
    package static let hostUnreachable = EHOSTUNREACH
    package static let accessDenied = EACCES
    package static let invalid = EINVAL
}
