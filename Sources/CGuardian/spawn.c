// Starts a service: a session of its own, the signals a fresh program expects, no descriptor but three.
#include "guardian.h"

#include <fcntl.h>
#include <limits.h>
#include <linux/sched.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

struct request {
    uint32_t id, flags, stop_signal, grace;
    const char *name, *folder;
    char **arguments, **variables;
    void *block;
};

static void fail(uint32_t id, int code, enum cguardian_stage stage) {
    event_begin(CGUARDIAN_FAILED);
    event_u32(id);
    event_u32((uint32_t)code);
    event_u32(stage);
    event_end();
}

/// The strings stay where they are, in the frame; only the two lists of pointers are made.
static bool parse(const unsigned char *bytes, size_t size, struct request *request) {
    uint32_t numbers[6];
    if (size < sizeof numbers) return false;
    for (int i = 0; i < 6; i++) {
        const unsigned char *b = bytes + 4 * i;
        numbers[i] = (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
    }
    request->id = numbers[0];
    request->flags = numbers[1];
    request->stop_signal = numbers[2];
    request->grace = numbers[3];
    size_t argc = numbers[4], envc = numbers[5];
    if (request->id == STRAY || argc == 0 || argc > size || envc > size || request->stop_signal > 64) return false;
    char **pointers = calloc(argc + envc + 2, sizeof *pointers);
    if (!pointers) return false;
    request->block = pointers;
    request->arguments = pointers;
    request->variables = pointers + argc + 1;
    const char *next = (const char *)bytes + sizeof numbers, *end = (const char *)bytes + size;
    for (size_t i = 0; i < argc + envc + 2; i++) {
        const char *zero = memchr(next, 0, (size_t)(end - next));
        if (!zero) return false;
        if (i == 0) {
            request->name = next;
        } else if (i == 1) {
            request->folder = next;
        } else {
            size_t place = i - 2;
            pointers[place < argc ? place : place + 1] = (char *)next;
        }
        next = zero + 1;
    }
    return next == end;
}

/// execve(2), and for a file without a recognised format a shell, as execvp(3) does it.
static void execute(const char *path, struct request *request) {
    execve(path, request->arguments, request->variables);
    if (errno != ENOEXEC) return;
    size_t count = 0;
    while (request->arguments[count]) count++;
    char **arguments = calloc(count + 2, sizeof *arguments);
    if (!arguments) return;
    arguments[0] = "/bin/sh";
    arguments[1] = (char *)path;
    memcpy(arguments + 2, request->arguments + 1, count * sizeof *arguments);
    execve(arguments[0], arguments, request->variables);
}

/// Looks the program up in the service's own PATH. Returns only with the errno of a failure.
static int find_and_execute(struct request *request) {
    const char *name = request->arguments[0];
    if (!*name) return ENOENT;
    if (strchr(name, '/')) {
        execute(name, request);
        return errno;
    }
    const char *path = "/usr/local/bin:/usr/bin:/bin";
    for (char **variable = request->variables; *variable; variable++) {
        if (strncmp(*variable, "PATH=", 5) == 0) {
            path = *variable + 5;
            break;
        }
    }
    int code = ENOENT;
    for (;;) {
        size_t length = strcspn(path, ":");
        char candidate[PATH_MAX];
        int written = snprintf(candidate, sizeof candidate, "%.*s%s%s", (int)length, path, length ? "/" : "./", name);
        if (written > 0 && (size_t)written < sizeof candidate) {
            execute(candidate, request);
            if (errno == EACCES) {
                code = EACCES;
            } else if (errno != ENOENT && errno != ENOTDIR && errno != ESTALE && errno != ENODEV) {
                return errno;
            }
        }
        if (!path[length]) return code;
        path += length + 1;
    }
}

struct failure {
    int code;
    enum cguardian_stage stage;
};

static void give_up(int report, int code, enum cguardian_stage stage) {
    struct failure failure = {code, stage};
    if (write(report, &failure, sizeof failure) != sizeof failure) { /* Nobody is left to be told. */ }
    _exit(127);
}

static void child(struct request *request, int streams[3], int report) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    // The guardian may have died before the line above.
    if (getppid() != guardian.pid) _exit(127);
    setsid();
    for (int i = 0; i < 3; i++) {
        if (dup2(streams[i], i) < 0) give_up(report, errno, CGUARDIAN_AT_STREAMS);
    }
    if ((request->flags & CGUARDIAN_TERMINAL) && ioctl(0, TIOCSCTTY, 0) != 0) {
        give_up(report, errno, CGUARDIAN_AT_TERMINAL);
    }
    if (report > 3) syscall(SYS_close_range, 3, report - 1, 0);
    syscall(SYS_close_range, report + 1, ~0u, 0);
    if (*request->folder && chdir(request->folder) != 0) give_up(report, errno, CGUARDIAN_AT_FOLDER);
    // By the system call: the library refuses to touch 32 and 33, which it uses itself, and they too may be ignored.
    static const uint64_t defaults[4];
    for (int number = 1; number < 65; number++) syscall(SYS_rt_sigaction, number, defaults, NULL, 8);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    give_up(report, find_and_execute(request), CGUARDIAN_AT_EXEC);
}

