"""What can be wrong with a report."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Invalid


class ClockSkewed(Invalid):
    """The machine's clock and ours do not agree."""

    code = "clock_skewed"
    message = _("The report's time differs too much from the time here: {seconds} seconds. Set the machine's clock.")


class UnknownAdapter(Invalid):
    """No adapter has this name."""

    code = "unknown_adapter"
    message = _("There is no adapter named {name}.")


class NotUnderstood(Invalid):
    """An adapter cannot read what came."""

    code = "not_understood"
    message = _("The adapter {name} does not understand this: {reason}")
