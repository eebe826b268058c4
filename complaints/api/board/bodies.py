"""What the calls that read complaints take."""

from __future__ import annotations

from complaints.enums.board import ClockFilter
from complaints.enums.cases import CaseSeverity, ReceiptChannel, Step
from lobby.branches.api.bodies import Body, Choice, QueryWhole


class ComplaintListQuery(Body):
    """Which complaints are listed: the open ones unless a step is named. `after` is the id behind which a page begins."""

    step = Choice(choices=[*Step.choices, ("any", "any")], required=False)
    clock = Choice(choices=ClockFilter.choices, required=False)
    channel = Choice(choices=ReceiptChannel.choices, required=False)
    severity = Choice(choices=CaseSeverity.choices, required=False)
    after = QueryWhole(min_value=0, max_value=2**63 - 1, required=False)
    limit = QueryWhole(min_value=1, max_value=200, default=50)
