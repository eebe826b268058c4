"""Panels in pages, the registries, and the HTTP side of the push path."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils import timezone

from lobby.branches.actors import SYSTEM
from lobby.branches.models import Branch, Device, Staff
from lobby.live import journal, panels, screens
from lobby.live.pages import live_page, version
from lobby.live.panels import Panel
from lobby.live.scopes import Audience, Scope, Viewpoint
from lobby.live.screens import Screen
from lobby.live.views import is_internal
from tests.live import sample
from tests.live.sample import Rung

NumQueries = Callable[[int], object]


@pytest.fixture(autouse=True)
def registered() -> None:
    """The sample app's screens and panels."""
    sample.register()


def page(panel: str, view: Scope | Viewpoint) -> str:
    return Template(f'{{% load live %}}{{% panel "{panel}" %}}').render(Context({"panel_scope": view}))


def ring(branch: Branch, bell: int) -> None:
    with journal.unit(by=SYSTEM, at=timezone.now()):
        journal.record(Rung(branch_id=branch.pk, bell=bell, number=f"A{bell:03}", name="Wang"))


def test_panel_tag_renders_what_the_push_renders(branch: Branch) -> None:
    view = Viewpoint(branch.pk, Audience("en", person=3), timezone.now())

    html = page("sample-desk", view)

    assert html.startswith('<section data-panel="sample-desk"')
    assert panels.render("sample-desk", view.scope("person")) in html
    assert "count-0-3-en" in html


def test_panel_tag_narrows_a_plain_scope(branch: Branch) -> None:
    scope = Scope(branch.pk, "en", "person", 3, timezone.now())

    assert "count-0-3-en" in page("sample-desk", scope)
    assert "count-0-None-en" in page("sample-count", scope)
    with pytest.raises(ValueError, match="sample-desk"):
        page("sample-desk", Scope(branch.pk, "en", "device", 3, timezone.now()))


def test_panel_tag_leaves_out_what_the_viewer_may_not_see(branch: Branch) -> None:
    without = Viewpoint(branch.pk, Audience("en"), timezone.now())
    with_it = Viewpoint(branch.pk, Audience("en", permissions=frozenset({"kpi.view"})), timezone.now())

    assert page("sample-figures", without) == ""
    assert "sample-figures" in page("sample-figures", with_it)
    assert page("sample-desk", without) == ""


def test_panel_that_fails_shows_its_own_error(branch: Branch) -> None:
    scope = Scope(branch.pk, "en", "branch", None, timezone.now())

    assert 'data-panel-error="sample-broken"' in panels.render("sample-broken", scope)


def test_two_panels_or_screens_of_one_name_are_refused() -> None:
    other = Panel(name="sample-count", screens=(), template="", context=lambda scope: {}, dirtied_by=())

    with pytest.raises(ValueError, match="sample-count"):
        panels.register(other)
    with pytest.raises(ValueError, match="sample-wall"):
        screens.register(Screen(name="sample-wall", events=()))


def test_screens_that_show_the_same_share_their_frames() -> None:
    wall, floor = screens.find("sample-wall"), screens.find("sample-floor")
    assert wall is not None
    assert floor is not None

    assert wall.key_of(Audience("en", device=1)) == wall.key_of(Audience("en", device=2))
    assert floor.key_of(Audience("en", person=1)) != floor.key_of(Audience("en", person=2))
    held = frozenset({"floor.view", "kpi.view"})
    assert floor.key_of(Audience("en", permissions=held)).permissions == {"kpi.view"}


def test_live_page_takes_its_number_in_one_query(branch: Branch, django_assert_num_queries: NumQueries) -> None:
    ring(branch, 1)
    at = timezone.now()

    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        context = live_page("floor", branch, Audience("en"), at=at)

    assert (context["live"].seq, context["live"].screen, context["live"].at) == (1, "floor", at)
    assert context["live"].version == version()
    assert context["panel_scope"] == Viewpoint(branch.pk, Audience("en"), at)


def test_news_by_http_brings_events_and_the_panels_they_changed(branch: Branch, manager: Staff, client: Client) -> None:
    ring(branch, 1)
    ring(branch, 2)
    client.force_login(manager, "django.contrib.auth.backends.ModelBackend")

    news = client.get("/live/sample-floor/", {"branch": branch.code, "since": 1, "lang": "en"}).json()
    nothing = client.get("/live/sample-floor/", {"branch": branch.code, "since": 2}).json()

    assert [event["bell"] for event in news["events"]] == [2]
    assert set(news["panels"]) == {"sample-count", "sample-desk", "sample-broken"}
    assert f"count-2-{manager.pk}-en" in news["panels"]["sample-desk"]
    assert (nothing["from"], nothing["seq"], nothing["events"], nothing["panels"]) == (2, 2, [], {})


@pytest.mark.parametrize("entries", [1, 3])
def test_news_by_http_takes_the_same_queries_for_any_number_of_entries(
    branch: Branch, wall: Device, wall_key: str, client: Client, django_assert_num_queries: NumQueries, entries: int
) -> None:
    for bell in range(entries):
        ring(branch, bell)

    with django_assert_num_queries(5):  # type: ignore[attr-defined]  key, branch, number, entries, the panel's count
        client.get(
            "/live/sample-wall/",
            {"branch": branch.code, "since": 0},
            headers={"Authorization": f"Key {wall_key}"},
        )


def test_news_by_http_is_refused_to_strangers(branch: Branch, stranger: Staff, wall_key: str, client: Client) -> None:
    query = {"branch": branch.code}
    nobody = client.get("/live/sample-floor/", query)
    by_wall = client.get("/live/sample-floor/", query, headers={"Authorization": f"Key {wall_key}"})
    client.force_login(stranger, "django.contrib.auth.backends.ModelBackend")
    by_stranger = client.get("/live/sample-floor/", query)
    nonsense = client.get("/live/sample-floor/", {**query, "since": "-1"})
    with_nul = client.get("/live/sample-floor/", {"branch": "7001\0"})

    assert [one.status_code for one in (nobody, by_wall, by_stranger, nonsense, with_nul)] == [401, 403, 404, 400, 404]
    assert by_wall.json()["code"] == "forbidden"


@pytest.mark.django_db
def test_operators_pages(client: Client) -> None:
    assert client.get("/healthz").json() == {"status": "alive"}
    assert client.get("/readyz").json() == {"status": "ready", "alarms": []}
    assert b"lobby_panel_renders_total" in client.get("/metrics").content
    assert client.get("/metrics", REMOTE_ADDR="203.0.113.9").status_code == 404


@pytest.mark.parametrize(
    ("address", "expected"), [("127.0.0.1", True), ("::1", True), ("10.0.0.1", False), ("", False), ("x", False)]
)
def test_metrics_are_for_internal_networks(address: str, expected: bool) -> None:
    assert is_internal(address) is expected


def test_version_is_short_and_stable() -> None:
    assert version() == version()
    assert len(version()) == 12
