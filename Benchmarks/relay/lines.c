/// A service that only writes: COUNT lines of 100 bytes, newline included, each with the service's name and a number.
///
///     lines NAME COUNT [BUFFER]      BUFFER: bytes of one write(2), 4096 by default, as of a C library's pipe
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv) {
    if (argc < 3) return 2;
    long count = atol(argv[2]);
    size_t size = argc > 3 ? (size_t)atol(argv[3]) : 4096;
    setvbuf(stdout, malloc(size), _IOFBF, size);
    char line[128];
    for (long i = 0; i < count; i++) {
        int length = snprintf(line, sizeof line, "%s line %09ld ", argv[1], i);
        memset(line + length, 'a' + i % 26, 99 - length);
        line[99] = '\n';
        if (fwrite(line, 1, 100, stdout) != 100) return 1;
    }
    return fflush(stdout) ? 1 : 0;
}
