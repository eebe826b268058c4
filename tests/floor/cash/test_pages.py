"""The pages of the cash side: who gets them, in both languages, what they cost, and the acts on them."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.core.cache import cache

from lobby.branches.enums import RoleCode
from lobby.floor.domain import authority, bills, dual_signs
from lobby.floor.domain.fraud import cases, checks, talks
from lobby.floor.enums.authority import UseStatus
from lobby.floor.enums.bills import BillStatus
from lobby.floor.enums.dual_signs import DualStatus
from lobby.floor.enums.fraud import CheckStatus, FraudKind, FraudSign
from lobby.floor.enums.seizures import SeizureStatus
from lobby.floor.models import AuthorityUse, BillCheck, Dissuasion, DualSign, FraudCase, FraudCheck, Seizure
from lobby.live.models import Entry
from tests.factories import make_staff
from tests.floor.cash.conftest import note

HOSTILE = "<script>alert(1)</script>"
PIECE = {"kind": "note", "denomination": "100", "serial_no": "AB12345678", "currency": "CNY", "count": "1"}
JSON = {"HTTP_ACCEPT": "application/json"}
pytestmark = pytest.mark.usefixtures("limits")


@pytest.fixture(autouse=True)
def now(at):
    with time_machine.travel(at, tick=False):
        yield at


@pytest.fixture
def post(client, branch):
    """Post as somebody; answers JSON."""

    def send(staff, path, **fields):
        client.force_login(staff, backend="django.contrib.auth.backends.ModelBackend")
        return client.post(path.format(code=branch.code), fields, **JSON)

    return send


@pytest.fixture
def rows(branch, teller, teller2, lead, at, seized):
    """A few of everything, with hostile words in them; called twice it makes more."""

    def make(n=1):
        for number in range(n):
            serial = Seizure.objects.count()
            authority.use(teller, branch, at=at, action="fee_waiver", amount=99, reason="rule", note=HOSTILE)
            checks.check(teller, branch, at=at, signs=list(FraudSign), amount=5, note=HOSTILE)
            bills.ask(teller, branch, at=at, kind="cheque", doubts=["print"], bill_no=HOSTILE, note=HOSTILE)
            seized("in_custody", number=f"{HOSTILE}{serial}"[:40])
            seized("found", pieces=[note(f"AB123456{serial}{one}") for one in range(5)])
            dual_signs.open_sign(teller, branch, at=at, kind="atm_load", text=HOSTILE)
            signed = dual_signs.open_sign(teller, branch, at=at, kind="box", text=f"{HOSTILE}{number}")
            dual_signs.sign(signed, second=teller2, at=at)
            talks.talk(
                teller, branch, at=at, kind=FraudKind.PHONE, is_convinced=True, amount=7, police=HOSTILE, note=HOSTILE
            )
            cases.open_case(teller, branch, at=at, kind=FraudKind.PHONE, amount=7, customer_name=HOSTILE)

    return make


PAGES = {
    "/floor/{code}/decisions/": ("lead", "Signs of fraud"),
    "/floor/{code}/fraud/": ("manager", "Against fraud"),
    "/floor/{code}/dual-signs/": ("manager", "Signed by two"),
    "/floor/{code}/cash-month/": ("head", "Frauds prevented"),
    "/floor/{code}/cash-month/?month=2026-02": ("head", "None in this month"),
    "/floor/{code}/counter-acts/?about=test.sheet:7": ("teller", "Doubtful bill"),
}


@pytest.fixture
def people(teller, teller2, lead, manager, head):
    return {"teller": teller, "teller2": teller2, "lead": lead, "manager": manager, "head": head}


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("path", PAGES)
def test_pages_in_both_languages_keep_hostile_words_harmless(client, branch, people, rows, path, language):
    who, word = PAGES[path]
    rows()
    client.cookies["django_language"] = language
    client.force_login(people[who])

    response = client.get(path.format(code=branch.code))
    html = response.content.decode()

    assert response.status_code == 200
    assert (word in html) or language != "en"
    assert HOSTILE not in html
    assert "data-panel-error" not in html
    assert response["Cache-Control"].startswith("max-age=0")


@pytest.mark.parametrize("path", PAGES)
def test_strangers_find_no_page_and_the_guard_is_refused(client, branch, stranger, path):
    client.force_login(stranger)
    assert client.get(path.format(code=branch.code)).status_code == 404
    client.force_login(make_staff("lv", branch, RoleCode.SEC))
    assert client.get(path.format(code=branch.code)).status_code == 403


def test_month_of_nonsense_is_refused(client, branch, head):
    client.force_login(head)

    assert client.get(f"/floor/{branch.code}/cash-month/?month=abc").status_code == 400


@pytest.mark.parametrize(
    ("path", "who", "limit"),
    [
        ("/floor/{code}/decisions/", "lead", 22),
        ("/floor/{code}/fraud/", "manager", 16),
        ("/floor/{code}/dual-signs/", "manager", 10),
        ("/floor/{code}/cash-month/", "head", 14),
        ("/floor/{code}/counter-acts/?about=test.sheet:7", "teller", 22),
    ],
)
def test_pages_cost_the_same_for_more_rows(
    client, branch, people, rows, path, who, limit, django_assert_num_queries, django_assert_max_num_queries
):
    client.force_login(people[who])
    rows()
    with django_assert_max_num_queries(limit) as first:
        client.get(path.format(code=branch.code))
    rows(2)

    with django_assert_num_queries(len(first.captured_queries)):
        client.get(path.format(code=branch.code))


DETAILS = [
    (AuthorityUse, "/floor/waivers/{id}/detail/", "lead"),
    (Seizure, "/floor/seizures/{id}/detail/", "teller"),
    (Seizure, "/floor/seizures/{id}/", "teller"),
    (Seizure, "/floor/seizures/{id}/record/", "teller"),
    (BillCheck, "/floor/bills/{id}/detail/", "lead"),
    (FraudCheck, "/floor/fraud-checks/{id}/detail/", "lead"),
    (FraudCase, "/floor/fraud-cases/{id}/", "manager"),
]


@pytest.mark.parametrize(("model", "path", "who"), DETAILS)
def test_details_are_for_the_branchs_own(client, people, stranger, rows, model, path, who):
    rows()
    address = path.format(id=model.objects.order_by("pk").first().pk)

    client.force_login(people[who])
    shown = client.get(address)
    client.force_login(stranger)

    assert shown.status_code == 200
    assert HOSTILE not in shown.content.decode()
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("status", SeizureStatus)
def test_a_seizures_page_shows_every_state(client, teller, lead, seized, status):
    seizure = seized("in_custody")
    Seizure.objects.filter(pk=seizure.pk).update(
        status=status, appraisal_asked_at=seizure.found_at, result_due=dt.date(2026, 4, 1), report_reasons=["many"]
    )

    for staff in (teller, lead):
        client.force_login(staff)
        assert client.get(f"/floor/seizures/{seizure.pk}/").status_code == 200


def test_reading_the_record_is_written_down(client, teller, seized, branch):
    seizure = seized("in_custody")
    client.force_login(teller)

    html = client.get(f"/floor/seizures/{seizure.pk}/record/").content.decode()

    assert "110101199001011234" in html
    assert Entry.objects.filter(type="seizure.read", subject_id=seizure.pk, by_id=teller.pk).count() == 1


def test_a_waiver_over_the_limit_from_counter_to_approval(post, teller, lead):
    answer = post(
        teller, "/floor/{code}/waivers/", act="fee_waiver", amount="20.50", reason="rule", about="test.sheet:7"
    )
    made = AuthorityUse.objects.get()
    assert answer.status_code == 200
    assert made.status == UseStatus.REQUESTED
    assert answer.json()["undo"] == f"/floor/waivers/{made.pk}/withdraw/"
    assert post(teller, f"/floor/waivers/{made.pk}/approve/").status_code == 403

    assert post(lead, f"/floor/waivers/{made.pk}/approve/", note="同意").status_code == 200
    assert post(lead, f"/floor/waivers/{made.pk}/refuse/").status_code == 409


@pytest.mark.parametrize(
    "fields",
    [
        {"amount": "x"},
        {"amount": "-1"},
        {"amount": "0"},
        {"amount": "1.234"},
        {"act": "gift"},
        {"reason": ""},
        {"note": "x" * 201},
        {"note": "\0"},
        {"about": "ticket:abc"},
        {"about": "test.sheet:99999999999999999999"},
    ],
)
def test_waivers_refuse_nonsense(post, teller, fields):
    body = {"act": "fee_waiver", "amount": "1", "reason": "rule", **fields}

    assert post(teller, "/floor/{code}/waivers/", **body).status_code == 400
    assert not AuthorityUse.objects.exists()


def test_a_form_with_errors_names_its_fields(post, teller):
    answer = post(teller, "/floor/{code}/waivers/", act="fee_waiver", amount="x", reason="rule")

    assert list(answer.json()["fields"]) == ["amount"]


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/floor/{code}/waivers/", {"act": "fee_waiver", "amount": "1", "reason": "rule"}),
        ("/floor/{code}/seizures/", PIECE),
        ("/floor/{code}/bills/", {"kind": "cheque", "doubts": "print"}),
        ("/floor/{code}/fraud-checks/", {"signs": "codes"}),
        ("/floor/{code}/fraud-talks/", {"kind": "phone", "convinced": "1", "amount": "1"}),
        ("/floor/{code}/fraud-cases/", {"kind": "phone", "amount": "1"}),
        ("/floor/{code}/dual-signs/open/", {"kind": "box", "text": "x"}),
    ],
)
def test_posts_are_for_the_branchs_own(post, teller, stranger, branch, path, fields):
    assert post(stranger, path, **fields).status_code == 404
    assert post(make_staff("lv", branch, RoleCode.SEC), path, **fields).status_code == 403

    assert post(teller, path, **fields).status_code == 200


def test_a_seizure_by_two_on_one_device(post, client, teller, teller2, lead):
    teller2.set_password("a-long-word-of-chen")
    teller2.save()
    lead.set_password("a-long-word-of-feng")
    lead.save()
    found = post(
        teller,
        "/floor/{code}/seizures/",
        kind=["note", "coin", "note"],
        denomination=["100", "1", ""],
        serial_no=["AB12345678", "", ""],
        currency=["CNY", "", "CNY"],
        count=["1", "3", "1"],
        reasons=["clue"],
        clue="网购所得",
    )
    seizure = Seizure.objects.get()
    address = f"/floor/seizures/{seizure.pk}"
    assert found.json()["redirect"] == f"{address}/"
    assert seizure.pieces.count() == 2

    wrong = post(teller, f"{address}/join-here/", username="chen", password="guess")
    own = post(teller, f"{address}/join-here/", username="ling", password="guess")
    assert (wrong.status_code, wrong.json()["code"], own.status_code) == (403, "wrong_credential", 403)
    assert post(teller, f"{address}/join-here/", username="chen", password="a-long-word-of-chen").status_code == 200
    assert client.session["_auth_user_id"] == str(teller.pk)  # nobody was signed out

    assert post(teller, f"{address}/mark/").json()["code"] == "not_in_view"
    assert post(teller, f"{address}/mark/", in_view="1").status_code == 200
    voucher = {"voucher_no": "JB-1", "customer_name": "张小明", "customer_identity": "E1", "refused": "1"}
    assert post(teller, f"{address}/voucher/", **voucher).status_code == 200
    assert post(teller, f"{address}/inform/").status_code == 200
    assert (
        post(teller, f"{address}/hand-over-here/", username="feng", password="a-long-word-of-feng").status_code == 200
    )
    assert post(teller, f"{address}/report/", authority="pboc", reference="李").status_code == 200
    assert post(teller, f"{address}/ask-appraisal/", appraiser="人行").status_code == 200
    assert post(teller, f"{address}/confirm/", note="假币").status_code == 403
    assert post(lead, f"{address}/give-back/", note="真币,致歉").status_code == 200
    seizure.refresh_from_db()
    assert (seizure.status, seizure.has_signed) == (SeizureStatus.RETURNED, False)


def test_guessing_a_colleagues_password_is_locked_out(post, teller, teller2, seized):
    cache.clear()
    seizure = seized()

    answers = [
        post(teller, f"/floor/seizures/{seizure.pk}/join-here/", username="chen", password=f"guess{n}")
        for n in range(9)
    ]

    assert answers[0].status_code == 403
    assert answers[-1].status_code == 429
    teller2.set_password("a-long-word-of-chen")
    teller2.save()
    refused = post(teller, f"/floor/seizures/{seizure.pk}/join-here/", username="chen", password="a-long-word-of-chen")
    assert refused.status_code == 429
    seizure.refresh_from_db()
    assert seizure.status == SeizureStatus.FOUND


def test_a_colleague_of_another_branch_does_not_sign(post, teller, stranger, seized):
    stranger.set_password("a-long-word-of-zhou")
    stranger.save()

    answer = post(teller, f"/floor/seizures/{seized().pk}/join-here/", username="zhou", password="a-long-word-of-zhou")

    assert answer.json()["code"] == "wrong_credential"


def test_seizures_joined_or_found_genuine_on_the_own_device(post, teller, teller2, seized):
    first, second = seized(), seized()

    assert post(teller, f"/floor/seizures/{first.pk}/join/").status_code == 403
    assert post(teller2, f"/floor/seizures/{first.pk}/join/").status_code == 200
    assert post(teller2, f"/floor/seizures/{second.pk}/dismiss/", note="真币").status_code == 200
    assert post(teller2, f"/floor/seizures/{first.pk}/dismiss/", note="真币").status_code == 409
    assert post(teller, f"/floor/seizures/{first.pk}/reasons/", reasons="no_cooperation").status_code == 200


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"kind": "note", "denomination": "100", "serial_no": ""},
        {"kind": "note", "denomination": "abc", "serial_no": "AB12345678"},
        {"kind": "note", "denomination": "1e9999", "serial_no": "AB12345678"},
        {"kind": "coin", "denomination": "1", "serial_no": "", "count": "99999999"},
        {"kind": "coin", "denomination": "1", "serial_no": "", "count": "-1"},
        {"kind": "note", "denomination": "100", "serial_no": "\0\0\0\0"},
        {"kind": HOSTILE, "denomination": "100", "serial_no": "AB12345678"},
    ],
)
def test_seizures_refuse_nonsense(post, teller, fields):
    body = {"currency": "CNY", "count": "1", **fields}

    assert post(teller, "/floor/{code}/seizures/", **body).status_code == 400
    assert not Seizure.objects.exists()


def test_a_bill_is_taken_up_by_a_specialist_only(post, teller, teller2, head, lead):
    post(teller, "/floor/{code}/bills/", kind="cheque", doubts=["print", "seal"])
    bill = BillCheck.objects.get()

    for staff in (teller, teller2, head):
        assert post(staff, f"/floor/bills/{bill.pk}/accept/").status_code == 403
    assert post(lead, f"/floor/bills/{bill.pk}/accept/").status_code == 200
    assert post(lead, f"/floor/bills/{bill.pk}/find/", result="fake", note="").status_code == 400
    assert post(lead, f"/floor/bills/{bill.pk}/find/", result="fake", note="印模不符").status_code == 200
    bill.refresh_from_db()
    assert bill.status == BillStatus.FAKE


def test_signs_of_fraud_from_counter_to_decision(post, teller, lead):
    post(teller, "/floor/{code}/fraud-checks/", signs=["codes", "hurry"], amount="80000", about="test.sheet:7")
    made = FraudCheck.objects.get()

    assert post(teller, f"/floor/fraud-checks/{made.pk}/release/", decision="x").status_code == 403
    assert post(lead, f"/floor/fraud-checks/{made.pk}/release/", decision="").status_code == 400
    assert post(lead, f"/floor/fraud-checks/{made.pk}/stop/", decision="冒充客服").status_code == 200
    made.refresh_from_db()
    assert made.status == CheckStatus.STOPPED


def test_talk_and_case_on_the_tablet(post, manager, branch):
    post(manager, "/floor/{code}/fraud-talks/", kind="phone", convinced="1", amount="50000", police="96110")
    opened = post(manager, "/floor/{code}/fraud-cases/", kind="phone", amount="100", customer_name="李")
    case = FraudCase.objects.get()
    address = f"/floor/fraud-cases/{case.pk}"

    assert Dissuasion.objects.get().amount == 50000
    assert opened.json()["redirect"] == f"{address}/"
    assert post(manager, f"{address}/step/", step="2", note="x").json()["code"] == "step_out_of_order"
    assert post(manager, f"{address}/step/", step="1", note="x", attachment="abc").status_code == 400
    for step in range(1, 6):
        assert post(manager, f"{address}/step/", step=str(step), note="x", police_no="A1").status_code == 200
    assert post(manager, f"{address}/follow-up/", day="2026-03-20", text="问进展").status_code == 200
    assert post(manager, f"{address}/close/", recovered="50", outcome="追回").status_code == 200


def test_dual_sign_off_on_both_devices(post, teller, teller2):
    teller2.set_password("a-long-word-of-chen")
    teller2.save()
    for _ in range(2):
        post(teller, "/floor/{code}/dual-signs/open/", kind="vault", text="开库")
    first, second = DualSign.objects.order_by("pk")

    assert post(teller, f"/floor/dual-signs/{first.pk}/sign/").status_code == 403
    assert post(teller2, f"/floor/dual-signs/{first.pk}/sign/").status_code == 200
    answer = post(teller, f"/floor/dual-signs/{second.pk}/sign-here/", username="chen", password="a-long-word-of-chen")
    assert answer.status_code == 200
    second.refresh_from_db()
    assert (second.status, second.on_same_device) == (DualStatus.SIGNED, True)


def test_prevented_fraud_is_a_figure_with_its_rows(client, branch, teller, head, at):
    for amount in (50000, 1200):
        talks.talk(teller, branch, at=at, kind=FraudKind.PHONE, is_convinced=True, amount=amount)
    talks.talk(teller, branch, at=at, kind=FraudKind.PHONE, is_convinced=False, amount=9)
    client.force_login(head)
    client.cookies["django_language"] = "en"

    html = client.get(f"/head/{branch.code}/kpi/K38/").content.decode()

    assert "51,200" in html
    assert "n = 2" in html
    assert "The month so far: 2 prevented, 51,200 yuan." in html


@pytest.mark.parametrize(("status", "is_told"), [("joined", False), ("marked", True)])
def test_the_stamp_is_told_once_it_is_there(client, teller, seized, status, is_told):
    client.force_login(teller)

    page = client.get(f"/floor/seizures/{seized(status).pk}/?lang=en", headers={"Accept-Language": "en"})

    assert ("stamped as counterfeit" in page.content.decode()) == is_told
