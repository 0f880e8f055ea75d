// A cgroup for each service where we may make one: root's, or a delegated one (cgroups(7)). Its `cgroup.kill` (Linux 5.14)
// ends everything in it at once, and no process leaves it by itself. Without one all else still holds.
#include "guardian.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/// The folder above the stack's, and the stack's name in it.
static int above = -1;
static char name[192];

static bool read_file(const char *path, char *text, size_t size) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return false;
    size_t filled = 0;
    ssize_t count;
    while (filled + 1 < size && (count = read(file, text + filled, size - 1 - filled)) > 0) filled += (size_t)count;
    close(file);
    text[filled] = 0;
    return filled > 0;
}

/// Where cgroup v2 is mounted: alone, or beside v1 in `unified`.
static bool find_mount(char *path, size_t size) {
    static const char *const places[] = {"/sys/fs/cgroup", "/sys/fs/cgroup/unified"};
    for (size_t i = 0; i < 2; i++) {
        char file[64];
        snprintf(file, sizeof file, "%s/cgroup.procs", places[i]);
        if (access(file, F_OK) != 0) continue;
        snprintf(path, size, "%s", places[i]);
        return true;
    }
    return false;
}

void cgroup_open(void) {
    guardian.cgroup = -1;
    char mount[64], text[8192], path[PATH_MAX];
    if (strchr(guardian.run, '/') || !find_mount(mount, sizeof mount)) return;
    if (!read_file("/proc/self/cgroup", text, sizeof text)) return;
    char *own = strncmp(text, "0::", 3) == 0 ? text + 3 : strstr(text, "\n0::");
    if (!own) return;
    if (*own == '\n') own += 4;
    own[strcspn(own, "\n")] = 0;
    int length = snprintf(path, sizeof path, "%s%s", mount, own);
    if (length < 0 || (size_t)length >= sizeof path) return;
    length = snprintf(name, sizeof name, "ostia-%s", guardian.run);
    if (length < 0 || (size_t)length >= sizeof name) return;
    above = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (above < 0) return;
    if (mkdirat(above, name, 0755) == 0 || errno == EEXIST) {
        guardian.cgroup = openat(above, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    }
    // A kernel without it gains nothing from a cgroup of ours.
    int kill = cgroup_make(STRAY);
    bool is_useful = kill >= 0 && faccessat(kill, "cgroup.kill", W_OK, 0) == 0;
    cgroup_remove(STRAY, kill);
    if (!is_useful) cgroup_close();
}

int cgroup_make(uint32_t id) {
    if (guardian.cgroup < 0) return -1;
    char folder[16];
    snprintf(folder, sizeof folder, "%u", id);
    if (mkdirat(guardian.cgroup, folder, 0755) != 0 && errno != EEXIST) return -1;
    return openat(guardian.cgroup, folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

void cgroup_kill(int folder) {
    int file = openat(folder, "cgroup.kill", O_WRONLY | O_CLOEXEC);
    if (file < 0) return;
    if (write(file, "1", 1) != 1) { /* The signals that follow do it. */ }
    close(file);
}

void cgroup_remove(uint32_t id, int folder) {
    if (folder >= 0) close(folder);
    if (guardian.cgroup < 0) return;
    char path[16];
    snprintf(path, sizeof path, "%u", id);
    unlinkat(guardian.cgroup, path, AT_REMOVEDIR);
}

/// Removes what services left: a folder cannot go before the last process has left it for good.
static void remove_folders(void) {
    DIR *folder = fdopendir(dup(guardian.cgroup));
    if (!folder) return;
    rewinddir(folder);
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (*entry->d_name >= '0' && *entry->d_name <= '9') unlinkat(guardian.cgroup, entry->d_name, AT_REMOVEDIR);
    }
    closedir(folder);
}

void cgroup_close(void) {
    for (int tries = 0; tries < 20 && guardian.cgroup >= 0; tries++) {
        if (tries) poll(NULL, 0, 5);
        remove_folders();
        if (unlinkat(above, name, AT_REMOVEDIR) == 0 || errno != EBUSY) break;
    }
    if (guardian.cgroup >= 0) close(guardian.cgroup);
    if (above >= 0) close(above);
    guardian.cgroup = above = -1;
}
