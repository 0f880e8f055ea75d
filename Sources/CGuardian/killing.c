// The end of those who did not end when asked: nothing that forks may get away.
#include "guardian.h"

/// Rounds and time of the freezing; after it whatever was seen is killed, and the next pass goes on.
#define ROUNDS 64
#define FREEZING_TIME 400

static bool is_condemned(const struct process *process) {
    struct service *service = process->service == STRAY ? &guardian.strays : service_find(process->service);
    return service && service->phase == KILLING;
}

static void each_service(int number) {
    if (guardian.strays.phase == KILLING) service_signal(&guardian.strays, number);
    for (struct service *service = guardian.services; service; service = service->next) {
        if (service->phase == KILLING) service_signal(service, number);
    }
}

/// Whether the last look found one that was not stopped yet; all count as stopped after it.
static bool mark_frozen(void) {
    bool any = false;
    for (size_t i = 0; i < guardian.process_count; i++) {
        struct process *process = &guardian.processes[i];
        if (process->frozen || !is_condemned(process)) continue;
        process->frozen = any = true;
    }
    return any;
}

void kill_pass(void) {
    for (struct service *service = guardian.services; service; service = service->next) {
        if (service->phase == KILLING && service->cgroup >= 0) cgroup_kill(service->cgroup);
    }
    // Frozen first: a parent killed would take the knowledge with it whose its children are, and one that is stopped
    // forks no more.
    int64_t end = now() + FREEZING_TIME;
    for (int round = 0; round < ROUNDS && now() < end && mark_frozen(); round++) {
        each_service(SIGSTOP);
        scan();
    }
    for (size_t i = 0; i < guardian.process_count; i++) {
        struct process *process = &guardian.processes[i];
        if (process->killed || !is_condemned(process)) continue;
        process->killed = true;
        struct service *service = service_find(process->service);
        (service ? service : &guardian.strays)->killed++;
    }
    each_service(SIGKILL);
}
