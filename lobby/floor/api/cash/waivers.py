"""Uses of authority."""

from __future__ import annotations

from typing import Any, ClassVar

from lobby.branches.api.authentication import staff_of
from lobby.branches.api.idempotency import Answer
from lobby.branches.enums import AuthorityAction, Permission
from lobby.floor import subjects
from lobby.floor.api.cash import bodies, shapes
from lobby.floor.api.cash.rows import Listing, branch_of, row_of
from lobby.floor.domain import authority
from lobby.floor.enums.authority import UseReason
from lobby.floor.models import AuthorityUse
from lobby.floor.selectors.authority import USES
from lobby.live.posting import Call, PostView


class Waivers(Listing, PostView):
    """Uses of authority: list them, or use one's own. Over a limit the answer's status is `requested`."""

    about = "waivers"
    operation = {"GET": "waivers", "POST": "waiver-create"}
    permission = Permission.WAIVER_GRANT
    rows = USES
    newest = "at"
    query = bodies.WaiverQuery
    body = bodies.WaiverBody
    answers = {"GET": {200: shapes.WaiverShape(many=True)}, "POST": {201: shapes.WaiverShape}}

    def written(self, row: AuthorityUse) -> dict[str, Any]:
        """A row as JSON."""
        return shapes.waiver_answer(row)

    def act(self, call: Call, code: str) -> Answer:
        """Use it. Raises BadAmount, SubjectUnknown."""
        values = call.values
        made = authority.use(
            staff_of(call.person),
            branch_of(call.person, code, self.permission),
            at=call.at,
            action=AuthorityAction(values["action"]),
            amount=values["amount"],
            reason=UseReason(values["reason"]),
            note=values.get("note", ""),
            subject=subjects.read(values.get("about", "")),
        )
        return Answer(201, shapes.waiver_answer(made))


class WaiverView(PostView):
    """An act on a use of authority."""

    about = "waivers"
    answers = {200: shapes.WaiverShape}
    permission: ClassVar[str] = Permission.AUTHORITY_APPROVE

    def act(self, call: Call, code: str, row_id: int) -> Answer:
        """Fetch, do, answer."""
        made = self.do(row_of(call, USES, code, row_id, self.permission), call)
        return Answer(200, shapes.waiver_answer(made))

    def do(self, made: AuthorityUse, call: Call) -> AuthorityUse:
        """The verb."""
        raise NotImplementedError


class ApproveWaiver(WaiverView):
    """Approve what somebody else asked for, within one's own limit."""

    operation = "waiver-approve"
    body = bodies.RemarkBody

    def do(self, made: AuthorityUse, call: Call) -> AuthorityUse:
        """Raises IllegalAuthorityMove, NotForOneself, OverOwnLimit."""
        return authority.approve(made, by=staff_of(call.person), at=call.at, note=call.values.get("note", ""))


class RefuseWaiver(WaiverView):
    """Refuse what somebody else asked for."""

    operation = "waiver-refuse"
    body = bodies.RemarkBody

    def do(self, made: AuthorityUse, call: Call) -> AuthorityUse:
        """Raises IllegalAuthorityMove, NotForOneself."""
        return authority.refuse(made, by=staff_of(call.person), at=call.at, note=call.values.get("note", ""))


class WithdrawWaiver(WaiverView):
    """Take one's own back: a request while it waits, a granted use for a minute."""

    operation = "waiver-withdraw"
    permission = Permission.WAIVER_GRANT

    def do(self, made: AuthorityUse, call: Call) -> AuthorityUse:
        """Raises IllegalAuthorityMove, NotForOneself, TooLate."""
        return authority.withdraw(made, by=staff_of(call.person), at=call.at)
