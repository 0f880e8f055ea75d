// The loop: waits for the supervisor, for the end of children and for the next deadline.
#include "guardian.h"

#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

struct state guardian;

int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/// Every signal is blocked: none but SIGKILL ends the guardian. The children's end is read from a descriptor.
static int block_signals(void) {
    sigset_t all, children;
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, NULL);
    // Ignored it would make the kernel reap for us, and the statuses be lost.
    signal(SIGCHLD, SIG_DFL);
    sigemptyset(&children);
    sigaddset(&children, SIGCHLD);
    return signalfd(-1, &children, SFD_CLOEXEC | SFD_NONBLOCK);
}

/// Descriptors 0 to 2 lead nowhere: a terminal or pipe held open here would outlive the supervisor.
static void settle(void) {
    int nowhere = open("/dev/null", O_RDWR);
    for (int i = 0; i < 3; i++) {
        if (nowhere != i) dup2(nowhere, i);
    }
    if (nowhere > 2) close(nowhere);
    syscall(SYS_close_range, SUPERVISOR + 1, ~0u, 0);
    fcntl(SUPERVISOR, F_SETFD, FD_CLOEXEC);
    fcntl(SUPERVISOR, F_SETFL, O_NONBLOCK);
    setsid();
    if (chdir("/") != 0) { /* It stays where it is. */ }
    prctl(PR_SET_NAME, "ostia-guardian");
    prctl(PR_SET_CHILD_SUBREAPER, 1);
}

/// Says what is left, waits a moment for the supervisor to take it, and ends.
static void finish(void) {
    uint32_t count = 0;
    for (size_t i = 0; i < guardian.process_count; i++) count++;
    event_begin(CGUARDIAN_FINISHED);
    event_u32(count);
    for (size_t i = 0; i < guardian.process_count; i++) {
        struct process *process = &guardian.processes[i];
        event_u32(process->service);
        event_u32((uint32_t)process->pid);
        event_u64(process->start);
        event_text(process->name);
    }
    event_end();
    int64_t end = now() + 500;
    while (guardian.connected && frames_waiting() && now() < end) {
        struct pollfd entry = {SUPERVISOR, POLLOUT, 0};
        poll(&entry, 1, 50);
        frames_flush();
    }
    cgroup_close();
    // A survivor's record stays: the next one who comes can name it.
    if (count == 0) {
        record_remove();
    } else {
        record_write();
    }
    _exit(0);
}

/// When the next look is due, -1 for not at all.
static int64_t next_look(void) {
    int64_t deadline = guardian.must_look ? 0 : next_deadline();
    return deadline >= 0 && deadline < guardian.quiet_until ? guardian.quiet_until : deadline;
}

static int wait_time(void) {
    int64_t look = next_look();
    if (look < 0) return -1;
    int64_t left = look - now();
    return left < 0 ? 0 : left > 60000 ? 60000 : (int)left;
}

static void run(int ended) {
    // The supervisor's end is seen here as well: another process may hold a copy of its socket.
    int supervisor = (int)syscall(SYS_pidfd_open, guardian.supervisor, 0);
    if (supervisor >= 0) fcntl(supervisor, F_SETFD, FD_CLOEXEC);
    bool was_connected = true;
    for (;;) {
        // Reading and writing both may find that it has gone.
        if (!guardian.connected && was_connected) {
            was_connected = false;
            close(SUPERVISOR);
            shut_down(GRACE_OF_ORPHANS);
        }
        struct pollfd entries[3] = {
            {ended, POLLIN, 0},
            {guardian.connected ? SUPERVISOR : -1, (short)(POLLIN | (frames_waiting() ? POLLOUT : 0)), 0},
            {guardian.connected ? supervisor : -1, POLLIN, 0},
        };
        int count = poll(entries, 3, wait_time());
        if (count < 0) continue;
        if (entries[0].revents) {
            struct signalfd_siginfo infos[8];
            while (read(ended, infos, sizeof infos) > 0) {}
            reap();
        }
        if (entries[1].revents & (POLLIN | POLLHUP | POLLERR)) frames_read();
        if (entries[2].revents) guardian.connected = false;
        int64_t due = next_look();
        if (due >= 0 && due <= now()) look();
        if (guardian.record_is_stale) record_write();
        if (guardian.connected) frames_flush();
        if (guardian.shutting_down && is_finished()) finish();
    }
}

void cguardian_main_if_asked(int argc, char **argv) {
    if (argc < 2 || strcmp(argv[1], "__guardian") != 0) return;
    struct stat status;
    if (argc < 4 || fstat(SUPERVISOR, &status) != 0 || !S_ISSOCK(status.st_mode)) {
        fprintf(stderr, "__guardian is started by `ostia up`, with a socket\n");
        exit(2);
    }
    guardian.record = argv[2];
    guardian.run = argv[3];
    guardian.connected = true;
    settle();
    int ended = block_signals();
    guardian.pid = getpid();
    guardian.group = getpgrp();
    guardian.start = start_time(guardian.pid);
    guardian.supervisor = getppid();
    guardian.supervisor_start = start_time(guardian.supervisor);
    guardian.strays.stop_signal = SIGTERM;
    guardian.strays.grace = GRACE_OF_STRAYS;
    guardian.strays.leader_gone = true;
    guardian.strays.cgroup = -1;
    cgroup_open();
    record_write();
    event_begin(CGUARDIAN_HELLO);
    event_u32(CGUARDIAN_VERSION);
    event_u32((uint32_t)guardian.pid);
    event_u64(guardian.start);
    event_end();
    frames_flush();
    run(ended);
}
