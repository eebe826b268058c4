"""Refusals of assessments of risk tolerance."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Invalid


class AssessedOftenToday(Conflict):
    """So many assessments a day and no more (R05, article 29)."""

    code = "assessed_often_today"
    message = _("This customer was assessed {n} times today. Please come back to it tomorrow.")


class AssessedOftenThisYear(Conflict):
    """So many assessments within twelve months and no more (R05, article 29)."""

    code = "assessed_often_this_year"
    message = _("This customer was assessed {n} times within twelve months. The next one is possible from {day} on.")


class NothingToConfirm(Conflict):
    """Only a changed level that waits for it is confirmed or taken back, once."""

    code = "nothing_to_confirm"
    message = _("This assessment is {status}: there is nothing to confirm.")


class NoSuchLevel(Invalid):
    """Levels go from C1 to C5."""

    code = "no_such_level"
    message = _("Levels of risk tolerance go from C1 to C5.")
