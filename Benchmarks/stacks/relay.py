"""How fast lines come through, and whether all of them do."""

import glob
import os
import pathlib
import shlex
import subprocess
import time

from tools import Stack, built, memory, total_processor_seconds


def check(program: str, count: int, source) -> subprocess.Popen:
    return subprocess.Popen([program, "check", str(count)], stdin=source, stdout=subprocess.PIPE, text=True)


def kept(program: str, folder: pathlib.Path, count: int) -> int:
    """The whole lines of the run's log, in their services' order."""
    files = sorted(glob.glob(f"{folder}/.state/ostia/stacks/*/runs/*/log.*"))
    if not files:
        return 0
    reader = subprocess.Popen(["cat", *files], stdout=subprocess.PIPE)
    said, _ = check(program, count, reader.stdout).communicate()
    reader.kill()
    reader.wait()
    whole, torn, _, _ = said.split()
    return int(whole) - int(torn)


def relay(command: list, services: int, lines: int) -> dict:
    program, share = built("lines"), lines // services
    text = "".join(f"s{i}: exec {shlex.quote(program)} write s{i} {share}\n" for i in range(services))
    with Stack(text) as stack:
        reading, writing = os.pipe()
        checker = check(program, share * services, reading)
        os.close(reading)
        stack.start(command, writing)
        os.close(writing)
        try:
            stack.moments("started", services)
            # foreman reads nothing until the last one runs, and hangs when one has filled its pipe before.
            time.sleep(0.5)
            before, begin = memory(stack.processes(without=program)), time.monotonic()
            (stack.folder / "go").touch()
            said, _ = checker.communicate(timeout=600)
            runner = stack.processes(without=program)
            processor, peak = total_processor_seconds(runner), memory(runner)["peak"]
        finally:
            checker.kill()
        stack.end()
        whole, torn, _, last = said.split()
        return {
            "rate": int(whole) / (float(last) - begin), "processor": processor, "torn": int(torn),
            "lost": share * services - int(whole) - int(torn), "grown": peak - before["resident"], "peak": peak,
            "kept": kept(program, stack.folder, share * services), "sent": share * services,
        }
