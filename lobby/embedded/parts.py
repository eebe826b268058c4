"""The processes of a run besides the engines: preparation, web, worker and beat."""

import http.client
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

from lobby.embedded.places import ROOT
from lobby.embedded.processes import Command

HOST = "127.0.0.1"
_PYTHON = [sys.executable, "-X", "utf8"]
# Numeric libraries would start a thread for each core in every process.
_QUIET_ENV = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONUNBUFFERED": "1"}


def prepare(logs: Path, env: Mapping[str, str]) -> Command:
    """Return the step that migrates, collects static files and fills an empty database."""
    return _python("prepare", ["-m", "lobby.embedded.prepare"], logs, env)


def web(logs: Path, env: Mapping[str, str], port: int) -> Command:
    """Return the web process: pages, API and sockets on one port.

    Open sockets would hold an orderly stop for ever, so it closes them after a second; screens reconnect.
    """
    serve = ["-m", "uvicorn", "lobby.config.asgi:application", "--host", HOST, "--port", str(port)]
    manner = ["--lifespan", "on", "--no-access-log", "--log-level", "warning", "--timeout-graceful-shutdown", "1"]
    # Frames are small and shared by many screens: compressing each would cost more than it saves. Screens send nothing.
    sockets = ["--ws", "websockets-sansio", "--ws-per-message-deflate", "false", "--ws-max-size", "4096"]
    return _python("web", [*serve, *manner, *sockets], logs, env)


def worker(logs: Path, env: Mapping[str, str]) -> Command:
    """Return the Celery worker; nothing here needs gossip or mingling with other workers."""
    manner = ["--concurrency", "2", "--loglevel", "WARNING", "--without-gossip", "--without-mingle"]
    return _python("worker", ["-m", "celery", "-A", "lobby.config", "worker", *manner], logs, env)


def beat(logs: Path, env: Mapping[str, str], schedule: Path) -> Command:
    """Return the scheduler; `schedule` is its own file and may be deleted at any time."""
    manner = ["--schedule", str(schedule), "--pidfile", "", "--loglevel", "WARNING"]
    return _python("beat", ["-m", "celery", "-A", "lobby.config", "beat", *manner], logs, env)


def web_is_ready(port: int) -> bool:
    """Return whether the web process and its database answer."""
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _python(name: str, arguments: list[str], logs: Path, env: Mapping[str, str]) -> Command:
    return Command(
        name=name,
        argv=[*_PYTHON, *arguments],
        stop_signal=signal.SIGTERM,
        log=logs / f"{name}.log",
        env={**env, **_QUIET_ENV},
        cwd=ROOT,
    )
