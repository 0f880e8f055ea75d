// The end of those who did not end when asked: nothing that forks may get away.
#include "guardian.h"

#include <sched.h>

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

/// Notes who is about to be killed.
///
/// Returns: whether there is one that was not before; nobody needs SIGKILL twice.
static bool condemn(void) {
    bool any = false;
    for (size_t i = 0; i < guardian.process_count; i++) {
        struct process *process = &guardian.processes[i];
        if (process->killed || !is_condemned(process)) continue;
        process->killed = any = true;
        struct service *service = service_find(process->service);
        (service ? service : &guardian.strays)->killed++;
    }
    return any;
}

/// Among thousands that want to run we must not wait for our turn, where we may say so (sched(7)).
static void hurry(bool yes) {
    struct sched_param parameters = {.sched_priority = yes ? 1 : 0};
    sched_setscheduler(0, (yes ? SCHED_RR : SCHED_OTHER) | SCHED_RESET_ON_FORK, &parameters);
}

void kill_pass(void) {
    bool is_crowd = guardian.process_count > 500;
    if (is_crowd) hurry(true);
    bool any = condemn();
    for (struct service *service = guardian.services; service; service = service->next) {
        if (any && service->phase == KILLING && service->cgroup >= 0) cgroup_kill(service->cgroup);
    }
    // Frozen first: a parent killed would take the knowledge with it whose its children are, and one that is stopped
    // forks no more.
    int64_t end = now() + FREEZING_TIME;
    for (int round = 0; round < ROUNDS && now() < end && mark_frozen(); round++) {
        each_service(SIGSTOP);
        scan();
    }
    if (condemn() || any) each_service(SIGKILL);
    if (is_crowd) hurry(false);
}
