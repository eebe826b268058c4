"""Rows are locked so that others may still point to them.

References are checked when a transaction commits, after it took the journal's stream. Whoever held a row against
references and then waited for the stream would stand across everybody who wrote about that row: a deadlock.
"""

from __future__ import annotations

import re

from django.conf import settings

APPS = ("lobby", "devices", "queueing", "complaints", "marketing")
# A day that closes keeps whoever issues a number out; they took its reference before anything else.
MEANT = {"queueing/domain/days.py": 1}
LOCK = re.compile(r"select_for_update\(((?:[^()]|\([^()]*\))*)\)")
PLAIN = re.compile(r"\bFOR UPDATE\b")


def test_no_lock_keeps_references_out() -> None:
    for path in (path for app in APPS for path in (settings.ROOT / app).rglob("*.py")):
        text = path.read_text()
        keeps_out = [options for options in LOCK.findall(text) if "no_key=True" not in options]
        assert len(keeps_out) == MEANT.get(path.relative_to(settings.ROOT).as_posix(), 0), path
        assert not PLAIN.search(text), path
