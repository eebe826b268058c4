"""Checks for signs of fraud and what is decided on them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from lobby.branches.api.authentication import staff_of
from lobby.branches.api.idempotency import Answer
from lobby.branches.enums import Permission
from lobby.floor import subjects
from lobby.floor.api.cash import bodies, shapes
from lobby.floor.api.cash.rows import Listing, branch_of, row_of
from lobby.floor.domain.fraud import checks
from lobby.floor.enums.fraud import FraudSign
from lobby.floor.models import FraudCheck
from lobby.floor.selectors.fraud import CHECKS
from lobby.live.posting import Call, PostView


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
