"""Follow-ups from making to what came of them."""

from marketing.domain.follow.acting import assign, call_off, cancel, check_theirs, finish, reopen, take
from marketing.domain.follow.making import create, note

__all__ = ["assign", "call_off", "cancel", "check_theirs", "create", "finish", "note", "reopen", "take"]
