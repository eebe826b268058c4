"""The figures of the queue's nouns, in the order in which the head reads them."""

from lobby.kpi import registry
from queueing.kpis import appointments, care, flow, rework, smart, triage, waits


def register() -> None:
    """Fill the registry of figures; called once when Django starts."""
    for noun in (waits, rework, triage, flow, appointments, care, smart):
        for kpi in noun.KPIS:
            registry.register(kpi)
