"""Refusals of smart counters and of helping there."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Forbidden, Invalid, NotFound


class CustomerOperates(Forbidden):
    """Staff never drive a customer's session (N11)."""

    code = "customer_operates"
    message = _("Only the customer does this, on the machine itself.")


class IllegalSmartMove(Conflict):
    """The session's step does not allow the verb."""

    code = "illegal_smart_move"
    message = _("The session is at the step “{status}”: this is not possible now.")


class SmartMachineOut(Conflict):
    """The machine does nothing now."""

    code = "smart_machine_out"
    message = _("This machine is out of use just now. A colleague in the hall will help you.")


class SmartMachineTaken(Conflict):
    """Somebody is at the machine, or the same customer is at another one."""

    code = "smart_machine_taken"
    message = _("A session is open already. Please finish it first.")


class SmartServiceOut(Conflict):
    """The machine cannot do this business now."""

    code = "smart_service_out"
    message = _("{service} cannot be done at this machine just now. Please choose something else, or ask a colleague.")


class UnknownVisitor(NotFound):
    """Nobody has this number today."""

    code = "unknown_visitor"
    message = _("The number {number} is not waiting today. Please check the slip, or go on without a number.")


class NotIdentified(Invalid):
    """The reader could not tell who it is."""

    code = "not_identified"
    message = _("This could not be read. Please try again, or choose another way.")


class NoReader(Conflict):
    """Nothing that reads cards is connected to the system."""

    code = "no_reader"
    message = _("The reader of this machine is not connected. A colleague in the hall will help you.")


class UnknownLine(Invalid):
    """The form has no such line."""

    code = "unknown_smart_line"
    message = _("This form has no such line.")


class LineInvalid(Invalid):
    """A line was not filled in well."""

    code = "smart_line_invalid"
    message = _("{problem}")


class InputMissing(Conflict):
    """Lines that must be filled in are empty: confirming comes after entry."""

    code = "smart_input_missing"
    message = _("Something is still missing: {line}")


class IllegalAssistMove(Conflict):
    """Helping is at another step."""

    code = "illegal_assist_move"
    message = _("Helping is at the step “{status}”: this is not possible now.")


class AssistTaken(Conflict):
    """A colleague helps there already."""

    code = "assist_taken"
    message = _("{name} helps at this machine already.")


class FullHelpNeeded(Conflict):
    """A first use is helped step by step."""

    code = "full_help_needed"
    message = _("This customer uses such a machine for the first time: help step by step.")


class CheckMissing(Invalid):
    """At the end somebody looks whether anything was left behind (S132)."""

    code = "assist_check_missing"
    message = _("Please look first whether anything was left behind: documents, card, slips, data on the screen.")
