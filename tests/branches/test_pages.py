"""Sign-in, landing page, language and refusal pages."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext

from lobby.branches import landing
from lobby.branches.enums import DeviceKind, Permission, RoleCode
from lobby.branches.models import Branch, Device, Staff
from tests import factories

PASSWORD = "correct-horse-7"
LANGUAGES = ["zh-hans", "en"]


@pytest.fixture
def signed_up(manager: Staff) -> Staff:
    """The manager with a password."""
    manager.set_password(PASSWORD)
    manager.save()
    return manager


@pytest.fixture
def own_tiles(monkeypatch: pytest.MonkeyPatch) -> None:
    """A registry of the test's own."""
    monkeypatch.setattr(landing, "_tiles", {})
    monkeypatch.setattr(landing, "_device_pages", {})
    for name, permission in (("tablet", Permission.FLOOR_VIEW), ("figures", Permission.KPI_VIEW)):
        landing.register(tile(name, permission=permission))
    landing.register(tile("rehearsal", permission=Permission.SIMULATE, posts=True, demo_only=True))
    landing.register_device_page(
        landing.DevicePage(kind=DeviceKind.WALL, icon="monitor", address=lambda device: f"/of/{device.code}/")
    )


def tile(name: str, **fields: object) -> landing.Tile:
    return landing.Tile(
        name=name, title=f"title {name}", note="note", icon="ticket", place=1, address=lambda _: f"/{name}/", **fields
    )


def sign_in(client: Client, username: str, password: str, **headers: str) -> HttpResponse:
    return client.post("/sign-in/", {"username": username, "password": password}, **headers)


def test_sign_in_right_password_opens_landing_page(client: Client, signed_up: Staff) -> None:
    response = sign_in(client, "mei", PASSWORD)

    assert response.status_code == 302
    assert response.url == "/"
    assert client.get("/").status_code == 200


def test_sign_in_goes_on_to_the_wanted_page_of_this_site_only(client: Client, signed_up: Staff) -> None:
    here = client.post("/sign-in/", {"username": "mei", "password": PASSWORD, "next": "/?branch=7001"})
    client.logout()
    elsewhere = client.post("/sign-in/", {"username": "mei", "password": PASSWORD, "next": "https://evil.example/"})

    assert (here.url, elsewhere.url) == ("/?branch=7001", "/")


@pytest.mark.parametrize(
    "username", ["mei", "nobody", "", "\0", "张" * 300, "<script>alert(1)</script>", "' OR 1=1 --"]
)
def test_sign_in_wrong_shows_one_refusal(client: Client, signed_up: Staff, username: str) -> None:
    response = sign_in(client, username, "wrong")

    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()
    assert client.get("/").status_code == 302


def test_sign_in_closed_account_is_refused(client: Client, signed_up: Staff) -> None:
    Staff.objects.filter(pk=signed_up.pk).update(is_active=False)

    assert sign_in(client, "mei", PASSWORD).status_code == 200


def test_sign_in_speaks_the_persons_language(client: Client, signed_up: Staff) -> None:
    Staff.objects.filter(pk=signed_up.pk).update(language="en")

    sign_in(client, "mei", PASSWORD)

    assert '<html lang="en"' in client.get("/").content.decode()


def test_sign_in_eight_failures_lock_the_pair_of_user_and_address(client: Client, signed_up: Staff) -> None:
    factories.make_staff("hua", signed_up.home_branch).set_password(PASSWORD)
    for _ in range(8):
        locked = sign_in(client, "mei", "wrong", REMOTE_ADDR="10.1.1.1")

    right_but_locked = sign_in(client, "mei", PASSWORD, REMOTE_ADDR="10.1.1.1")
    colleague = sign_in(client, "hua", "wrong", REMOTE_ADDR="10.1.1.1")
    elsewhere = sign_in(client, "mei", PASSWORD, REMOTE_ADDR="10.1.1.2")

    assert (locked.status_code, right_but_locked.status_code) == (429, 429)
    assert "登录已暂停" in locked.content.decode()
    assert colleague.status_code == 200
    assert elsewhere.status_code == 302


def test_sign_out_needs_a_post_and_ends_the_session(client: Client, manager: Staff) -> None:
    client.force_login(manager)

    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/").url == "/sign-in/"
    assert client.get("/").status_code == 302


def test_sign_in_without_csrf_token_is_refused(signed_up: Staff) -> None:
    response = Client(enforce_csrf_checks=True).post("/sign-in/", {"username": "mei", "password": PASSWORD})

    assert response.status_code == 403
    assert "页面打开太久了" in response.content.decode()


def test_home_shows_what_the_role_opens(client: Client, own_tiles: None, manager: Staff, head: Staff) -> None:
    client.force_login(manager)
    manager_sees = client.get("/").content.decode()
    client.force_login(head)
    head_sees = client.get("/").content.decode()

    assert ("/tablet/" in manager_sees, "/figures/" in manager_sees) == (True, False)
    assert ("/tablet/" in head_sees, "/figures/" in head_sees) == (True, True)
    assert "/rehearsal/" not in manager_sees


