"""Readers as a bank would write them."""

from __future__ import annotations

from devices.enums.smart import IdentityKind
from devices.readers import Identity
from lobby.branches.models import Device


def knows_elderly(device: Device, kind: IdentityKind, given: str) -> Identity:
    """Everybody is elderly and has used the machine before."""
    return Identity(given, is_protected=True, has_used=True)
