"""The embedded Redis (Valkey): hints and the task queue, nothing that must survive a restart."""

import contextlib
import socket
from dataclasses import dataclass
from pathlib import Path

from lobby.embedded import binaries
from lobby.embedded.binaries import Programs
from lobby.embedded.owner import Owner
from lobby.embedded.places import redis_address
from lobby.embedded.processes import Command

NAME = "Redis"


@dataclass(frozen=True, kw_only=True)
class Redis:
    """A server behind a private unix socket, without persistence."""

    sockets: Path
    log: Path
    owner: Owner
    programs: Programs

    @property
    def url(self) -> str:
        """The address for REDIS_URL."""
        return redis_address(self.sockets)

    def command(self) -> Command:
        """Return how the server is run."""
        options = {
            "port": "0",
            "unixsocket": str(self.sockets / "redis.sock"),
            "unixsocketperm": "700",
            "save": "",
            "appendonly": "no",
            "maxmemory": "256mb",
            "dir": str(self.sockets),
        }
        return Command(
            name=NAME,
            argv=[
                self.programs[binaries.server_name(self.programs)],
                *(part for name, value in options.items() for part in (f"--{name}", value)),
            ],
            log=self.log,
            owner=self.owner,
            cwd=self.sockets,
        )

    def is_ready(self) -> bool:
        """Return whether the server answers a ping."""
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(1)
            connection.connect(str(self.sockets / "redis.sock"))
            connection.sendall(b"PING\r\n")
            return connection.recv(16).startswith(b"+PONG")
        return False
