"""One run for each data folder."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from lobby.embedded.problem import Problem


@contextlib.contextmanager
def hold(file: Path) -> Iterator[None]:
    """Hold `file` for this run; the system lets go of it when the run ends, however it ends.

    Raises Problem when another run holds it, OSError when it cannot be written.
    """
    with open(file, "a+", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise Problem(
                f"Already running as process {lock.read().strip()} with the data in {file.parent.parent}."
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield
