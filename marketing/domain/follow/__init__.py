"""Follow-ups from making to what came of them."""

from marketing.domain.follow.acting import assign, call_off, cancel, check_theirs, finish, take
from marketing.domain.follow.making import create, note
from marketing.domain.follow.reopening import reopen

__all__ = ["assign", "call_off", "cancel", "check_theirs", "create", "finish", "note", "reopen", "take"]
