"""`{% load lead_words %}`: what happened to a split, and what may be done with it."""

from __future__ import annotations

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from marketing.enums.leads import DeclineReason, EndReason

register = template.Library()
HAPPENED: dict[str, str | Promise] = {
    "draft": _("Drafted"),
    "dispute": _("Disputed"),
    "change": _("Set anew"),
    "approve": _("Approved"),
    "claw_back": _("Clawed back"),
    "reinstate": pgettext_lazy("lead", "Opened again"),
}
ACTS: dict[str, str | Promise] = {
    "dispute": _("Dispute it"),
    "change": _("Set the parts anew"),
    "approve": _("Approve it"),
    "claw_back": _("Claw it back: the deal was cancelled"),
    "reinstate": _("Open it again: the complaint was about something else"),
}
REASONS: dict[str, str | Promise] = {one.value: one.label for kind in (DeclineReason, EndReason) for one in kind}


@register.filter
def reason_word(reason: str) -> str:
    """A reason that has a word of its own, or what somebody wrote."""
    return str(REASONS.get(reason, reason))


@register.filter
def split_word(verb: str) -> str:
    """What a line of its history says."""
    return str(HAPPENED[verb])


@register.filter
def split_act(verb: str) -> str:
    """What the button of a verb says."""
    return str(ACTS[verb])
