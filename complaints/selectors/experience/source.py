"""What a source of a touchpoint's score is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Expression, Q
from django.utils.functional import Promise

from complaints.enums.experience import Segment, Stage, Touchpoint
from complaints.selectors.experience.rows import Rows
from lobby.branches.enums import ServiceFamily
from lobby.customers.enums import Tier
from lobby.kpi.periods import Period
from queueing.enums import Trait


@dataclass(frozen=True, kw_only=True)
class Source:
    """Rows behind a touchpoint, or behind a stage that has none.

    `visit` and `service` lead from a row to them, None where a row belongs to no customer or business in particular: such
    rows count for everybody only. `moment` orders the list of rows; `complaint` leads to a complaint, which not everybody
    sees.
    """

    name: str
    title: str | Promise
    meaning: str | Promise
    stage: Stage
    touchpoint: Touchpoint | None
    rows: Rows
    measure: Callable[[Period], Expression]
    moment: str
    visit: str | None = None
    service: str | None = None
    corporate: Q | None = None
    weight: int = 1
    complaint: str | None = None

    def of(self, segment: Segment) -> Q | None:
        """The rows of a segment; None where nobody knows whose they are."""
        if segment == Segment.ALL:
            return Q(pk__isnull=False)
        if segment == Segment.CORPORATE:
            if self.service is not None:
                return Q(**{f"{self.service}family": ServiceFamily.CORPORATE})
            return self.corporate
        if self.visit is None:
            return None
        if segment == Segment.VIP:
            return Q(**{f"{self.visit}customer__tier": Tier.VIP})
        return Q(**{f"{self.visit}traits__contains": [Trait.ELDERLY]})
