/// Names of the system calls in which servers and their threads wait, by number (syscalls(2)).
enum SystemCalls {
    enum Architecture: Hashable, CaseIterable { case intel, arm64 }

    #if arch(arm64)
        static let architecture = Architecture.arm64
    #else
        static let architecture = Architecture.intel
    #endif

    static func name(_ number: Int, _ architecture: Architecture = architecture) -> String? {
        (architecture == .arm64 ? arm64 : intel)[number]
    }

    /// Whether the first argument is a descriptor.
    static func isAboutDescriptor(_ name: String) -> Bool { withDescriptor.contains(name) }

    private static let withDescriptor: Set<String> = [
        "read", "write", "pread64", "pwrite64", "readv", "writev", "recvfrom", "recvmsg", "recvmmsg", "sendto",
        "sendmsg", "sendmmsg", "accept", "accept4", "connect", "epoll_wait", "epoll_pwait", "epoll_pwait2", "flock",
        "fcntl", "fsync", "fdatasync", "ioctl", "ftruncate", "sendfile", "shutdown", "close", "io_uring_enter",
    ]

    /// arch/x86/entry/syscalls/syscall_64.tbl
    private static let intel: [Int: String] = [
        0: "read", 1: "write", 2: "open", 3: "close", 7: "poll", 16: "ioctl", 17: "pread64", 18: "pwrite64",
        19: "readv", 20: "writev", 23: "select", 24: "sched_yield", 34: "pause", 35: "nanosleep", 40: "sendfile",
        42: "connect", 43: "accept", 44: "sendto", 45: "recvfrom", 46: "sendmsg", 47: "recvmsg", 48: "shutdown",
        61: "wait4", 72: "fcntl", 73: "flock", 74: "fsync", 75: "fdatasync", 77: "ftruncate", 128: "rt_sigtimedwait",
        130: "rt_sigsuspend", 202: "futex", 219: "restart_syscall", 230: "clock_nanosleep", 232: "epoll_wait",
        247: "waitid", 257: "openat", 270: "pselect6", 271: "ppoll", 281: "epoll_pwait", 288: "accept4",
        299: "recvmmsg", 307: "sendmmsg", 426: "io_uring_enter", 441: "epoll_pwait2", 449: "futex_waitv",
        454: "futex_wake", 455: "futex_wait",
    ]

    /// include/uapi/asm-generic/unistd.h
    private static let arm64: [Int: String] = [
        22: "epoll_pwait", 25: "fcntl", 29: "ioctl", 32: "flock", 46: "ftruncate", 56: "openat", 57: "close",
        63: "read", 64: "write", 65: "readv", 66: "writev", 67: "pread64", 68: "pwrite64", 71: "sendfile",
        72: "pselect6", 73: "ppoll", 82: "fsync", 83: "fdatasync", 95: "waitid", 98: "futex", 101: "nanosleep",
        115: "clock_nanosleep", 124: "sched_yield", 128: "restart_syscall", 133: "rt_sigsuspend",
        137: "rt_sigtimedwait", 202: "accept", 203: "connect", 206: "sendto", 207: "recvfrom", 210: "shutdown",
        211: "sendmsg", 212: "recvmsg", 242: "accept4", 243: "recvmmsg", 260: "wait4", 269: "sendmmsg",
        426: "io_uring_enter", 441: "epoll_pwait2", 449: "futex_waitv", 454: "futex_wake", 455: "futex_wait",
    ]
}
