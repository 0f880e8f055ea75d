// The services, from their start until nothing of them is left.
#include "guardian.h"

#include <stdlib.h>
#include <sys/wait.h>

/// Between two looks, in ms.
#define LONGEST_PAUSE 200

static bool is_childless;

struct service *service_find(uint32_t id) {
    struct service *service = guardian.services;
    while (service && service->id != id) service = service->next;
    return service;
}

struct service *service_of_leader(pid_t pid) {
    struct service *service = guardian.services;
    while (service && service->pid != pid) service = service->next;
    return service;
}

void service_remove(struct service *service) {
    struct service **place = &guardian.services;
    while (*place && *place != service) place = &(*place)->next;
    if (*place) *place = service->next;
    cgroup_remove(service->id, service->cgroup);
    free(service->name);
    free(service);
    guardian.record_is_stale = true;
}

static int by_number(const void *a, const void *b) {
    pid_t first = *(const pid_t *)a, second = *(const pid_t *)b;
    return first < second ? -1 : first > second;
}

void service_signal(struct service *service, int number) {
    if (service->members == 0) return;
    pid_t *groups = calloc(guardian.process_count, sizeof *groups);
    if (!groups) return;
    size_t count = 0;
    for (size_t i = 0; i < guardian.process_count; i++) {
        struct process *process = &guardian.processes[i];
        if (process->service == service->id) groups[count++] = process->group;
    }
    // A group by one call: none of its members can fork away meanwhile (kill(2) and fork(2) take the same lock).
    qsort(groups, count, sizeof *groups, by_number);
    for (size_t i = 0; i < count; i++) {
        bool is_repeated = i > 0 && groups[i] == groups[i - 1];
        if (!is_repeated && groups[i] > 1 && groups[i] != guardian.group) kill(-groups[i], number);
    }
    free(groups);
}

/// A stopped process dies of no signal but SIGKILL before it runs again.
static void resume(struct service *service) {
    for (size_t i = 0; i < guardian.process_count; i++) {
        struct process *process = &guardian.processes[i];
        if (process->service == service->id && process->state == 'T') kill(process->pid, SIGCONT);
    }
}

void service_stop(struct service *service, int number, uint32_t grace) {
    int64_t deadline = now() + grace;
    if (service->phase == KILLING || service->phase == SURVIVED) return;
    if (service->phase == STOPPING) {
        if (deadline < service->deadline) service->deadline = deadline;
    } else {
        service->phase = STOPPING;
        service->deadline = deadline;
        service->next_look = 0;
    }
    service_signal(service, number);
    if (number != SIGSTOP) resume(service);
    guardian.must_look = true;
}

void service_kill(struct service *service) {
    if (service->phase == KILLING) return;
    service->phase = KILLING;
    service->deadline = now() + KILLING_TIME;
    service->last_deadline = now() + 5 * KILLING_TIME;
    service->members_before = service->members;
    service->pause = 2;
    service->next_look = now();
    guardian.must_look = true;
}

static void leader_ended(struct service *service, int status, const struct rusage *usage) {
    service->leader_gone = true;
    if (service->phase == RUNNING) service->phase = service->flags & CGUARDIAN_KEEP ? LINGERING : ENDING;
    guardian.record_is_stale = true;
    event_begin(CGUARDIAN_EXITED);
    event_u32(service->id);
    event_u32((uint32_t)status);
    event_u64((uint64_t)usage->ru_maxrss);
    event_u64((uint64_t)usage->ru_utime.tv_sec * 1000000 + (uint64_t)usage->ru_utime.tv_usec);
    event_u64((uint64_t)usage->ru_stime.tv_sec * 1000000 + (uint64_t)usage->ru_stime.tv_usec);
    event_end();
}

bool reap(void) {
    bool any = false;
    pid_t pid;
    int status;
    struct rusage usage;
    while ((pid = wait4(-1, &status, WNOHANG | __WALL, &usage)) > 0) {
        struct service *service = service_of_leader(pid);
        if (service && !service->leader_gone) leader_ended(service, status, &usage);
        any = true;
    }
    is_childless = pid < 0 && errno == ECHILD;
    // The end of an orphan of a service that runs on changes nothing.
    bool matters = guardian.shutting_down;
    for (struct service *service = guardian.services; any && service && !matters; service = service->next) {
        matters = service->phase != RUNNING;
    }
    if (any && matters) guardian.must_look = true;
    return any;
}

static void report_emptied(struct service *service) {
    event_begin(CGUARDIAN_EMPTIED);
    event_u32(service->id);
    event_u32(service->killed);
    event_end();
    service_remove(service);
}

