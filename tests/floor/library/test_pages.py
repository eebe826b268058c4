"""The shelf, a card, the kept copy, the dialogs: who gets them, what they show, what they cost."""

import pytest
import time_machine

from lobby.branches.enums import RoleCode
from lobby.floor.domain import unread
from lobby.floor.domain.library import writing
from lobby.floor.enums.library import ContentKind
from lobby.floor.models.library import LibraryRead, NoticeAck
from tests.factories import make_staff
from tests.floor.library.conftest import DAY, bring, words

SHELF = "/library/7001/"


@pytest.fixture(autouse=True)
def now(at):
    with time_machine.travel(at, tick=False):
        yield


@pytest.fixture
def page(client, teller):
    """The teller's browser; returns the text of a page."""
    client.force_login(teller)
    client.cookies["django_language"] = "en"

    def get(path=SHELF, **query):
        return client.get(path, query).content.decode()

    return get


def card(version):
    return f"{SHELF}items/{version.item_id}/"


def test_a_card_is_found_and_read(make, page, client, teller):
    version = make(wording=words(body_en="First block it.\n\n1. Ask\n2. Block"))

    assert "Lost card" in page(SHELF, q="guashi")
    html = page(card(version))
    assert "<h1>Lost card</h1>" in html
    assert html.count("type=checkbox") == 2
    assert "C-1" in html
    assert (LibraryRead.objects.get().staff, LibraryRead.objects.get().number) == (teller, 1)


def test_nothing_found_says_what_to_do(make, page):
    assert "Nothing found" in page(SHELF, q="unknown words")


@pytest.mark.parametrize("query", [{"q": "x" * 200}, {"kind": "nonsense"}, {"page": "999"}, {"q": "'\"<script>%_\\"}])
def test_wishes_that_make_no_sense_break_nothing(make, client, page, query):
    response = client.get(SHELF, query)

    assert response.status_code == 200
    assert b"<script>%" not in response.content


def test_hostile_words_are_shown_as_words(make, page):
    evil = "<script>alert(1)</script>"
    version = make(wording=words(title_en=f"T{evil}", body_en=f"- {evil}\n\n**{evil}**"))

    for html in (page(), page(card(version)), page(f"{SHELF}kept/")):
        assert evil not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page(card(version))


@pytest.mark.parametrize("path", ["", "kept/", "items/{item}/"])
def test_strangers_and_people_without_the_right(make, client, stranger, branch, path):
    address = SHELF + path.format(item=make().item_id)

    client.force_login(stranger)
    assert client.get(address).status_code == 404
    client.force_login(make_staff("sys", branch, RoleCode.SYSADM))
    assert client.get(address).status_code == 403
    client.logout()
    assert client.get(address).status_code == 302


def test_a_card_that_does_not_count_is_not_there(make, manager, page, client, teller, at):
    drafts = [make("draft"), make("in_review"), make("approved"), make("withdrawn"), make("rejected")]
    ended = make(days=0.1)

    assert [client.get(card(one)).status_code for one in drafts] == [404] * 5
    assert client.get(card(ended)).status_code == 200
    with time_machine.travel(at + 0.1 * DAY, tick=False):
        client.force_login(teller)
        assert client.get(card(ended)).status_code == 404


def test_acknowledging_on_the_card(make, page, client, teller):
    version = make(kind=ContentKind.NOTICE, wording=words(must_acknowledge=True))
    assert "Please read and acknowledge" in page()

    response = client.post(f"{card(version)}acknowledge/")

    assert response["Location"] == SHELF
    assert NoticeAck.objects.get().staff == teller
    assert "Please read and acknowledge" not in page()
    assert client.post(f"{card(make())}acknowledge/").status_code == 409


def test_what_changed_since_is_marked_until_it_is_opened(make, page, manager, reviewer, at):
    version = make()
    page(card(version))
    assert "Changed since you read it" not in page()

    newer = writing.revise(version.item, by=manager, at=at, wording=words(title_en="Lost card, new"))
    bring(newer, "published", by=manager, reviewer=reviewer, at=at)

    assert "Changed since you read it" in page()
    assert "Lost card, new" in page(card(version))
    assert "Changed since you read it" not in page()


def test_the_kept_copy_names_nobody(make, page, teller):
    version = make(kind=ContentKind.EMERGENCY_CARD)
    make(wording=words(title_en="A guide"))

    html = page(f"{SHELF}kept/")

    assert "Lost card" in html
    assert "A guide" not in html
    assert teller.name not in html
    assert version.expires_at.isoformat()[:10] in html


def test_the_worker_is_a_script(client):
    response = client.get("/library/worker.js")

    assert response["Content-Type"] == "text/javascript"
    assert b"addEventListener" in b"".join(response.streaming_content)


def test_library_leads_to_the_own_branch(client, teller, branch):
    client.force_login(teller)
    assert client.get("/library/")["Location"] == SHELF

    client.force_login(make_staff("aud", branch, RoleCode.AUDITOR))
    assert client.get("/library/").status_code == 403


def test_the_head_sees_who_has_not_read(make, client, head, manager, teller, branch):
    version = make(kind=ContentKind.NOTICE, wording=words(must_acknowledge=True))
    address = f"/library/unread/{branch.pk}/sheet/"
    client.force_login(head)
    assert "Ling" in client.get(address).content.decode()

    for staff in (head, manager, teller, version.reviewed_by):
        unread.acknowledge(version, by=staff, branch=branch, at=version.published_at)
    assert "Ling" not in client.get(address).content.decode()
    client.force_login(teller)
    assert client.get(address).status_code == 404


def test_a_task_of_renewal_opens_for_its_writers_only(make, client, manager, teller):
    address = f"/library/renewals/{make().item_id}/sheet/"
    client.force_login(manager)
    assert client.get(address).status_code == 200
    client.force_login(teller)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_what_the_pages_cost(make, client, teller, count, django_assert_num_queries):
    for _ in range(count):
        make(kind=ContentKind.EMERGENCY_CARD, wording=words(must_acknowledge=True))
        version = make()
    client.force_login(teller)

    with django_assert_num_queries(14):
        client.get(SHELF)
    with django_assert_num_queries(11):
        client.get(card(version))
    with django_assert_num_queries(4):
        client.get(f"{SHELF}kept/")
