"""GET /library/ and its neighbours: what is in force for the caller's branches, hostile input, strangers, cost."""

import pytest
import time_machine

from lobby.branches.enums import RoleCode
from lobby.floor.enums.library import ContentKind
from lobby.floor.models.library import NoticeAck
from tests.callers import Caller
from tests.factories import make_staff
from tests.floor.library.conftest import DAY, words

NASTY = ["x" * 101, "a\0b", "'; DROP TABLE x; --", "<script>", "%", "_", "\\", "😀" * 50, " " * 5]


@pytest.fixture(autouse=True)
def now(at):
    with time_machine.travel(at, tick=False):
        yield


@pytest.fixture
def caller(teller, at):
    return Caller(teller, at)


def test_what_is_in_force_is_found(make, caller, branch, at):
    version = make(kind=ContentKind.ETIQUETTE, wording=words(extra={"link": "greet"}), service="cash", tags=["a"])
    make("approved")

    answer = caller.get("/library/", kind="etiquette", q="guashi").json()

    assert answer["next"] is None
    assert answer["results"] == [
        {
            "id": version.item_id,
            "code": version.item.code,
            "kind": "etiquette",
            "branch": "7001",
            "service": "cash",
            "roles": [],
            "tags": ["a"],
            "version": 1,
            "title_zh": "银行卡挂失",
            "title_en": "Lost card",
            "body_zh": "先冻结，再补卡。",
            "body_en": "Block first, then replace.",
            "extra": {"link": "greet", "body_language_zh": "", "body_language_en": ""},
            "pictures": [],
            "must_acknowledge": False,
            "has_questions": False,
            "valid_days": None,
            "approval_number": "C-1",
            "published_at": at.isoformat(),
            "expires_at": (at + 90 * DAY).isoformat(),
        }
    ]
    assert caller.get(f"/library/{version.item_id}/").json() == answer["results"][0]


def test_parts_follow_each_other(make, caller):
    for n in range(3):
        make(wording=words(title_en=f"Card {n}"))

    first = caller.get("/library/", limit=2).json()
    rest = caller.get("/library/", limit=2, after=first["next"]).json()

    assert (len(first["results"]), first["next"]) == (2, 2)
    assert (len(rest["results"]), rest["next"]) == (1, None)


def test_expired_is_not_there_even_while_nothing_sweeps(make, caller, at):
    version = make(days=1)

    with time_machine.travel(at + DAY, tick=False):
        assert caller.get("/library/").json()["results"] == []
        assert caller.get(f"/library/{version.item_id}/").status_code == 404


def test_strangers_find_nothing(make, stranger, at, branch):
    version = make()
    outside = Caller(stranger, at)

    assert outside.get("/library/").json()["results"] == []
    assert outside.get(f"/library/{version.item_id}/").status_code == 404
    assert outside.get("/library/", branch="7001").status_code == 404
    assert outside.post(f"/library/{version.item_id}/acknowledge/").status_code == 404


def test_whoever_reads_no_library_is_refused(make, branch, kiosk, at):
    nobody = Caller(make_staff("aud", branch, RoleCode.AUDITOR), at)

    assert nobody.get("/library/").status_code == 403
    assert nobody.get("/library/", branch="7001").status_code == 403
    assert Caller(kiosk, at).get("/library/").status_code == 403


@pytest.mark.parametrize("value", NASTY, ids=range(len(NASTY)))
@pytest.mark.parametrize("field", ["q", "kind", "service", "role", "branch", "after", "limit"])
def test_hostile_wishes(make, caller, field, value):
    make()

    answer = caller.get("/library/", **{field: value})

    assert answer.status_code in (200, 400, 404)
    if answer.status_code == 200:
        # A service that nobody has still finds what is for every service.
        assert len(answer.json()["results"]) == (field == "service")


@pytest.mark.parametrize("item", [0, 10**18, 2**70])
def test_items_that_cannot_be(caller, item):
    assert caller.get(f"/library/{item}/").status_code == 404


def test_acknowledging(make, caller, teller):
    version = make(kind=ContentKind.NOTICE, wording=words(must_acknowledge=True))

    for _ in range(2):
        answer = caller.post(f"/library/{version.item_id}/acknowledge/", key="k1")
        assert (answer.status_code, answer.json()["id"]) == (200, version.item_id)

    assert NoticeAck.objects.get().staff == teller
    assert caller.post(f"/library/{make().item_id}/acknowledge/").status_code == 409


@pytest.mark.parametrize("count", [1, 3])
def test_what_it_costs(make, caller, count, django_assert_num_queries):
    for _ in range(count):
        make()

    with django_assert_num_queries(4):
        caller.get("/library/", q="guashi")
