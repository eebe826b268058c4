"""A throw-away PostgreSQL, Redis, branch and web process for one run."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lobby.embedded import binaries, owner, parts, processes
from lobby.embedded.postgres import Postgres
from lobby.embedded.processes import Command
from lobby.embedded.redis import Redis

READY_WITHIN_S = 60.0
# The engines' account has to pass through; nothing in the folder outlives the run.
FOLDER_MODE = 0o755


@dataclass(slots=True)
class Stage:
    """Where everything of this run lives."""

    folder: Path
    env: dict[str, str]

    @contextlib.contextmanager
    def web(self, **env: str) -> Iterator[Web]:
        """One web process, as `make run` starts it."""
        with socket.create_server((parts.HOST, 0)) as free:
            port = free.getsockname()[1]
        command = parts.web(self.folder, {**self.env, **env}, port)
        process = start(command, lambda: parts.web_is_ready(port))
        try:
            yield Web(port, process)
        finally:
            processes.stop(process, command.stop_signal, 5.0)


@dataclass(slots=True)
class Web:
    """A running web process."""

    port: int
    process: subprocess.Popen[bytes]

    def resident_kb(self) -> int:
        """Its resident memory in kB, from the process table."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
        raise RuntimeError("the process has no resident memory")


@contextlib.contextmanager
def stage() -> Iterator[Stage]:
    """Start the engines, set the environment and build the schema."""
    folder = Path(tempfile.mkdtemp(prefix="lobby-bench-"))
    folder.chmod(FOLDER_MODE)
    with contextlib.ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        env = {
            "LOBBY_VAR": str(folder / "var"),
            "DATABASE_URL": start_postgres(folder, stack),
            "REDIS_URL": start_redis(folder, stack),
            # The throttle works on every call; its limit is out of reach, so that it measures and does not refuse.
            "LOBBY_API_RATE": "10000000/min",
        }
        os.environ.update(env)
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        yield Stage(folder, env)


def start_postgres(folder: Path, stack: contextlib.ExitStack) -> str:
    """Start PostgreSQL with its production settings, durable commits included."""
    account = owner.for_folder(folder / "postgres")
    programs = binaries.reachable(binaries.postgres(), account, folder)
    sockets = account.take(folder / "postgres")
    server = Postgres(
        data=sockets / "data", sockets=sockets, log=folder / "postgres.log", owner=account, programs=programs
    )
    server.prepare()
    keep(server.command(), server.is_ready, stack)
    return server.url


def start_redis(folder: Path, stack: contextlib.ExitStack) -> str:
    """Start Redis."""
    account = owner.for_folder(folder / "redis")
    programs = binaries.reachable(binaries.valkey(), account, folder)
    server = Redis(sockets=account.take(folder / "redis"), log=folder / "redis.log", owner=account, programs=programs)
    keep(server.command(), server.is_ready, stack)
    return server.url


def keep(command: Command, is_ready: Callable[[], bool], stack: contextlib.ExitStack) -> None:
    """Start a server that stops with the stage."""
    process = start(command, is_ready)
    stack.callback(processes.stop, process, command.stop_signal, 5.0)


def start(command: Command, is_ready: Callable[[], bool]) -> subprocess.Popen[bytes]:
    """Start a process and wait for its first answer. Raises RuntimeError with its log."""
    process = processes.start(command)
    deadline = time.monotonic() + READY_WITHIN_S
    while not is_ready():
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"{command.name} did not start:\n{command.log.read_text()[-2000:]}")
        time.sleep(0.05)
    return process
