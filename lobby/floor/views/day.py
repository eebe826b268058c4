"""What every live page of the tablet's day shares."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import get_language

from lobby.branches import access
from lobby.branches.models import Branch, Staff
from lobby.floor import menu
from lobby.live.pages import live_page
from lobby.live.scopes import Audience


def live_day(staff: Staff, branch: Branch, screen: str, *, at: dt.datetime, current: str = "") -> dict[str, Any]:
    """Live panels, the branch, what the person holds there, and the menu with its current entry (3 queries)."""
    held = access.permissions_at(staff, branch)
    audience = Audience(language=get_language() or "zh-hans", person=staff.pk, permissions=frozenset(held))
    return {
        **live_page(screen, branch, audience, at=at),
        "branch": branch,
        "held": held,
        "menu": menu.links_for(branch, held, current=current or screen),
    }
