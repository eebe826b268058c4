"""What the product ships with: limits, checklists, a library, plans.

Each noun registers the function that installs its own part; a new branch calls `install_all` and has everything. A part
may be installed again: it adds what is missing and leaves alone what is there, edited or not.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from lobby.branches.models import Branch

# Of the branch, the present moment and the first business day on which dated content counts.
Installer = Callable[[Branch, dt.datetime, dt.date], object]
_installers: dict[str, Installer] = {}


def register(name: str, install: Installer) -> None:
    """Add a noun's part."""
    _installers[name] = install


def install_all(branch: Branch, *, at: dt.datetime, begins: dt.date) -> None:
    """Install every part, in order of registration.

    What holds for the whole bank comes with its first branch, which also looks after it.
    """
    for install in _installers.values():
        install(branch, at, begins)
