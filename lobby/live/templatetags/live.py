"""`{% load live %}{% panel "call-board" %}`: a panel's place in a page."""

from __future__ import annotations

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from lobby.live import panels
from lobby.live.scopes import Scope, Viewpoint

register = template.Library()


@register.simple_tag(takes_context=True)
def panel(context: Context, name: str, css_class: str = "") -> SafeString:
    """Render a panel in its section, from the page's `panel_scope`; nothing for a viewer who does not get it."""
    view: Scope | Viewpoint = context["panel_scope"]
    found = panels.get(name)
    if isinstance(view, Viewpoint):
        if not found.is_for(view.audience):
            return SafeString("")
        scope = view.scope(found.audience)
    else:
        scope = narrowed(view, found)
    html = mark_safe(panels.render(name, scope))  # noqa: S308  rendered by a template just now
    return format_html('<section data-panel="{}" class="{}">{}</section>', name, css_class or f"panel-{name}", html)


def narrowed(view: Scope, found: panels.Panel) -> Scope:
    """The page's scope as the panel's; a branch panel drops the id. Raises ValueError when the kinds differ."""
    if found.audience == view.audience:
        return view
    if found.audience == "branch":
        return Scope(view.branch_id, view.language, "branch", None, view.at)
    raise ValueError(f"panel {found.name} is for a {found.audience}, the page is for a {view.audience}")
