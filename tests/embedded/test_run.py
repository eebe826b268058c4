"""The whole system as `make run` starts it."""

import contextlib
import os
import signal
import socket
from collections.abc import Callable
from pathlib import Path

import psycopg2
import pytest

from lobby.embedded import places
from tests.embedded.runs import Run, processes_of, wait_until

Start = Callable[..., Run]
pytestmark = pytest.mark.faults


def refusal(run: Run) -> str:
    """Return the one line with which a run ended."""
    text = run.said()

    assert run.process.returncode == 1
    assert "Traceback" not in text
    return text.strip().splitlines()[-1]


def keep_a_note(var: Path) -> None:
    with contextlib.closing(psycopg2.connect(places.of(var).database_url)) as connection, connection:
        connection.cursor().execute("CREATE TABLE note AS SELECT 'yesterday' AS text")


def read_the_note(var: Path) -> str:
    with contextlib.closing(psycopg2.connect(places.of(var).database_url)) as connection, connection:
        cursor = connection.cursor()
        cursor.execute("SELECT text FROM note")
        return str(cursor.fetchone()[0])


def postmaster(var: Path) -> int | None:
    """Return PostgreSQL's process while it has one."""
    with contextlib.suppress(FileNotFoundError, ValueError):
        return int((places.of(var).data / "postmaster.pid").read_text().split("\n", 1)[0])
    return None


@pytest.mark.timeout(600)
def test_run_serves_survives_kills_and_stops_without_orphans(start: Start, var: Path) -> None:
    first = start(LOBBY_DEMO_PASSWORD="correct horse battery")
    first.wait_until_ready()
    keep_a_note(var)

    second = start()
    assert refusal(second) == f"lobby: Already running as process {first.process.pid} with the data in {var}."

    killed = postmaster(var)
    assert killed
    os.kill(killed, signal.SIGKILL)
    assert wait_until(lambda: postmaster(var) not in {None, killed} and first.is_ready())

    first.end(signal.SIGKILL)
    again = start()
    again.wait_until_ready()
    assert read_the_note(var) == "yesterday"

    assert again.end(signal.SIGTERM) < 5
    assert again.process.returncode == 0
    assert wait_until(lambda: processes_of(var) == [], 1)
    text = again.said()
    assert f"http://127.0.0.1:{again.port}/" in text
    assert "Password of each: correct horse battery" in text


def test_run_on_a_taken_port_refuses_in_one_line(start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        run = start(PORT=str(port))

        assert refusal(run) == (
            f"lobby: Port {port} cannot be used (Address already in use): choose another, `make run PORT=8010`."
        )


def test_run_on_a_senseless_port_refuses_in_one_line(start: Start) -> None:
    assert refusal(start(PORT="http")) == "lobby: PORT is 'http', it must be a number from 1 to 65535."


def test_run_in_a_folder_that_cannot_be_made_refuses_in_one_line(start: Start, var: Path) -> None:
    (var / "file").touch()
    run = start(LOBBY_VAR=str(var / "file"))

    assert refusal(run) == f"lobby: Not a directory: {var}/file/run (LOBBY_VAR names another data folder)."


def test_run_on_data_of_another_major_version_refuses_in_one_line(start: Start, var: Path) -> None:
    (var / "postgres").mkdir(mode=0o755)
    (var / "postgres" / "PG_VERSION").write_text("9\n")

    line = refusal(start())

    assert line.startswith(f"lobby: The data in {var}/postgres was written by PostgreSQL 9, this is ")
    assert processes_of(var) == []


def test_run_with_given_engines_starts_none_of_its_own(start: Start, var: Path) -> None:
    run = start(DATABASE_URL="postgresql:///lobby?host=/nonexistent", REDIS_URL="unix:///nonexistent/redis.sock")

    assert refusal(run).startswith("lobby: prepare failed: ")
    assert not (var / "postgres").exists()
    assert not (var / "sockets").exists()
