"""The registry of panels: a template and a context function, rendered alike for the page and for the push."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import structlog
from django.db import InterfaceError, OperationalError
from django.template.loader import render_to_string
from django.utils import translation
from prometheus_client import Counter

from lobby.branches.outages import is_outage
from lobby.live.events import matches
from lobby.live.models import Entry
from lobby.live.scopes import Audience, AudienceKind, Scope

log = structlog.get_logger(__name__)
renders = Counter("lobby_panel_renders_total", "Panels rendered", ["panel"])
failures = Counter("lobby_panel_failures_total", "Panels that could not be rendered", ["panel"])

ERROR_TEMPLATE = "live/_panel_error.html"


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A part of one or more screens that is replaced as a whole when its events happen.

    `audience` says what narrows it: a branch panel is rendered once for all screens of a branch and language.
    `every` renders it anew after so many seconds without news, for contents that age (estimates). `own` lets only news
    about the very ticket, counter or person of the panel dirty it, so that hundreds of phones do not render for one call.
    `concerns` is asked where the news itself has to tell whether it changes the panel of that ticket, counter or person.
    """

    name: str
    screens: tuple[str, ...]
    template: str
    context: Callable[[Scope], dict[str, Any]]
    dirtied_by: tuple[str, ...]
    audience: AudienceKind = "branch"
    permission: str | None = None
    every: float | None = None
    own: bool = False
    concerns: Callable[[Entry, int | None], bool] | None = None

    def is_for(self, audience: Audience) -> bool:
        """Whether a viewer may have this panel and has the id it is about."""
        return audience.has(self.audience) and (self.permission is None or self.permission in audience.permissions)

    def is_dirtied_by(self, event_type: str) -> bool:
        """Whether this kind of news changes the panel."""
        return any(matches(pattern, event_type) for pattern in self.dirtied_by)

    def is_changed_by(self, entry: Entry, audience_id: int | None) -> bool:
        """Whether an entry changes the panel of this audience."""
        is_about_it = not self.own or (entry.subject_type == self.audience and entry.subject_id == audience_id)
        if not is_about_it or not self.is_dirtied_by(entry.type):
            return False
        return self.concerns is None or self.concerns(entry, audience_id)


_panels: dict[str, Panel] = {}


def register(panel: Panel) -> None:
    """Add a panel; called from `AppConfig.ready()`. Raises ValueError for a name that is taken."""
    if _panels.setdefault(panel.name, panel) != panel:
        raise ValueError(f"two panels are named {panel.name}")


def get(name: str) -> Panel:
    """The panel of a name. Raises KeyError."""
    return _panels[name]


def of_screen(screen: str) -> list[Panel]:
    """Panels that a screen shows, in order of registration."""
    return [panel for panel in _panels.values() if screen in panel.screens]


def for_viewer(screen: str, audience: Audience) -> list[Panel]:
    """Panels of a screen that this viewer gets."""
    return [panel for panel in of_screen(screen) if panel.is_for(audience)]


def render(name: str, scope: Scope) -> str:
    """The panel's HTML; a panel that fails shows its own error and never breaks its page."""
    try:
        return attempt(get(name), scope)
    except (OperationalError, InterfaceError):
        return error_html(name, scope.language)


def attempt(panel: Panel, scope: Scope) -> str:
    """As `render`, but a lost database is raised: whoever pushes keeps the last good picture and tries again."""
    renders.labels(panel.name).inc()
    try:
        with translation.override(scope.language):
            return render_to_string(panel.template, {"scope": scope, **panel.context(scope)})
    except Exception as error:
        if is_outage(error):
            raise
        failures.labels(panel.name).inc()
        log.exception("panel_failed", panel=panel.name, branch_id=scope.branch_id)
        return error_html(panel.name, scope.language)


def error_html(name: str, language: str) -> str:
    """What stands in the place of a panel that cannot be shown."""
    with translation.override(language):
        return render_to_string(ERROR_TEMPLATE, {"panel": name})
