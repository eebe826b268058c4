"""`{% load library_words %}`: texts of the library as HTML, and the words for what happened to them.

The markup is small enough to be safe: blank lines part paragraphs, lines that begin with "- " or "1. " are lists, words
between two pairs of asterisks are bold. Everything else is shown as it was written.
"""

from __future__ import annotations

import re
from itertools import groupby

from django import template
from django.utils.functional import Promise
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lobby.floor.enums.library import ContentStatus

register = template.Library()

BULLET, NUMBER = re.compile(r"[-•·] +(.*)"), re.compile(r"\d{1,2}[.、] *(.*)")
PLACE = re.compile(r"\{\w+\}")
BOLD = re.compile(r"\*\*(.+?)\*\*")
NEWS_WORDS: dict[str, Promise] = {
    "library.drafted": pgettext_lazy("card", "begun"),
    "library.edited": _("changed"),
    "library.submitted": _("handed in for review"),
    "library.recalled": _("taken back"),
    "library.approved": _("approved"),
    "library.rejected": _("rejected"),
    "library.published": _("published"),
    "library.expiring": _("expiring soon"),
    "library.expired": _("expired"),
    "library.superseded": _("replaced by a newer version"),
    "library.withdrawn": _("withdrawn"),
    "library.acknowledged": _("acknowledged"),
}
MARKS = {
    ContentStatus.DRAFT: "off",
    ContentStatus.IN_REVIEW: "info",
    ContentStatus.APPROVED: "info",
    ContentStatus.PUBLISHED: "fine",
    ContentStatus.EXPIRING: "attention",
    ContentStatus.EXPIRED: "off",
    ContentStatus.REJECTED: "late",
    ContentStatus.WITHDRAWN: "late",
}


@register.filter
def marked(body: str) -> SafeString:
    """A body as HTML."""
    return shown(body, ticks=False)


@register.filter
def ticked(body: str) -> SafeString:
    """A body as HTML whose numbered steps can be ticked off."""
    return shown(body, ticks=True)


def shown(body: str, *, ticks: bool) -> SafeString:
    """Blocks of lines of one sort, each as its element."""
    blocks = groupby(body.split("\n"), key=sort_of)
    parts = ((block(sort, list(lines), ticks=ticks),) for sort, lines in blocks if sort)
    return format_html_join("\n", "{}", parts)


def sort_of(line: str) -> str:
    """What a line is part of; empty for a blank one."""
    if not line.strip():
        return ""
    if BULLET.match(line):
        return "ul"
    return "ol" if NUMBER.match(line) else "p"


def block(sort: str, lines: list[str], *, ticks: bool) -> SafeString:
    """One paragraph or list."""
    if sort == "p":
        return format_html("<p>{}</p>", format_html_join(SafeString("<br>"), "{}", ((bold(line),) for line in lines)))
    pattern = BULLET if sort == "ul" else NUMBER
    words = [(bold(found[1]),) for line in lines if (found := pattern.match(line))]
    if sort == "ul":
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", words))
    item = "<li><label><input type=checkbox><span>{}</span></label></li>" if ticks else "<li>{}</li>"
    return format_html('<ol class="{}">{}</ol>', "ticks" if ticks else "", format_html_join("", item, words))


def bold(line: str) -> SafeString:
    """The words of a line, escaped, what stands between asterisks bold."""
    pieces = BOLD.split(line)
    return format_html_join(
        "", "{}", ((format_html("<strong>{}</strong>", one) if n % 2 else escape(one),) for n, one in enumerate(pieces))
    )


@register.filter
def opening(body: str) -> str:
    """The first words of a body for a list, without markup; what a sender fills in is left open."""
    lines = (re.sub(r"^([-•·]|\d{1,2}[.、]) *", "", line.strip()) for line in body.split("\n"))
    return PLACE.sub("…", " · ".join(line.replace("**", "") for line in lines if line))[:140]


@register.filter
def library_word(event_type: str) -> str:
    """What happened to a version; the bare type of news that this page does not know."""
    return str(NEWS_WORDS.get(event_type, event_type))


@register.filter
def content_mark(status: str) -> str:
    """The mark of a state: fine, attention, late, info or off."""
    return MARKS[ContentStatus(status)]
