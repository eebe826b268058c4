"""How API callers prove who they are: a key, or the session of the pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from lobby.branches import keys
from lobby.branches.errors import Forbidden
from lobby.branches.models import AccessKey, Device, Staff


class KeyAuthentication(BaseAuthentication):
    """`Authorization: Key <secret>`; `request.user` becomes the staff member or the device (1 query)."""

    def authenticate(self, request: Request) -> tuple[Staff | Device, AccessKey] | None:
        """Return the key's owner, None without a key; a wrong key is 401."""
        word, _, secret = request.headers.get("Authorization", "").partition(" ")
        if word.lower() != "key":
            return None
        key = keys.find_key(secret.strip())
        if key is None:
            raise AuthenticationFailed
        return keys.owner_of(key), key

    def authenticate_header(self, request: Request) -> str:
        """The challenge, so that DRF answers 401 and not 403."""
        return "Key"


class SignedInAuthentication(SessionAuthentication):
    """The pages' session, with its CSRF check."""

    def authenticate(self, request: Request) -> tuple[Any, None] | None:
        """Return the signed-in member of staff, None without a session."""
        found: tuple[Any, None] | None = super().authenticate(request)
        return found


def person_of(request: Request) -> Staff | Device:
    """Who calls; the permission class has refused everybody else."""
    user: Any = request.user
    assert isinstance(user, Staff | Device)
    return user


def staff_of(person: Staff | Device) -> Staff:
    """The caller as a member of staff. Raises Forbidden for a device."""
    if not isinstance(person, Staff):
        raise Forbidden
    return person


def credential_of(request: Request | HttpRequest) -> str:
    """A stable name of the credential: idempotency keys and throttles are counted for each."""
    auth = getattr(request, "auth", None)
    if isinstance(auth, AccessKey):
        return f"key:{auth.pk}"
    user = getattr(request, "user", None)
    return f"staff:{user.pk}" if user is not None and user.is_authenticated else "nobody"
