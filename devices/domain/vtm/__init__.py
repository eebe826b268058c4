"""Video sessions: what customers, agents, authorisers and the clock do with them."""

from devices.domain.vtm.agents import go_away, go_offline, go_online, is_certified, session_of, waiting_for
from devices.domain.vtm.answering import connect, connect_next
from devices.domain.vtm.authorising import approve, ask_authorisation, correct, refuse
from devices.domain.vtm.customer import close_unrated, rate, sign, understand
from devices.domain.vtm.ending import beat, break_off, drop, end_early, give_up, hang_up, resume
from devices.domain.vtm.moving import locked
from devices.domain.vtm.requesting import cancel, may_escort, request, type_in
from devices.domain.vtm.serving import (
    accept_identity,
    ask_signature,
    begin_business,
    check_identity,
    describe,
    read_out,
    refuse_identity,
)

__all__ = [
    "accept_identity",
    "approve",
    "ask_authorisation",
    "ask_signature",
    "beat",
    "begin_business",
    "break_off",
    "cancel",
    "check_identity",
    "close_unrated",
    "connect",
    "connect_next",
    "correct",
    "describe",
    "drop",
    "end_early",
    "give_up",
    "go_away",
    "go_offline",
    "go_online",
    "hang_up",
    "is_certified",
    "locked",
    "may_escort",
    "rate",
    "read_out",
    "refuse",
    "refuse_identity",
    "request",
    "resume",
    "session_of",
    "sign",
    "type_in",
    "understand",
    "waiting_for",
]
