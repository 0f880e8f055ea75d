// Frames in and out of the supervisor's socket, with descriptors beside them.
#include "guardian.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/// Bytes that grow at the end and are taken from the front.
struct buffer {
    unsigned char *bytes;
    size_t size;
    size_t room;
};

static struct buffer in, out;
/// Where the length of the event being written stands.
static size_t event_start;
static bool is_dropped;

/// Descriptors that came and whose request is not complete yet, in their order.
static int descriptors[64];
static size_t descriptor_count;

static bool reserve(struct buffer *buffer, size_t more) {
    if (buffer->size + more <= buffer->room) return true;
    size_t room = buffer->room ? buffer->room : 1024;
    while (room < buffer->size + more) room *= 2;
    unsigned char *bytes = realloc(buffer->bytes, room);
    if (!bytes) return false;
    buffer->bytes = bytes;
    buffer->room = room;
    return true;
}

static void take(struct buffer *buffer, size_t count) {
    buffer->size -= count;
    memmove(buffer->bytes, buffer->bytes + count, buffer->size);
    // An environment of a megabyte is not kept for the rest of the day.
    if (buffer->size == 0 && buffer->room > 8192) {
        free(buffer->bytes);
        *buffer = (struct buffer){0};
    }
}

static uint32_t u32(const unsigned char *bytes) {
    return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

/// One recvmsg(2), with the descriptors it brings. The kernel ends a read after bytes that came with descriptors
/// (unix(7)), so at most one request's are new.
static ssize_t receive(void) {
    if (!reserve(&in, 4096)) return -1;
    union {
        char bytes[CMSG_SPACE(sizeof(int) * 16)];
        struct cmsghdr header;
    } control;
    struct iovec vector = {in.bytes + in.size, in.room - in.size};
    struct msghdr message = {0};
    message.msg_iov = &vector;
    message.msg_iovlen = 1;
    message.msg_control = &control;
    message.msg_controllen = sizeof control;
    ssize_t count = recvmsg(SUPERVISOR, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    if (count < 0) return errno == EAGAIN || errno == EINTR ? 0 : -1;
    for (struct cmsghdr *part = CMSG_FIRSTHDR(&message); part; part = CMSG_NXTHDR(&message, part)) {
        if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS) continue;
        size_t received = (part->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (size_t i = 0; i < received; i++) {
            int descriptor;
            memcpy(&descriptor, CMSG_DATA(part) + i * sizeof(int), sizeof descriptor);
            if (descriptor_count < sizeof descriptors / sizeof *descriptors) {
                descriptors[descriptor_count++] = descriptor;
            } else {
                close(descriptor);
            }
        }
    }
    if (count == 0) return -1;
    in.size += (size_t)count;
    return count;
}

static void handle_spawn(const unsigned char *bytes, size_t size) {
    int streams[3] = {-1, -1, -1};
    size_t count = descriptor_count < 3 ? descriptor_count : 3;
    memcpy(streams, descriptors, count * sizeof(int));
    descriptor_count -= count;
    memmove(descriptors, descriptors + count, descriptor_count * sizeof(int));
    spawn(bytes, size, streams);
    for (size_t i = 0; i < count; i++) close(streams[i]);
}

static void handle(unsigned char kind, const unsigned char *bytes, size_t size) {
    if (kind == CGUARDIAN_SPAWN) {
        handle_spawn(bytes, size);
        return;
    }
    if (size < 4) return;
    uint32_t first = u32(bytes);
    if (kind == CGUARDIAN_SHUTDOWN) {
        shut_down(first);
        return;
    }
    struct service *service = service_find(first);
    // It may have ended while the request was on its way.
    if (!service) return;
    if (kind == CGUARDIAN_KILL) service_kill(service);
    if (size < 12) return;
    uint32_t second = u32(bytes + 4), third = u32(bytes + 8);
    if (second > 64) return;
    scan();
    if (kind == CGUARDIAN_STOP) {
        service_stop(service, second ? (int)second : service->stop_signal, third == UINT32_MAX ? service->grace : third);
    } else if (kind == CGUARDIAN_SIGNAL && second > 0) {
        if (third) {
            service_signal(service, (int)second);
        } else if (!service->leader_gone) {
            kill(service->pid, (int)second);
        }
    }
}

/// Returns: whether there was something.
static bool read_once(void) {
    ssize_t count = receive();
    size_t offset = 0;
    while (in.size - offset >= 4) {
        uint32_t length = u32(in.bytes + offset);
        if (length == 0 || length > CGUARDIAN_LONGEST_FRAME) {
            // Not our supervisor's language: nothing that follows can be understood.
            count = -1;
            break;
        }
        if (in.size - offset - 4 < length) break;
        handle(in.bytes[offset + 4], in.bytes + offset + 5, length - 1);
        offset += 4 + length;
    }
    if (offset) take(&in, offset);
    if (count < 0) guardian.connected = false;
    return count > 0;
}

void frames_read(void) {
    // Many starts, one record; but a supervisor that never stops talking must not keep us from everything else.
    for (int i = 0; i < 32 && guardian.connected && read_once(); i++) {}
}

bool frames_waiting(void) { return out.size > 0; }

void frames_flush(void) {
    while (out.size > 0) {
        ssize_t count = send(SUPERVISOR, out.bytes, out.size, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0 && errno != EAGAIN) guardian.connected = false;
        if (count <= 0) return;
        take(&out, (size_t)count);
    }
}

static void append(const void *bytes, size_t count) {
    if (!is_dropped && !reserve(&out, count)) is_dropped = true;
    if (is_dropped) return;
    memcpy(out.bytes + out.size, bytes, count);
    out.size += count;
}

void event_begin(unsigned char kind) {
    event_start = out.size;
    // A supervisor that reads nothing must not grow us for ever; it learns what is left from the record.
    is_dropped = !guardian.connected || out.size > (4u << 20);
    event_u32(0);
    append(&kind, 1);
}

void event_u32(uint32_t value) {
    unsigned char bytes[4] = {value & 255, value >> 8 & 255, value >> 16 & 255, value >> 24};
    append(bytes, 4);
}

void event_u64(uint64_t value) {
    event_u32((uint32_t)value);
    event_u32((uint32_t)(value >> 32));
}

void event_text(const char *text) { append(text, strlen(text) + 1); }

void event_end(void) {
    if (is_dropped) {
        out.size = event_start;
        return;
    }
    uint32_t length = (uint32_t)(out.size - event_start - 4);
    for (int i = 0; i < 4; i++) out.bytes[event_start + (size_t)i] = (unsigned char)(length >> (8 * i));
}
