"""Waivers, seizures and fraud checks of a branch. A second person always acts with a key or session of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from django.db.models import Model, QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from lobby.branches import access
from lobby.branches.access import Person
from lobby.branches.api.authentication import person_of, staff_of
from lobby.branches.api.bodies import read_query
from lobby.branches.api.idempotency import Answer
from lobby.branches.api.views import ApiView
from lobby.branches.enums import AuthorityAction, Permission
from lobby.branches.errors import NotFound
from lobby.branches.models import Branch, Staff
from lobby.floor import subjects
from lobby.floor.api import cash_bodies as bodies
from lobby.floor.api import cash_shapes as shapes
from lobby.floor.domain import authority
from lobby.floor.domain.fraud import checks
from lobby.floor.domain.seizures import appraising, reporting, steps
from lobby.floor.domain.seizures.pieces import Piece
from lobby.floor.domain.seizures.steps import Voucher
from lobby.floor.enums.authority import UseReason
from lobby.floor.enums.fraud import FraudSign
from lobby.floor.enums.seizures import Authority, ReportReason
from lobby.floor.models import AuthorityUse, FraudCheck, Seizure
from lobby.floor.selectors.authority import USES
from lobby.floor.selectors.fraud import CHECKS
from lobby.floor.selectors.seizures import SEIZURES
from lobby.live.posting import Call, PostView

Row = TypeVar("Row", bound=Model)


def branch_of(person: Person, code: str, permission: str) -> Branch:
    """The branch where the person holds the permission. Raises UnknownBranch, Forbidden."""
    return access.branch_for(staff_of(person), code, permission)


def row_of(call: Call, rows: QuerySet[Row], code: str, row_id: int, permission: str) -> Row:
    """A row of the branch in the address. Raises UnknownBranch, Forbidden, NotFound."""
    row = rows.filter(pk=row_id, branch=branch_of(call.person, code, permission)).first()
    if row is None:
        raise NotFound
    return row


class Listing(ApiView):
    """Lists rows of a branch."""

    permission: ClassVar[str]
    rows: ClassVar[QuerySet[Any]]
    newest: ClassVar[str]

    def written(self, row: Any) -> dict[str, Any]:
        """A row as JSON."""
        raise NotImplementedError

    def get(self, request: Request, code: str) -> Response:
        """Newest first. Raises UnknownBranch, Forbidden, InvalidField."""
        branch = branch_of(person_of(request), code, self.permission)
        assert self.query is not None
        asked = read_query(self.query, request)
        found = self.rows.filter(branch=branch)
        if asked.get("status"):
            found = found.filter(status=asked["status"])
        kept = found.order_by(f"-{self.newest}", "-pk")[: asked["limit"]]
        return Response([self.written(one) for one in kept])


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


class Seizures(Listing, PostView):
    """Counterfeit money: list the seizures, or begin one. Many pieces, or a reason, make the report's tasks at once."""

    about = "seizures"
    operation = {"GET": "seizures", "POST": "seizure-create"}
    permission = Permission.CASH_SEIZE
    rows = SEIZURES
    newest = "found_at"
    query = bodies.SeizureQuery
    body = bodies.SeizureBody
    answers = {"GET": {200: shapes.SeizureShape(many=True)}, "POST": {201: shapes.SeizureShape}}

    def written(self, row: Seizure) -> dict[str, Any]:
        """A row as JSON."""
        return shapes.seizure_answer(row)

    def act(self, call: Call, code: str) -> Answer:
        """Begin it. Raises BadPiece, SubjectUnknown."""
        values = call.values
        pieces = [
            Piece(one["kind"], one["denomination"], one.get("serial_no", ""), one["currency"], one["count"])
            for one in values["pieces"]
        ]
        seizure = steps.find(
            staff_of(call.person),
            branch_of(call.person, code, self.permission),
            at=call.at,
            pieces=pieces,
            reasons=[ReportReason(one) for one in values["reasons"]],
            clue=values.get("clue", ""),
            subject=subjects.read(values.get("about", "")),
        )
        return Answer(201, shapes.seizure_answer(seizure))


class SeizureView(PostView):
    """A step of a seizure."""

    about = "seizures"
    answers = {200: shapes.SeizureShape}
    permission: ClassVar[str] = Permission.CASH_SEIZE

    def act(self, call: Call, code: str, row_id: int) -> Answer:
        """Fetch, do, answer."""
        self.do(row_of(call, SEIZURES, code, row_id, self.permission), staff_of(call.person), call)
        return Answer(200, shapes.seizure_answer(SEIZURES.get(pk=row_id)))

    def do(self, seizure: Seizure, by: Staff, call: Call) -> Seizure:
        """The verb."""
        raise NotImplementedError


class JoinSeizure(SeizureView):
    """Be the second person."""

    operation = "seizure-join"

    def do(self, seizure: Seizure, by: Staff, call: Call) -> Seizure:
        """Raises IllegalSeizureMove, NotForOneself."""
        return steps.join(seizure, second=by, at=call.at)


class DismissSeizure(SeizureView):
    """Find it genuine as the second person, before anything is marked."""

    operation = "seizure-dismiss"
    body = bodies.GroundsBody

    def do(self, seizure: Seizure, by: Staff, call: Call) -> Seizure:
        """Raises IllegalSeizureMove, NotForOneself."""
        return steps.dismiss(seizure, second=by, at=call.at, reason=call.values["note"])


