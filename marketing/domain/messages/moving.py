"""The one way in which a message changes its state."""

from __future__ import annotations

from typing import Any

from lobby.live import journal
from marketing.enums.messages import MESSAGE_MOVES, MessageStatus
from marketing.errors.messages import IllegalMessageMove
from marketing.events.messages import MessageCancelled
from marketing.models import Message


def locked(message: Message) -> Message:
    """Read the message again with its row locked (1 statement)."""
    rows = Message.objects.select_for_update(no_key=True, of=("self",)).select_related(
        "branch", "customer", "version__item"
    )
    return rows.get(pk=message.pk)


def check_move(message: Message, verb: str) -> MessageStatus:
    """Where the verb leads. Raises IllegalMessageMove."""
    sources, target = MESSAGE_MOVES[verb]
    if message.status not in sources:
        raise IllegalMessageMove(status=MessageStatus(message.status).label)
    return target


def move(message: Message, verb: str, **fields: Any) -> Message:
    """Take the verb's move and save it with the named fields (1 statement). The row must be locked or new."""
    message.status = check_move(message, verb)
    for name, value in fields.items():
        setattr(message, name, value)
    message.save(update_fields=["status", *fields])
    return message


def cancelled(message: Message, cause: str, **fields: Any) -> Message:
    """It is not sent, for a cause; its words are forgotten at once. The row must be locked."""
    move(message, "cancel", cause=cause, title="", body="", **fields)
    journal.record(MessageCancelled(**news_of(message), cause=cause))
    return message


def news_of(message: Message) -> dict[str, Any]:
    """The values that every event of a message carries."""
    return {
        "branch_id": message.branch_id,
        "message": message.pk,
        "template": message.template,
        "purpose": message.purpose,
    }
