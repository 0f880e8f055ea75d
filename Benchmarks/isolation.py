"""Namespaces of its own for a benchmark, and what its pages say of the machine."""

import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
OSTIA = os.environ.get("OSTIA_BINARY", str(ROOT / ".build/release/ostia"))
PAGE = ROOT / "docs/benchmarks.md"


def enter_namespaces(program: str) -> None:
    """Runs this program again inside namespaces of its own; the end of the first process there ends all."""
    if os.environ.get("OSTIA_BENCH_INSIDE") == "1":
        subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
        return
    command = ["unshare", "--net", "--pid", "--fork", "--kill-child", "--mount-proc"]
    if os.geteuid() != 0:
        command += ["--user", "--map-root-user"]
    environment = {**os.environ, "OSTIA_BENCH_INSIDE": "1", "PATH": os.environ["PATH"] + ":/usr/sbin:/sbin"}
    os.execvpe("unshare", [*command, sys.executable, "-S", program, *sys.argv[1:]], environment)


def verdict(reached: bool) -> str:
    return "yes" if reached else "**no**"


def machine() -> str:
    processors = re.findall(r"^model name\s*: (.*)$", pathlib.Path("/proc/cpuinfo").read_text(), re.M)
    return f"{len(processors)} × {processors[0] if processors else os.uname().machine}, Linux {os.uname().release}"


def write_page(name: str, lines: list) -> None:
    """Puts a table between its two marks on the page."""
    text = PAGE.read_text(encoding="utf-8")
    begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    head, _, rest = text.partition(begin)
    _, _, tail = rest.partition(end)
    PAGE.write_text(head + begin + "\n".join(lines) + "\n" + end + tail, encoding="utf-8")
