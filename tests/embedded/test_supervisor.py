"""Keeping processes running, with small programs in place of the real ones."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lobby.embedded import leftovers, places
from lobby.embedded.problem import Problem
from lobby.embedded.processes import Command
from lobby.embedded.supervisor import Stopped, Supervisor
from tests.embedded.runs import is_running, wait_until

pytestmark = pytest.mark.faults

# Notes each signal it gets in a file named like itself; on the first it ends.
WITNESS = """
import pathlib, signal, sys, time
file = pathlib.Path(sys.argv[1])
def note(number, frame):
    file.write_text(file.read_text() + signal.Signals(number).name + " ")
    sys.exit(0)
for number in (signal.SIGTERM, signal.SIGINT):
    signal.signal(number, note)
file.write_text("up ")
while True:
    time.sleep(60)
"""
# Supervises one witness and waits.
SUPERVISE = """
import sys
from pathlib import Path
from lobby.embedded.processes import Command
from lobby.embedded.supervisor import Supervisor
file, witness = Path(sys.argv[1]), sys.argv[2]
supervisor = Supervisor(file.with_suffix(".json"), print)
command = Command(name="witness", argv=[sys.executable, "-c", witness, str(file)], log=file.with_suffix(".log"))
supervisor.start(command, file.exists, 20)
file.with_suffix(".ready").touch()
supervisor.watch()
"""


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def supervisor(tmp_path: Path, said: list[str]) -> Iterator[Supervisor]:
    supervisor = Supervisor(tmp_path / "processes.json", said.append)
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield supervisor
    supervisor.stop()
    for number, handler in handlers.items():
        signal.signal(number, handler)


def witness(tmp_path: Path, name: str, stop_signal: signal.Signals = signal.SIGTERM) -> tuple[Command, Path]:
    file = tmp_path / name
    argv = [sys.executable, "-c", WITNESS, str(file)]
    return Command(name=name, argv=argv, stop_signal=stop_signal, log=tmp_path / f"{name}.log"), file


def shell(tmp_path: Path, script: str) -> Command:
    return Command(name="part", argv=["/bin/sh", "-c", script], log=tmp_path / "part.log")


def never() -> bool:
    return False


def counter(stop: Callable[[], None], at: int) -> Callable[[], bool]:
    """Return a readiness check that asks to stop when it is called for the nth time."""
    calls = iter(range(1, at + 1))

    def check() -> bool:
        if next(calls) == at:
            stop()
        return False

    return check


def test_stop_gives_each_process_its_own_signal_once(supervisor: Supervisor, tmp_path: Path) -> None:
    engine, engine_file = witness(tmp_path, "engine", signal.SIGINT)
    part, part_file = witness(tmp_path, "part")
    supervisor.start(engine, engine_file.exists, 20, is_engine=True)
    supervisor.start(part, part_file.exists, 20)

    supervisor.stop()

    assert engine_file.read_text() == "up SIGINT "
    assert part_file.read_text() == "up SIGTERM "
    assert not (tmp_path / "processes.json").exists()


def test_stop_kills_what_ignores_its_signal(supervisor: Supervisor, tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"
    supervisor.start(shell(tmp_path, f"trap '' TERM; sleep 60 & echo $! > {pid_file}; wait; wait"), pid_file.exists, 20)

    supervisor.stop()

    assert wait_until(lambda: not is_running(int(pid_file.read_text())), 2)


def test_watch_starts_again_what_died_and_says_so(supervisor: Supervisor, tmp_path: Path, said: list[str]) -> None:
    lives = tmp_path / "lives"
    supervisor.obey_signals()
    supervisor.add(
        shell(tmp_path, f"echo >> {lives}; [ $(wc -l < {lives}) -lt 3 ] || kill -TERM {os.getpid()}; exit 7")
    )

    with pytest.raises(Stopped):
        supervisor.watch()

    assert lives.read_text().count("\n") == 3
    assert said[:2] == [
        "part ended with code 7, starting it again in 0.5 s",
        "part ended with code 7, starting it again in 1 s",
    ]


def test_start_of_a_process_that_is_never_ready_names_its_last_words(supervisor: Supervisor, tmp_path: Path) -> None:
    command = shell(tmp_path, "echo one; echo disk is full; sleep 60")

    with pytest.raises(Problem, match=r"^part did not start: disk is full \(more in .*part\.log\)$"):
        supervisor.start(command, never, 0.5)


def test_start_of_a_missing_program_is_a_problem(supervisor: Supervisor, tmp_path: Path) -> None:
    command = Command(name="part", argv=["/nonexistent/program"], log=tmp_path / "part.log")

    with pytest.raises(Problem, match="part cannot be started"):
        supervisor.add(command)


def test_start_ends_when_asked_to_stop(supervisor: Supervisor, tmp_path: Path) -> None:
    supervisor.obey_signals()

    with pytest.raises(Stopped):
        supervisor.start(shell(tmp_path, "sleep 60"), counter(lambda: os.kill(os.getpid(), signal.SIGTERM), 3), 20)


def test_step_that_fails_is_a_problem(supervisor: Supervisor, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="part failed: no such column"):
        supervisor.step(shell(tmp_path, "echo no such column; exit 1"))


@pytest.mark.skipif(sys.platform != "linux", reason="death signals are Linux's")
def test_killed_supervisor_takes_its_children_along(tmp_path: Path) -> None:
    file = tmp_path / "child"
    parent = subprocess.Popen([sys.executable, "-c", SUPERVISE, str(file), WITNESS], cwd=places.ROOT)
    assert wait_until(file.with_suffix(".ready").exists)

    parent.kill()
    parent.wait()

    assert wait_until(lambda: file.read_text() == "up SIGTERM ")


def test_watchdog_ends_what_the_list_names_when_its_pipe_closes(tmp_path: Path) -> None:
    command, file = witness(tmp_path, "child")
    child = subprocess.Popen(command.argv, start_new_session=True)
    assert wait_until(file.exists)
    leftovers.remember(tmp_path / "processes.json", [(child.pid, signal.SIGTERM)])
    watchdog = subprocess.Popen(
        [sys.executable, "-m", "lobby.embedded.watchdog", str(tmp_path / "processes.json")],
        stdin=subprocess.PIPE,
        cwd=places.ROOT,
    )

    watchdog.communicate()

    assert child.wait(5) == 0
    assert file.read_text() == "up SIGTERM "
