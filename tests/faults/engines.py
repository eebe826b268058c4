"""Engines of a test's own, which it may stop, hang and start again without harm to anybody."""

from __future__ import annotations

import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from django.db import connection

from lobby.embedded import binaries, owner, postgres, processes
from lobby.embedded.postgres import Postgres
from lobby.embedded.processes import Command
from lobby.embedded.redis import Redis
from tests import schema
from tests.starting import start

STOPS_WITHIN_S = 20.0


class Engine:
    """A server that runs until the test says otherwise."""

    def __init__(self, url: str, command: Command, is_ready: Callable[[], bool]) -> None:
        self.url, self.command, self.is_ready = url, command, is_ready
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait for its first answer. Raises RuntimeError with its log."""
        self.process = start(self.command, self.is_ready)

    def stop(self, number: signal.Signals | None = None) -> None:
        """End it with its own signal or another one, and wait for its end."""
        assert self.process is not None
        processes.stop(self.process, number or self.command.stop_signal, STOPS_WITHIN_S)

    def hang(self) -> None:
        """Let it neither answer nor go away."""
        assert self.process is not None
        self.process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Let it answer again."""
        assert self.process is not None
        self.process.send_signal(signal.SIGCONT)


@contextmanager
def own_redis() -> Iterator[Engine]:
    """A running Redis."""
    with folder() as home:
        account = owner.for_folder(home / "redis")
        programs = binaries.reachable(binaries.valkey(), account, home)
        server = Redis(sockets=account.take(home / "redis"), log=home / "redis.log", owner=account, programs=programs)
        with running(Engine(server.url, server.command(), server.is_ready)) as engine:
            yield engine


@contextmanager
def own_postgres() -> Iterator[Engine]:
    """A running PostgreSQL with the schema, which loses nothing that it has confirmed."""
    with folder() as home:
        account = owner.for_folder(home / "data")
        programs = binaries.reachable(binaries.postgres(), account, home)
        sockets = account.take(home / "postgres")
        server = Postgres(
            data=sockets / "data", sockets=sockets, log=home / "postgres.log", owner=account, programs=programs
        )
        schema.prepare(server)
        command = server.command({**postgres.THROW_AWAY, "synchronous_commit": "on"})
        with running(Engine(server.url, command, server.is_ready)) as engine:
            yield engine


@contextmanager
def folder() -> Iterator[Path]:
    """A folder whose path the engines' account may pass, gone afterwards."""
    home = Path(tempfile.mkdtemp(prefix="lobby-fault-"))
    home.chmod(0o755)
    try:
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def running(engine: Engine) -> Iterator[Engine]:
    """Start it; in whatever state the test leaves it, it is gone afterwards."""
    engine.start()
    try:
        yield engine
    finally:
        engine.go_on()
        engine.stop()


@contextmanager
def database_at(url: str) -> Iterator[None]:
    """Let all of the test's own database work, and the web processes it starts, go to another database."""
    settings = connection.settings_dict
    mine = dict(settings)
    address = urlsplit(url)
    query = {name: values[0] for name, values in parse_qs(address.query).items()}
    connection.close()
    settings.update(NAME=address.path.lstrip("/"), HOST=query["host"], USER=query["user"], PASSWORD="", PORT="")
    try:
        yield
    finally:
        connection.close()
        settings.update(mine)
