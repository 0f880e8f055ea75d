package import LinuxKernel

/// Who held which socket at the last walk over all descriptors.
///
/// A hint, never an answer: every remembered holder is proved by one readlink before it is named, and every process
/// born since the walk is searched. What it cannot notice is a socket passed over a Unix socket to a process that
/// was there before (`SCM_RIGHTS`, unix(7)); `--exact` walks everything.
package struct HolderMemory: Hashable, Sendable {
    /// One remembered hold; inode, pid and descriptor are what the proof needs. Pid 0: nobody was
    /// found; pid -1: nobody was found, and some process could not be looked into.
    package struct Entry: Hashable, Sendable {
        package var cookie: UInt64
        package var holder: SocketHolder

        package init(cookie: UInt64, holder: SocketHolder) {
            self.cookie = cookie
            self.holder = holder
        }
    }

    /// Identifies the boot and the network namespace; memory of another one is worthless.
    package var world: UInt64
    /// `processes` of /proc/stat when the walk began: forks since boot, all namespaces.
    package var forks: UInt64
    /// The number given last when the walk began (`/proc/loadavg`): what is given next follows it.
    package var lastPID: Int32
    /// Every process there was, sorted.
    package var pids: [Int32]
    package var entries: [Entry]

    package init(world: UInt64, forks: UInt64, lastPID: Int32 = 0, pids: [Int32] = [], entries: [Entry] = []) {
        self.world = world
        self.forks = forks
        self.lastPID = lastPID
        self.pids = pids
        self.entries = entries
    }

    /// Whether pid numbers can have come round since: then "was there before" cannot be told from its number.
    package func canTrustNumbers(_ forksNow: UInt64, _ highestPID: UInt64) -> Bool {
        forksNow >= forks && forksNow - forks < highestPID / 2
    }

    /// Whether a process with this number may be another than the one there was. The kernel gives numbers in a circle,
    /// so those given since lie between the last one then and the last one now.
    package func mayBeNew(_ pid: Int32, lastNow: Int32) -> Bool {
        lastPID <= lastNow ? pid > lastPID && pid <= lastNow : pid > lastPID || pid <= lastNow
    }
}

extension HolderMemory {
    private static let magic: [UInt8] = Array("OSTIAH4\n".utf8)
    private static let header = 8 + 8 + 8 + 4 + 4 + 4

    /// The file's content: magic, counts, then fixed-size fields in host byte order; it never leaves this machine.
    package func encoded() -> [UInt8] {
        var out = Self.magic
        out.reserveCapacity(Self.header + pids.count * 4 + entries.count * 20)
        func add(_ value: some FixedWidthInteger) { withUnsafeBytes(of: value) { out.append(contentsOf: $0) } }
        add(world)
        add(forks)
        add(lastPID)
        add(UInt32(pids.count))
        add(UInt32(entries.count))
        for pid in pids { add(pid) }
        for entry in entries {
            add(entry.cookie)
            add(entry.holder.inode)
            add(entry.holder.pid)
            add(entry.holder.fd)
        }
        add(Self.checksum(out[...]))
        return out
    }

    /// FNV-1a over 64 bits: tells a damaged file, which could hide an owner, from a whole one.
    private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.withUnsafeBytes { raw in
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            for byte in raw { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            return hash
        }
    }

    /// `nil` for anything that is not exactly such a file.
    package init?(decoding bytes: [UInt8]) {
        let body = bytes.dropLast(8)
        guard body.count >= Self.header, bytes.starts(with: Self.magic) else { return nil }
        var offset = 8
        func next<T: FixedWidthInteger>(_ type: T.Type) -> T {
            defer { offset += MemoryLayout<T>.size }
            return bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: type) }
        }
        world = next(UInt64.self)
        forks = next(UInt64.self)
        lastPID = next(Int32.self)
        let counts = (Int(next(UInt32.self)), Int(next(UInt32.self)))
        guard body.count == Self.header + counts.0 * 4 + counts.1 * 20,
            bytes.withUnsafeBytes({ $0.loadUnaligned(fromByteOffset: body.count, as: UInt64.self) })
                == Self.checksum(body)
        else { return nil }
        pids = (0..<counts.0).map { _ in next(Int32.self) }
        entries = (0..<counts.1).map { _ in
            let cookie = next(UInt64.self)
            return Entry(
                cookie: cookie,
                holder: SocketHolder(inode: next(UInt32.self), pid: next(Int32.self), fd: next(Int32.self)))
        }
    }
}
