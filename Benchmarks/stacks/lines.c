/// Both ends of a log: a service that only writes, and a reader that checks what came through.
///
///     lines write NAME COUNT      adds a line to `started`, waits for a file `go` in its folder, writes COUNT lines of
///                                 100 bytes, each with the name and a number, then nothing until a signal: foreman and
///                                 honcho stop everything as soon as one service ends
///     lines check COUNT           reads until COUNT such lines have come, or nothing for five seconds; says how many were
///                                 whole, torn (no whole line, or out of its service's order) and foreign (the relay's
///                                 own remarks), and the monotonic second of the last byte
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { LENGTH = 99, SERVICES = 1000 };

/// Exactly LENGTH bytes: `s7 line 000000123 xxxx…`.
static void fill(char *line, const char *name, long number) {
    int length = sprintf(line, "%s line %09ld ", name, number);
    memset(line + length, 'a' + number % 26, LENGTH - length);
}

static int write_lines(const char *name, long count) {
    char line[LENGTH + 1];
    int started = open("started", O_WRONLY | O_CREAT | O_APPEND, 0644);
    if (started < 0 || write(started, "0\n", 2) != 2) return 1;
    close(started);
    // foreman begins to read when all are started, and never does when one has filled its pipe before.
    while (access("go", F_OK) != 0) usleep(1000);
    for (long i = 0; i < count; i++) {
        fill(line, name, i);
        line[LENGTH] = '\n';
        if (fwrite(line, 1, LENGTH + 1, stdout) != LENGTH + 1) return 1;
    }
    if (fflush(stdout)) return 1;
    for (;;) pause();
}

static long next[SERVICES], whole, torn, foreign;

static void check_line(const char *line, size_t length) {
    const char *found = memmem(line, length, " line ", 6);
    if (!found) {
        foreign++;
        return;
    }
    const char *name = found;
    while (name > line && name[-1] != 's') name--;
    long service = strtol(name, NULL, 10);
    char own[16], expected[LENGTH + 64];
    if (service < 0 || service >= SERVICES || name == line || name == found) {
        torn++;
        return;
    }
    snprintf(own, sizeof own, "s%ld", service);
    fill(expected, own, next[service]);
    const char *start = name - 1;
    size_t left = line + length - start;
    if (left < LENGTH || memcmp(start, expected, LENGTH) != 0) {
        torn++;
        return;
    }
    next[service]++;
    whole++;
}

static int check_lines(long count) {
    size_t size = 1 << 20, held = 0;
    char *buffer = malloc(size);
    struct pollfd input = {0, POLLIN, 0};
    struct timespec now = {0};
    while (whole + torn < count && poll(&input, 1, whole + torn ? 5000 : 60000) > 0) {
        ssize_t got = read(0, buffer + held, size - held);
        if (got <= 0) break;
        held += got;
        clock_gettime(CLOCK_MONOTONIC, &now);
        char *line = buffer, *end;
        while ((end = memchr(line, '\n', buffer + held - line))) {
            check_line(line, end - line);
            line = end + 1;
        }
        held -= line - buffer;
        memmove(buffer, line, held);
    }
    printf("%ld %ld %ld %ld.%09ld\n", whole, torn, foreign, (long)now.tv_sec, now.tv_nsec);
    return whole == count ? 0 : 1;
}

int main(int argc, char **argv) {
    if (argc == 4 && strcmp(argv[1], "write") == 0) return write_lines(argv[2], atol(argv[3]));
    if (argc == 3 && strcmp(argv[1], "check") == 0) return check_lines(atol(argv[2]));
    return 2;
}
