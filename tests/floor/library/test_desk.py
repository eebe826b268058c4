"""The desk: from writing to publishing by posts, who may, and what strangers and the wrong state get."""

import datetime as dt
from io import BytesIO

import pytest
import time_machine
from django.urls import reverse
from PIL import Image

from lobby.branches.enums import RoleCode, UnitKind
from lobby.floor.domain.attachments import keep
from lobby.floor.domain.library import writing
from lobby.floor.enums.library import ContentKind, ContentStatus
from lobby.floor.models import Attachment
from lobby.floor.models.library import LibraryItem, LibraryVersion
from tests.factories import make_service, make_staff
from tests.floor.library.conftest import words

S = ContentStatus
DESK = "/library/7001/desk/"
FIELDS = {"title_zh": "挂失", "title_en": "Lost card", "body_zh": "先冻结", "body_en": "Block first"}
JSON = {"Accept": "application/json"}
APPROVAL = {"number": "C-9", "last_day": "2026-12-31", "note": "fine"}


@pytest.fixture(autouse=True)
def now(at):
    with time_machine.travel(at, tick=False):
        yield


@pytest.fixture
def post(client):
    """Post as somebody and return the answer."""

    def send(staff, path, data=None):
        client.force_login(staff)
        return client.post(DESK + path, data or {}, headers=JSON)

    return send


def state(version):
    return LibraryVersion.objects.get(pk=version.pk).status


def test_from_writing_to_publishing(post, manager, reviewer, branch):
    answer = post(manager, "new/guide/begin/", {**FIELDS, "roles": ["TELLER"], "tags": "卡，丢卡 卡"})
    version = LibraryVersion.objects.get()
    assert answer.json()["redirect"] == f"{DESK}{version.pk}/"
    assert (version.item.branch, version.item.roles, version.item.tags) == (branch, ["TELLER"], ["卡", "丢卡"])

    post(manager, f"{version.pk}/edit/", {**FIELDS, "title_en": "Card lost", "must_acknowledge": "on"})
    post(manager, f"{version.pk}/submit/", {**FIELDS, "title_en": "Card lost", "must_acknowledge": "on"})
    assert state(version) == S.IN_REVIEW
    post(reviewer, f"{version.pk}/approve/", APPROVAL)
    post(manager, f"{version.pk}/publish/")

    version.refresh_from_db()
    assert (version.status, version.title_en, version.must_acknowledge) == (S.PUBLISHED, "Card lost", True)
    assert (version.approval_number, version.reviewed_by, version.review_note) == ("C-9", reviewer, "fine")
    # The last day ends with the branch's business day, at four in the morning.
    assert version.expires_at == dt.datetime(2026, 12, 31, 20, tzinfo=dt.UTC)


def test_handing_in_takes_the_last_changes_along(post, make, manager):
    version = make(S.DRAFT)

    post(manager, f"{version.pk}/submit/", {**FIELDS, "body_en": "Block first, then ask"})

    version.refresh_from_db()
    assert (version.status, version.body_en) == (S.IN_REVIEW, "Block first, then ask")


def test_changes_that_are_refused_are_not_handed_in(post, make, manager):
    version = make(S.DRAFT)

    answer = post(manager, f"{version.pk}/submit/", {**FIELDS, "title_zh": ""})

    assert (answer.status_code, state(version)) == (400, S.DRAFT)


def test_handing_in_unchanged_is_no_change(post, make, manager, head):
    version = make(S.DRAFT, by=manager)
    same = {name: getattr(version, name) for name in FIELDS}

    post(head, f"{version.pk}/submit/", same)

    version.refresh_from_db()
    assert (version.status, list(version.editors.all())) == (S.IN_REVIEW, [manager])


def test_the_page_names_the_service(client, make, manager, branch):
    version = make()
    LibraryItem.objects.filter(pk=version.item_id).update(service="cash")
    make_service(branch, "cash", "A", name_zh="柜面现金")
    client.force_login(manager)

    assert "柜面现金" in client.get(f"{DESK}{version.pk}/", headers={"Accept-Language": "zh-hans"}).content.decode()