static void report_survivors(struct service *service) {
    event_begin(CGUARDIAN_SURVIVORS);
    event_u32(service->id);
    event_u32(service->members);
    for (size_t i = 0; i < guardian.process_count; i++) {
        struct process *process = &guardian.processes[i];
        if (process->service != service->id) continue;
        event_u32((uint32_t)process->pid);
        event_u64(process->start);
        event_text(process->name);
    }
    event_end();
}

/// Moves a service on after a look.
static void advance(struct service *service, int64_t time) {
    bool is_due = service->next_look && service->next_look <= time;
    switch (service->phase) {
    case RUNNING:
        // Looked at 50, 200 and 800 ms after the start; then its first children are known.
        if (is_due) {
            service->pause *= 4;
            service->next_look = service->pause > 800 ? 0 : time + service->pause;
        }
        break;
    case LINGERING:
        if (is_due || !service->next_look) service->next_look = time + 5000;
        break;
    case ENDING:
        if (service->members > 0) service_stop(service, service->stop_signal, service->grace);
        break;
    case STOPPING:
        if (service->members > 0 && service->deadline <= time) service_kill(service);
        break;
    case KILLING:
        if (service->deadline <= time && service->members < service->members_before && time < service->last_deadline) {
            // Thousands need their time to die; as long as they become fewer nobody survives.
            service->deadline = time + 1000;
        }
        service->members_before = service->members;
        if (service->deadline <= time) {
            report_survivors(service);
            service->phase = SURVIVED;
            service->next_look = time + 1000;
        } else if (is_due) {
            service->pause = service->pause < 50 ? service->pause * 2 : service->pause;
            service->next_look = time + service->pause;
        }
        break;
    case SURVIVED:
        if (is_due) service->next_look = time + 1000;
        break;
    }
}

static void look_at_strays(int64_t time) {
    struct service *strays = &guardian.strays;
    if (!guardian.shutting_down) return;
    if (strays->members > 0) {
        if (strays->phase == STOPPING && strays->deadline <= time) service_kill(strays);
        if (strays->phase == KILLING && strays->deadline <= time) strays->phase = SURVIVED;
    }
    if (strays->members > 0 && strays->phase == STOPPING) {
        strays->next_look = strays->deadline;
    } else {
        // Between a process's end and our waiting for it there may be nothing to see; then it is asked again.
        strays->next_look = strays->members > 0 || !guardian.services ? time + 10 : 0;
    }
}

void look(void) {
    int64_t time = now();
    for (int i = 0; i < 8; i++) {
        guardian.must_look = false;
        scan();
        // What ended during the scan may have left a child that the scan has missed.
        if (!reap()) break;
    }
    // Where there are thousands a look is dear, and the end of each would ask for one.
    int64_t end = now(), pause = 3 * (end - time);
    guardian.quiet_until = pause > 10 ? end + (pause < LONGEST_PAUSE ? pause : LONGEST_PAUSE) : 0;
    struct service *next;
    bool kills = false;
    for (struct service *service = guardian.services; service; service = next) {
        next = service->next;
        if (service->members == 0 && service->leader_gone && !guardian.must_look) {
            report_emptied(service);
            continue;
        }
        advance(service, time);
        kills |= service->phase == KILLING;
    }
    look_at_strays(time);
    kills |= guardian.strays.phase == KILLING && guardian.strays.members > 0;
    if (kills) kill_pass();
}

int64_t next_deadline(void) {
    int64_t first = -1;
    struct service *service = guardian.shutting_down ? &guardian.strays : guardian.services;
    while (service) {
        int64_t time = service->phase == STOPPING ? service->deadline : service->next_look;
        if (service->id == STRAY) time = service->next_look;
        if (time && (first < 0 || time < first)) first = time;
        service = service->id == STRAY ? guardian.services : service->next;
    }
    return first;
}

void shut_down(uint32_t longest) {
    scan();
    if (!guardian.shutting_down) guardian.strays.phase = RUNNING;
    guardian.shutting_down = true;
    struct service *service = &guardian.strays;
    while (service) {
        uint32_t grace = service->grace < longest ? service->grace : longest;
        if (service->phase == STOPPING) {
            // It has been told; it only gets less time.
            if (now() + grace < service->deadline) service->deadline = now() + grace;
        } else {
            service_stop(service, service->stop_signal, grace);
        }
        service = service->id == STRAY ? guardian.services : service->next;
    }
    guardian.must_look = true;
}

bool is_finished(void) {
    bool survivors = guardian.strays.phase == SURVIVED;
    for (struct service *service = guardian.services; service; service = service->next) {
        if (service->phase != SURVIVED) return false;
        survivors = true;
    }
    if (guardian.strays.members > 0) return guardian.strays.phase == SURVIVED;
    return survivors || is_childless || now() >= guardian.strays.deadline + KILLING_TIME;
}
