import os
from pathlib import Path

import pytest

from lobby.embedded import binaries, places
from lobby.embedded.binaries import Programs
from lobby.embedded.owner import Owner
from lobby.embedded.problem import Problem

STRANGER = Owner(uid=54321, gid=54321)


def test_places_lie_in_the_data_folder(var: Path) -> None:
    here = places.of(var)

    assert here.home == var
    assert here.database_url == f"postgresql:///lobby?host={var}/sockets&user=lobby"
    assert here.redis_url == f"unix://{var}/sockets/redis.sock"


def test_sockets_of_a_deep_folder_lie_elsewhere_under_a_short_name(var: Path) -> None:
    deep = var / ("branch" * 20)

    sockets = places.of(deep).sockets

    assert len(f"{sockets}/.s.PGSQL.5432") < 104
    assert sockets != places.of(deep / "other").sockets


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the engines under another account")
def test_places_of_a_closed_folder_lie_outside_it(var: Path) -> None:
    closed = var / "project"
    closed.mkdir(mode=0o700)

    here = places.of(closed / "var")

    assert here.var == closed / "var"
    assert here.home.parent == Path("/var/lib")
    assert here.owner.can_enter(here.home)


def test_owner_cannot_enter_below_a_closed_folder(var: Path) -> None:
    (var / "closed").mkdir(mode=0o700)
    (var / "open").mkdir(mode=0o755)

    assert not STRANGER.can_enter(var / "closed" / "deeper")
    assert STRANGER.can_enter(var / "open" / "not" / "there")


def test_programs_in_a_closed_folder_are_copied_for_their_account(var: Path) -> None:
    wheel = var / "site" / "wheel"
    (wheel / "bin").mkdir(parents=True)
    (wheel / "bin" / "server").write_text("#!/bin/sh\n")
    (wheel / "bin" / "server").chmod(0o700)
    (var / "site").chmod(0o700)

    copied = binaries.reachable(Programs(wheel / "bin", (wheel,)), STRANGER, var)

    assert copied["server"] == str(var / "programs" / "wheel" / "bin" / "server")
    assert Path(copied["server"]).stat().st_mode & 0o777 == 0o755
    assert STRANGER.can_enter(copied.folder)


def test_programs_that_can_be_reached_stay_where_they_are(var: Path) -> None:
    programs = Programs(var, (var,))

    assert binaries.reachable(programs, STRANGER, var / "outside") == programs


def test_version_of_a_program_that_does_not_run_is_a_problem(var: Path) -> None:
    with pytest.raises(Problem, match="does not run on this machine"):
        binaries.postgres_version(Programs(var))
