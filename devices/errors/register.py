"""What can be wrong with the register of machines."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Invalid


class CodeTaken(Conflict):
    """Codes are unique in the bank."""

    code = "code_taken"
    message = _("The code {device} is taken. Every machine of the bank has a code of its own.")


class SpareUnfit(Invalid):
    """A spare machine stands in for another one of its branch and kind."""

    code = "spare_unfit"
    message = _("A spare machine stands in for another machine of the same branch and kind.")


class NotOfTheBranch(Invalid):
    """A zone or service of another branch."""

    code = "not_of_the_branch"
    message = _("Zone and services are those of the machine's branch.")


class HasSpares(Conflict):
    """Others stand in for it."""

    code = "has_spares"
    message = _("{spare} stands in for this machine. Say first what becomes of it.")


class NoKeyLives(Conflict):
    """There is nothing to shut out."""

    code = "no_key_lives"
    message = _("No key of this machine counts any more.")
