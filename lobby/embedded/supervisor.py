"""Keeping a set of processes running: started in order, restarted when they die, stopped together."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lobby.embedded import leftovers, processes
from lobby.embedded.problem import Problem
from lobby.embedded.processes import Command

_LOOKS_EVERY_S = 0.2
_WAITS_EVERY_S = 0.05
_FIRST_PAUSE_S = 0.5
_LONGEST_PAUSE_S = 15.0
_LONGEST_START_PAUSE_S = 4.0
# A process that ran this long was healthy: its next death starts the pauses anew.
_HEALTHY_AFTER_S = 30.0
# Stopping is promised within 5 s: first what uses the engines, then the engines.
_PARTS_STOP_WITHIN_S = 2.5
_ENGINES_STOP_WITHIN_S = 1.7


class Stopped(Exception):
    """Someone asked the run to stop while it was starting."""


@dataclass
class Child:
    """A supervised process and its record of deaths."""

    command: Command
    is_engine: bool
    process: subprocess.Popen[bytes]
    started: float
    pause_s: float = _FIRST_PAUSE_S
    due: float | None = None


class Supervisor:
    """The processes of one run; use it from the main thread, whose death the children follow."""

    def __init__(self, listing: Path, say: Callable[[str], None]) -> None:
        """Keep the list of running processes in `listing`; report deaths and restarts through `say`."""
        self._listing = listing
        self._say = say
        self._children: list[Child] = []
        self._stop = threading.Event()
        self._parent: int | None = None
        self._watchdog: subprocess.Popen[bytes] | None = None

    def obey_signals(self, *, with_parent: bool = False) -> None:
        """Stop on SIGINT, SIGTERM and SIGHUP, and with `with_parent` also when the parent process is gone."""
        self._parent = os.getppid() if with_parent else None
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self._stop.set())

    def guard(self) -> None:
        """Where the system has no death signal, start a process that ends the children should we be killed."""
        if sys.platform != "linux":
            self._watchdog = subprocess.Popen(
                [sys.executable, "-m", "lobby.embedded.watchdog", str(self._listing)],
                stdin=subprocess.PIPE,
                start_new_session=True,
            )

    def start(
        self, command: Command, is_ready: Callable[[], bool], within_s: float, *, is_engine: bool = False
    ) -> None:
        """Start a process and wait until it is ready. Raises Problem when it is not in time, Stopped when asked to stop.

        An engine that dies before it is ready is tried again: after a crash the old server's last children may hold
        its memory for a while.
        """
        child = self._launch(command, is_engine)
        self._children.append(child)
        self._remember()
        deadline = time.monotonic() + within_s
        while not is_ready():
            self._pause(_WAITS_EVERY_S)
            hopeless = child.process.poll() is not None and (not is_engine or child.pause_s > _LONGEST_START_PAUSE_S)
            if hopeless or time.monotonic() > deadline:
                raise Problem(f"{command.name} did not start: {_last_line(command.log)} (more in {command.log})")
            self._revive_all()

    def add(self, command: Command) -> None:
        """Start a process that nobody waits for. Raises Problem when it cannot be started at all."""
        self._children.append(self._launch(command, is_engine=False))
        self._remember()

    def step(self, command: Command) -> None:
        """Run a process to its end. Raises Problem when it fails, Stopped when asked to stop meanwhile."""
        process = self._launch(command, is_engine=False).process
        try:
            while process.poll() is None:
                self._pause(_WAITS_EVERY_S)
                self._revive_all()
        finally:
            processes.stop(process, command.stop_signal, 1.0)
        if process.returncode:
            raise Problem(f"{command.name} failed: {_last_line(command.log)} (more in {command.log})")

    def watch(self) -> None:
        """Restart what dies. Raises Stopped when someone asks to stop."""
        while True:
            self._pause(_LOOKS_EVERY_S)
            self._revive_all()

    def stop(self) -> None:
        """Stop everything, each process by its own signal once, within five seconds."""
        for is_engine, within_s in ((False, _PARTS_STOP_WITHIN_S), (True, _ENGINES_STOP_WITHIN_S)):
            group = [child for child in self._children if child.is_engine == is_engine]
            for child in group:
                processes.ask(child.process, child.command.stop_signal)
            deadline = time.monotonic() + within_s
            for child in group:
                processes.finish(child.process, deadline)
        self._children.clear()
        self._listing.unlink(missing_ok=True)
        if self._watchdog:
            self._watchdog.communicate()

    def _pause(self, seconds: float) -> None:
        orphaned = self._parent is not None and os.getppid() != self._parent
        if self._stop.wait(seconds) or orphaned:
            raise Stopped

    def _launch(self, command: Command, is_engine: bool) -> Child:
        try:
            return Child(command, is_engine, processes.start(command), time.monotonic())
        except (OSError, subprocess.SubprocessError) as error:
            raise Problem(f"{command.name} cannot be started: {error}") from error

    def _revive_all(self) -> None:
        for child in self._children:
            self._revive(child)

    def _revive(self, child: Child) -> None:
        """Note a death, and start the process again once its pause is over."""
        now = time.monotonic()
        if child.process.poll() is None:
            return
        if child.due is None:
            if now - child.started > _HEALTHY_AFTER_S:
                child.pause_s = _FIRST_PAUSE_S
            processes.finish(child.process, now)
            self._say(
                f"{child.command.name} {_ending(child.process.returncode)}, starting it again in {child.pause_s:g} s"
            )
            child.due = now + child.pause_s
            child.pause_s = min(child.pause_s * 2, _LONGEST_PAUSE_S)
        elif now >= child.due:
            child.process = self._launch(child.command, child.is_engine).process
            child.started, child.due = now, None
            self._remember()

    def _remember(self) -> None:
        leftovers.remember(self._listing, [(c.process.pid, c.command.stop_signal) for c in self._children])


def _ending(code: int) -> str:
    return f"was ended by signal {-code}" if code < 0 else f"ended with code {code}"


def _last_line(log: Path) -> str:
    """Return the last line a process wrote, which for a traceback is its message."""
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    except OSError:
        return "no log"
    return lines[-1] if lines else "it wrote nothing"
