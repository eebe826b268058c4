"""Refusals of campaigns, events, guests, draws, gifts, codes, décor, activations and shared goals."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Forbidden, Invalid, LobbyError


class IllegalCampaignMove(Conflict):
    """The campaign's state does not allow the verb."""

    code = "illegal_campaign_move"
    message = _("This campaign is {status}: this is not possible now.")


class IllegalEventMove(Conflict):
    """The event's state does not allow the verb."""

    code = "illegal_event_move"
    message = _("This event is {status}: this is not possible now.")


class IllegalGuestMove(Conflict):
    """The guest's state does not allow the verb."""

    code = "illegal_guest_move"
    message = _("This guest is {status}: this is not possible now.")


class ApprovesOwnPlan(Forbidden):
    """Nobody approves what they own or planned."""

    code = "approves_own_plan"
    message = _("You own or planned this. Somebody else has to approve it.")


class OwnerElsewhere(Conflict):
    """Owners and people at the desk work at the branch."""

    code = "owner_elsewhere"
    message = _("{name} does not work at this branch.")


class CodeTaken(Conflict):
    """Codes of campaigns are unique in the branch."""

    code = "campaign_code_taken"
    message = _("This branch has a campaign with this code already. Please choose another one.")


class SpanUnfit(Invalid):
    """Ends before it begins, or begins in the past."""

    code = "span_unfit"
    message = _("It has to end after it begins, and may not begin in the past.")


class CostUnfit(Invalid):
    """Nothing is no amount, and nobody takes back more than was spent."""

    code = "cost_unfit"
    message = _("Give an amount in yuan; at most {spent}, what was spent, can be taken back.")


class SpendTooEarly(Conflict):
    """Money and people belong to what is approved."""

    code = "campaign_not_approved"
    message = _("This campaign is not approved: nothing is spent or given out for it yet.")


class NotTheseDays(Conflict):
    """A campaign's desk and gifts belong to its days."""

    code = "not_these_days"
    message = _("The campaign goes from {first} to {last}.")


class NoApprovedMaterial(Conflict):
    """S011: nobody is invited by words that are not approved."""

    code = "no_approved_material"
    message = _("The material that invites to it is not in force. Have it approved in the library first.")


class NotYet(Conflict):
    """Held before it began, or signed in on another day."""

    code = "event_not_yet"
    message = _("The event begins {at}: this is possible from then on.")


class NotInvitable(Conflict):
    """No consent, a complaint, a no not long ago, or not suitable."""

    code = "not_invitable"
    message = _("This customer cannot be invited: {reason}.")


class NoSeat(Conflict):
    """Every seat is taken by who is there."""

    code = "no_seat"
    message = _("Every seat is taken.")


class TooFewSeats(Conflict):
    """More signed up than that."""

    code = "too_few_seats"
    message = _("{n} guests have a seat already.")


class NoGuestFound(Conflict):
    """Only guests who were there have leads and gifts."""

    code = "guest_not_there"
    message = _("This guest was not signed in.")


class DrawTooLate(Conflict):
    """Nobody chooses who takes part when the guests are there already."""

    code = "draw_too_late"
    message = _("A draw is announced before the event begins.")


class DrawnAlready(Conflict):
    """A draw is drawn once."""

    code = "drawn_already"
    message = _("This was drawn already.")


class NobodyToDraw(Conflict):
    """No tickets in the drum."""

    code = "nobody_to_draw"
    message = _("Nobody takes part in this draw yet.")


class GiftGivenAlready(Conflict):
    """One gift for a visit in a campaign, one for a guest of an event."""

    code = "gift_given_already"
    message = _("A gift was given for this already.")


class NotAGift(Conflict):
    """Only prizes and gifts of the branch are given."""

    code = "not_a_gift"
    message = _("{name} is not a prize or gift of this branch.")


class OperatedByStaff(Conflict):
    """N10: the customer operates the phone."""

    code = "operated_by_staff"
    message = _("Only the customer, or the family together with the customer, operates the phone. This is not counted.")


class ActivatedAlready(Conflict):
    """Counted once for a customer."""

    code = "activated_already"
    message = _("This customer's mobile banking was counted on {day} already.")


class PhotoMissing(Invalid):
    """Décor without a photo is not proven."""

    code = "photo_missing"
    message = _("Please add a photo: it shows that it is up.")


class DecorUpAlready(Conflict):
    """Put up once, taken down once."""

    code = "decor_state"
    message = _("This décor is {status} already.")


class SharesUnfit(Invalid):
    """A branch's goal is handed out whole."""

    code = "shares_unfit"
    message = _("The shares add up to {sum}, the branch's goal is {target}. Please hand out all of it.")


class TooFast(LobbyError):
    """Faster than anybody reads or answers."""

    code = "too_fast"
    status = 429
    message = _("That was too much at once. Please wait a minute and try again.")


class SignUpClosed(Conflict):
    """Not open yet, over, or cancelled."""

    code = "sign_up_closed"
    message = _("Sign-up is not open.")


class PrivateNotPromoted(Conflict):
    """N22: private products are never promoted in branches."""

    code = "private_not_promoted"
    message = _("{name} is a private product: no event or material of a branch promotes it.")
