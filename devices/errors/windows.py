"""What can be wrong with a maintenance window."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Invalid


class WindowTooShort(Invalid):
    """It would end before it starts."""

    code = "window_too_short"
    message = _("Maintenance ends after it starts.")


class WindowOver(Conflict):
    """Nothing of it lies ahead."""

    code = "window_over"
    message = _("This maintenance is over already.")