/// Waits until the program runs or could not be started. A file system that hangs is not waited for for ever: then the
/// failure shows as the exit code 127.
static bool await_exec(int report, struct failure *failure) {
    struct pollfd entry = {report, POLLIN, 0};
    int ready;
    while ((ready = poll(&entry, 1, 5000)) < 0 && errno == EINTR) {}
    ssize_t count = 0;
    if (ready > 0) {
        while ((count = read(report, failure, sizeof *failure)) < 0 && errno == EINTR) {}
    }
    return count == (ssize_t)sizeof *failure;
}

/// fork(2), where possible straight into a cgroup (clone3(2), Linux 5.7): to move there afterwards would wait some 8 ms
/// for all processors to take note.
static pid_t fork_into(int cgroup) {
    if (cgroup >= 0) {
        struct clone_args arguments = {0};
        arguments.flags = CLONE_INTO_CGROUP;
        arguments.exit_signal = SIGCHLD;
        arguments.cgroup = (uint64_t)cgroup;
        pid_t pid = (pid_t)syscall(SYS_clone3, &arguments, sizeof arguments);
        if (pid >= 0) return pid;
    }
    return fork();
}

static void start(struct request *request, int streams[3], struct service *service) {
    int report[2];
    if (pipe2(report, O_CLOEXEC) != 0) {
        fail(request->id, errno, CGUARDIAN_AT_FORK);
        return;
    }
    service->cgroup = cgroup_make(request->id);
    pid_t pid = fork_into(service->cgroup);
    if (pid == 0) child(request, streams, report[1]);
    int code = errno;
    close(report[1]);
    struct failure failure;
    if (pid < 0) {
        fail(request->id, code, CGUARDIAN_AT_FORK);
    } else if (await_exec(report[0], &failure)) {
        while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) {}
        fail(request->id, failure.code, failure.stage);
        pid = -1;
    }
    close(report[0]);
    if (pid < 0) {
        cgroup_remove(request->id, service->cgroup);
        return;
    }
    service->id = request->id;
    service->pid = pid;
    service->start = start_time(pid);
    service->stop_signal = request->stop_signal ? (int)request->stop_signal : SIGTERM;
    service->grace = request->grace;
    service->flags = request->flags;
    for (int i = 0; i < 2; i++) {
        char path[40];
        snprintf(path, sizeof path, "/proc/self/fd/%d", streams[i + 1]);
        service->streams[i] = stream_of(path);
    }
    // What it starts first is worth knowing while the parents still tell whose it is.
    service->pause = 50;
    service->next_look = now() + service->pause;
    service->next = guardian.services;
    guardian.services = service;
    guardian.record_is_stale = true;
    event_begin(CGUARDIAN_SPAWNED);
    event_u32(service->id);
    event_u32((uint32_t)pid);
    event_u64(service->start);
    event_end();
}

void spawn(const unsigned char *bytes, size_t size, int streams[3]) {
    struct request request = {0};
    bool is_sound = parse(bytes, size, &request);
    struct service *service = NULL;
    if (!is_sound || streams[2] < 0) {
        fail(request.id, EPROTO, CGUARDIAN_AT_REQUEST);
    } else if (guardian.shutting_down) {
        fail(request.id, ESHUTDOWN, CGUARDIAN_AT_REQUEST);
    } else if (service_find(request.id)) {
        fail(request.id, EEXIST, CGUARDIAN_AT_REQUEST);
    } else if (!(service = calloc(1, sizeof *service)) || !(service->name = strdup(request.name))) {
        fail(request.id, ENOMEM, CGUARDIAN_AT_REQUEST);
    } else {
        start(&request, streams, service);
    }
    if (service && !service->pid) {
        free(service->name);
        free(service);
    }
    free(request.block);
}
