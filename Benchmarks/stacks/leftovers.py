"""What stays when a runner is told to end, or is killed."""

import shlex
import signal
import time

from tools import Stack, built

SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL)
# Longer than anybody's patience with the deaf one, and what a guardian may take.
PATIENCE = 15


def leftovers(tools: dict) -> dict:
    """By tool and signal: the processes that were left of four services and a deaf one, each with a child."""
    program = shlex.quote(built("service"))
    text = "".join(f"s{i}: {program} family\n" for i in range(4)) + f"deaf: {program} family deaf\n"
    stacks = {}
    try:
        for name, command in tools.items():
            for number in SIGNALS:
                stack = stacks[name, number] = Stack(text)
                stack.start([*command, "-p", str(20000 + 600 * len(stacks))])
        for (name, _), stack in stacks.items():
            if len(stack.moments("started", 5)) < 5:
                raise SystemExit(f"bench: {name} did not start five services")
        for (_, number), stack in stacks.items():
            stack.runner.send_signal(number)
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and any(stack.processes() for stack in stacks.values()):
            time.sleep(0.25)
        return {key: len(stack.processes()) for key, stack in stacks.items()}
    finally:
        for stack in stacks.values():
            stack.__exit__()
