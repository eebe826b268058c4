"""Words of outages: what has failed, states and moves."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OutageScope(models.TextChoices):
    """What has failed."""

    ALL = "all", _("all systems")
    CHANNEL = "channel", _("one channel")
    SERVICES = "services", _("some services")


class OutageStatus(models.TextChoices):
    """States of an outage."""

    RUNNING = "running", pgettext_lazy("outage", "running")
    ENDED = "ended", pgettext_lazy("outage", "ended")


# Verb → from which states → to which state. Anything else is refused with 409.
OUTAGE_MOVES: dict[str, tuple[tuple[OutageStatus, ...], OutageStatus]] = {
    "change": ((OutageStatus.RUNNING,), OutageStatus.RUNNING),
    "end": ((OutageStatus.RUNNING,), OutageStatus.ENDED),
}
# What an approved message of the library that screens may show is called.
NOTICE_PREFIX = "screen-outage"
