"""Where a run keeps its data, sockets and logs, and under which addresses its engines answer.

Settings import this module, so it imports nothing of Django: a command started in a second terminal finds the
database of the run in the first.
"""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from lobby.embedded import owner
from lobby.embedded.owner import Owner

ROOT = Path(__file__).resolve().parent.parent.parent
# A socket's path may have 104 bytes on macOS and 108 on Linux, its own name and the closing NUL included.
_LONGEST_SOCKET_FOLDER = 103 - len("/.s.PGSQL.5432")


@dataclass(frozen=True)
class Places:
    """The folders of one run; `home` differs from `var` only when the engines' account cannot enter `var`."""

    var: Path
    home: Path
    owner: Owner

    @property
    def data(self) -> Path:
        """The PostgreSQL cluster."""
        return self.home / "postgres"

    @property
    def sockets(self) -> Path:
        """The private folder of both engines' sockets, elsewhere when the path would be too long for a socket."""
        folder = self.home / "sockets"
        if len(os.fsencode(folder)) <= _LONGEST_SOCKET_FOLDER:
            return folder
        # Only root may write in /run, so nobody can be there first.
        shared = Path("/run") if os.geteuid() == 0 and Path("/run").is_dir() else Path("/tmp")  # noqa: S108
        return shared / f"lobby-{_digest(self.home)}"

    @property
    def logs(self) -> Path:
        """One log per process."""
        return self.var / "logs"

    @property
    def run(self) -> Path:
        """The lock and the list of running processes."""
        return self.var / "run"

    @property
    def database_url(self) -> str:
        """The libpq address of the embedded database."""
        return database_address(self.sockets)

    @property
    def redis_url(self) -> str:
        """The address of the embedded Redis."""
        return redis_address(self.sockets)


def of(var: Path) -> Places:
    """Return the places of the run whose data folder is `var`; nothing is created."""
    var = var.absolute()
    home = var
    account = owner.for_folder(home / "postgres")
    if not account.can_enter(home):
        home = Path("/var/lib") / f"lobby-{_digest(var)}"
        account = owner.for_folder(home / "postgres")
    return Places(var, home, account)


def database_address(sockets: Path, database: str = "lobby") -> str:
    """Return the libpq address of a database behind a socket folder."""
    return f"postgresql:///{database}?host={sockets}&user=lobby"


def redis_address(sockets: Path) -> str:
    """Return the address of the Redis behind a socket folder."""
    return f"unix://{sockets}/redis.sock"


def _digest(folder: Path) -> str:
    return hashlib.sha256(os.fsencode(folder)).hexdigest()[:10]
