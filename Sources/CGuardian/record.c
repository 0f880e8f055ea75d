// The record of what runs, for whoever comes when the guardian has been killed. Replaced in one step (rename(2)).
#include "guardian.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static bool temporary(char path[PATH_MAX]) {
    int length = snprintf(path, PATH_MAX, "%s.new", guardian.record);
    return *guardian.record && length > 0 && length < PATH_MAX;
}

/// One line of a small file below /proc, or a link's target.
static void write_line(FILE *file, const char *word, const char *path, bool is_link) {
    char text[128];
    ssize_t count = -1;
    if (is_link) {
        count = readlink(path, text, sizeof text - 1);
    } else {
        int source = open(path, O_RDONLY | O_CLOEXEC);
        if (source >= 0) {
            count = read(source, text, sizeof text - 1);
            close(source);
        }
    }
    if (count <= 0) return;
    text[count] = 0;
    text[strcspn(text, "\n")] = 0;
    fprintf(file, "%s %s\n", word, text);
}

/// Names are the user's: what would break the line is written as %XX.
static void write_name(FILE *file, const char *name) {
    for (const unsigned char *byte = (const unsigned char *)name; *byte; byte++) {
        if (*byte <= ' ' || *byte >= 0x7f || *byte == '%') {
            fprintf(file, "%%%02X", *byte);
        } else {
            fputc(*byte, file);
        }
    }
    fputc('\n', file);
}

void record_write(void) {
    guardian.record_is_stale = false;
    char path[PATH_MAX];
    if (!temporary(path)) return;
    int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    FILE *file = descriptor >= 0 ? fdopen(descriptor, "w") : NULL;
    if (!file) return;
    fprintf(file, "ostia-guardian 1\nrun %s\n", guardian.run);
    write_line(file, "boot", "/proc/sys/kernel/random/boot_id", false);
    write_line(file, "namespace", "/proc/self/ns/pid", true);
    fprintf(file, "guardian %d %llu\n", (int)guardian.pid, (unsigned long long)guardian.start);
    fprintf(file, "supervisor %d %llu\n", (int)guardian.supervisor, (unsigned long long)guardian.supervisor_start);
    if (guardian.cgroup >= 0) {
        char link[32], folder[PATH_MAX];
        snprintf(link, sizeof link, "/proc/self/fd/%d", guardian.cgroup);
        ssize_t count = readlink(link, folder, sizeof folder - 1);
        if (count > 0) {
            folder[count] = 0;
            fputs("cgroup ", file);
            write_name(file, folder);
        }
    }
    for (struct service *service = guardian.services; service; service = service->next) {
        fprintf(
            file, "service %u %d %llu %d %u ", service->id, (int)service->pid, (unsigned long long)service->start,
            service->stop_signal, service->grace);
        write_name(file, service->name);
    }
    bool is_written = fflush(file) == 0;
    if (fclose(file) != 0 || !is_written || rename(path, guardian.record) != 0) unlink(path);
}

void record_remove(void) {
    char path[PATH_MAX];
    if (*guardian.record) unlink(guardian.record);
    if (temporary(path)) unlink(path);
}
