"""The embedded PostgreSQL: one cluster in the data folder, reachable only through a private unix socket."""

import contextlib
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

import psycopg2

from lobby.embedded import binaries, leftovers
from lobby.embedded.binaries import Programs
from lobby.embedded.owner import Owner
from lobby.embedded.places import database_address
from lobby.embedded.problem import Problem
from lobby.embedded.processes import Command

NAME = "PostgreSQL"
USER = DATABASE = "lobby"
_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
# For data that lives as long as one test run.
THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


@dataclass(frozen=True, kw_only=True)
class Postgres:
    """A cluster: its data folder, the folder of its socket, its account and its programs."""

    data: Path
    sockets: Path
    log: Path
    owner: Owner
    programs: Programs

    @property
    def url(self) -> str:
        """The address of the database for DATABASE_URL."""
        return database_address(self.sockets)

    @property
    def exists(self) -> bool:
        """Whether the cluster has been created."""
        return (self.data / "PG_VERSION").exists()

    def prepare(self) -> None:
        """Create the cluster when there is none. Raises Problem when the data belongs to another major version."""
        if not self.exists:
            self._create()
            return
        version = binaries.postgres_version(self.programs)
        if (found := (self.data / "PG_VERSION").read_text().strip()) != version.split(".")[0]:
            raise Problem(
                f"The data in {self.data} was written by PostgreSQL {found}, this is {version}: "
                f"dump it with {found} and restore it, or set LOBBY_VAR to an empty folder."
            )
        leftovers.clear_postmaster(self.data)

    def command(self, settings: dict[str, str] | None = None) -> Command:
        """Return how the server is run; SIGINT is its fast shutdown."""
        wanted = {**_SETTINGS, "unix_socket_directories": str(self.sockets), **(settings or {})}
        options = [part for name, value in wanted.items() for part in ("-c", f"{name}={value}")]
        return Command(
            name=NAME,
            argv=[self.programs["postgres"], "-D", str(self.data), *options],
            stop_signal=signal.SIGINT,
            log=self.log,
            owner=self.owner,
            cwd=self.data,
        )

    def is_ready(self) -> bool:
        """Return whether the server answers, creating the empty database on its first answer."""
        try:
            connection = psycopg2.connect(database_address(self.sockets, "postgres"), connect_timeout=2)
        except psycopg2.OperationalError:
            return False
        with contextlib.closing(connection), connection.cursor() as cursor:
            connection.autocommit = True
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if cursor.fetchone() is None:
                cursor.execute(f"CREATE DATABASE {DATABASE}")
        return True

    def _create(self) -> None:
        """Run initdb beside the final place, so that an interrupted one leaves no half cluster."""
        half = self.data.with_name(self.data.name + ".half")
        shutil.rmtree(half, ignore_errors=True)
        self.owner.take(half)
        account = self.owner if not self.owner.is_me else None
        said = subprocess.run(
            [*self._initdb(), "-D", str(half)],
            capture_output=True,
            text=True,
            cwd=half,
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
            check=False,
        )
        if said.returncode:
            reason = (said.stderr.strip() or said.stdout.strip() or f"exit code {said.returncode}").splitlines()[-1]
            raise Problem(f"PostgreSQL could not create its data in {self.data}: {reason}")
        half.rename(self.data)

    def _initdb(self) -> list[str]:
        options = [self.programs["initdb"], "--username", USER, "--encoding", "UTF8", "--no-instructions", "--no-sync"]
        # The folder of the socket is private, so whoever reaches it is the owner of the data.
        options += ["--auth", "trust", "--no-locale"]
        if int(binaries.postgres_version(self.programs).split(".")[0]) >= 17:
            # Upper and lower case of every script without the system's locales.
            options += ["--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"]
        return options
