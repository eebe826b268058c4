"""Pictures: drawn once, and as the package draws them."""

from __future__ import annotations

from django.template import engines
from lucide.templatetags.lucide import lucide as package_tag

from lobby.branches import icons

TEMPLATE = '{% load lucide %}{% lucide name size=20 class="x" aria_hidden="true" %}{% lucide name size=20 class="x" aria_hidden="true" %}'


def test_a_picture_is_drawn_once_and_as_the_package_draws_it() -> None:
    icons.drawn.cache_clear()

    html = engines["django"].from_string(TEMPLATE).render({"name": "ticket"})

    assert html == 2 * package_tag("ticket", size=20, **{"class": "x", "aria_hidden": "true"})
    assert icons.drawn.cache_info().misses == 1


def test_what_a_picture_is_called_is_written_safely() -> None:
    html = (
        engines["django"]
        .from_string("{% load lucide %}{% lucide 'ticket' aria_label=words %}")
        .render({"words": '"><b>'})
    )

    assert "<b>" not in html
