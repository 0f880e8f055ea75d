/// A service that costs nothing, for stacks of many.
///
///     service listen [MS]     writes the moment of its start to `started`, listens on PORT after MS milliseconds, writes
///                             that moment to `listening`, and waits
///     service family [deaf]   with a child that only waits; deaf ones do not end for SIGTERM
///
/// Moments are seconds of CLOCK_MONOTONIC, one to a line, so that whoever began the stack can tell how long it took.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static void note(const char *file) {
    struct timespec now;
    char line[64];
    clock_gettime(CLOCK_MONOTONIC, &now);
    int length = sprintf(line, "%ld.%09ld\n", (long)now.tv_sec, now.tv_nsec);
    int fd = open(file, O_WRONLY | O_CREAT | O_APPEND, 0644);
    if (fd < 0 || write(fd, line, length) != length) exit(1);
    close(fd);
}

static int listen_after(int milliseconds) {
    const char *port = getenv("PORT");
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    address.sin_port = htons(port ? atoi(port) : 0);
    note("started");
    usleep(milliseconds * 1000);
    int fd = socket(AF_INET, SOCK_STREAM, 0), yes = 1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(fd, (struct sockaddr *)&address, sizeof address) || listen(fd, 16)) return 1;
    note("listening");
    for (;;) pause();
}

int main(int argc, char **argv) {
    if (argc >= 2 && strcmp(argv[1], "listen") == 0) return listen_after(argc > 2 ? atoi(argv[2]) : 0);
    if (argc >= 2 && strcmp(argv[1], "family") == 0) {
        if (fork() == 0) {
            for (;;) pause();
        }
        if (argc > 2) signal(SIGTERM, SIG_IGN);
        note("started");
        for (;;) pause();
    }
    return 2;
}
