"""Every verb of the table that this room has, with what it needs, by whom it is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from complaints.domain import cases
from complaints.enums.cases import CardStep, RejectReason, ToldWay, Verdict
from complaints.models import Complaint
from lobby.branches.actors import CUSTOMER
from lobby.branches.models import Staff

Act = Callable[..., Any]
OWNER, PROTECTOR, CLIENT = "owner", "protector", "customer"
# Verb → whose it is, what it is, what it says.
ACTS: dict[str, tuple[str, Act, dict[str, Any]]] = {
    "register": (OWNER, cases.register, {}),
    "analyse": (OWNER, cases.analyse, {"text": "调取叫号记录"}),
    "plan": (OWNER, cases.plan, {"text": "道歉并退费"}),
    "resolve": (OWNER, cases.resolve, {"text": "已办理"}),
    "decide": (OWNER, cases.decide, {"verdict": Verdict.UPHELD, "answer": "已退费", "way": ToldWay.PHONE}),
    "settle": (OWNER, cases.settle, {"card": list(CardStep), "verdict": Verdict.PARTLY, "answer": "已说明"}),
    "withdraw": (CLIENT, cases.withdraw, {"text": "不再追究"}),
    "merge": (PROTECTOR, cases.merge, {"text": "与另一件为同一事项"}),
    "reject": (PROTECTOR, cases.reject, {"reason": RejectReason.NOT_OURS, "text": "不属于本行业务"}),
    "reopen": (CLIENT, cases.reopen, {"text": "又扣了一次费"}),
}


def act(verb: str, complaint: Complaint, *, at: dt.datetime, people: dict[str, Staff], **more: Any) -> Any:
    """Use a verb by whoever usually does."""
    who, call, values = ACTS[verb]
    by = CUSTOMER if who == CLIENT else people[who]
    return call(complaint, by=by, at=at, **{**values, **more})
