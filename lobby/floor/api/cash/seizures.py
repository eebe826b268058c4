"""Seizures of counterfeit money, step by step."""

from __future__ import annotations

from typing import Any, ClassVar

from lobby.branches.api.authentication import staff_of
from lobby.branches.api.idempotency import Answer
from lobby.branches.enums import Permission
from lobby.branches.models import Staff
from lobby.floor import subjects
from lobby.floor.api.cash import bodies, shapes
from lobby.floor.api.cash.rows import Listing, branch_of, row_of
from lobby.floor.domain.seizures import appraising, reporting, steps
from lobby.floor.domain.seizures.pieces import Piece
from lobby.floor.domain.seizures.steps import Voucher
from lobby.floor.enums.seizures import Authority, ReportReason
from lobby.floor.models import Seizure
from lobby.floor.selectors.seizures import SEIZURES
from lobby.live.posting import Call, PostView


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
