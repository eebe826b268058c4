"""What ratings register: kinds of alerts and tasks, the signal, figures, screens, the section of the review."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from complaints.demo import ratings as demo_data
from complaints.domain.cases import evidence
from complaints.domain.ratings import following
from complaints.domain.ratings.recovering import LOW_RATING, RECOVERY
from complaints.kpis.ratings import KPIS
from complaints.panels import ratings as panels
from complaints.panels import ratings_review
from complaints.selectors.ratings import as_evidence, has_low, visits_to_recover
from lobby.branches import demo
from lobby.branches.enums import RoleCode
from lobby.floor import kinds
from lobby.floor.enums import Severity
from lobby.kpi import registry
from queueing.domain.care import signals
from queueing.enums.care import Signal

ALERT = kinds.AlertKind(
    name=LOW_RATING,
    text=_("{number} rated {score} of 5"),
    title=_("Low rating"),
    help=_("{service} · speak to the customer, listen first; then note what was done"),
    severity=Severity.LATE,
    roles=(RoleCode.LM,),
    # The task itself goes on to the next ones when nobody does it.
    is_timed=False,
)
TASK = kinds.ReminderKind(
    name=RECOVERY, text=_("{number} rated {score} of 5: look after the customer"), lead_s=kinds.AT_ONCE
)


def register() -> None:
    """Fill the registries."""
    kinds.register_alert(ALERT)
    kinds.register_reminder(TASK)
    kinds.register_subject("rating", rating_address)
    signals.register(signals.Source(signal=Signal.LOW_RATING, is_there=has_low, kept=visits_to_recover))
    following.register()
    evidence.register("rating", as_evidence)
    panels.register()
    ratings_review.register()
    for kpi in KPIS:
        registry.register(kpi)
    demo.register(demo_data.write)


def rating_address(rating_id: int) -> str:
    """The inside of the tablet's detail dialog for a rating."""
    return reverse("complaints:rating", args=[rating_id])
