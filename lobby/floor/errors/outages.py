"""Refusals of outages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Invalid


class IllegalOutageMove(Conflict):
    """The outage's state does not allow the verb."""

    code = "illegal_outage_move"
    message = _("This outage is {status}: this is not possible now.")


class OutageRunning(Conflict):
    """A branch has one outage at a time; a larger one is the same outage changed."""

    code = "outage_running"
    message = _("An outage is declared here already. Change it instead.")


class NothingFailed(Invalid):
    """No active service of the branch is affected."""

    code = "nothing_failed"
    message = _("Say what has failed: no service here is affected by this.")


class NotApproved(Invalid):
    """Screens show approved words only."""

    code = "not_approved"
    message = _("Choose a notice that is approved and in force.")


class OverBeforeItBegan(Invalid):
    """The times do not fit together."""

    code = "over_before_it_began"
    message = _("An outage begins now or earlier, and is expected to end later than now.")
