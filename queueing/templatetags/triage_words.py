"""`{% load triage_words %}`: channels in words and icons, parts of a visit in words."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext_lazy as _

from lobby.branches.enums import Channel

register = template.Library()

ICONS = {
    Channel.COUNTER: "user-round",
    Channel.SMART_COUNTER: "monitor-smartphone",
    Channel.VTM: "video",
    Channel.SELF_SERVICE: "banknote",
    Channel.WEALTH_DESK: "chart-line",
}
PARTS = {"triage": _("triage"), "wait": _("wait"), "service": _("served"), "rework": _("rework")}


@register.filter
def channel_icon(channel: str) -> str:
    """The name of a channel's icon."""
    return ICONS[Channel(channel)]


@register.filter
def channel_word(channel: str) -> str:
    """A channel in the active language."""
    return str(Channel(channel).label)


@register.filter
def part_word(part: str) -> str:
    """A part of a visit in the active language."""
    return str(PARTS[part])


@register.filter
def clock(seconds: float) -> str:
    """A duration as 4:07."""
    whole = int(seconds + 0.5)
    return f"{whole // 60}:{whole % 60:02d}"
