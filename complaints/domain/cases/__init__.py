"""Verbs of complaints: the six steps and what else can become of one."""

from complaints.domain.cases.ending import merge, reject, reopen, wind_up, withdraw
from complaints.domain.cases.handling import amend_plan, analyse, decide, plan, resolve, settle
from complaints.domain.cases.owning import assign
from complaints.domain.cases.receiving import Speaker, receive
from complaints.domain.cases.registering import hear, register
from complaints.domain.cases.telling import add_by_customer, feedback, note

__all__ = [
    "Speaker",
    "add_by_customer",
    "amend_plan",
    "analyse",
    "assign",
    "decide",
    "feedback",
    "hear",
    "merge",
    "note",
    "plan",
    "receive",
    "register",
    "reject",
    "reopen",
    "resolve",
    "settle",
    "wind_up",
    "withdraw",
]
