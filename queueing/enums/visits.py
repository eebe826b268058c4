"""Words of visits and their allowed moves."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class VisitStatus(models.TextChoices):
    """States of a customer's pass through the hall."""

    ARRIVED = "arrived", _("arrived")
    TRIAGED = "triaged", _("triaged")
    WAITING = "waiting", _("waiting")
    IN_SERVICE = "in_service", _("in service")
    FINISHED = "finished", _("finished")
    FOLLOWED_UP = "followed_up", _("followed up")
    LEFT_EARLY = "left_early", _("left early")


V = VisitStatus
VISIT_MOVES: dict[VisitStatus, tuple[VisitStatus, ...]] = {
    V.ARRIVED: (V.TRIAGED, V.LEFT_EARLY),
    V.TRIAGED: (V.WAITING, V.IN_SERVICE, V.LEFT_EARLY),
    V.WAITING: (V.IN_SERVICE, V.FINISHED, V.LEFT_EARLY),
    V.IN_SERVICE: (V.WAITING, V.FINISHED),
    V.FINISHED: (V.IN_SERVICE, V.WAITING, V.FOLLOWED_UP),
    V.FOLLOWED_UP: (),
    V.LEFT_EARLY: (V.WAITING, V.IN_SERVICE),
}
OPEN_VISITS = (V.ARRIVED, V.TRIAGED, V.WAITING, V.IN_SERVICE)
