"""Pictures and sound of video sessions, supervisors, quality, certificates, and the figures of all that."""

from __future__ import annotations

from devices.domain import certificates, watching
from devices.domain.quality import moving as sheets
from devices.domain.quality import sampling, scoring
from devices.kpis import video as figures
from devices.panels import watching as panels
from lobby.floor import kinds
from lobby.floor.domain import deadlines
from lobby.kpi import registry
from lobby.live import journal


def register() -> None:
    """Fill the registries."""
    deadlines.register(sheets.APPEAL, scoring.when_appeal_ends)
    deadlines.register(certificates.SOON, certificates.when_soon)
    deadlines.register(certificates.OVER, certificates.when_over)
    deadlines.register(watching.SILENCE, watching.when_silent)
    kinds.register_reminder(certificates.KIND)
    for news in ("vtm.completed", "vtm.failed"):
        journal.subscribe(news, sampling.session_ended)
    for news in ("vtm.moved", "vtm.failed"):
        journal.subscribe(news, certificates.session_left)
    for news in ("vtm.moved", "vtm.dropped", "vtm.failed", "vtm.completed"):
        journal.subscribe(news, watching.talk_ended)
    for kpi in figures.KPIS:
        registry.register(kpi)
    panels.register()
