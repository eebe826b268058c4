"""One run from start to stop: engines, preparation, web, worker, beat."""

import os
import secrets
import socket
import time
from pathlib import Path

from lobby.embedded import binaries, leftovers, lock, parts, places, progress
from lobby.embedded.places import Places
from lobby.embedded.postgres import Postgres
from lobby.embedded.problem import Problem
from lobby.embedded.redis import Redis
from lobby.embedded.secrets import read_or_make
from lobby.embedded.supervisor import Stopped, Supervisor

# A server that recovers after a crash reads its whole log first.
_POSTGRES_WITHIN_S = 120.0
_REDIS_WITHIN_S = 20.0
_WEB_WITHIN_S = 60.0
_LONGEST_LOG_BYTES = 10 * 1024 * 1024


def run(arguments: list[str]) -> int:
    """Run until Ctrl-C or SIGTERM; return the exit code. What went wrong is told in one line on standard error.

    `--with-parent` also stops the run when the process that started it is gone.
    """
    var = Path(os.environ.get("LOBBY_VAR") or places.ROOT / "var")
    try:
        here = places.of(var)
        port = _read_port()
        for folder in (here.run, here.logs):
            folder.mkdir(parents=True, exist_ok=True)
        with lock.hold(here.run / "lock"):
            _run(here, port, with_parent="--with-parent" in arguments)
    except Problem as problem:
        progress.complain(str(problem))
        return 1
    except OSError as error:
        progress.complain(f"{error.strerror or error}: {error.filename or var} (LOBBY_VAR names another data folder).")
        return 1
    return 0


def _run(here: Places, port: int, *, with_parent: bool) -> None:
    listing = here.run / "processes.json"
    supervisor = Supervisor(listing, progress.say)
    supervisor.obey_signals(with_parent=with_parent)
    if found := leftovers.end_all(listing):
        progress.say(f"Ended {found} processes that an interrupted run had left.")
    _refuse_taken(port)
    _shorten_logs(here.logs)
    _make_home(here)
    try:
        supervisor.guard()
        _start(here, supervisor, port)
        supervisor.watch()
    except Stopped:
        progress.say("Stopping …")
    finally:
        supervisor.stop()
    progress.say("Stopped.")


def _start(here: Places, supervisor: Supervisor, port: int) -> None:
    began = time.monotonic()
    env = {
        "LOBBY_VAR": str(here.var),
        "DATABASE_URL": os.environ.get("DATABASE_URL") or _start_postgres(here, supervisor),
        "REDIS_URL": os.environ.get("REDIS_URL") or _start_redis(here, supervisor),
    }
    password = _demo_password(here.var)
    prepare = parts.prepare(here.logs, {**env, "LOBBY_DEMO_PASSWORD": password or ""})
    progress.timed("Preparing the database", lambda: supervisor.step(prepare))
    web = parts.web(here.logs, env, port)
    progress.timed(
        "Starting the web server", lambda: supervisor.start(web, lambda: parts.web_is_ready(port), _WEB_WITHIN_S)
    )
    supervisor.add(parts.worker(here.logs, env))
    supervisor.add(parts.beat(here.logs, env, here.run / "beat"))
    progress.welcome(f"http://{parts.HOST}:{port}/", password, time.monotonic() - began)


def _start_postgres(here: Places, supervisor: Supervisor) -> str:
    programs = binaries.reachable(binaries.postgres(), here.owner, here.home)
    here.owner.take(here.sockets)
    server = Postgres(
        data=here.data, sockets=here.sockets, log=here.logs / "postgres.log", owner=here.owner, programs=programs
    )
    if server.exists:
        server.prepare()
    else:
        progress.timed("Creating the database", server.prepare)
    progress.timed(
        f"Starting PostgreSQL {binaries.postgres_version(programs)}",
        lambda: supervisor.start(server.command(), server.is_ready, _POSTGRES_WITHIN_S, is_engine=True),
    )
    return server.url


def _start_redis(here: Places, supervisor: Supervisor) -> str:
    programs = binaries.reachable(binaries.valkey(), here.owner, here.home)
    here.owner.take(here.sockets)
    server = Redis(sockets=here.sockets, log=here.logs / "redis.log", owner=here.owner, programs=programs)
    progress.timed(
        "Starting Redis", lambda: supervisor.start(server.command(), server.is_ready, _REDIS_WITHIN_S, is_engine=True)
    )
    return server.url


def _make_home(here: Places) -> None:
    """Create the engines' folder and say where it is when that is not the data folder."""
    if here.home != here.var and not os.environ.get("DATABASE_URL"):
        progress.say(f"The database is kept in {here.home}, because its account cannot enter {here.var}.")
        progress.say("  (LOBBY_VAR names another data folder.)")
    here.home.mkdir(mode=0o755, parents=True, exist_ok=True)


def _demo_password(var: Path) -> str | None:
    """Return the password of the demo staff, None in production.

    It is kept with the first run, which makes their accounts: the given one, else a random one.
    """
    if os.environ.get("LOBBY_ENV") == "production":
        return None
    given = os.environ.get("LOBBY_DEMO_PASSWORD")
    kept = read_or_make(var, "demo_password", lambda: given or secrets.token_hex(6))
    if given and given != kept:
        progress.say("  (LOBBY_DEMO_PASSWORD came too late: the demo staff have their password since the first run.)")
    return kept


def _read_port() -> int:
    """Return the port of the web server from PORT, 8000 when unset. Raises Problem for what is no port."""
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise Problem(f"PORT is {text!r}, it must be a number from 1 to 65535.")
    return int(text)


def _refuse_taken(port: int) -> None:
    """Raise Problem when the port cannot be had; the web server takes it a few seconds later."""
    with socket.socket(socket.AF_INET) as attempt:
        # As the server does: connections of an earlier run that linger are no obstacle.
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((parts.HOST, port))
        except OSError as error:
            raise Problem(
                f"Port {port} cannot be used ({error.strerror}): choose another, `make run PORT=8010`."
            ) from None


def _shorten_logs(logs: Path) -> None:
    """Set aside each log that has grown long, keeping one old one."""
    for log in logs.glob("*.log"):
        if log.stat().st_size > _LONGEST_LOG_BYTES:
            log.replace(log.with_suffix(".log.old"))
