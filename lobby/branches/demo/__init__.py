"""Demo data: each app registers the part it knows; `manage.py demo` writes them in order of registration."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

DemoPart = Callable[[str, dt.datetime], None]
_parts: list[DemoPart] = []


def register(part: DemoPart) -> None:
    """Add a part: a function of the demo password and the present moment that may be run again without harm."""
    if part not in _parts:
        _parts.append(part)


def write_all(password: str, at: dt.datetime) -> None:
    """Write every part."""
    for part in _parts:
        part(password, at)
