"""A throw-away PostgreSQL and Redis for each process of a pytest run, started before Django reads its settings.

Loaded as a plugin (`-p tests.services` in pyproject.toml), because pytest-django reads the settings before any
conftest. With DATABASE_URL and REDIS_URL given, those are used and nothing is started.
"""

import atexit
import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from lobby.embedded import binaries, catalogues, owner, places, postgres, processes
from lobby.embedded.postgres import Postgres
from lobby.embedded.processes import Command
from lobby.embedded.redis import Redis
from tests import schema
from tests.starting import start

_PREFIX = "lobby-test-"


class OwnDatabase:
    """Instead of pytest-django's: the database is nobody else's and has its schema."""

    @pytest.fixture(scope="session")
    @classmethod
    def django_db_setup(cls) -> None:
        """Only emptying it remains to be made quick."""
        from tests import emptying  # it imports Django, whose settings are not to be read before the engines run

        emptying.install()


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Start what the environment does not give, and make translations current."""
    options = early_config.known_args_namespace
    if options.help or options.version:
        return
    catalogues.compile_all(places.ROOT)
    folder = _make_folder()
    # As the product's processes have it: threads that wait for a core another test has wait at full speed.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    is_worker = "PYTEST_XDIST_WORKER" in os.environ
    if is_worker or "LOBBY_VAR" not in os.environ:
        os.environ["LOBBY_VAR"] = str(folder / "var")
    # Collected files are not needed, but servestatic warns about a missing folder.
    (Path(os.environ["LOBBY_VAR"]) / "static").mkdir(parents=True, exist_ok=True)
    # What was heard of machines is written when a test asks for it.
    os.environ.setdefault("LOBBY_HEARD_EVERY_S", "0")
    if getattr(options, "numprocesses", None) and not is_worker:
        return  # it only hands the tests out; each worker starts its own
    if "DATABASE_URL" not in os.environ:
        os.environ["DATABASE_URL"] = _start_postgres(folder)
        early_config.pluginmanager.register(OwnDatabase())
    if "REDIS_URL" not in os.environ:
        os.environ["REDIS_URL"] = _start_redis(folder)


def _start_postgres(folder: Path) -> str:
    account = owner.for_folder(folder / "data")
    programs = binaries.reachable(binaries.postgres(), account, folder)
    sockets = account.take(folder / "postgres")
    server = Postgres(
        data=sockets / "data", sockets=sockets, log=folder / "postgres.log", owner=account, programs=programs
    )
    schema.prepare(server)
    # The moment of every commit is noted, so that tests can ask in which order things became true.
    _run(server.command({**postgres.THROW_AWAY, "track_commit_timestamp": "on"}), server.is_ready)
    return server.url


def _start_redis(folder: Path) -> str:
    account = owner.for_folder(folder / "redis")
    programs = binaries.reachable(binaries.valkey(), account, folder)
    server = Redis(sockets=account.take(folder / "redis"), log=folder / "redis.log", owner=account, programs=programs)
    _run(server.command(), server.is_ready)
    return server.url


def _run(command: Command, is_ready: Callable[[], bool]) -> None:
    """Start a server; it stops with this process, however that ends."""
    atexit.register(processes.stop, start(command, is_ready), command.stop_signal, 5.0)


def _make_folder() -> Path:
    """Return a folder of this run, locked while the run lives, after removing those of runs that were killed."""
    for left in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        _remove_if_dead(left)
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    folder.chmod(0o755)  # the engines' account passes through
    lock = os.open(folder / "lock", os.O_CREAT | os.O_RDWR)
    fcntl.flock(lock, fcntl.LOCK_EX)
    # Registered before the servers, so it runs after they have stopped.
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _remove_if_dead(folder: Path) -> None:
    try:
        lock = os.open(folder / "lock", os.O_RDWR)
    except OSError:
        return
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return
    else:
        # Its servers may still be on their way down.
        if time.time() - folder.stat().st_mtime > 60:
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(lock)
