import CLinux

/// The memory that this program's own code takes.
package enum CodePages {
    /// Gives back the pages of code that were needed so far, as a long-lived process does after a start that will not
    /// come again: what is called later comes from the page cache, a minor fault for each 64 KiB.
    ///
    /// madvise(2), `MADV_DONTNEED`, on mappings that hold a file and can be executed but not written: they have nothing
    /// that the file does not have.
    package static func release() {
        for line in (FileBytes.text("/proc/self/maps") ?? "").split(separator: "\n") {
            guard let code = range(ofCode: line) else { continue }
            madvise(UnsafeMutableRawPointer(bitPattern: code.lowerBound), code.count, MADV_DONTNEED)
        }
    }

    /// The addresses of a line of proc_pid_maps(5), when it is a file's code.
    static func range(ofCode line: Substring) -> Range<UInt>? {
        let fields = line.split(separator: " ", omittingEmptySubsequences: true)
        guard fields.count >= 6, fields[1] == "r-xp", fields[5].hasPrefix("/") else { return nil }
        let ends = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
        guard ends.count == 2, ends[0] < ends[1] else { return nil }
        return ends[0]..<ends[1]
    }
}
