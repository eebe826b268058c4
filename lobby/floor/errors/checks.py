"""Refusals of checks."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Forbidden, Invalid


class IllegalCheckMove(Conflict):
    """The run's state does not allow the verb."""

    code = "illegal_check_move"
    message = _("This check is {status}: this is not possible now.")


class ItemsUnanswered(Conflict):
    """A run is handed in when every item is answered."""

    code = "items_unanswered"
    message = _("Still to be answered: {items}")


class IssuesUnlinked(Conflict):
    """Every issue leads to something that somebody does about it."""

    code = "issues_unlinked"
    message = _("Nobody looks after these issues yet: {items}")


class OwnCheck(Forbidden):
    """Nobody signs a check off that is one's own work."""

    code = "own_check"
    message = _("You took part in this check. Somebody else has to sign it.")


class SecondMissing(Conflict):
    """Two people have to sign before anything else."""

    code = "second_missing"
    message = _("A second person has to confirm this check first.")


class NotToBeSigned(Conflict):
    """Nobody has to sign this."""

    code = "not_to_be_signed"
    message = _("This check does not need this signature.")


class NotApplicable(Invalid):
    """A compliance item always applies."""

    code = "not_applicable"
    message = _("This item always applies.")


class CountMissing(Invalid):
    """An item asks for a number."""

    code = "count_missing"
    message = _("Please count and write the number.")


class PhotoMissing(Conflict):
    """Some issues need a photo before the run is handed in."""

    code = "photo_missing"
    message = _("Please take a photo of these issues: {items}")


class NotYours(Forbidden):
    """The check is somebody else's work: by role, or because it was sent back to who handed it in."""

    code = "not_your_check"
    message = _("This check is for others to do.")


class KnownOtherwise(Invalid):
    """What is known of it says that it is not ok."""

    code = "known_otherwise"
    message = _("The system knows otherwise: {known}. Please give a reason, or mark an issue.")


class NoteMissing(Invalid):
    """A decision needs words."""

    code = "note_missing"
    message = _("Please write why.")


class UnknownItem(Invalid):
    """Not an item of this run, or nobody of its list."""

    code = "unknown_item"
    message = _("There is no such item in this check.")


class UnknownAction(Invalid):
    """No such thing to do about an issue, or it was answered differently."""

    code = "unknown_action"
    message = _("This cannot be done about it.")


class NotAdHoc(Invalid):
    """The clock makes runs of this checklist."""

    code = "not_ad_hoc"
    message = _("This check comes by itself.")


class NoDraft(Conflict):
    """Only a draft is changed."""

    code = "no_draft"
    message = _("This version is published and does not change. Begin a new version.")


class DraftEmpty(Invalid):
    """A version without items or roles checks nothing."""

    code = "draft_empty"
    message = _("Please add at least one item and one role.")


class EffectiveInThePast(Invalid):
    """A version counts for later runs only."""

    code = "effective_in_the_past"
    message = _("A version counts from today on at the earliest.")


class CodeTaken(Conflict):
    """Codes tell checklists and items apart."""

    code = "code_taken"
    message = _("This code is taken already.")


class MysteryStands(Conflict):
    """What a mystery visitor found is not sent back."""

    code = "mystery_stands"
    message = _("What a mystery visitor found stands. Say what you think of it in the note when you sign.")


class NotToRelease(Conflict):
    """Only a mystery visit that was handed in is released, once."""

    code = "not_to_release"
    message = _("There is nothing to release: the visit is not handed in, or its branch sees it already.")
