"""`{% load lucide %}{% lucide "name" size=20 %}`: each picture is drawn once for a process, not once for every row of a list."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.utils.safestring import SafeString
from lucide.templatetags import lucide as pictures

register = template.Library()


@register.simple_tag
def lucide(name: str, *, size: int | None = 24, **attributes: str) -> SafeString:
    """As the package's own tag, which copies and writes out the tree of the picture at every call."""
    return drawn(name, size, tuple(attributes.items()))


@lru_cache(maxsize=2048)
def drawn(name: str, size: int | None, attributes: tuple[tuple[str, str], ...]) -> SafeString:
    """The picture as markup."""
    return SafeString(pictures.lucide(name, size=size, **dict(attributes)))
