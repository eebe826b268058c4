"""What the calls about more time take."""

from __future__ import annotations

from complaints.enums.cases import ToldWay
from complaints.models.clocks import REASON_LENGTH
from lobby.branches.api.bodies import Body, Choice, Text


class ExtendBody(Body):
    """Why it cannot be decided in time."""

    reason = Text(max_length=REASON_LENGTH)


class RefuseExtensionBody(Body):
    """Why it has to be decided in time."""

    reason = Text(max_length=REASON_LENGTH)


class TellExtensionBody(Body):
    """How the customer was told of the new due."""

    way = Choice(ToldWay.choices)
