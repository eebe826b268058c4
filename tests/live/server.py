"""A real web process for tests: `with serve() as server:` in tests marked `django_db(transaction=True)`.

It works on the test's own database, in a process of its own, and is gone when the block ends.
"""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection

STARTS_WITHIN_S = 30.0


@dataclass(slots=True)
class Server:
    """A running web process."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def url(self) -> str:
        """Address of its pages, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def socket_url(self, **query: object) -> str:
        """Address of a screen's socket."""
        return f"ws://127.0.0.1:{self.port}/ws/live/?{urlencode(query)}"

    def metric(self, name: str) -> float:
        """The value of one line of its metrics, labels included in the name; 0 when it is not there."""
        return self._metrics().get(name, 0.0)

    def total(self, name: str) -> float:
        """The sum of a metric over all its labels."""
        return sum(value for line, value in self._metrics().items() if line.partition("{")[0] == name)

    def _metrics(self) -> dict[str, float]:
        with urllib.request.urlopen(f"{self.url}/metrics", timeout=5) as response:
            lines = response.read().decode().splitlines()
        values = (line.rsplit(" ", 1) for line in lines if line and not line.startswith("#"))
        return {name: float(value) for name, value in values}

    def kill(self) -> None:
        """End it without warning."""
        self.process.kill()
        self.process.wait()


@contextmanager
def serve(port: int = 0, module: str = "tests.live.launch", **env: str) -> Iterator[Server]:
    """Start a web process on a free port (or the given one) and wait until it answers."""
    with socket.create_server(("127.0.0.1", port), backlog=2048) as listening:
        log = Path(os.environ["LOBBY_VAR"]) / f"web-{listening.getsockname()[1]}.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", module, str(listening.fileno())],
                cwd=settings.ROOT,
                env={**os.environ, "DATABASE_URL": database_url(), "REDIS_URL": settings.REDIS_URL, **env},
                pass_fds=[listening.fileno()],
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        server = Server(listening.getsockname()[1], process, log)
    try:
        wait_until_ready(server)
        yield server
    finally:
        end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """Stop it in good order, by force when that takes too long."""
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait_until_ready(server: Server) -> None:
    """Ask until it answers. Raises RuntimeError with its log when it does not."""
    deadline = time.monotonic() + STARTS_WITHIN_S
    while time.monotonic() < deadline and server.process.poll() is None:
        asking = http.client.HTTPConnection("127.0.0.1", server.port, timeout=2)
        try:
            asking.request("GET", "/readyz")
            if asking.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.05)
        finally:
            asking.close()
    raise RuntimeError(f"the web process did not start:\n{server.log.read_text()[-3000:]}")


def database_url() -> str:
    """The address of the test's own database; its connections are told apart by their name, `web`."""
    parts = connection.get_connection_params()
    host = {name: parts[name] for name in ("host", "port", "user", "password") if parts.get(name)}
    return f"postgresql:///{parts.get('dbname') or parts['database']}?{urlencode({**host, 'application_name': 'web'})}"
