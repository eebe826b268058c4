"""Pages that a device shows: how its browser is paired, and whose page it may open."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from lobby.branches import access, keys
from lobby.branches.access import Person
from lobby.branches.errors import NotFound
from lobby.branches.middleware import DEVICE_COOKIE
from lobby.branches.models import Device

View = Callable[..., HttpResponse]
COOKIE_KEPT_S = 365 * 24 * 3600


def pairs_devices(view: View) -> View:
    """A page whose address may carry `?key=<secret>` once: the key moves into the device cookie and out of sight."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        secret = request.GET.get("key")
        return pair(request, secret) if secret and request.method == "GET" else view(request, *args, **kwargs)

    return wrapped


def pair(request: HttpRequest, secret: str) -> HttpResponse:
    """Keep a device's key in this browser and go on without it in the address. Raises NotFound for a wrong key."""
    key = keys.find_key(secret)
    if key is None or key.device is None:
        raise NotFound
    query = request.GET.copy()
    del query["key"]
    response = HttpResponseRedirect(f"{request.path}?{query.urlencode()}" if query else request.path)
    response.set_cookie(
        DEVICE_COOKIE,
        secret,
        max_age=COOKIE_KEPT_S,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    response["Cache-Control"] = "no-store"
    return response


def device_and_viewer(request: HttpRequest, code: str, *, kind: str, permission: str) -> tuple[Device, Person]:
    """The device a page is about and who looks at it: that device itself, or staff with `permission` (1–3 queries).

    Raises NotFound for strangers, unknown codes and other devices; Forbidden for staff of the branch without the right.
    """
    paired: Device = request.device  # type: ignore[attr-defined]  # lazy: false where the browser has no device
    if paired and (paired.code, paired.kind) == (code, kind):
        return paired, paired
    device = Device.objects.select_related("branch").filter(code=code, kind=kind, is_active=True).first()
    if device is None:
        raise NotFound
    access.branch_for(request.user, device.branch.code, permission)
    return device, request.user  # type: ignore[return-value]
