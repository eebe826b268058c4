"""Starting the whole system in a folder of its own, and looking at what is left of it."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from lobby.embedded import places

# Making a cluster, migrating it and writing the demo, on a machine whose cores are all at other tests.
READY_WITHIN_S = 240.0


def wait_until(is_true: Callable[[], bool], within_s: float = 20.0) -> bool:
    """Return whether something came true in time."""
    deadline = time.monotonic() + within_s
    while not is_true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def processes_of(var: Path) -> list[int]:
    """Return the processes whose environment names `var` as their data folder."""
    mark = f"LOBBY_VAR={var}\0".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if mark in (folder / "environ").read_bytes() + b"\0":
                found.append(int(folder.name))
    return found


def is_running(pid: int) -> bool:
    """Return whether a process runs; one that only waits to be collected by its parent does not."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


class Run:
    """One `python -m lobby.embedded` and what it said."""

    def __init__(self, var: Path, **env: str) -> None:
        self.var = var
        self.port = free_port()
        clean = {name: text for name, text in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "lobby.embedded", "--with-parent"],
            env={**clean, "PORT": str(self.port), "LOBBY_VAR": str(var), **env},
            cwd=places.ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def is_ready(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def wait_until_ready(self) -> None:
        ready = wait_until(lambda: self.process.poll() is not None or self.is_ready(), READY_WITHIN_S)
        assert ready
        assert self.process.poll() is None, self.said()

    def said(self) -> str:
        """Return everything it printed; call it once, after its end."""
        return self.process.communicate(timeout=15)[0]

    def end(self, number: signal.Signals = signal.SIGTERM) -> float:
        """Send a signal and return the seconds until the process was gone."""
        began = time.monotonic()
        self.process.send_signal(number)
        self.process.wait(15)
        return time.monotonic() - began


def free_port() -> int:
    """Return a port that was free a moment ago."""
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return int(attempt.getsockname()[1])
