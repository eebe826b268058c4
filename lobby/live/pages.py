"""What a page needs to be live: its number in the journal first, its panels after, so that nothing falls between."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings

from lobby.branches.models import Branch
from lobby.live.journal import current_seq
from lobby.live.scopes import Audience, Viewpoint


@dataclass(frozen=True, slots=True)
class Live:
    """The `live` of a page's context; its template writes it into the body's data attributes."""

    screen: str
    branch: Branch
    seq: int
    at: dt.datetime
    version: str
    token: str = ""


def live_page(screen: str, branch: Branch, audience: Audience, *, at: dt.datetime, token: str = "") -> dict[str, Any]:
    """`live` and `panel_scope` for a page's context (1 query). Call it before anything else of the page is read."""
    live = Live(screen, branch, current_seq(branch.pk), at, version(), token)
    return {"live": live, "panel_scope": Viewpoint(branch.pk, audience, at)}


@cache
def version() -> str:
    """A short hash of what browsers have loaded; a page that carries another one loads itself again when idle."""
    digest = hashlib.sha256()
    for folder in (settings.ROOT / "static", settings.ROOT / "templates"):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