def test_rejecting_tells_why_and_a_new_version_goes_on(post, make, manager, reviewer, client):
    version = make(S.IN_REVIEW)
    post(reviewer, f"{version.pk}/reject/", {"note": "Which fee?"})
    client.force_login(manager)
    assert "Which fee?" in client.get(f"{DESK}{version.pk}/").content.decode()

    post(manager, f"{version.pk}/revise/")

    newer = LibraryVersion.objects.get(number=2)
    assert (newer.status, newer.title_en, newer.author) == (S.DRAFT, version.title_en, manager)


def test_recall_and_withdraw(post, make, manager, reviewer):
    version = make(S.IN_REVIEW)
    post(manager, f"{version.pk}/recall/")
    assert state(version) == S.DRAFT

    assert post(manager, f"{version.pk}/withdraw/", {}).status_code == 400
    assert post(reviewer, f"{version.pk}/withdraw/", {"reason": "no"}).status_code == 200
    assert state(version) == S.WITHDRAWN


def test_nobody_approves_their_own(post, make, branch):
    both = make_staff("both", branch, RoleCode.COMPL)
    version = make(S.IN_REVIEW, by=both)

    answer = post(both, f"{version.pk}/approve/", APPROVAL)

    assert (answer.status_code, answer.json()["code"]) == (403, "own_work")
    assert state(version) == S.IN_REVIEW


@pytest.mark.parametrize(
    "data",
    [{}, {"number": "C"}, {"last_day": "2026-12-31"}, {**APPROVAL, "last_day": "2026-03-01"},
     {**APPROVAL, "last_day": "9999-12-31"}, {**APPROVAL, "number": " "}, {**APPROVAL, "last_day": "x"}],
)  # fmt: skip
def test_an_incomplete_approval_is_refused(post, make, reviewer, data):
    version = make(S.IN_REVIEW)

    assert post(reviewer, f"{version.pk}/approve/", data).status_code == 400
    assert state(version) == S.IN_REVIEW


POSTS = {
    "revise": {}, "edit": FIELDS, "submit": FIELDS, "recall": {}, "approve": APPROVAL, "reject": {"note": "x"},
    "publish": {}, "withdraw": {"reason": "x"}, "pictures/1/drop": {},
}  # fmt: skip


@pytest.mark.parametrize("verb", POSTS)
def test_strangers_find_nothing_and_readers_may_not(post, make, teller, other_branch, verb):
    version = make()
    outsider = make_staff("out", other_branch, RoleCode.LM)

    assert post(outsider, f"{version.pk}/{verb}/", POSTS[verb]).status_code == 404
    assert post(teller, f"{version.pk}/{verb}/", POSTS[verb]).status_code in (403, 404)
    assert state(version) == S.PUBLISHED


@pytest.mark.parametrize("verb", ["approve", "reject"])
def test_a_writer_does_not_decide(post, make, head, verb):
    version = make(S.IN_REVIEW)

    assert post(head, f"{version.pk}/{verb}/", POSTS[verb]).status_code == 403
    assert state(version) == S.IN_REVIEW


@pytest.mark.parametrize("verb", ["edit", "submit", "recall", "publish"])
def test_the_wrong_state_is_a_conflict(post, make, manager, verb):
    assert post(manager, f"{make().pk}/{verb}/", POSTS[verb]).status_code == 409


def test_a_desk_at_another_branch_does_not_open_what_is_not_ones_own(client, make, other_branch):
    outsider = make_staff("out", other_branch, RoleCode.LM)
    client.force_login(outsider)
    version = make()

    assert client.get(f"/library/7002/desk/{version.pk}/").status_code == 404
    assert "Lost card" not in client.get("/library/7002/desk/?status=published").content.decode()


@pytest.mark.parametrize(("field", "value"), [
    ("title_zh", ""), ("title_en", "x" * 121), ("title_zh", "a\0b"), ("body_en", ""), ("body_zh", "x" * 8001),
    ("roles", "KING"), ("service", "nothing"), ("tags", "a b c d e f g h i j k"), ("tags", "x" * 41),
])  # fmt: skip
def test_bad_fields_are_refused_and_nothing_is_kept(post, manager, field, value):
    answer = post(manager, "new/guide/begin/", {**FIELDS, field: value})

    assert answer.status_code == 400
    assert not LibraryItem.objects.exists()


