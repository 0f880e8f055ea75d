import CLinux

/// A descriptor of a process that refers to a socket.
package struct SocketHolder: Hashable, Sendable {
    package var inode: UInt32
    package var pid: Int32
    package var fd: Int32

    package init(inode: UInt32, pid: Int32, fd: Int32) {
        self.inode = inode
        self.pid = pid
        self.fd = fd
    }
}

/// What a walk over processes' descriptors found and what it could not see.
package struct HolderSearch: Sendable {
    package var holders: [SocketHolder] = []
    /// Processes whose descriptors may not be read.
    package var unreadable: [Int32] = []
    /// Descriptors looked at.
    package var looks = 0

    package init() {}

    mutating func merge(_ other: HolderSearch) {
        holders += other.holders
        unreadable += other.unreadable
        looks += other.looks
    }
}

extension ProcFS {
    /// Finds who holds these sockets, by reading every descriptor link of the given processes.
    ///
    /// One `openat`, one `getdents64` and then one `readlinkat` a descriptor; several threads where that pays.
    package func holders(of inodes: Set<UInt32>, among pids: [Int32], threads: Int = Parallel.width) -> HolderSearch {
        guard !inodes.isEmpty, !pids.isEmpty else { return HolderSearch() }
        let wanted = InodeSet(inodes)
        let parts = pids.count < 48 ? 1 : threads
        // Interleaved, so that neighbours of one crowded program do not all fall to the same thread.
        let found = Parallel.map(parts) { part in
            search(wanted, stride(from: part, to: pids.count, by: parts).map { pids[$0] })
        }
        return found.reduce(into: HolderSearch()) { $0.merge($1) }
    }

    private func search(_ wanted: InodeSet, _ pids: [Int32]) -> HolderSearch {
        var result = HolderSearch()
        guard let proc = RawDirectory(path: root) else { return result }
        withUnsafeTemporaryAllocation(byteCount: 64, alignment: 8) { link in
            guard let base = link.baseAddress?.assumingMemoryBound(to: CChar.self) else { return }
            for pid in pids {
                guard let folder = RawDirectory(at: proc.descriptor, "\(pid)/fd") else {
                    if clinux_errno() == EACCES || clinux_errno() == EPERM { result.unreadable.append(pid) }
                    continue
                }
                folder.forEach { name in
                    // `.` and `..` are no descriptors.
                    if name.bytes.pointee == 46 { return true }
                    result.looks += 1
                    let length = readlinkat(folder.descriptor, name.bytes, base, 64)
                    if length < 0 && clinux_errno() == EACCES {
                        // The folder may be listed and its links not: a process that may not be traced (ptrace(2)).
                        result.unreadable.append(pid)
                        return false
                    }
                    guard let inode = Self.socketInode(base, length) else { return true }
                    if wanted.contains(inode), let fd = name.asNumber {
                        result.holders.append(
                            SocketHolder(inode: inode, pid: pid, fd: Int32(truncatingIfNeeded: fd)))
                    }
                    return true
                }
            }
        }
        return result
    }

    /// Whether a descriptor still refers to the socket it did.
    package func isHeld(_ holder: SocketHolder) -> Bool {
        ProcessVisit(holder.pid, self)?.holds(holder) ?? false
    }

    /// The inode in a link of the form `socket:[123]`; `nil` for any other.
    static func socketInode(_ link: UnsafePointer<CChar>, _ length: Int) -> UInt32? {
        guard length > 9, memcmp(link, "socket:[", 8) == 0 else { return nil }
        var inode: UInt32 = 0
        for i in 8..<(length - 1) { inode = inode &* 10 &+ UInt32(UInt8(bitPattern: link[i]) &- 48) }
        return inode
    }
}

/// A set of inodes as an open-addressed table: one probe a descriptor, without hashing's cost.
struct InodeSet: Sendable {
    private var slots: [UInt32]
    private let mask: Int

    init(_ inodes: Set<UInt32>) {
        var size = 16
        while size < inodes.count * 2 { size *= 2 }
        slots = [UInt32](repeating: 0, count: size)
        mask = size - 1
        for inode in inodes where inode != 0 {
            var i = Int(inode &* 2_654_435_761) & mask
            while slots[i] != 0 { i = (i + 1) & mask }
            slots[i] = inode
        }
    }

    func contains(_ inode: UInt32) -> Bool {
        var i = Int(inode &* 2_654_435_761) & mask
        while slots[i] != 0 {
            if slots[i] == inode { return true }
            i = (i + 1) & mask
        }
        return false
    }
}
