"""The API, the page of scripts, the check while writing, and one tap that notes a use."""

import datetime as dt

import pytest
import time_machine

from lobby.branches.enums import RoleCode
from lobby.floor.domain.library import writing
from lobby.floor.enums.library import ContentKind
from lobby.floor.models.library import LibraryVersion
from lobby.floor.selectors.library import in_force
from lobby.live.models import Entry
from marketing.domain.scripts.installing import install
from marketing.models import ScriptUse
from tests.factories import make_staff, make_ticket
from tests.marketing.factories import make_product

JSON = {"Accept": "application/json"}
API = "/api/v1/language-check/"
PAGE = "/marketing/7001/scripts/"


@pytest.fixture(autouse=True)
def now(at):
    with time_machine.travel(at, tick=False) as clock:
        yield clock


@pytest.fixture
def visit(cash, manager, at):
    return make_ticket(cash, at, by=manager).visit


def test_the_api_answers_places_reasons_and_ways_out(client, manager):
    client.force_login(manager)

    def ask(body):
        return client.post(API, body, content_type="application/json", headers={"Accept-Language": "en"})

    fine = ask({"text": "您好", "kind": "script"}).json()
    answer = ask({"text": "这款保 本！最后机会", "kind": ""}).json()

    assert fine == {"ok": True, "findings": []}
    assert not answer["ok"]
    first = answer["findings"][0]
    assert (first["guard"], first["start"], first["end"], first["text"]) == ("N01", 2, 5, "保 本")
    assert first["reason"] == "Nobody may promise that the money invested is safe."
    assert first["way_out"]
    assert [one["guard"] for one in answer["findings"]] == ["N01", "N06"]
    assert [one["guard"] for one in ask({"text": "名牌包，保本", "kind": "note"}).json()["findings"]] == ["N02"]
    for hostile in (
        {},
        {"text": ""},
        {"text": 5},
        {"text": "a" * 20_001},
        {"text": "x", "kind": ["a"]},
        {"text": "\0"},
    ):
        assert ask(hostile).status_code == 400
    client.logout()
    assert ask({"text": "您好"}).status_code == 401


def test_the_page_lists_by_kind_product_and_state(client, branch, manager, at, django_assert_num_queries):
    install(branch, at=at)
    make_product("W1")
    client.force_login(manager)
    page = client.get(PAGE, {"kind": "refusal"})
    assert {row["version"].item.kind for row in page.context["rows"]} == {ContentKind.REFUSAL}
    assert b"never said like this" not in page.content
    for code in ("never-looks", "never-best"):
        assert client.get(PAGE, {"q": code.partition("-")[2], "kind": "rejected_example"}).status_code == 200

    counts = []
    for n in (1, 3):
        while LibraryVersion.objects.filter(status="draft").count() < n:
            draft(branch, manager, at)
        with django_assert_num_queries(11) as seen:
            page = client.get(PAGE, {"state": "draft", "product": "W1"})
        counts.append(len(seen))
        assert len(page.context["rows"]) == n
        assert page.context["rows"][0]["objections"] == 1
    assert counts[0] == counts[1]


def draft(branch, manager, at):
    wording = writing.Wording(
        title_zh="话术", title_en="Line", body_zh="保本", body_en="Good day", extra={"product": "W1"}
    )
    return writing.begin(branch, by=manager, at=at, kind=ContentKind.ONE_LINER, wording=wording)


def test_a_sentence_is_marked_and_escaped(client, manager, stranger):
    client.force_login(manager)
    found = client.post(PAGE + "check/", {"text": "<b>保本</b> 您好"}).content.decode()
    assert '<mark class="script-refused">保本</mark>' in found
    assert "&lt;b&gt;" in found
    assert "script-refused" not in client.post(PAGE + "check/", {"text": "您好"}).content.decode()

    client.force_login(stranger)
    for answer in (client.get(PAGE), client.post(PAGE + "check/", {"text": "保本"}, headers=JSON)):
        assert answer.status_code == 404


def test_the_desk_is_told_while_it_writes(client, manager, teller):
    client.force_login(manager)
    address = "/library/7001/desk/check/script/"
    found = client.post(address, {"title_zh": "您好", "body_en": "guaranteed returns"}).content.decode()
    assert "guaranteed returns" in found
    claim = {"body_zh": "利率全市最低"}
    assert "desk-finding" in client.post(address, claim).content.decode()
    lifted = client.post(address, claim | {"extra_proven_until": "2027-01-01"}).content.decode()
    assert "desk-finding" not in lifted
    assert client.post("/library/7001/desk/check/nothing/", {}).status_code == 404
    client.force_login(teller)
    assert client.post(address, claim, headers=JSON).status_code == 403


def test_one_tap_notes_a_use_once_and_can_be_taken_back(client, branch, visit, teller, manager, at, now):
    install(branch, at=at)
    words = in_force(ContentKind.LIGHT, branch, at).first()
    address = f"/marketing/visits/{visit.pk}/scripts/"
    client.force_login(teller)
    assert client.get(address).status_code == 200

    answer = client.post(f"{address}{words.pk}/use/", headers=JSON)
    client.post(f"{address}{words.pk}/use/", headers=JSON)

    row = ScriptUse.objects.get()
    assert (row.visit, row.version, row.staff, row.branch) == (visit, words, teller, branch)
    entry = Entry.objects.get(type="script.used")
    assert entry.payload == {"visit": visit.pk, "item": words.item.code, "kind": "light", "number": 1}
    client.force_login(manager)
    assert client.post(answer.json()["undo"], headers=JSON).status_code == 409
    client.force_login(teller)
    now.shift(dt.timedelta(seconds=61))
    assert client.post(answer.json()["undo"], headers=JSON).status_code == 409
    now.shift(dt.timedelta(seconds=-30))
    assert client.post(answer.json()["undo"], headers=JSON).status_code == 200
    assert not ScriptUse.objects.exists()


def test_uses_are_refused_to_strangers_for_what_counts_no_more_and_after_the_visit(
    client, branch, visit, teller, manager, stranger, at
):
    install(branch, at=at)
    words = in_force(ContentKind.LIGHT, branch, at).first()
    example = in_force(ContentKind.REJECTED_EXAMPLE, branch, at).first()

    def use(staff, version, of=visit):
        client.force_login(staff)
        return client.post(f"/marketing/visits/{of.pk}/scripts/{version.pk}/use/", headers=JSON)

    assert use(stranger, words).status_code == 404
    assert client.get(f"/marketing/visits/{visit.pk}/scripts/").status_code == 404
    assert use(make_staff("zhu", branch, RoleCode.COMPL), words).status_code == 403
    assert use(teller, example).json()["code"] == "not_a_script"
    assert use(teller, LibraryVersion(pk=0)).status_code == 404
    writing.withdraw(words, by=manager.actor, at=at, reason="x")
    assert use(teller, words).json()["code"] == "script_out_of_force"
    other = in_force(ContentKind.LIGHT, branch, at).first()
    type(visit).objects.filter(pk=visit.pk).update(status="left_early", ended_at=at)
    assert use(teller, other).json()["code"] == "visit_over"
    assert not ScriptUse.objects.exists()
