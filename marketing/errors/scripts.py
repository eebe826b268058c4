"""Refusals of scripts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Invalid


class NotAScript(Invalid):
    """What is used with a customer is a script."""

    code = "not_a_script"
    message = _("This is nothing that is said to customers.")


class ScriptOutOfForce(Conflict):
    """Only words in force are used."""

    code = "script_out_of_force"
    message = _("These words count no more. Please choose others.")


class VisitOver(Conflict):
    """The customer has gone."""

    code = "visit_over"
    message = _("This visit is over.")


class UseTooOld(Conflict):
    """A use is taken back within a minute, by whoever noted it."""

    code = "use_too_old"
    message = _("This can be taken back for a minute only, by whoever noted it.")
