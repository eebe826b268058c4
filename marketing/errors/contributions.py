"""Refusals of splits and pairs."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Forbidden, Invalid


class IllegalContributionMove(Conflict):
    """The table of moves does not list it."""

    code = "illegal_contribution_move"
    message = _("Not possible: this split is “{status}”.")


class NotTheWhole(Invalid):
    """Three parts make 100 %."""

    code = "not_the_whole"
    message = _("The parts add up to {sum} %, not to 100 %.")


class OwnContribution(Forbidden):
    """Nobody decides about their own part (S196)."""

    code = "own_contribution"
    message = _("You have a part in this yourself. Somebody else has to decide about it.")


class NotAParty(Forbidden):
    """Only who had a hand in it disputes it."""

    code = "not_a_party"
    message = _("Only who had a part in this lead can dispute its split.")


class DisputeOver(Conflict):
    """The days for it are over."""

    code = "dispute_over"
    message = _("The time to dispute this split has ended.")


class DisputeRunning(Conflict):
    """Everybody keeps their days to dispute it."""

    code = "dispute_running"
    message = _("This split can still be disputed. It can be approved from {until}.")


class PartNeedsQualification(Conflict):
    """The close is earned with a qualification valid on the day alone (N13)."""

    code = "part_needs_qualification"
    message = _("{name} had no qualification for this product on that day and cannot have the part of the close.")


class PartOfAStranger(Invalid):
    """Parts are for people of the branch."""

    code = "part_of_a_stranger"
    message = _("{name} does not work at this branch.")


class PairOfOne(Invalid):
    """A pair is two people."""

    code = "pair_of_one"
    message = _("A pair is two different people.")


class AlreadyPaired(Conflict):
    """One pair at a time."""

    code = "already_paired"
    message = _("{name} is in a pair in this time already.")
