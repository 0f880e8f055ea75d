import CLinux

/// Changes of files and folders as the kernel tells them (inotify(7)), without waiting.
package final class FileEvents {
    /// Readable while events wait; -1 where the kernel has none to give (`fs.inotify.max_user_instances`).
    package let descriptor: Int32

    package struct Mask: OptionSet, Hashable, Sendable {
        package let rawValue: UInt32

        package init(rawValue: UInt32) { self.rawValue = rawValue }

        private init(_ value: some BinaryInteger) { self.init(rawValue: UInt32(truncatingIfNeeded: value)) }

        package static let written = Mask(IN_MODIFY)
        /// Closed by one that had it open for writing.
        package static let closedAfterWriting = Mask(IN_CLOSE_WRITE)
        package static let made = Mask(IN_CREATE)
        package static let removed = Mask(IN_DELETE)
        package static let movedAway = Mask(IN_MOVED_FROM)
        package static let movedHere = Mask(IN_MOVED_TO)
        /// Of an event: its subject is a folder.
        package static let isFolder = Mask(IN_ISDIR)
    }

    package init() { descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK)) }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Begins to watch a file or what happens in a folder.
    ///
    /// - Returns: by what number its events name it, the same for the same folder; `nil` where it cannot be watched.
    package func watch(_ path: String, _ mask: Mask) -> Int32? {
        let number = inotify_add_watch(descriptor, path, mask.rawValue)
        return number < 0 ? nil : number
    }

    /// Gives what has happened since the last call.
    ///
    /// - Parameter body: gets the watch, what happened, and the name within the folder; that is good within it only.
    package func take(_ body: (Int32, Mask, UnsafeRawBufferPointer) -> Void) {
        withUnsafeTemporaryAllocation(byteCount: 16_384, alignment: 8) { buffer in
            while true {
                let got = clinux_read(descriptor, buffer.baseAddress, UInt(buffer.count))
                guard got > 0 else { return }
                var at = 0
                while at + MemoryLayout<inotify_event>.size <= got {
                    let event = buffer.loadUnaligned(fromByteOffset: at, as: inotify_event.self)
                    let begin = at + MemoryLayout<inotify_event>.size
                    at = min(begin + Int(event.len), got)
                    // Filled up with zeros (inotify(7)).
                    let name = UnsafeRawBufferPointer(rebasing: buffer[begin..<at])
                    let end = name.firstIndex(of: 0) ?? name.count
                    body(event.wd, Mask(rawValue: event.mask), UnsafeRawBufferPointer(rebasing: name[..<end]))
                }
            }
        }
    }
}
