// Whose a process is that has left both its session and its parents: its environment, its cgroup and its output say so.
#include "guardian.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

/// The value of a variable in /proc/PID/environ, read in pieces: an environment may be megabytes.
struct variable {
    const char *name;
    size_t length;
    size_t matched;
    bool is_taken;
    char value[128];
    size_t size;
};

static void feed(struct variable *variable, char byte, bool at_start) {
    if (variable->is_taken) return;
    if (at_start) variable->matched = variable->size = 0;
    if (variable->matched < variable->length) {
        variable->matched = variable->name[variable->matched] == byte ? variable->matched + 1 : variable->length + 1;
        return;
    }
    if (variable->matched != variable->length) return;
    if (byte == 0) {
        variable->is_taken = true;
    } else if (variable->size + 1 < sizeof variable->value) {
        variable->value[variable->size++] = byte;
    }
}

static uint32_t from_environment(pid_t pid) {
    char path[40], chunk[4096];
    snprintf(path, sizeof path, "/proc/%d/environ", (int)pid);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return STRAY;
    struct variable run = {.name = "OSTIA_RUN=", .length = 10}, service = {.name = "OSTIA_SERVICE_ID=", .length = 17};
    bool at_start = true;
    ssize_t count;
    while (!(run.is_taken && service.is_taken) && (count = read(file, chunk, sizeof chunk)) > 0) {
        for (ssize_t i = 0; i < count; i++) {
            feed(&run, chunk[i], at_start);
            feed(&service, chunk[i], at_start);
            at_start = chunk[i] == 0;
        }
    }
    close(file);
    if (!run.is_taken || !service.is_taken || strcmp(run.value, guardian.run) != 0) return STRAY;
    return (uint32_t)strtoul(service.value, NULL, 10);
}

/// The last folder of `0::/…/ostia-RUN/ID` in /proc/PID/cgroup (cgroups(7)).
static uint32_t from_cgroup(pid_t pid) {
    if (guardian.cgroup < 0) return STRAY;
    char path[40], text[8192], folder[192];
    snprintf(path, sizeof path, "/proc/%d/cgroup", (int)pid);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return STRAY;
    ssize_t count = read(file, text, sizeof text - 1);
    close(file);
    if (count <= 0) return STRAY;
    text[count] = 0;
    int length = snprintf(folder, sizeof folder, "/ostia-%s/", guardian.run);
    char *place = strstr(text, folder);
    return place && (size_t)length < sizeof folder ? (uint32_t)strtoul(place + length, NULL, 10) : STRAY;
}

struct stream stream_of(const char *path) {
    struct stat status;
    struct stream none = {0};
    if (stat(path, &status) != 0) return none;
    bool is_terminal = S_ISCHR(status.st_mode) && major(status.st_rdev) != 1;
    if (!S_ISFIFO(status.st_mode) && !S_ISSOCK(status.st_mode) && !is_terminal) return none;
    return (struct stream){status.st_dev, status.st_ino};
}

/// A daemon often keeps the output of who started it. Where two services share one it tells nothing.
static uint32_t from_streams(pid_t pid) {
    uint32_t id = STRAY;
    for (int descriptor = 1; descriptor <= 2; descriptor++) {
        char path[40];
        snprintf(path, sizeof path, "/proc/%d/fd/%d", (int)pid, descriptor);
        struct stream stream = stream_of(path);
        if (!stream.inode) continue;
        for (struct service *service = guardian.services; service; service = service->next) {
            for (int i = 0; i < 2; i++) {
                if (service->streams[i].inode != stream.inode || service->streams[i].device != stream.device) continue;
                if (id != STRAY && id != service->id) return STRAY;
                id = service->id;
            }
        }
    }
    return id;
}

uint32_t cookie_service(pid_t pid) {
    uint32_t id = from_environment(pid);
    if (id == STRAY || !service_find(id)) id = from_cgroup(pid);
    if (id == STRAY || !service_find(id)) id = from_streams(pid);
    return service_find(id) ? id : STRAY;
}
