"""An idle screen of staff locks (S174c): what the server refuses, what keeps it open, and how it opens again."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from axes.models import AccessAttempt
from django.conf import settings
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from lobby.branches import keys, locking
from lobby.branches.calendar import business_date
from lobby.branches.models import Branch, BranchPolicy, Device, Session, Staff
from tests import factories

PASSWORD = "correct-horse-7"
S = dt.timedelta(seconds=1)


@pytest.fixture
def mei(manager: Staff, client: Client) -> Staff:
    """The manager, signed in with a password."""
    manager.set_password(PASSWORD)
    manager.save()
    client.post("/sign-in/", {"username": manager.username, "password": PASSWORD})
    return manager


def session_of(client: Client) -> Session:
    return Session.objects.get(session_key=client.cookies[settings.SESSION_COOKIE_NAME].value)


def leave_alone(client: Client) -> None:
    """As if the person had gone for longer than the lock takes."""
    Session.objects.update(locks_at=timezone.now() - S)


def test_signing_in_opens_for_the_time_of_the_branchs_policy_of_the_day(manager: Staff, branch: Branch) -> None:
    at = timezone.now()
    today = business_date(branch, at)
    factories.make_policy(branch, effective_from=today, lock_after_s=600)
    factories.make_policy(branch, effective_from=today + dt.timedelta(days=1), lock_after_s=120)
    client = Client()

    client.force_login(manager)

    session = session_of(client)
    assert session.lock_after_s == 600
    assert at + 600 * S <= session.locks_at <= timezone.now() + 600 * S


def test_session_of_somebody_without_a_branch_locks_after_the_shipped_time(db: None) -> None:
    nobody = factories.make_staff("nobody", None)
    client = Client()

    client.force_login(nobody)

    assert session_of(client).lock_after_s == 300


def test_session_that_never_got_a_moment_is_locked(client: Client, mei: Staff) -> None:
    Session.objects.update(locks_at=None)

    assert client.get("/").url == "/locked/?next=%2F"


def test_locked_page_leads_to_the_lock_page_and_back(client: Client, mei: Staff, branch: Branch) -> None:
    leave_alone(client)

    refused = client.get(f"/?branch={branch.code}")

    assert refused.status_code == 302
    assert refused.url == f"/locked/?next=%2F%3Fbranch%3D{branch.code}"
    page = client.get(refused.url)
    assert page.status_code == 200
    assert mei.name in page.content.decode()
    opened = client.post(refused.url, {"password": PASSWORD, "next": f"/?branch={branch.code}"})
    assert opened.url == f"/?branch={branch.code}"
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("call", ["live", "alerts"])
def test_api_of_a_locked_session_is_refused_by_a_stable_code(
    client: Client, mei: Staff, branch: Branch, call: str
) -> None:
    path = f"/api/v1/branches/{branch.code}/{call}/"
    assert client.get(path).status_code == 200
    leave_alone(client)

    refused = client.get(path)

    assert refused.status_code == 403
    assert refused.json()["code"] == "locked"


def test_post_of_a_pages_script_is_refused_and_changes_nothing(client: Client, mei: Staff) -> None:
    leave_alone(client)

    refused = client.post("/acts/", {"idle_s": 0}, headers={"accept": "application/json"})

    assert (refused.status_code, refused.json()["code"]) == (403, "locked")
    assert session_of(client).locks_at < timezone.now()


def test_part_that_htmx_asks_for_sends_the_page_away(client: Client, mei: Staff) -> None:
    leave_alone(client)

    refused = client.get("/", headers={"hx-request": "true", "referer": "http://testserver/floor/0001/"})

    assert refused.status_code == 403
    assert refused["HX-Redirect"] == "/locked/?next=http%3A%2F%2Ftestserver%2Ffloor%2F0001%2F"
    assert refused.content == b""


def test_polling_of_a_locked_screen_is_refused(client: Client, mei: Staff, branch: Branch) -> None:
    path = f"/live/floor/?branch={branch.code}&since=0"
    assert client.get(path).status_code == 200
    leave_alone(client)

    refused = client.get(path)

    assert (refused.status_code, refused.json()["code"]) == (403, "locked")


def test_walls_and_keys_know_no_lock(client: Client, mei: Staff, wall: Device) -> None:
    _row, of_wall = keys.create_key(wall, at=timezone.now())
    _row, of_person = keys.create_key(mei, at=timezone.now())
    leave_alone(client)
    client.cookies["lobby_device"] = of_wall

    assert client.get(f"/wall/{wall.code}/").status_code == 200
    assert client.get(f"/live/wall/?branch={wall.branch.code}&since=0").status_code == 200
    path = f"/api/v1/branches/{wall.branch.code}/live/"
    assert client.get(path, headers={"authorization": f"Key {of_person}"}).status_code == 200


def test_wall_that_somebody_of_the_branch_looks_at_hides_behind_the_lock(
    client: Client, mei: Staff, wall: Device
) -> None:
    assert client.get(f"/wall/{wall.code}/").status_code == 200
    leave_alone(client)

    assert client.get(f"/wall/{wall.code}/").url == f"/locked/?next=%2Fwall%2F{wall.code}%2F"


def test_administration_is_locked_as_well(client: Client, mei: Staff) -> None:
    leave_alone(client)

    assert client.get("/admin/").url == "/locked/?next=%2Fadmin%2F"


def test_sign_in_page_of_a_locked_session_asks_for_its_own_password(client: Client, mei: Staff) -> None:
    leave_alone(client)

    assert client.get("/sign-in/?next=/language/").url == "/locked/?next=%2Flanguage%2F"


def test_somebody_else_signs_out_and_in(client: Client, mei: Staff, head: Staff) -> None:
    head.set_password(PASSWORD)
    head.save()
    leave_alone(client)

    assert client.post("/sign-out/").url == "/sign-in/"
    client.post("/sign-in/", {"username": head.username, "password": PASSWORD})

    assert client.get("/").context["user"] == head


def test_wrong_password_stays_locked_and_counts_like_a_failed_sign_in(client: Client, mei: Staff) -> None:
    leave_alone(client)

    page = client.post("/locked/", {"password": "wrong-horse-7"})

    assert page.status_code == 200
    assert client.get("/").status_code == 302
    assert AccessAttempt.objects.get(username=mei.username).failures_since_start == 1
    for _attempt in range(settings.AXES_FAILURE_LIMIT - 1):
        page = client.post("/locked/", {"password": "wrong-horse-7"})
    assert page.status_code == 429
    assert client.post("/locked/", {"password": PASSWORD}).status_code == 429


def test_password_of_another_person_does_not_unlock(client: Client, mei: Staff, head: Staff) -> None:
    head.set_password("another-horse-8")
    head.save()
    leave_alone(client)

    client.post("/locked/", {"username": head.username, "password": "another-horse-8"})

    assert client.get("/").status_code == 302


def test_crafted_way_back_leads_to_the_start_page(client: Client, mei: Staff) -> None:
    leave_alone(client)

    opened = client.post("/locked/", {"password": PASSWORD, "next": "https://evil.example/"})

    assert opened.url == "/"


def test_lock_page_of_an_open_session_or_of_nobody_leads_on(client: Client, mei: Staff) -> None:
    assert client.get("/locked/?next=/language/").url == "/language/"
    assert Client().get("/locked/").url == "/"


def test_lock_button_locks_at_once(client: Client, mei: Staff) -> None:
    answer = client.post("/lock/", {"next": "/floor/0001/"})

    assert answer.url == "/locked/?next=%2Ffloor%2F0001%2F"
    assert client.get("/").status_code == 302


def test_reported_act_moves_the_lock_on_and_watching_does_not(client: Client, mei: Staff, branch: Branch) -> None:
    began = timezone.now()
    with time_machine.travel(began + 200 * S, tick=False):
        client.get(f"/live/floor/?branch={branch.code}&since=0")
        client.get("/")
        assert session_of(client).locks_at < began + 310 * S

        answer = client.post("/acts/", {"idle_s": 40})

    assert answer.json() == {"locks_in_s": 260, "lock_after_s": 300}
    assert session_of(client).locks_at == began + 460 * S


def test_older_act_takes_nothing_back(client: Client, mei: Staff) -> None:
    before = session_of(client).locks_at

    client.post("/acts/", {"idle_s": 250})

    assert session_of(client).locks_at == before


def test_shorter_time_of_a_new_policy_counts_with_the_next_act(client: Client, mei: Staff, branch: Branch) -> None:
    factories.make_policy(branch, effective_from=business_date(branch, timezone.now()), lock_after_s=120)

    answer = client.post("/acts/", {"idle_s": 0})

    assert answer.json() == {"locks_in_s": 120, "lock_after_s": 120}


@pytest.mark.parametrize("idle", ["-1", "x", "1e3", "９", "1" * 30, "\0"])
def test_hostile_reports_are_refused(client: Client, mei: Staff, idle: str) -> None:
    before = session_of(client).locks_at

    assert client.post("/acts/", {"idle_s": idle}).status_code == 400
    assert session_of(client).locks_at == before


def test_post_is_an_act_at_most_once_a_minute(
    client: Client, mei: Staff, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    began = timezone.now()
    with time_machine.travel(began + 30 * S, tick=False):
        client.post("/language/", {"language": "en"})
        assert session_of(client).locks_at < began + 310 * S
    with time_machine.travel(began + 100 * S, tick=False):
        client.post("/language/", {"language": "en"})
        assert session_of(client).locks_at == began + 400 * S
        # The session, the person, the wish: no word of the lock.
        with django_assert_num_queries(3):
            client.post("/language/", {"language": "en"})


def test_slow_request_does_not_undo_a_lock(client: Client, mei: Staff) -> None:
    slow = client.session
    slow["x"] = 1
    locking.lock(client.session, at=timezone.now())

    slow.save()

    assert client.get("/").status_code == 302


def test_act_on_a_locked_session_changes_nothing(client: Client, mei: Staff) -> None:
    session = client.session
    assert not session.is_empty()
    leave_alone(client)
    locked_at = session_of(client).locks_at

    locking.act(session, mei, at=timezone.now(), idle=0 * S)

    assert session_of(client).locks_at == locked_at


def test_page_of_staff_is_not_kept_by_the_browser_and_says_when_it_locks(client: Client, mei: Staff) -> None:
    page = client.get("/")

    assert "no-store" in page["Cache-Control"]
    assert 'data-lock-after-s="300"' in page.content.decode()


def test_key_of_what_was_typed_is_on_open_pages_alone(client: Client, mei: Staff) -> None:
    key = client.session.draft_key
    assert f'data-draft-key="{key}"' in client.get("/").content.decode()
    leave_alone(client)

    assert key not in client.get("/locked/").content.decode()


def test_policy_refuses_a_time_too_short_to_work_with(branch: Branch) -> None:
    policy = BranchPolicy(branch=branch, effective_from=dt.date(2026, 1, 1), lock_after_s=60)

    with pytest.raises(Exception, match="lock_after_s"):
        policy.full_clean()
