"""Starting a server for tests."""

import subprocess
import time
from collections.abc import Callable

from lobby.embedded import processes
from lobby.embedded.processes import Command

READY_WITHIN_S = 30.0


def start(command: Command, is_ready: Callable[[], bool]) -> subprocess.Popen[bytes]:
    """Start a server and wait for its first answer. Raises RuntimeError with the end of its log."""
    process = processes.start(command)
    deadline = time.monotonic() + READY_WITHIN_S
    while not is_ready():
        if process.poll() is not None or time.monotonic() > deadline:
            processes.stop(process, command.stop_signal, 5.0)
            raise RuntimeError(f"{command.name} did not start:\n{command.log.read_text()[-2000:]}")
        time.sleep(0.02)
    return process
