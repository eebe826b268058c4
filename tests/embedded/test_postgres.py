import contextlib
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from lobby.embedded import binaries, owner, processes
from lobby.embedded.postgres import Postgres
from lobby.embedded.problem import Problem
from tests.embedded.runs import is_running, wait_until

pytestmark = pytest.mark.faults


@pytest.fixture
def server(var: Path) -> Postgres:
    account = owner.for_folder(var / "postgres")
    return Postgres(
        data=var / "postgres",
        sockets=account.take(var / "sockets"),
        log=var / "postgres.log",
        owner=account,
        programs=binaries.reachable(binaries.postgres(), account, var),
    )


@contextlib.contextmanager
def running(server: Postgres) -> Iterator[int]:
    process = processes.start(server.command())
    try:
        assert wait_until(server.is_ready)
        yield process.pid
    finally:
        processes.stop(process, signal.SIGINT, 5)


def ask(server: Postgres, question: str) -> object:
    with contextlib.closing(psycopg2.connect(server.url)) as connection, connection, connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def test_prepare_makes_a_cluster_of_utf8_in_utc(server: Postgres) -> None:
    server.prepare()

    with running(server):
        assert ask(server, "SELECT upper('é王')") == "É王"
        assert ask(server, "SHOW timezone") == "UTC"
        assert ask(server, "SHOW listen_addresses") == ""


def test_server_is_reachable_by_its_private_folder_only(server: Postgres) -> None:
    server.prepare()

    with running(server):
        assert server.sockets.stat().st_mode & 0o777 == 0o700
        assert server.sockets.stat().st_uid == server.data.stat().st_uid == server.owner.uid != 0


def test_prepare_after_a_kill_recovers_what_was_committed(server: Postgres) -> None:
    server.prepare()
    with running(server) as pid:
        ask(server, "CREATE TABLE note (text text); INSERT INTO note VALUES ('kept'); SELECT 1")
        os.kill(pid, signal.SIGKILL)
        assert wait_until(lambda: not server.is_ready())

    server.prepare()

    with running(server):
        assert ask(server, "SELECT text FROM note") == "kept"


def test_prepare_ends_a_server_that_nobody_watches(server: Postgres) -> None:
    server.prepare()
    with running(server) as pid:
        server.prepare()

        assert not is_running(pid)
        assert not (server.data / "postmaster.pid").exists()


def test_prepare_refuses_data_of_another_major_version(server: Postgres) -> None:
    server.prepare()
    (server.data / "PG_VERSION").write_text("11\n")

    with pytest.raises(Problem, match="was written by PostgreSQL 11, this is "):
        server.prepare()


def test_prepare_leaves_no_half_cluster(server: Postgres, var: Path) -> None:
    (var / "postgres.half").mkdir()
    (var / "postgres.half" / "PG_VERSION").touch()

    server.prepare()

    assert not (var / "postgres.half").exists()
    assert server.exists
