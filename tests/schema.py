"""A PostgreSQL cluster with the schema, kept between runs: migrating takes half a minute of work, a copy a moment.

It is kept in `var/tests`, under a name made of all that the schema comes from; when any of it changes, the next run
migrates anew and the old cluster goes.
"""

import datetime as dt
import fcntl
import hashlib
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lobby.embedded import binaries, postgres, processes
from lobby.embedded.places import ROOT
from lobby.embedded.postgres import Postgres
from tests.starting import start

_KEPT = ROOT / "var" / "tests"
# What migrations call, the settings they read and the libraries that bring migrations of their own.
_ALSO = ("lobby/live/partitions.py", "lobby/config/settings.py", "requirements-dev.lock", "tests/schema.py")
_APPS = ("lobby", "devices", "queueing", "complaints", "marketing")


def prepare(server: Postgres) -> None:
    """Give a server that has no data yet a cluster whose database is migrated; whoever comes second waits for it."""
    with _alone():
        kept = _KEPT / _name(server)
        if kept.exists():
            _copy(kept, server.data)
            return
        server.prepare()
        _migrate(server)
        for old in _KEPT.glob("schema-*"):
            shutil.rmtree(old)
        half = _KEPT / "schema-half"
        _copy(server.data, half)
        half.rename(kept)


def _name(server: Postgres) -> str:
    """Return a name that changes with the schema, or with who can run the cluster."""
    sources = sorted(path for app in _APPS for path in (ROOT / app).glob("**/migrations/*.py"))
    sources += [ROOT / name for name in _ALSO]
    parts = [binaries.postgres_version(server.programs), platform.machine(), str(server.owner.uid)]
    # The journal's partitions are made from the month in which it is migrated.
    parts.append(f"{dt.datetime.now(dt.UTC):%Y-%m}")
    digest = hashlib.sha256("\n".join(parts).encode())
    for source in sources:
        digest.update(str(source.relative_to(ROOT)).encode() + b"\0" + source.read_bytes() + b"\0")
    return f"schema-{digest.hexdigest()[:16]}"


def _migrate(server: Postgres) -> None:
    command = server.command(postgres.THROW_AWAY)
    process = start(command, server.is_ready)
    try:
        migrate = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
        subprocess.run(migrate, cwd=ROOT, env={**os.environ, "DATABASE_URL": server.url}, check=True)
    finally:
        processes.stop(process, command.stop_signal, 30.0)


def _copy(source: Path, target: Path) -> None:
    # Unlike shutil, this keeps the account that owns the files.
    subprocess.run(["cp", "-Rp", source, target], check=True)


@contextmanager
def _alone() -> Iterator[None]:
    """Let the processes of this checkout in one by one."""
    _KEPT.mkdir(parents=True, exist_ok=True)
    with (_KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
