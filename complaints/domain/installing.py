"""Putting in what complaints ship with for the whole bank: the terms and the codes."""

from __future__ import annotations

import datetime as dt

from complaints.domain.shipped_codes import CODES
from complaints.models import ComplaintCode, ComplaintTerms

# The measures of 2020 are in force since (R01).
TERMS_FROM = dt.date(2020, 3, 1)


def install() -> int:
    """Add what is missing and leave alone what is there, edited or not; returns how much came new (2 queries again)."""
    is_first = not ComplaintTerms.objects.exists()
    if is_first:
        ComplaintTerms.objects.create(effective_from=TERMS_FROM)
    return int(is_first) + install_codes()


def install_codes() -> int:
    """The classes that the bank does not have yet, each after its parent."""
    have = {(row.dimension, row.code): row for row in ComplaintCode.objects.all()}
    added = 0
    for place, one in enumerate(CODES, start=1):
        key = (one.dimension.value, one.code)
        if key in have:
            continue
        have[key] = ComplaintCode.objects.create(
            dimension=one.dimension,
            code=one.code,
            name_zh=one.name_zh,
            name_en=one.name_en,
            parent=have.get((one.dimension.value, one.parent)),
            local_cause=one.local_cause,
            position=place,
        )
        added += 1
    return added
