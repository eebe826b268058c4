"""Reading checks: which checklists count, and whether a run is handed in."""

from lobby.floor.selectors.checks.counting import has_template, is_handed_in
from lobby.floor.selectors.checks.templates import template_of, templates_of, version_on

__all__ = ["has_template", "is_handed_in", "template_of", "templates_of", "version_on"]