@pytest.mark.parametrize("ids", [["1"], ["x"], ["-1"], ["9" * 30]])
def test_a_picture_that_is_not_ones_own_is_refused(post, manager, ids):
    assert post(manager, "new/guide/begin/", {**FIELDS, "attachment": ids}).status_code == 400
    assert not LibraryItem.objects.exists()


def test_an_unknown_kind_is_not_there(post, manager):
    assert post(manager, "new/poem/begin/", FIELDS).status_code == 404


def test_only_head_office_writes_for_the_whole_bank(post, manager, office, branch):
    wide = {**FIELDS, "is_bank_wide": "on"}
    assert post(manager, "new/guide/begin/", wide).status_code == 403

    assert post(office, "new/guide/begin/", wide).status_code == 200
    item = LibraryItem.objects.get()
    assert (item.branch, item.home) == (None, branch)


def test_a_branchs_people_read_but_do_not_touch_what_counts_for_the_bank(post, office, manager, reviewer, branch, at):
    version = writing.begin(branch, by=office, at=at, kind="guide", wording=words(), is_bank_wide=True)
    writing.submit(version, by=office, at=at)

    assert post(manager, f"{version.pk}/recall/").status_code == 404
    assert post(reviewer, f"{version.pk}/approve/", APPROVAL).status_code == 404
    head_office = make_staff("hq", None, RoleCode.COMPL, unit=branch.unit.parent)
    assert post(head_office, f"{version.pk}/approve/", APPROVAL).status_code == 200
    assert post(office, f"{version.pk}/publish/").status_code == 200
    assert post(manager, f"{version.pk}/withdraw/", {"reason": "x"}).status_code == 404
    assert branch.unit.parent.kind == UnitKind.HEAD_OFFICE


def test_a_new_version_has_its_own_copies_of_the_pictures(make, manager, branch, at, settings, tmp_path):
    settings.MEDIA_ROOT, drawn = tmp_path, BytesIO()
    Image.new("RGB", (8, 8)).save(drawn, "PNG")
    drawn.seek(0)
    kept = keep(drawn, name="a.png", branch=branch, by=manager, at=at)
    version = make(pictures=[kept.pk])

    newer = writing.revise(version.item, by=manager, at=at, wording=words())

    mine, copied = Attachment.objects.order_by("pk")
    assert (mine.subject_id, copied.subject_id) == (version.pk, newer.pk)
    assert mine.stored != copied.stored
    assert mine.sha256 == copied.sha256
    writing.drop_picture(newer, copied.pk, by=manager, at=at)
    assert list(Attachment.objects.all()) == [mine]


def test_roles_without_the_floor_get_their_desk_from_the_start_page(client, reviewer):
    client.force_login(reviewer)

    home = client.get("/", follow=True).content.decode()

    assert DESK in home
    assert "floor:floor" not in client.get(DESK).content.decode()
    assert reverse("floor:floor", args=["7001"]) not in client.get(DESK).content.decode()


def test_the_desk_is_for_those_who_write_or_decide(client, teller):
    client.force_login(teller)

    assert client.get(DESK).status_code == 403
    assert client.get(f"{DESK}new/guide/").status_code == 403


@pytest.mark.parametrize("kind", ContentKind.values)
def test_every_kind_has_its_form(client, manager, kind):
    client.force_login(manager)

    assert client.get(f"{DESK}new/{kind}/").status_code == 200


@pytest.mark.parametrize("status", [one for one in S.values if one not in (S.EXPIRING, S.EXPIRED)])
def test_every_state_has_its_page(client, make, manager, reviewer, status):
    version = make(status)
    for staff in (manager, reviewer):
        client.force_login(staff)
        assert client.get(f"{DESK}{version.pk}/").status_code == 200
        assert "银行卡挂失" in client.get(f"{DESK}?status={status}").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_what_the_desk_costs(client, make, manager, count, django_assert_num_queries):
    for _ in range(count):
        version = make()
    client.force_login(manager)

    with django_assert_num_queries(12):
        client.get(f"{DESK}?status=published")
    with django_assert_num_queries(18):
        client.get(f"{DESK}{version.pk}/")
