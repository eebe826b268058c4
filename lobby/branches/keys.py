"""Making, finding and revoking access keys."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import secrets

from lobby.branches.models import AccessKey, Device, Staff
from lobby.branches.prepared import Parameter, Prepared

PREFIX_LENGTH = 8
LIVING = Prepared(
    lambda: AccessKey.objects.select_related("staff", "device__branch").filter(
        prefix=Parameter("prefix"), revoked_at__isnull=True
    )
)


def create_key(owner: Staff | Device, *, at: dt.datetime, label: str = "") -> tuple[AccessKey, str]:
    """Make a key for a member of staff or a device; the secret is returned once and never again."""
    secret = f"{secrets.token_hex(PREFIX_LENGTH // 2)}.{secrets.token_urlsafe(32)}"
    key = AccessKey.objects.create(
        prefix=secret[:PREFIX_LENGTH],
        secret_hash=digest(secret),
        staff=owner if isinstance(owner, Staff) else None,
        device=owner if isinstance(owner, Device) else None,
        label=label,
        created_at=at,
    )
    return key, secret


def find_key(secret: str) -> AccessKey | None:
    """Return the living key of a secret with its owner (1 query); None when wrong, revoked or its owner is inactive."""
    if not secret.isascii() or "\0" in secret:
        return None
    key = LIVING.first(prefix=secret[:PREFIX_LENGTH])
    if key is None or not hmac.compare_digest(key.secret_hash, digest(secret)):
        return None
    owner = owner_of(key)
    return key if owner.is_active else None


def owner_of(key: AccessKey) -> Staff | Device:
    """The member of staff or the device a key belongs to."""
    owner = key.staff or key.device
    assert owner is not None  # a check constraint guarantees one of the two
    return owner


def revoke_key(key: AccessKey, *, at: dt.datetime) -> None:
    """End a key; open sockets that used it are closed by the next check of the hub."""
    AccessKey.objects.filter(pk=key.pk, revoked_at__isnull=True).update(revoked_at=at)


def digest(secret: str) -> str:
    """SHA-256 in hex. The secret has 256 random bits, so a slow hash would add nothing."""
    return hashlib.sha256(secret.encode()).hexdigest()
