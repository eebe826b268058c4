"""Every panel and every figure that tells a wait."""

from __future__ import annotations

from lobby.live import panels, values

# The phone's own panel is made anew by news of its ticket alone; between them its minutes come as values.
ESTIMATE_PANELS = [
    panels.get(name)
    for name in ("floor-map", "floor-needs", "kiosk-services", "wall-lines", "counter-line", "head-services")
]
ESTIMATE_VALUES = values.of_screen("ticket")
