"""How a smart counter reads who the customer is: an adapter of the bank's, by default one that makes it up for the demo.

An adapter is a function named in `SMART_READER`. It is told the machine, the kind of identity and what the machine's page
sent (the reference that the machine's reader gave to the reading, or a phone number) and answers an `Identity`, or None
when it cannot tell who it is. Of what it reads, only the last four characters come into this system; it takes no picture
and compares no face (N03). docs/smart-counters.md says how to write one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

from devices.enums.smart import TAIL, IdentityKind
from devices.errors.smart import NoReader
from lobby.branches.models import Device


@dataclass(frozen=True, slots=True)
class Identity:
    """What is known of whoever stands there. `is_protected`: elderly or prefers the counter, as the core system says."""

    tail: str
    is_protected: bool = False
    has_used: bool | None = None


Reader = Callable[[Device, IdentityKind, str], Identity | None]
DIGITS = re.compile(r"[0-9Xx]{4,30}")
PHONE = re.compile(r"1[0-9]{10}")


def read(device: Device, kind: IdentityKind, given: str) -> Identity | None:
    """Ask the adapter. Raises NoReader when none is set."""
    if not settings.SMART_READER:
        raise NoReader
    reader = cast(Reader, import_string(settings.SMART_READER))
    found = reader(device, kind, given)
    return None if found is None else Identity(found.tail[-TAIL:], found.is_protected, found.has_used)


def made_up(device: Device, kind: IdentityKind, given: str) -> Identity | None:
    """Take whatever looks like a number: for the demo and for tests, where no reader stands in the hall."""
    pattern = PHONE if kind == IdentityKind.PHONE else DIGITS
    text = given.replace(" ", "")
    return Identity(text[-TAIL:]) if pattern.fullmatch(text) else None
