"""`{% load bilingual %}{% both _("Waiting") %}`: a text in Chinese and English side by side, for screens without a reader."""

from __future__ import annotations

from django import template
from django.utils import translation
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lobby.branches.models.naming import Named

register = template.Library()


@register.simple_tag
def both(text: str | Promise, **values: object) -> SafeString:
    """A text (lazy, with {placeholders} filled from `values`) in both languages, each run marked as what it is."""
    return runs(in_language("zh-hans", text, values), in_language("en", text, values))


@register.simple_tag
def both_plain(text: str | Promise) -> str:
    """A text in both languages without any marks, for attributes; its {placeholders} stay for the page's script."""
    return f"{in_language('zh-hans', text, {})} {in_language('en', text, {})}"


@register.simple_tag
def both_names(thing: Named) -> SafeString:
    """Both names of a service, branch or zone."""
    return runs(thing.name_zh, thing.name_en)


def in_language(language: str, text: str | Promise, values: dict[str, object]) -> str:
    """The text in one language."""
    with translation.override(language):
        return str(text).format(**values) if values else str(text)


def runs(chinese: str, english: str) -> SafeString:
    """Two runs of text; a text that is the same in both (a number, an abbreviation) stands once."""
    if chinese == english:
        return format_html("<span>{}</span>", chinese)
    return format_html('<span lang="zh-Hans">{}</span> <span lang="en">{}</span>', chinese, english)
