"""What the pages that stand on a machine share: how they are opened there, their language and size, when they rest."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import get_language

from lobby.branches import access
from lobby.branches.calendar import business_date
from lobby.branches.enums import DeviceKind, Permission
from lobby.branches.errors import NotFound
from lobby.branches.models import Device, Staff
from lobby.branches.policies import policy_of
from lobby.live.pages import live_page
from lobby.live.scopes import Audience


def to_set_up(staff: Staff, code: str, kind: DeviceKind) -> dict[str, Any]:
    """What staff read of opening the page on the machine itself (2–3 queries). Raises NotFound, Forbidden."""
    device = Device.objects.select_related("branch").filter(code=code, kind=kind, is_active=True).first()
    if device is None:
        raise NotFound
    access.branch_for(staff, device.branch.code, Permission.FLOOR_VIEW)
    return {"device": device, "branch": device.branch}


def page_of(request: HttpRequest, device: Device, screen: str, at: dt.datetime) -> dict[str, Any]:
    """What every page of a machine needs (2 queries)."""
    language = get_language() or "zh-hans"
    is_large = request.GET.get("text") == "large"
    policy = policy_of(device.branch, business_date(device.branch, at))
    return {
        **live_page(screen, device.branch, Audience(language=language, device=device.pk), at=at),
        "device": device,
        "is_large": is_large,
        "query": query_of(language, is_large=is_large),
        "other_language": query_of("zh-hans" if language == "en" else "en", is_large=is_large),
        "other_size": query_of(language, is_large=not is_large),
        "warn_s": policy.machine_idle_warning_s,
        "wipe_s": policy.machine_idle_wipe_s,
    }


def query_of(language: str, *, is_large: bool) -> str:
    """The part of an address that keeps language and size."""
    return "?" + urlencode({"lang": language, **({"text": "large"} if is_large else {})})


def query_kept(request: HttpRequest) -> str:
    """The same for the language and size that are shown now."""
    return query_of(get_language() or "zh-hans", is_large=request.GET.get("text") == "large")
