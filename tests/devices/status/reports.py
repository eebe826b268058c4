"""Reports as tests make them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from devices.reports import Report


def report(at: dt.datetime, device: str = "online", *, seq: int | None = None, **words: Any) -> Report:
    """A report in plain words."""
    return Report.of_told({"device": device, **words}, at=at, seq=seq)
