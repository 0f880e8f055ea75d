// Functions that glibc shows only with `_GNU_SOURCE`, which the header must not define.
#define _GNU_SOURCE
#include "CLinux.h"

#include <linux/errqueue.h>

int clinux_spawn_close_from(posix_spawn_file_actions_t *actions, int first) {
    return posix_spawn_file_actions_addclosefrom_np(actions, first);
}

int clinux_spawn_change_directory(posix_spawn_file_actions_t *actions, const char *path) {
    return posix_spawn_file_actions_addchdir_np(actions, path);
}

const short clinux_spawn_new_session = POSIX_SPAWN_SETSID;

int clinux_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

int clinux_accept(int listener) { return accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK); }

int clinux_socket_pair(int ends[2]) { return socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends); }

long clinux_send_descriptors(int socket, const void *bytes, unsigned long size, const int *descriptors, int count) {
    union {
        char bytes[CMSG_SPACE(sizeof(int) * 16)];
        struct cmsghdr alignment;
    } control = {{0}};
    struct iovec vector = {(void *)bytes, size};
    struct msghdr message = {0};
    message.msg_iov = &vector;
    message.msg_iovlen = 1;
    if (count > 16) {
        errno = EINVAL;
        return -1;
    }
    if (count > 0) {
        message.msg_control = &control;
        message.msg_controllen = CMSG_SPACE(sizeof(int) * (unsigned)count);
        struct cmsghdr *header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(sizeof(int) * (unsigned)count);
        memcpy(CMSG_DATA(header), descriptors, sizeof(int) * (unsigned)count);
    }
    return sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
}

long clinux_peer_user(int socket) {
    struct ucred peer;
    socklen_t size = sizeof peer;
    return getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 ? (long)peer.uid : -1;
}

const char *clinux_error_name(int code) { return strerrorname_np(code); }

int clinux_take_error(int socket, struct clinux_queued_error *error) {
    char control[512];
    char payload[1];
    struct iovec vector = {payload, sizeof payload};
    struct msghdr message = {0};
    message.msg_iov = &vector;
    message.msg_iovlen = 1;
    message.msg_control = control;
    message.msg_controllen = sizeof control;
    if (recvmsg(socket, &message, MSG_ERRQUEUE | MSG_DONTWAIT) < 0) return 0;
    for (struct cmsghdr *part = CMSG_FIRSTHDR(&message); part; part = CMSG_NXTHDR(&message, part)) {
        int is_v4 = part->cmsg_level == SOL_IP && part->cmsg_type == IP_RECVERR;
        int is_v6 = part->cmsg_level == SOL_IPV6 && part->cmsg_type == IPV6_RECVERR;
        if (!is_v4 && !is_v6) continue;
        struct sock_extended_err *extended = (struct sock_extended_err *)CMSG_DATA(part);
        struct sockaddr *sender = SO_EE_OFFENDER(extended);
        memset(error, 0, sizeof *error);
        error->error = extended->ee_errno;
        error->origin = extended->ee_origin;
        error->type = extended->ee_type;
        error->code = extended->ee_code;
        if (sender->sa_family == AF_INET) {
            error->family = 4;
            memcpy(error->sender, &((struct sockaddr_in *)sender)->sin_addr, 4);
        } else if (sender->sa_family == AF_INET6) {
            error->family = 6;
            memcpy(error->sender, &((struct sockaddr_in6 *)sender)->sin6_addr, 16);
        }
        return 1;
    }
    return 0;
}

int clinux_bpf_cgroup_programs(int cgroup, uint32_t type) {
#ifdef SYS_bpf
    // The beginning of `union bpf_attr` for BPF_PROG_QUERY; zeroes stand for what newer kernels know of.
    struct {
        uint32_t target, type, query_flags, attach_flags;
        uint64_t programs;
        uint32_t count, padding;
        uint64_t rest[4];
    } query = {.target = (uint32_t)cgroup, .type = type, .query_flags = 1};
    if (syscall(SYS_bpf, 16, &query, sizeof query) != 0) return -1;
    return (int)query.count;
#else
    errno = ENOSYS;
    return -1;
#endif
}
