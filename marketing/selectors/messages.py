"""Message templates as they read, and what stands in the outbox."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lobby.branches.models import Branch
from lobby.floor.enums.library import ContentKind
from lobby.floor.models import LibraryVersion
from lobby.floor.selectors.library import in_force
from marketing.domain.messages.writing import EN, ZH, examples, render
from marketing.models import Message

ROWS = 50
# What screens of the hall say is no message.
PREFIX = "message-"


@dataclass(frozen=True, slots=True)
class Preview:
    """A template with made-up values, in one language."""

    language: str
    title: str
    body: str


def templates_of(branch: Branch, *, at: dt.datetime) -> list[LibraryVersion]:
    """The approved messages that count at a branch (1 query)."""
    return list(in_force(ContentKind.MESSAGE_TEMPLATE, branch, at).filter(item__code__startswith=PREFIX))


def preview_of(version: LibraryVersion) -> list[Preview]:
    """It in both languages; no query."""
    found = []
    for language in (ZH, EN):
        values = examples(version, language)
        title, body = render(version.title_in(language), values), render(version.body_in(language), values)
        found.append(Preview(language, title, body))
    return found


def outbox_of(branch: Branch) -> list[Message]:
    """The newest messages of a branch; never their words (1 query)."""
    rows = Message.objects.filter(branch=branch).select_related("customer", "version").defer("body", "title")
    return list(rows.order_by("-created_at", "-pk")[:ROWS])
