// All processes that came from the guardian, each with the service it belongs to.
//
// As the subreaper (PR_SET_CHILD_SUBREAPER, prctl(2)) the guardian is an ancestor of every one of them, whatever sessions
// they make and whoever of their parents dies: the tree is exact. What has to be found out is only whose they are.
#include "guardian.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/// Reads proc_pid_stat(5), from the last parenthesis on: the name may hold parentheses, spaces and newlines.
static bool parse(char *text, struct process *process) {
    char *open = strchr(text, '('), *close = strrchr(text, ')');
    if (!open || !close) return false;
    *close = 0;
    snprintf(process->name, sizeof process->name, "%s", open + 1);
    unsigned long long start;
    long threads;
    int found = sscanf(
        close + 1, " %c %d %d %d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %ld %*d %llu", &process->state,
        &process->parent, &process->group, &process->session, &threads, &start);
    if (found != 6) return false;
    process->start = start;
    // A process whose first thread has ended looks like a zombie while its other threads work on.
    if (process->state == 'Z' && threads > 1) process->state = 'S';
    return true;
}

static bool read_stat(pid_t pid, struct process *process) {
    char path[32], text[1024];
    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return false;
    ssize_t count = read(file, text, sizeof text - 1);
    close(file);
    if (count <= 0) return false;
    text[count] = 0;
    memset(process, 0, sizeof *process);
    process->pid = pid;
    return parse(text, process);
}

uint64_t start_time(pid_t pid) {
    struct process process;
    return read_stat(pid, &process) ? process.start : 0;
}

static int by_pid(const void *a, const void *b) {
    pid_t first = ((const struct process *)a)->pid, second = ((const struct process *)b)->pid;
    return first < second ? -1 : first > second;
}

static struct process *find(struct process *list, size_t count, pid_t pid) {
    struct process key = {.pid = pid};
    return count ? bsearch(&key, list, count, sizeof key, by_pid) : NULL;
}

struct process *process_find(pid_t pid) { return find(guardian.processes, guardian.process_count, pid); }

/// All processes of the machine, by pid. The directory is read and its processes are looked at in turns: the kernel goes
/// through the numbers upwards, so that a child which was forked meanwhile still comes.
static struct process *read_all(size_t *count) {
    struct process *list = NULL;
    size_t room = 0;
    *count = 0;
    int folder = open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return NULL;
    static _Alignas(8) char entries[4096];
    long size;
    while ((size = syscall(SYS_getdents64, folder, entries, sizeof entries)) > 0) {
        for (long offset = 0; offset < size;) {
            // struct linux_dirent64: ino 8, off 8, reclen 2, type 1, name.
            unsigned short length;
            memcpy(&length, entries + offset + 16, sizeof length);
            const char *name = entries + offset + 19;
            offset += length;
            if (*name < '0' || *name > '9') continue;
            if (*count == room) {
                size_t more = room ? room * 2 : 256;
                struct process *longer = realloc(list, more * sizeof *list);
                if (!longer) break;
                list = longer;
                room = more;
            }
            if (read_stat((pid_t)atoi(name), &list[*count])) ++*count;
        }
    }
    close(folder);
    if (list) qsort(list, *count, sizeof *list, by_pid);
    return list;
}

/// Whether the chain of parents leads to the guardian. A parent that is not on the list died while it was made; then its
/// child has a new one, and is asked again.
static bool is_descendant(struct process *list, size_t count, struct process *process) {
    for (size_t steps = 0; steps <= count; steps++) {
        if (process->kinship) return process->kinship == 1;
        if (process->parent == guardian.pid) return true;
        if (process->parent <= 1) return false;
        struct process *parent = find(list, count, process->parent);
        for (int tries = 0; !parent && tries < 3; tries++) {
            struct process again;
            if (!read_stat(process->pid, &again) || again.start != process->start) {
                process->state = 'X';
                return false;
            }
            process->parent = again.parent;
            if (again.parent == guardian.pid) return true;
            parent = find(list, count, again.parent);
        }
        if (!parent) return false;
        process = parent;
    }
    return false;
}

/// What is known of a process by itself: from the look before, or by its session.
static bool recognise(struct process *process) {
    if (process->known) return true;
    struct process *before = process_find(process->pid);
    if (before && before->start == process->start) {
        process->frozen = before->frozen;
        process->killed = before->killed;
        process->service = before->service;
    }
    if (process->service == STRAY || !service_find(process->service)) {
        struct service *service = service_of_leader(process->session);
        process->service = service ? service->id : STRAY;
    }
    process->known = process->service != STRAY;
    return process->known;
}

/// Gives a process, and those between, the service of its nearest ancestor that has one; where none has, that which the
/// topmost was started with in its environment.
static void attribute(struct process *list, size_t count, struct process *process) {
    struct process *ancestor = process, *parent;
    size_t steps = 0;
    while (!recognise(ancestor) && steps++ < count) {
        if (ancestor->parent == guardian.pid || !(parent = find(list, count, ancestor->parent))) {
            ancestor->service = cookie_service(ancestor->pid);
            ancestor->known = true;
            break;
        }
        ancestor = parent;
    }
    while (process != ancestor) {
        process->service = ancestor->service;
        process->known = true;
        if (!(process = find(list, count, process->parent))) break;
    }
}

void scan(void) {
    size_t count, kept = 0;
    struct process *list = read_all(&count);
    if (!list) return;
    for (size_t i = 0; i < count; i++) list[i].kinship = is_descendant(list, count, &list[i]) ? 1 : 2;
    for (size_t i = 0; i < count; i++) {
        if (list[i].kinship == 1) attribute(list, count, &list[i]);
    }
    for (size_t i = 0; i < count; i++) {
        bool is_alive = list[i].state != 'Z' && list[i].state != 'X';
        if (list[i].kinship == 1 && is_alive) list[kept++] = list[i];
    }
    free(guardian.processes);
    guardian.processes = kept ? realloc(list, kept * sizeof *list) : NULL;
    if (!kept) free(list);
    guardian.process_count = guardian.processes ? kept : 0;
    guardian.strays.members = 0;
    for (struct service *service = guardian.services; service; service = service->next) service->members = 0;
    for (size_t i = 0; i < guardian.process_count; i++) {
        struct service *service = service_find(guardian.processes[i].service);
        if (!service) guardian.processes[i].service = STRAY;
        (service ? service : &guardian.strays)->members++;
    }
}
