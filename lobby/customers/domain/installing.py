"""What customer cards begin with: segments, rules of owners, terms. They hold for the whole bank."""

from __future__ import annotations

import datetime as dt

from lobby.customers.domain.segmenting import define
from lobby.customers.domain.shipped_segments import OWNERS, SEGMENTS
from lobby.customers.models import AssessmentTerms, CardTerms, OwnerRule, Segment


def install(begins: dt.date) -> None:
    """Add what is missing; what is there, edited or not, is left alone."""
    known = set(Segment.objects.values_list("code", flat=True))
    for values in SEGMENTS:
        if values["code"] not in known:
            define(Segment(**values))
    for tier, grade, most in OWNERS:
        OwnerRule.objects.get_or_create(tier=tier, defaults={"grade": grade, "most": most})
    for terms in (AssessmentTerms, CardTerms):
        if not terms.objects.exists():
            terms.objects.create(effective_from=begins)
