/// What the guardian's files share. One thread, one stack of services, one state.
#pragma once

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "CGuardian.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/types.h>

/// The supervisor's end of the socket.
#define SUPERVISOR 3
/// What is no service's, but came from one.
#define STRAY 0u
/// After its grace is over a service is killed for this long, in ms; what lives then is a survivor.
#define KILLING_TIME 4000
/// The longest grace when the supervisor has died, in ms: with `KILLING_TIME` all is over within 15 s.
#define GRACE_OF_ORPHANS 10000
/// The grace of strays, in ms.
#define GRACE_OF_STRAYS 5000

enum phase {
    RUNNING,
    /// The leader has ended and it may leave others behind.
    LINGERING,
    /// The leader has ended by itself; what is left of it has not been looked for yet.
    ENDING,
    /// The stop signal was sent, the grace runs.
    STOPPING,
    KILLING,
    /// Killing did not help: another user's, or stuck in the kernel.
    SURVIVED,
};

struct service {
    uint32_t id;
    char *name;
    /// The leader, and with it the session's number.
    pid_t pid;
    uint64_t start;
    int stop_signal;
    uint32_t grace;
    uint32_t flags;
    enum phase phase;
    bool leader_gone;
    /// When the grace, or the killing, is over: CLOCK_MONOTONIC in ms.
    int64_t deadline;
    /// However many still die, no longer than this.
    int64_t last_deadline;
    /// When to look again, or 0; the pause before doubles.
    int64_t next_look;
    uint32_t pause;
    /// Members alive at the last look and at the one before, and how many were sent SIGKILL.
    uint32_t members;
    uint32_t members_before;
    uint32_t killed;
    /// The cgroup's folder, or -1.
    int cgroup;
    /// Output and error, where they lead to a pipe or a terminal that may be this service's alone; else zeros.
    struct stream {
        dev_t device;
        ino_t inode;
    } streams[2];
    struct service *next;
};

/// A descendant of the guardian, as /proc/PID/stat shows it.
struct process {
    pid_t pid;
    pid_t parent;
    pid_t group;
    pid_t session;
    uint64_t start;
    uint32_t service;
    char state;
    bool known;
    bool frozen;
    bool killed;
    /// While it is being found out: 0 unknown, 1 descendant, 2 not.
    char kinship;
    char name[16];
};

struct state {
    pid_t pid;
    pid_t group;
    uint64_t start;
    pid_t supervisor;
    uint64_t supervisor_start;
    const char *record;
    const char *run;
    struct service *services;
    struct service strays;
    /// All descendants alive at the last look, by pid.
    struct process *processes;
    size_t process_count;
    bool connected;
    bool shutting_down;
    bool record_is_stale;
    /// Something ended, or was asked for: look at all processes before waiting again.
    bool must_look;
    /// No look before this: the last one was dear.
    int64_t quiet_until;
    /// The folder of the stack's cgroup, or -1.
    int cgroup;
};
extern struct state guardian;

// loop.c
int64_t now(void);

// services.c
struct service *service_find(uint32_t id);
struct service *service_of_leader(pid_t pid);
void service_remove(struct service *service);
/// Sends a signal to every process group of a service, once each, and lets stopped ones see it.
void service_signal(struct service *service, int number);
void service_stop(struct service *service, int number, uint32_t grace);
void service_kill(struct service *service);
/// Takes the ended children (wait4(2)).
///
/// Returns: whether there was one.
bool reap(void);
/// Looks at all descendants and does what the services' phases ask for.
void look(void);
/// When the next look is due, in ms of `now`, or -1.
int64_t next_deadline(void);
void shut_down(uint32_t grace);
/// Whether everything has ended, or survived.
bool is_finished(void);

// killing.c
/// Freezes the members of all services in `KILLING` until a look finds no new one, then kills them.
void kill_pass(void);

// processes.c
/// Reads /proc: replaces `guardian.processes`, each with its service.
void scan(void);
struct process *process_find(pid_t pid);
/// The start time (field 22 of /proc/PID/stat), 0 when it is gone.
uint64_t start_time(pid_t pid);

// cookie.c
/// The service named in the environment that a process was started with (`OSTIA_SERVICE_ID` under our `OSTIA_RUN`), or whose
/// cgroup it is in, or to whose output it writes.
uint32_t cookie_service(pid_t pid);
/// Where a stream leads, for a path that is a descriptor's; zeros for files and /dev/null, which many may share.
struct stream stream_of(const char *path);

// spawn.c
void spawn(const unsigned char *bytes, size_t size, int streams[3]);

// frames.c
void frames_read(void);
/// Sends what waits to be sent, as far as it can be.
void frames_flush(void);
bool frames_waiting(void);
void event_begin(unsigned char kind);
void event_u32(uint32_t value);
void event_u64(uint64_t value);
void event_text(const char *text);
void event_end(void);

// record.c
void record_write(void);
void record_remove(void);

// cgroup.c
void cgroup_open(void);
int cgroup_make(uint32_t id);
void cgroup_kill(int folder);
void cgroup_remove(uint32_t id, int folder);
void cgroup_close(void);
