"""Refusals about fraud."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Invalid


class IllegalCheckMove(Conflict):
    """The check's state does not allow the verb."""

    code = "illegal_check_move"
    message = _("This check is “{status}”: this is not possible now.")


class UnderReview(Conflict):
    """One review at a time."""

    code = "under_review"
    message = _("A supervisor's decision on this customer is still open.")


class FraudGate(Conflict):
    """The service may not be finished as done."""

    code = "fraud_gate"
    message = _("Signs of fraud: this service is “{status}”. It cannot be finished as completed.")


class StepOutOfOrder(Conflict):
    """The five steps have one order."""

    code = "step_out_of_order"
    message = _("The next step is: {step}.")


class StepIncomplete(Invalid):
    """A step has something to say for itself."""

    code = "step_incomplete"
    message = _("This step needs: {missing}.")


class StepsMissing(Conflict):
    """A case is closed after all five."""

    code = "steps_missing"
    message = _("A case is closed after all five steps. The next one is: {step}.")


class CaseClosed(Conflict):
    """Nothing is added to a closed case."""

    code = "case_closed"
    message = _("This case is closed.")
