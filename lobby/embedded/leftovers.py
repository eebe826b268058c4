"""What a killed run left behind: processes still on their way down, and PostgreSQL's pid file."""

import contextlib
import json
import os
import signal
import subprocess
import time
from dataclasses import asdict, dataclass
from pathlib import Path

_ENDS_WITHIN_S = 5.0
_LOOKS_EVERY_S = 0.05


@dataclass(frozen=True)
class Running:
    """A process of a run; `born` tells it from a later process with the same number."""

    pid: int
    born: str
    stop_signal: int


def remember(file: Path, processes: list[tuple[int, signal.Signals]]) -> None:
    """Write the list of running processes, whole or not at all."""
    listed = [asdict(Running(pid, born, int(end))) for pid, end in processes if (born := _born(pid))]
    aside = file.with_suffix(".new")
    aside.write_text(json.dumps(listed), encoding="utf-8")
    aside.replace(file)


def end_all(file: Path) -> int:
    """End what the list names and still runs, first by its own signal, then by force; return how many there were."""
    try:
        listed = [Running(**entry) for entry in json.loads(file.read_text(encoding="utf-8"))]
    except (FileNotFoundError, ValueError, TypeError):
        return 0
    alive = [process for process in listed if _runs(process)]
    for process in alive:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process.pid, process.stop_signal)
    deadline = time.monotonic() + _ENDS_WITHIN_S
    while time.monotonic() < deadline and any(_runs(process) for process in alive):
        time.sleep(_LOOKS_EVERY_S)
    for process in alive:
        if _runs(process):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    file.unlink(missing_ok=True)
    return len(alive)


def clear_postmaster(data: Path) -> None:
    """Make way for a new server on `data`: end one that still runs there, remove the pid file of one that does not.

    PostgreSQL itself only looks whether any process has the number in the file, and after a restart of the
    machine a stranger may have it.
    """
    file = data / "postmaster.pid"
    try:
        pid = int(file.read_text(encoding="ascii").split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return
    deadline = time.monotonic() + _ENDS_WITHIN_S
    while f" -D {data} " in _command_line(pid):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGINT if time.monotonic() < deadline else signal.SIGKILL)
        time.sleep(_LOOKS_EVERY_S)
    file.unlink(missing_ok=True)


def _runs(process: Running) -> bool:
    return _born(process.pid) == process.born


def _born(pid: int) -> str:
    """Return when a process started, in whatever form the system tells it; empty when it is gone or only a zombie."""
    with contextlib.suppress(OSError):
        # Fields follow the program's name, which is in brackets and may hold anything; 3 is the state, 22 the start.
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return "" if fields[0] == "Z" else fields[19]
    return "" if Path("/proc/self/stat").exists() else _ask_ps(pid, "lstart=")


def _command_line(pid: int) -> str:
    """Return a process's command line, empty when it is gone."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text(errors="replace").replace("\0", " ")
    return "" if Path("/proc/self/stat").exists() else _ask_ps(pid, "command=")


def _ask_ps(pid: int, what: str) -> str:
    return subprocess.run(
        ["ps", "-o", what, "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout.strip()
