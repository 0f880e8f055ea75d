/// What the Glibc module does not show to Swift: kernel headers, and inline wrappers for macros, variadic functions
/// and system calls without a library function. No logic lives here.
#pragma once

// Not `_GNU_SOURCE`: Swift's own modules of the C library are built without it, and the two would disagree about types
// such as `fd_set` wherever both are imported.
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <pwd.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/sock_diag.h>
#include <linux/unix_diag.h>

/// `open(2)` and `openat(2)` are variadic in C.
static inline int clinux_open(const char *path, int flags, mode_t mode) { return open(path, flags, mode); }
static inline int clinux_openat(int dir, const char *path, int flags, mode_t mode) {
    return openat(dir, path, flags, mode);
}

/// `getdents64(2)`: the raw directory read, one call for some 1,000 entries.
static inline long clinux_getdents64(int fd, void *buffer, unsigned long size) {
    return syscall(SYS_getdents64, fd, buffer, size);
}

/// `setfsuid(2)`, of the calling thread alone: the user whom new sockets and files belong to. Returns the one before.
static inline uid_t clinux_setfsuid(uid_t user) { return (uid_t)syscall(SYS_setfsuid, user); }

/// `fcntl(2)` with an integer argument.
static inline int clinux_fcntl(int fd, int command, long argument) { return fcntl(fd, command, argument); }

/// The terminal's size (`TIOCGWINSZ`, ioctl_tty(2)); -1 when `fd` is none.
static inline int clinux_window_size(int fd, unsigned short *columns, unsigned short *rows) {
    struct winsize size;
    if (ioctl(fd, TIOCGWINSZ, &size) != 0) return -1;
    *columns = size.ws_col;
    *rows = size.ws_row;
    return 0;
}

/// `pidfd_open(2)`, Linux 5.3.
/// Tells a terminal its size (`TIOCSWINSZ`, ioctl_tty(2)).
static inline int clinux_set_window_size(int fd, unsigned short columns, unsigned short rows) {
    struct winsize size = {.ws_row = rows, .ws_col = columns};
    return ioctl(fd, TIOCSWINSZ, &size);
}

/// The master of a new terminal (pts(4)), unlocked; -1 and `errno` otherwise.
static inline int clinux_open_terminal(void) {
    int unlocked = 0, master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (master >= 0 && ioctl(master, TIOCSPTLCK, &unlocked) != 0) {
        int error = errno;
        close(master);
        errno = error;
        return -1;
    }
    return master;
}

/// The other end of a master, without a path (`TIOCGPTPEER`, Linux 4.13).
static inline int clinux_open_terminal_peer(int master) {
    return ioctl(master, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC);
}

static inline int clinux_pidfd_open(pid_t pid, unsigned int flags) { return (int)syscall(434, pid, flags); }
/// `pidfd_send_signal(2)`, Linux 5.1.
static inline int clinux_pidfd_send_signal(int pidfd, int signal) {
    return (int)syscall(424, pidfd, signal, NULL, 0);
}
/// `pidfd_getfd(2)`, Linux 5.6: a duplicate of another process's descriptor.
static inline int clinux_pidfd_getfd(int pidfd, int target) { return (int)syscall(438, pidfd, target, 0); }

/// `BPF_PROG_QUERY` of bpf(2), Linux 4.15: how many programs of this `enum bpf_attach_type` see the processes of a control
/// group of version 2, those of its ancestors counted (`BPF_F_QUERY_EFFECTIVE`); -1 with errno, EPERM without
/// CAP_NET_ADMIN.
int clinux_bpf_cgroup_programs(int cgroup, uint32_t type);

/// `fork(2)`, which Swift does not offer. The child may only call async-signal-safe functions.
static inline pid_t clinux_fork(void) { return fork(); }

/// `close_range(2)`, Linux 5.9.
static inline int clinux_close_range(unsigned int first, unsigned int last, unsigned int flags) {
    return (int)syscall(436, first, last, flags);
}

