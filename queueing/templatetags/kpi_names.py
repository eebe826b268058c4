"""`{% load kpi_names %}`: what a figure that was kept by its code is called."""

from __future__ import annotations

from django import template

from lobby.kpi import registry

register = template.Library()


@register.filter
def kpi_name(code: str) -> str:
    """The name and the unit of a figure in the active language."""
    kpi = registry.get(code)
    return f"{kpi.name} ({kpi.unit.label})"
