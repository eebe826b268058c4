"""What the calls about faults take."""

from __future__ import annotations

from devices.enums.faults import BY_HAND_KINDS, FaultStatus
from lobby.branches.api.bodies import Body, Choice, Flag, QueryWhole, Text, Whole


class FaultListQuery(Body):
    """Which faults are listed."""

    status = Choice(choices=[("ended", "ended"), *FaultStatus.choices, ("any", "any")], required=False)
    limit = QueryWhole(min_value=1, max_value=200, default=50)


class FaultReportBody(Body):
    """A fault that somebody sees."""

    device = Text(max_length=20, help_text="Code of a machine of the branch")
    kind = Choice(choices=[(kind.value, kind.label) for kind in BY_HAND_KINDS])
    note = Text(max_length=300, required=False)
    out_of_order = Flag(default=False, help_text="Nobody is sent to the machine until the fault closes")


class FaultNoteBody(Body):
    """The hand-over note: what is known and was tried."""

    note = Text(max_length=500)


class FaultFixBody(Body):
    """What was done, and the parts it took."""

    action = Text(max_length=500)
    parts = Text(max_length=200, required=False)


class FaultVerifyBody(Body):
    """How the test went; a failed one says what is still wrong."""

    passed = Flag()
    note = Text(max_length=500, required=False)


class FaultReopenBody(Body):
    """Why it is not over."""

    reason = Text(max_length=500)


class FaultCancelBody(Body):
    """Why it is no fault, or the fault of the same machine that it is noted as already."""

    reason = Text(max_length=500, required=False)
    duplicate_of = Whole(min_value=1, max_value=2**63 - 1, required=False)


class FaultTriedBody(Body):
    """Whether the first-fix card helped."""

    helped = Flag()
