"""Refusals of bill checks."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Invalid


class IllegalBillMove(Conflict):
    """The check's state does not allow the verb."""

    code = "illegal_bill_move"
    message = _("This bill is {status}: this is not possible now.")


class NoDoubt(Invalid):
    """A specialist has to know where to look."""

    code = "no_doubt"
    message = _("Please say what is doubtful about the bill.")


class NotYourExamination(Conflict):
    """Who took a bill up says what it is."""

    code = "not_your_examination"
    message = _("{name} is examining this bill.")
