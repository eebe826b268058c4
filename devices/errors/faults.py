"""Refusals of faults."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Forbidden, Invalid


class IllegalFaultMove(Conflict):
    """The fault's state does not allow the verb."""

    code = "illegal_fault_move"
    message = _("This fault is {status}: this is not possible now.")


class FaultTaken(Conflict):
    """Of two who take a fault the second is refused."""

    code = "fault_taken"
    message = _("{name} has this fault already.")


class HighestLevel(Conflict):
    """Above head office there is nobody."""

    code = "fault_highest_level"
    message = _("This fault is at the highest level already.")


class RaisedByYou(Forbidden):
    """Nobody hands a fault up to themselves."""

    code = "fault_raised_by_you"
    message = _("You handed this fault up. Somebody else has to take it there.")


class FixedByYou(Forbidden):
    """Another person than the mender tests."""

    code = "fault_fixed_by_you"
    message = _("You mended it. Another person has to test it.")


class NoteMissing(Invalid):
    """A hand-over, an action or a reason is written down."""

    code = "fault_note_missing"
    message = _("Say in a few words what is known so far, what was done, or why.")


class FaultOpenAlready(Conflict):
    """A machine has one open fault of a kind."""

    code = "fault_open_already"
    message = _("The same fault of this machine is open already.")


class NotADuplicate(Invalid):
    """What a duplicate points to is another fault of the same machine."""

    code = "fault_not_a_duplicate"
    message = _("A duplicate points to another fault of the same machine.")


class NotSuspected(Conflict):
    """Only a suspicion is confirmed."""

    code = "fault_not_suspected"
    message = _("Nothing is suspected about this fault.")


class NotByHand(Invalid):
    """Signs of tampering are reported as an incident, which only security sees."""

    code = "fault_not_by_hand"
    message = _("Report signs of tampering as a security incident.")


class MachineUnclear(Invalid):
    """A check looks at several machines, and nothing says which of them has the fault."""

    code = "machine_unclear"
    message = _("Which machine is it? Please write its name under what is wrong: {names}")


class UnknownMachine(Invalid):
    """A machine of another branch, or of none."""

    code = "unknown_machine"
    message = _("This branch has no such machine.")
