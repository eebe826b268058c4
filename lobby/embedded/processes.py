"""Starting a process that dies with us, and stopping it with its own signal."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lobby.embedded.owner import Owner

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


@dataclass(frozen=True, kw_only=True)
class Command:
    """What to run and how to end it.

    `stop_signal` asks for an orderly end; the same signal reaches the process when its parent dies.
    """

    name: str
    argv: Sequence[str]
    stop_signal: signal.Signals = signal.SIGTERM
    log: Path
    owner: Owner | None = None
    env: Mapping[str, str] = field(default_factory=dict)
    cwd: Path | None = None


def start(command: Command) -> subprocess.Popen[bytes]:
    """Start `command` in its own session, its output appended to its log. Raises OSError.

    The session keeps a terminal's Ctrl-C away from it: each process gets exactly one stop signal, from us.
    """
    account = command.owner if command.owner and not command.owner.is_me else None
    with open(command.log, "ab") as log:
        return subprocess.Popen(
            command.argv,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=command.cwd,
            env={**os.environ, **command.env},
            start_new_session=True,
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
            umask=0o077 if account else -1,
            preexec_fn=_die_with_parent(command.stop_signal),
        )


def stop(process: subprocess.Popen[bytes], stop_signal: signal.Signals, within_s: float) -> None:
    """Send one stop signal, wait, then kill whatever is left of the process's group."""
    ask(process, stop_signal)
    finish(process, time.monotonic() + within_s)


def ask(process: subprocess.Popen[bytes], stop_signal: signal.Signals) -> None:
    """Send the stop signal to a process that still runs."""
    if process.poll() is None:
        process.send_signal(stop_signal)


def finish(process: subprocess.Popen[bytes], deadline: float) -> None:
    """Wait for a process until `deadline` (monotonic seconds), then kill what is left of its group."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(max(0.0, deadline - time.monotonic()))
    # Children of a process that was killed outlive it; the group is theirs too.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _die_with_parent(stop_signal: signal.Signals) -> Callable[[], None] | None:
    """Return what the child does before it becomes the program: ask Linux for a signal when the parent dies."""
    if _LIBC is None:
        return None
    libc, parent = _LIBC, os.getpid()

    def arrange() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, int(stop_signal))
        if os.getppid() != parent:  # it died between fork and prctl
            os._exit(1)

    return arrange