class MarkSeizure(SeizureView):
    """Stamp and seal in the customer's view."""

    operation = "seizure-mark"
    body = bodies.MarkBody

    def do(self, seizure: Seizure, by: Staff, call: Call) -> Seizure:
        """Raises NotInView, IllegalSeizureMove, NotForOneself."""
        return steps.mark(seizure, by=by, at=call.at, in_view=call.values["in_view"])


class VoucherSeizure(SeizureView):
    """Write down what stands on the official voucher."""

    operation = "seizure-voucher"
    body = bodies.VoucherBody

    def do(self, seizure: Seizure, by: Staff, call: Call) -> Seizure:
        """Raises VoucherTaken, IllegalSeizureMove, NotForOneself."""
        values = call.values
        voucher = Voucher(
            values["voucher_no"], values["customer_name"], values["customer_identity"], has_signed=values["signed"]
        )
        return steps.write_voucher(seizure, by=by, at=call.at, voucher=voucher)


class InformSeizure(SeizureView):
    """The customer was told until when an appraisal may be asked for."""

    operation = "seizure-inform"

    def do(self, seizure: Seizure, by: Staff, call: Call) -> Seizure:
        """Raises IllegalSeizureMove, NotForOneself."""
        return steps.inform(seizure, by=by, at=call.at)


class HandOverSeizure(SeizureView):
    """Take it into custody oneself; not whoever found it."""

    operation = "seizure-hand-over"

    def do(self, seizure: Seizure, by: Staff, call: Call) -> Seizure:
        """Raises IllegalSeizureMove, NotForOneself."""
        return steps.hand_over(seizure, custodian=by, at=call.at)


class ReportSeizure(SeizureView):
    """The central bank's branch or the police were told."""

    operation = "seizure-report"
    body = bodies.ReportBody

    def do(self, seizure: Seizure, by: Staff, call: Call) -> Seizure:
        """Raises NothingToReport."""
        values = call.values
        return reporting.report(
            seizure, by=by, at=call.at, authority=Authority(values["authority"]), reference=values["reference"]
        )


class AppraiseSeizure(SeizureView):
    """The customer asks for an appraisal in time."""

    operation = "seizure-appraise"
    body = bodies.AppraisalBody

    def do(self, seizure: Seizure, by: Staff, call: Call) -> Seizure:
        """Raises IllegalSeizureMove, AppraisalTooLate."""
        return appraising.ask_appraisal(seizure, by=by, at=call.at, appraiser=call.values.get("appraiser", ""))


class ConfirmSeizure(SeizureView):
    """The appraisal found it counterfeit."""

    operation = "seizure-confirm"
    body = bodies.GroundsBody
    permission = Permission.AUTHORITY_APPROVE

    def do(self, seizure: Seizure, by: Staff, call: Call) -> Seizure:
        """Raises IllegalSeizureMove, NotForOneself."""
        return appraising.confirm(seizure, by=by, at=call.at, outcome=call.values["note"])


class GiveBackSeizure(SeizureView):
    """The appraisal found it genuine: returned with an apology."""

    operation = "seizure-give-back"
    body = bodies.GroundsBody
    permission = Permission.AUTHORITY_APPROVE

    def do(self, seizure: Seizure, by: Staff, call: Call) -> Seizure:
        """Raises IllegalSeizureMove, NotForOneself."""
        return appraising.give_back(seizure, by=by, at=call.at, outcome=call.values["note"])


class FraudChecks(Listing, PostView):
    """Checks for signs of fraud: list them, or write one down. Enough signs make its status `in_review`."""

    about = "fraud checks"
    operation = {"GET": "fraud-checks", "POST": "fraud-check-create"}
    permission = Permission.FRAUD_CHECK
    rows = CHECKS
    newest = "asked_at"
    query = bodies.FraudCheckQuery
    body = bodies.FraudCheckBody
    answers = {"GET": {200: shapes.FraudCheckShape(many=True)}, "POST": {201: shapes.FraudCheckShape}}

    def written(self, row: FraudCheck) -> dict[str, Any]:
        """A row as JSON."""
        return shapes.check_answer(row)

    def act(self, call: Call, code: str) -> Answer:
        """Write it down. Raises SubjectUnknown, UnderReview."""
        values = call.values
        made = checks.check(
            staff_of(call.person),
            branch_of(call.person, code, self.permission),
            at=call.at,
            signs=[FraudSign(one) for one in values["signs"]],
            amount=values.get("amount"),
            note=values.get("note", ""),
            subject=subjects.read(values.get("about", "")),
        )
        return Answer(201, shapes.check_answer(made))


class FraudCheckView(PostView):
    """A decision on signs of fraud."""

    about = "fraud checks"
    body = bodies.FraudDecisionBody
    answers = {200: shapes.FraudCheckShape}
    verb: ClassVar[Callable[..., FraudCheck]]

    def act(self, call: Call, code: str, row_id: int) -> Answer:
        """Decide. Raises IllegalCheckMove, NotForOneself."""
        row = row_of(call, CHECKS, code, row_id, Permission.FRAUD_REVIEW)
        made = type(self).verb(row, by=staff_of(call.person), at=call.at, decision=call.values["decision"])
        return Answer(200, shapes.check_answer(made))


class ReleaseFraudCheck(FraudCheckView):
    """The service may go on."""

    operation = "fraud-check-release"
    verb = staticmethod(checks.release)


class StopFraudCheck(FraudCheckView):
    """The service is not done."""

    operation = "fraud-check-stop"
    verb = staticmethod(checks.stop)
