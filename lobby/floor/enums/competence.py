"""Words of competence: the four core qualities of people who serve (S120)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Quality(models.TextChoices):
    """What a good service is made of."""

    KNOWLEDGE = "knowledge", _("professional knowledge")
    COMMUNICATION = "communication", _("communication")
    ADAPTABILITY = "adaptability", _("adaptability")
    SERVICE_MIND = "service_mind", _("service mind")


LOWEST, HIGHEST = 1, 5
# Shorter words say nothing that somebody else could check.
LEAST_EVIDENCE, MOST_EVIDENCE = 20, 1000