def test_home_leaves_out_what_another_page_leads_to(
    client: Client, own_tiles: None, manager: Staff, head: Staff
) -> None:
    landing.register(tile("checks", permission=Permission.FLOOR_VIEW, unless=Permission.KPI_VIEW))
    client.force_login(manager)
    manager_sees = client.get("/").content.decode()
    client.force_login(head)
    head_sees = client.get("/").content.decode()

    assert ("/checks/" in manager_sees, "/checks/" in head_sees) == (True, False)


def test_home_offers_a_simulated_day_on_the_demo_branch(
    client: Client, own_tiles: None, branch: Branch, manager: Staff, teller: Staff
) -> None:
    Branch.objects.filter(pk=branch.pk).update(is_demo=True)

    client.force_login(manager)
    assert '<form class="row act" method="post" action="/rehearsal/">' in client.get("/").content.decode()
    client.force_login(teller)
    assert "/rehearsal/" not in client.get("/").content.decode()


def test_home_lists_device_pages_for_the_manager_only(
    client: Client, own_tiles: None, wall: Device, kiosk: Device, manager: Staff, teller: Staff
) -> None:
    client.force_login(manager)
    assert f"/of/{wall.code}/" in client.get("/").content.decode()
    assert kiosk.code not in client.get("/").content.decode()
    client.force_login(teller)
    assert f"/of/{wall.code}/" not in client.get("/").content.decode()


def test_home_of_another_branch_is_unknown(client: Client, stranger: Staff, branch: Branch) -> None:
    client.force_login(stranger)

    assert client.get("/", {"branch": branch.code}).status_code == 404
    assert client.get("/", {"branch": "\0"}).status_code == 404


def test_home_without_a_branch_says_what_to_do(client: Client, db: None) -> None:
    client.force_login(factories.make_staff("new", None))

    response = client.get("/")

    assert response.status_code == 200
    assert "您的账号还没有所属网点" in response.content.decode()


@pytest.mark.parametrize("devices", [1, 3])
def test_home_query_count(
    client: Client, own_tiles: None, manager: Staff, devices: int, django_assert_num_queries: object
) -> None:
    for number in range(devices):
        factories.make_device(manager.home_branch, f"W{number}", DeviceKind.WALL)
    client.force_login(manager)

    with django_assert_num_queries(7):
        client.get("/")


@pytest.mark.parametrize("language", LANGUAGES)
def test_language_is_kept_in_browser_and_account(client: Client, manager: Staff, language: str) -> None:
    client.force_login(manager)

    response = client.post("/language/", {"language": language, "next": "/?branch=7001"})

    assert response.url == "/?branch=7001"
    assert f'<html lang="{language}"' in client.get("/").content.decode()
    manager.refresh_from_db()
    assert manager.language == language


def test_language_choice_wins_over_the_address_it_came_from(client: Client, db: None) -> None:
    response = client.post("/language/", {"language": "en", "next": "/sign-in/?lang=zh&next=/floor/"})

    assert response.url == "/sign-in/?next=%2Ffloor%2F"


def test_language_unknown_or_leading_elsewhere_is_refused(client: Client, db: None) -> None:
    assert client.post("/language/", {"language": "xx"}).status_code == 400
    assert client.get("/language/").status_code == 405
    assert client.post("/language/", {"language": "en", "next": "//evil.example"}).url == "/"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["400", "403", "404", "409", "500", "503"])
def test_refusal_page_is_whole_without_session_and_person(language: str, page: str) -> None:
    with translation.override(language):
        html = render_to_string(f"lobby/{page}.html")

    assert f'<html lang="{language}"' in html
    assert page in html
    assert 'href="/"' in html


@pytest.mark.parametrize("name", ["sign-in/", "nowhere/"])
def test_pages_carry_the_strict_policy_and_the_language_switch(client: Client, db: None, name: str) -> None:
    response = client.get(f"/{name}")

    policy = response["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy
    assert 'name="language" value="en"' in response.content.decode()


def test_pages_are_chinese_without_a_choice_and_english_by_cookie(client: Client, db: None) -> None:
    chinese = client.get("/sign-in/", headers={"accept-language": "en"}).content.decode()
    client.cookies["django_language"] = "en"
    english = client.get("/sign-in/").content.decode()

    assert "用户名" in chinese
    assert "User name" in english
    assert "用户名" not in english


def test_landing_a_taken_name_is_refused(own_tiles: None) -> None:
    with pytest.raises(ValueError, match="two tiles"):
        landing.register(tile("tablet", permission=None))


def test_every_registered_tile_leads_somewhere(branch: Branch, wall: Device, kiosk: Device) -> None:
    Branch.objects.filter(pk=branch.pk).update(is_demo=True)
    branch.refresh_from_db()

    tiles = landing.tiles_for(branch, Permission.values)

    assert all(one.address(branch).startswith("/") for one in tiles)
    assert {device.kind for device, _page in landing.device_pages([wall, kiosk])} == {"wall", "kiosk"}


def test_chinese_catalogue_is_in_use() -> None:
    with translation.override("zh-hans"):
        assert gettext("Sign out") == "退出登录"


def test_roles_of_the_cast_reach_home(client: Client, branch: Branch) -> None:
    for role in RoleCode:
        client.force_login(factories.make_staff(f"one-{role.lower()}", branch, role))
        assert client.get("/").status_code == 200
