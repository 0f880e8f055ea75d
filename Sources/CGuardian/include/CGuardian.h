/// The guardian: parent and subreaper of all services of one stack, in a process of its own with a single thread.
///
/// A supervisor talks to it over a Unix stream socket (descriptor 3). When that ends, however it ends, the guardian stops
/// every service with all that came from it, and goes. docs/decisions/0008-guardian.md says why.
#pragma once

/// The protocol's version; the guardian's first event names it.
#define CGUARDIAN_VERSION 1

/// A frame: its length without these four bytes, one byte of `enum cguardian_message`, then the message.
/// Numbers are little-endian; strings end with a zero byte. No frame is longer than this.
#define CGUARDIAN_LONGEST_FRAME (8u << 20)

enum cguardian_message {
    /// Requests. With the three descriptors of the standard streams (SCM_RIGHTS, unix(7)):
    /// u32 id, flags, stop signal, grace in ms, count of arguments, count of variables; name, folder, arguments, variables.
    CGUARDIAN_SPAWN = 1,
    /// u32 id, signal, whole session (0 or 1).
    CGUARDIAN_SIGNAL = 2,
    /// u32 id, signal (0: the service's own), grace in ms (0xffffffff: the service's own).
    CGUARDIAN_STOP = 3,
    /// u32 id.
    CGUARDIAN_KILL = 4,
    /// u32 longest grace in ms.
    CGUARDIAN_SHUTDOWN = 5,

    /// Events. u32 version, pid; u64 start time.
    CGUARDIAN_HELLO = 64,
    /// u32 id, pid; u64 start time.
    CGUARDIAN_SPAWNED = 65,
    /// u32 id, errno, `enum cguardian_stage`.
    CGUARDIAN_FAILED = 66,
    /// u32 id, wait status; u64 greatest memory in KiB, user time in µs, system time in µs.
    CGUARDIAN_EXITED = 67,
    /// u32 id, how many had to be killed.
    CGUARDIAN_EMPTIED = 68,
    /// u32 id, count; then each: u32 pid; u64 start time; name.
    CGUARDIAN_SURVIVORS = 69,
    /// u32 count; then each: u32 id, pid; u64 start time; name. The last event: the guardian goes.
    CGUARDIAN_FINISHED = 70,
};

/// Flags of `CGUARDIAN_SPAWN`.
enum cguardian_flag {
    /// Standard input is a terminal that becomes the session's own (TIOCSCTTY, ioctl_tty(2)).
    CGUARDIAN_TERMINAL = 1,
    /// What the leader leaves behind lives on until it is asked to stop: for a command that makes itself a daemon.
    CGUARDIAN_KEEP = 2,
};

/// What a start failed at.
enum cguardian_stage {
    CGUARDIAN_AT_EXEC = 0,
    CGUARDIAN_AT_FOLDER = 1,
    CGUARDIAN_AT_TERMINAL = 2,
    CGUARDIAN_AT_STREAMS = 3,
    CGUARDIAN_AT_FORK = 4,
    CGUARDIAN_AT_REQUEST = 5,
};

/// Becomes the guardian and never returns when the first argument is `__guardian`; else does nothing.
///
/// The next arguments are the record's path and the run's identifier. It must be the first thing a program does, while
/// it has one thread.
void cguardian_main_if_asked(int argc, char **argv);
