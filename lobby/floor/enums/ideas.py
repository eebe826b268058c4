"""Words of the idea box."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy


class IdeaSource(models.TextChoices):
    """Whose idea it is."""

    STAFF = "staff", pgettext_lazy("idea", "staff")
    CUSTOMER = "customer", pgettext_lazy("idea", "customer")


class IdeaStatus(models.TextChoices):
    """States of an idea."""

    SUBMITTED = "submitted", pgettext_lazy("idea", "handed in")
    TRIAGED = "triaged", pgettext_lazy("idea", "being looked at")
    ADOPTED = "adopted", pgettext_lazy("idea", "adopted")
    DECLINED = "declined", pgettext_lazy("idea", "not adopted")
    MERGED = "merged", pgettext_lazy("idea", "merged with another")


N = IdeaStatus
IDEA_MOVES: dict[str, tuple[tuple[IdeaStatus, ...], IdeaStatus]] = {
    "triage": ((N.SUBMITTED,), N.TRIAGED),
    "adopt": ((N.SUBMITTED, N.TRIAGED), N.ADOPTED),
    "decline": ((N.SUBMITTED, N.TRIAGED), N.DECLINED),
    "merge": ((N.SUBMITTED, N.TRIAGED), N.MERGED),
}
OPEN_IDEA = (N.SUBMITTED, N.TRIAGED)
DECIDED_IDEA = (N.ADOPTED, N.DECLINED, N.MERGED)
