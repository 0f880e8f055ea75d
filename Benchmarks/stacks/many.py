"""A stack of many services: how soon it is there, and what it costs to have it."""

import shlex
import statistics
import time

from isolation import OSTIA
from tools import Stack, built, memory, processor_seconds

# Seconds after which a stack is called idle.
SETTLING = 8


def started(command: list, services: int, seconds: float) -> dict:
    """Starts, memory, and the processor's share of the runner while nothing happens."""
    program = built("service")
    with Stack("".join(f"s{i}: exec {shlex.quote(program)} listen\n" for i in range(services))) as stack:
        stack.start(command)
        moments = stack.moments("started", services)
        if len(moments) < services:
            raise SystemExit(f"bench: {command[0]} started {len(moments)} of {services} services")
        found = {"start": max(moments) - stack.begin}
        # What is done once after the start is not what it costs to have it.
        time.sleep(SETTLING)
        runner = stack.processes(without=program)
        found |= memory(runner)
        before, begin = processor_seconds(runner), time.monotonic()
        time.sleep(seconds)
        found["idle"] = 100 * (processor_seconds(runner) - before) / (time.monotonic() - begin)
        if command[0] == OSTIA:
            found["ps"] = statistics.median(asked(stack) for _ in range(21))
        return found


def asked(stack: Stack) -> float:
    begin = time.monotonic()
    if stack.run("ps").returncode:
        raise SystemExit("bench: ostia ps failed")
    return time.monotonic() - begin


def ready(services: int, slowest: int) -> float:
    """Seconds from the last service's listener to the return of `up --wait`."""
    program = built("service")
    text = "name: many\nservices:\n" + "".join(
        f'  s{i}: {{ run: "exec {shlex.quote(program)} listen {slowest if i == services // 2 else 0}", port: auto }}\n'
        for i in range(services))
    with Stack(text, "ostia.yaml") as stack:
        said = stack.run("up", "--wait")
        end = time.monotonic()
        if said.returncode:
            raise SystemExit(f"bench: up --wait: exit code {said.returncode}: {said.stderr.decode()}")
        moments = stack.moments("listening", services, 1)
        stack.run("down")
        return end - max(moments)
