"""Why somebody does something, in a few words that say nothing about looks or health."""

from __future__ import annotations

from lobby.floor.wording import check_words
from marketing.errors.leads import ReasonMissing
from marketing.models.leads import REASON_LENGTH


def said(text: str) -> str:
    """A reason. Raises ReasonMissing, AppearanceNoted."""
    words = perhaps(text)
    if not words:
        raise ReasonMissing
    return words


def perhaps(text: str) -> str:
    """The same where nothing need be said."""
    return check_words(text)[:REASON_LENGTH]
