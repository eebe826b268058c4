import os
import signal
import subprocess
from pathlib import Path

import pytest

from lobby.embedded import leftovers

pytestmark = pytest.mark.faults


def test_end_all_ends_what_is_listed(tmp_path: Path) -> None:
    listing = tmp_path / "processes.json"
    with subprocess.Popen(["sleep", "60"], start_new_session=True) as child:
        leftovers.remember(listing, [(child.pid, signal.SIGTERM)])

        ended = leftovers.end_all(listing)

        assert ended == 1
        assert child.wait(5) == -signal.SIGTERM
    assert not listing.exists()


def test_end_all_spares_a_stranger_with_the_same_number(tmp_path: Path) -> None:
    listing = tmp_path / "processes.json"
    with subprocess.Popen(["sleep", "60"], start_new_session=True) as child:
        leftovers.remember(listing, [(child.pid, signal.SIGTERM)])
        listing.write_text(listing.read_text().replace('"born": "', '"born": "9'))

        ended = leftovers.end_all(listing)

        assert ended == 0
        assert child.poll() is None
        child.kill()


@pytest.mark.parametrize("text", ["", "[", "{}", '[{"pid": 1}]'])
def test_end_all_ignores_a_damaged_list(tmp_path: Path, text: str) -> None:
    (tmp_path / "processes.json").write_text(text)

    assert leftovers.end_all(tmp_path / "processes.json") == 0


def test_clear_postmaster_removes_a_file_that_names_a_stranger(tmp_path: Path) -> None:
    file = tmp_path / "postmaster.pid"
    file.write_text(f"{os.getpid()}\n{tmp_path}\n")

    leftovers.clear_postmaster(tmp_path)

    assert not file.exists()
