"""Refusals of authority."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Forbidden, Invalid


class BadAmount(Invalid):
    """An amount is positive, has at most two decimals and is not beyond belief."""

    code = "bad_amount"
    message = _("An amount is more than 0 and has two decimals at most.")


class IllegalAuthorityMove(Conflict):
    """The use's state does not allow the verb."""

    code = "illegal_authority_move"
    message = _("This request is {status}: this is not possible now.")


class NotForOneself(Forbidden):
    """Nobody decides on what they asked for, joins their own find or signs twice."""

    code = "not_for_oneself"
    message = _("Another person has to do this.")


class OverOwnLimit(Forbidden):
    """The approver may not decide so much either."""

    code = "over_own_limit"
    message = _("This is over your own limit of {limit} yuan. Somebody who may decide more has to approve it.")


class SubjectUnknown(Invalid):
    """What it is about is not there, or another branch's."""

    code = "subject_unknown"
    message = _("What this is about cannot be found at this branch.")
