"""The programs that are measured, and one stack of one of them."""

import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from isolation import OSTIA, ROOT

BUILD = ROOT / ".build/bench"


def built(name: str) -> str:
    """One of the C programs beside this file."""
    BUILD.mkdir(parents=True, exist_ok=True)
    program, source = BUILD / name, ROOT / f"Benchmarks/stacks/{name}.c"
    if not program.exists() or program.stat().st_mtime < source.stat().st_mtime:
        subprocess.run(["cc", "-O2", "-o", program, source], check=True)
    return str(program)


def found() -> dict:
    """What scripts/setup has installed, by name; what cannot be had is named and left out."""
    python = ROOT / ".build/venv/bin/python3"
    tools = {}
    if python.exists() and subprocess.run([python, "-c", "import honcho"], capture_output=True).returncode == 0:
        tools["honcho"] = [str(python), "-m", "honcho", "start"]
    if program := shutil.which("foreman"):
        tools["foreman"] = [program, "start"]
    if os.path.exists(OSTIA):
        tools["ostia"] = [OSTIA, "up"]
    for name in ("honcho", "foreman"):
        if name not in tools:
            print(f"bench: {name} is not installed and is left out", file=sys.stderr)
    return tools


class Stack:
    """A folder with a stack file, and every process that was started from there."""

    count = 0

    def __init__(self, text: str, name: str = "Procfile"):
        self.held = tempfile.TemporaryDirectory(prefix="bench-")
        self.folder = pathlib.Path(self.held.name)
        (self.folder / name).write_text(text)
        Stack.count += 1
        self.mark = f"OSTIA_BENCH_STACK={Stack.count}"
        self.environment = {
            **{k: v for k, v in os.environ.items() if k != "PORT"},
            "XDG_STATE_HOME": f"{self.folder}/.state", "XDG_RUNTIME_DIR": f"{self.folder}/.run",
            "XDG_CONFIG_HOME": f"{self.folder}/.config", "PYTHONUNBUFFERED": "1",
            "OSTIA_BENCH_STACK": str(Stack.count),
        }
        (self.folder / ".run").mkdir(mode=0o700)
        self.runner = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()
        self.held.cleanup()

    def start(self, command: list, output=subprocess.DEVNULL) -> None:
        self.begin = time.monotonic()
        self.runner = subprocess.Popen(
            command, cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL, stdout=output,
            stderr=subprocess.DEVNULL, start_new_session=True)

    def run(self, *arguments: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [OSTIA, *arguments], cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL, capture_output=True)

    def moments(self, file: str, count: int, seconds: float = 60) -> list:
        """What so many services have noted; fewer when the time was over first."""
        deadline = time.monotonic() + seconds
        while True:
            path = self.folder / file
            lines = path.read_text().splitlines() if path.exists() else []
            if len(lines) >= count or time.monotonic() > deadline:
                return [float(line) for line in lines]
            time.sleep(0.005)

    def processes(self, *, without: str = "") -> list:
        """The living processes of this stack; without those that run a program."""
        ids = []
        for entry in os.listdir("/proc"):
            if not entry.isdigit():
                continue
            try:
                if not self.owns(entry):
                    continue
                if without and os.readlink(f"/proc/{entry}/exe") == without:
                    continue
                state = pathlib.Path(f"/proc/{entry}/stat").read_text().rpartition(")")[2].split()[0]
            except OSError:
                continue
            if state not in "ZX":
                ids.append(int(entry))
        return ids

    def owns(self, pid: str) -> bool:
        with open(f"/proc/{pid}/environ", "rb") as file:
            if self.mark.encode() in file.read().split(b"\0"):
                return True
        # A guardian keeps nothing of the environment; its record lies in our folder.
        with open(f"/proc/{pid}/cmdline", "rb") as file:
            words = file.read()
        return b"__guardian" in words and str(self.folder).encode() in words

    def end(self) -> None:
        if self.runner and self.runner.poll() is None:
            self.runner.terminate()
            try:
                self.runner.wait(15)
            except subprocess.TimeoutExpired:
                pass
        while left := self.processes():
            for pid in left:
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    pass
            time.sleep(0.02)
        if self.runner:
            self.runner.wait()


def processor_seconds(ids: list) -> float:
    """What these processes have used so far, all their threads, in nanoseconds' resolution where the kernel keeps it."""
    total = 0.0
    for pid in ids:
        for task in os.listdir(f"/proc/{pid}/task"):
            total += int(pathlib.Path(f"/proc/{pid}/task/{task}/schedstat").read_text().split()[0]) / 1e9
    return total


def total_processor_seconds(ids: list) -> float:
    """The same by the account that threads which have ended are in."""
    total = 0
    for pid in ids:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / os.sysconf("SC_CLK_TCK")


def memory(ids: list, peak: bool = False) -> dict:
    """Megabytes of these processes together: resident, and what is no file's, shared pages divided among their users."""
    sums = {"resident": 0, "own": 0, "peak": 0}
    for pid in ids:
        status = pathlib.Path(f"/proc/{pid}/status").read_text()
        sums["resident"] += int(re.search(r"VmRSS:\s+(\d+)", status)[1])
        sums["peak"] += int(re.search(r"VmHWM:\s+(\d+)", status)[1])
        rollup = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text()
        sums["own"] += int(re.search(r"Pss_Anon:\s+(\d+)", rollup)[1])
    return {name: value / 1024 for name, value in sums.items()}
