"""What a screen shows at the door, whether it comes by socket or by HTTP."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth import get_user
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import timezone

from lobby.branches import keys, locking
from lobby.branches.middleware import DEVICE_COOKIE, Language
from lobby.branches.models import AccessKey, Device, Staff

MAX_TOKEN = 200


@dataclass(frozen=True, slots=True)
class Credentials:
    """The person and the device behind a request; `token` is the secret of a ticket's page.

    A locked session says who it belongs to, and opens only
    screens that strangers may read. `key` is the one of the header, which names `staff` or `device`; `device_key` is the one of a paired browser's cookie.
    """

    language: str
    staff: Staff | None = None
    device: Device | None = None
    key: AccessKey | None = None
    device_key: AccessKey | None = None
    session_key: str | None = None
    is_locked: bool = False
    token: str = ""


def of(request: HttpRequest) -> Credentials:
    """Read a request's credentials (2 queries at most). A key in the header counts alone, without the cookies.

    Query parameters: `lang` for unattended screens, `token` for a ticket's page.
    """
    wished = request.GET.get("lang") or request.COOKIES.get("django_language") or ""
    language = Language.KNOWN.get(wished.lower(), "zh-hans")
    token = request.GET.get("token", "")[:MAX_TOKEN]
    word, _, secret = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    if word.lower() == "key":
        key = keys.find_key(secret.strip())
        staff, device = (key.staff, key.device) if key else (None, None)
        return Credentials(language=language, token=token, key=key, staff=staff, device=device)
    staff = _signed_in(request)
    secret = request.COOKIES.get(DEVICE_COOKIE, "")
    device_key = keys.find_key(secret) if secret else None
    return Credentials(
        language=language,
        token=token,
        staff=staff,
        session_key=request.session.session_key if staff else None,
        is_locked=staff is not None and locking.is_locked(request.session, at=timezone.now()),  # type: ignore[arg-type]
        device=device_key.device if device_key else None,
        device_key=device_key,
    )


def _signed_in(request: HttpRequest) -> Staff | None:
    """The member of staff of the session (1–2 queries, none without a cookie)."""
    user: Staff | AnonymousUser = get_user(request)
    return user if isinstance(user, Staff) and user.is_active else None
