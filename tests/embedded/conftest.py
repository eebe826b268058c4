import contextlib
import os
import signal
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.embedded.runs import Run, processes_of


@pytest.fixture
def var() -> Iterator[Path]:
    """A data folder that the engines' account can enter; what still runs on it at the end is killed.

    Not below pytest's own folder, which every other pytest run closes to other accounts.
    """
    with tempfile.TemporaryDirectory(prefix="lobby-run-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)
        for pid in processes_of(Path(folder)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


@pytest.fixture
def start(var: Path) -> Iterator[Callable[..., Run]]:
    """Starts a run on `var`, with further environment variables; what still runs at the end is killed."""
    runs: list[Run] = []

    def start_run(**env: str) -> Run:
        runs.append(Run(var, **env))
        return runs[-1]

    yield start_run
    for run in runs:
        run.process.kill()
        run.process.communicate()