/// The status macros of `wait(2)`.
static inline int clinux_exited(int status) { return WIFEXITED(status); }
static inline int clinux_exit_status(int status) { return WEXITSTATUS(status); }
static inline int clinux_term_signal(int status) { return WIFSIGNALED(status) ? WTERMSIG(status) : 0; }

/// `errno` as an rvalue; Swift must read it before anything else can change it.
static inline int clinux_errno(void) { return errno; }

/// `read(2)`, under a name that never clashes with a method called `read`.
static inline long clinux_read(int fd, void *buffer, unsigned long size) { return read(fd, buffer, size); }
/// `write(2)`, likewise.
static inline long clinux_write(int fd, const void *buffer, unsigned long size) { return write(fd, buffer, size); }

/// The process's environment (environ(7)).
static inline char **clinux_environ(void) {
    extern char **environ;
    return environ;
}

/// `signal(2)` with `SIG_IGN`, a macro Swift does not see.
static inline void clinux_ignore_signal(int number) { signal(number, SIG_IGN); }
/// The same with `SIG_DFL`.
static inline void clinux_default_signal(int number) { signal(number, SIG_DFL); }

/// `posix_spawn_file_actions_addclosefrom_np(3)`, glibc 2.34: the child keeps no descriptor from `first` on.
int clinux_spawn_close_from(posix_spawn_file_actions_t *actions, int first);
/// `posix_spawn_file_actions_addchdir_np(3)`, glibc 2.29.
int clinux_spawn_change_directory(posix_spawn_file_actions_t *actions, const char *path);
/// `POSIX_SPAWN_SETSID`, glibc 2.26: the child leads a session of its own.
extern const short clinux_spawn_new_session;

/// `pipe2(2)` with `O_CLOEXEC`: reading end first.
int clinux_pipe(int ends[2]);

/// `accept4(2)`: the client's descriptor closes at exec and never blocks.
int clinux_accept(int listener);
/// Two connected Unix stream sockets (socketpair(2)) that close at exec.
int clinux_socket_pair(int ends[2]);
/// sendmsg(2) without waiting, with up to 16 descriptors beside the bytes (SCM_RIGHTS, unix(7)). They go with the first
/// byte, also where not all bytes go.
long clinux_send_descriptors(int socket, const void *bytes, unsigned long size, const int *descriptors, int count);
/// The user behind a connected Unix socket (`SO_PEERCRED`, unix(7)); -1 when the kernel does not say.
long clinux_peer_user(int socket);

/// `PR_SET_CHILD_SUBREAPER` (prctl(2), Linux 3.4): orphans below this process become its children.
static inline int clinux_become_subreaper(void) { return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); }

/// `setns(2)` with `CLONE_NEWNET`: the calling thread alone moves into a network namespace.
static inline int clinux_enter_network(int namespace_descriptor) {
    return (int)syscall(SYS_setns, namespace_descriptor, 0x40000000);
}

/// The errno's name, such as `ECONNREFUSED` (`strerrorname_np(3)`, glibc 2.32); NULL for a number that has none.
const char *clinux_error_name(int code);

/// A message of a socket's error queue (`struct sock_extended_err`, ip(7)).
struct clinux_queued_error {
    /// The errno it stands for.
    uint32_t error;
    /// `SO_EE_ORIGIN_LOCAL` 1, `_ICMP` 2, `_ICMP6` 3.
    uint8_t origin;
    uint8_t type;
    uint8_t code;
    /// 4 or 6 for an address in `sender`, in network byte order; 0 without.
    uint8_t family;
    uint8_t sender[16];
};
/// Takes one message off the error queue (`MSG_ERRQUEUE`, recvmsg(2)) without waiting: 1 when there was one, else 0.
int clinux_take_error(int socket, struct clinux_queued_error *error);

/// `O_PATH` (open(2)), which glibc shows only with `_GNU_SOURCE`.
static const int clinux_o_path = 010000000;
