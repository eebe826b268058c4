"""Demo data of the queue, one module for each noun."""

from lobby.branches import demo
from queueing.demo import appointments, briefing, care, flow, papers, peaks, roster, staff_wall


def register() -> None:
    """Add every part; the roster looks at the forecast, the rest stands by itself."""
    for part in (flow, roster, peaks, papers, appointments, briefing, care, staff_wall):
        demo.register(part.write)
