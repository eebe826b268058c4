"""What the calls about return visits take."""

from __future__ import annotations

from complaints.api.cases.bodies import Words, minutes
from complaints.enums.follow import CallResult, CloseCode, Satisfaction
from complaints.models.callbacks import NOTE_LENGTH
from lobby.branches.api.bodies import Body, Choice, Flag


class CallbackBody(Body):
    """A return call. `is_solved` and `satisfaction` belong to an answered one, and only to one."""

    result = Choice(CallResult.choices)
    is_solved = Flag(required=False)
    satisfaction = Choice(Satisfaction.choices, required=False)
    text = Words(max_length=NOTE_LENGTH, required=False, help_text="What was said, for colleagues")
    effort_minutes = minutes()


class CloseBody(Body):
    """The code must be what the return call said; left out it is taken from that."""

    code = Choice(CloseCode.choices, required=False)
    text = Words(max_length=NOTE_LENGTH, required=False, help_text="For colleagues")
    effort_minutes = minutes()
