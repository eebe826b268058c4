"""Refusals of prompts and of the rules behind them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Invalid, NotFound


class UnknownTrigger(Invalid):
    """No trigger of that name."""

    code = "unknown_trigger"
    message = _("There is no trigger “{name}”.")


class SettingInvalid(Invalid):
    """A setting of a trigger that is none."""

    code = "setting_invalid"
    message = _("{label}: this is not possible here.")


class PromptGone(Conflict):
    """What was on the screen does not count any more."""

    code = "prompt_gone"
    message = _("This suggestion does not count any more. Please look at the screen again.")


class AlreadyAnswered(Conflict):
    """The customer has answered before."""

    code = "already_answered"
    message = _("The customer's answer is noted already.")


class VisitOver(Conflict):
    """A need or a reason belongs to a visit that goes on."""

    code = "visit_over"
    message = _("This visit is over.")


class RuleChanged(Conflict):
    """Somebody has changed the rule meanwhile."""

    code = "rule_changed"
    message = _("Somebody has changed this rule meanwhile. Please look at it again.")


class ScriptMissing(Invalid):
    """A rule without approved words would say nothing."""

    code = "script_missing"
    message = _("Please name approved words from the library: there is nothing in force under “{script}”.")


class CodeTaken(Conflict):
    """Another rule has this code."""

    code = "code_taken"
    message = _("There is a rule with this code already.")


class ProductElsewhere(Invalid):
    """The product is of another family."""

    code = "product_of_another_family"
    message = _("This product is of another family.")


class NoSuchRule(NotFound):
    """No rule of that code."""

    code = "unknown_rule"
    message = _("There is no such rule.")
