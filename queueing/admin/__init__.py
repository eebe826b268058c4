"""Administration pages of the queue. Tickets, visits, sessions and peaks themselves change by verbs only."""

from queueing.admin import appointments, eforms, peaks, walls

__all__ = ["appointments", "eforms", "peaks", "walls"]
