"""Importing customers: what is taken, what is refused and why, and what stays as it is."""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from lobby.branches.actors import CUSTOMER, SYSTEM
from lobby.branches.enums import Grade, RoleCode
from lobby.branches.models import Branch, Staff
from lobby.customers.domain import consenting, segmenting
from lobby.customers.domain.forgetting import forget_due
from lobby.customers.domain.importing import uploads
from lobby.customers.domain.importing.columns import ZH
from lobby.customers.domain.importing.rows import amount
from lobby.customers.domain.importing.running import run_import
from lobby.customers.encryption import blind_index
from lobby.customers.enums.cards import Tier
from lobby.customers.enums.imports import Reason
from lobby.customers.enums.profile import AssessmentStatus, ConsentPurpose, ConsentWay
from lobby.customers.models import (
    ConsentEntry,
    Customer,
    CustomerImport,
    Holding,
    LifeEvent,
    OwnerRule,
    RiskAssessment,
    Segment,
    SegmentMember,
)
from lobby.customers.selectors.cards import customer_by_reference
from lobby.live.models import Entry
from tests import factories
from tests.tables import nothing_written

P, R = ConsentPurpose, Reason
EVERYTHING = {
    "branch": "7001",
    "reference": "K1",
    "name": "张小明",
    "tier": "vip",
    "birth_date": "1958-03-28",
    "phone": "+86 138-0013-8000",
    "email": "zhang@example.com",
    "contact_way": "sms",
    "language": "en",
    "prefers_counter": "yes",
    "capacity": "limited",
    "payroll": "yes",
    "household": "F1",
    "household_consent": "yes",
    "service_consent": "yes",
    "marketing_consent": "yes",
    "consent_on": "2026-01-05",
    "risk_level": "C2",
    "assessed_on": "2026-01-05",
    "holdings": "time_deposit:TD3M:50000:2026-03-17;payroll:::: 2026-03-05",
    "life_events": "home:2026-02-01",
}


def lines_of(*rows: dict[str, str]) -> str:
    """A file whose columns are those of the first row."""
    return "\n".join([",".join(rows[0]), *(",".join(row.values()) for row in rows)]) + "\n"


def imported(
    text: str | bytes, at: dt.datetime, *, is_dry_run: bool = False, run: CustomerImport | None = None
) -> tuple[CustomerImport, list[tuple[int, str, str]]]:
    """What an import did, and its problems."""
    run = run or CustomerImport(created_at=at, is_dry_run=is_dry_run)
    if not is_dry_run:
        run.save()
    told: list[Any] = []
    file = io.BytesIO(text.encode() if isinstance(text, str) else text)
    run_import(file, run, by=SYSTEM, at=at, branches=Branch.objects.all(), report=told.extend)
    return run, [(one.line, one.column, one.reason) for one in told]


def figures(run: CustomerImport) -> tuple[int, int, int, int, int]:
    return run.new, run.changed, run.unchanged, run.refused, run.remarks


def card(branch: Branch, reference: str = "K1") -> Customer:
    found = customer_by_reference(branch, reference)
    assert found is not None
    return found


def test_everything_a_line_says_stands_in_the_card(branch: Branch, at: dt.datetime) -> None:
    run, problems = imported(lines_of(EVERYTHING), at)

    customer = card(branch)
    assert problems == []
    assert figures(run) == (1, 0, 0, 0, 0)
    assert (customer.name, customer.reference, customer.tier, customer.language) == ("张小明", "K1", Tier.VIP, "en")
    assert (customer.birth_year, customer.birthday, customer.phone) == (1958, "03-28", "13800138000")
    assert customer.phone_index == blind_index("13800138000")
    assert (customer.email, customer.contact_way, customer.capacity) == ("zhang@example.com", "sms", "limited")
    assert (customer.is_payroll, customer.prefers_counter, customer.household is None) == (True, True, False)
    assert customer.consent_marketing_at == customer.consent_service_at == customer.consent_household_at is not None
    held = Holding.objects.filter(customer=customer).order_by("family")
    assert [(one.family, one.amount, one.matures_on, one.last_credit_on) for one in held] == [
        ("payroll", "", None, dt.date(2026, 3, 5)),
        ("time_deposit", "50000", dt.date(2026, 3, 17), None),
    ]
    assessment = RiskAssessment.objects.get(customer=customer)
    assert (assessment.level, assessment.status) == (2, AssessmentStatus.VALID)
    assert LifeEvent.objects.get(customer=customer).kind == "home"
    assert ConsentEntry.objects.filter(customer=customer, way=ConsentWay.CORE, is_given=True).count() == 3
    entry = Entry.objects.get(type="customers.imported")
    assert entry.payload == {
        "customer_import": run.pk, "new": 1, "changed": 0, "unchanged": 0, "refused": 0,
    }  # fmt: skip


def test_personal_columns_are_encrypted_and_nothing_of_them_is_in_the_journal(branch: Branch, at: dt.datetime) -> None:
    imported(lines_of(EVERYTHING), at)

    with connection.cursor() as cursor:
        cursor.execute("SELECT c::text || h::text FROM customers_customer c, customers_holding h")
        stored = "".join(text for (text,) in cursor.fetchall())
        cursor.execute("SELECT coalesce(string_agg(payload::text, ''), '') FROM live_entry")
        stored += cursor.fetchone()[0]
    assert "time_deposit" in stored
    for secret in ("张小明", "13800138000", "zhang@", "K1", "03-28", "50000"):
        assert not re.search(rf'[,("]{secret}[,)"]', stored)


def test_the_same_file_again_changes_nothing(branch: Branch, at: dt.datetime) -> None:
    imported(lines_of(EVERYTHING), at)
    before = card(branch)

    run, problems = imported(lines_of(EVERYTHING), at + dt.timedelta(days=1))

    after = card(branch)
    assert (figures(run), problems) == ((0, 0, 1, 0, 0), [])
    assert {name: getattr(after, name) for name in ("pk", "name", "household_id", "consent_marketing_at")} == {
        name: getattr(before, name) for name in ("pk", "name", "household_id", "consent_marketing_at")
    }
    assert (Holding.objects.count(), RiskAssessment.objects.count(), ConsentEntry.objects.count()) == (2, 1, 3)


def test_columns_the_file_does_not_have_stay(branch: Branch, at: dt.datetime) -> None:
    imported(lines_of(EVERYTHING), at)

    run, _problems = imported("branch,reference,name,tier\n7001,K1,张晓明,gold\n", at)

    customer = card(branch)
    assert figures(run) == (0, 1, 0, 0, 0)
    assert (customer.name, customer.tier, customer.phone, customer.birth_year) == (
        "张晓明",
        "gold",
        "13800138000",
        1958,
    )
    assert (customer.consent_marketing_at is None, customer.household_id is None) == (False, False)
    assert Holding.objects.filter(customer=customer).count() == 2


def test_a_dry_run_counts_the_same_and_writes_nothing(branch: Branch, at: dt.datetime) -> None:
    rows = lines_of(EVERYTHING, EVERYTHING | {"reference": "K2", "phone": "no"}, EVERYTHING | {"reference": "K3"})

    with nothing_written():
        run, problems = imported(rows, at, is_dry_run=True)

    assert figures(run) == (2, 0, 0, 1, 0)
    assert (figures(run), problems) == (
        (lambda real: (figures(real[0]), real[1]))(imported(rows, at))  # the real run says the very same
    )


BAD = [
    ({"name": ""}, "name", R.MISSING),
    ({"name": "长" * 61}, "name", R.TOO_LONG),
    ({"reference": ""}, "reference", R.MISSING),
    ({"branch": "9999"}, "branch", R.BRANCH),
    ({"tier": "platinum"}, "tier", R.VALUE),
    ({"birth_date": "1958-02-30"}, "birth_date", R.DATE),
    ({"birth_date": "1858-03-01"}, "birth_date", R.DATE),
    ({"birth_date": "2031-03-01"}, "birth_date", R.FUTURE),
    ({"phone": "13800x"}, "phone", R.PHONE),
    ({"email": "zhang@"}, "email", R.EMAIL),
    ({"payroll": "maybe"}, "payroll", R.VALUE),
    ({"risk_level": "C6"}, "risk_level", R.VALUE),
    ({"assessed_on": ""}, "risk_level", R.PAIR),
    ({"holdings": "castle:X"}, "holdings", R.VALUE),
    ({"holdings": "wealth:X:NaN"}, "holdings", R.NUMBER),
    ({"holdings": "wealth:X:1e99"}, "holdings", R.NUMBER),
    ({"holdings": "wealth:X:1:2026-13-01"}, "holdings", R.DATE),
    ({"life_events": "home"}, "life_events", R.VALUE),
    ({"consent_on": "2027-01-01"}, "consent_on", R.FUTURE),
    ({"consent_on": "0001-01-01"}, "consent_on", R.DATE),
    ({"assessed_on": "0001-01-01", "risk_level": "C2"}, "assessed_on", R.DATE),
    ({"name": '"张小明'}, "", R.CELLS),
    ({"name": "张,小明"}, "", R.CELLS),
    ({"name": "张\0明"}, "", R.BYTES),
    ({"name": "长" * 6000}, "", R.LENGTH),
]


def test_every_bad_line_is_named_with_its_reason_and_stops_no_good_one(branch: Branch, at: dt.datetime) -> None:
    rows = [EVERYTHING | {"reference": f"B{n}", **wrong} for n, (wrong, _column, _reason) in enumerate(BAD)]

    run, problems = imported(lines_of(EVERYTHING, *rows, EVERYTHING | {"reference": "LAST"}), at)

    assert problems == [(n, column, reason) for n, (_wrong, column, reason) in enumerate(BAD, start=3)]
    assert figures(run) == (2, 0, 0, len(BAD), 0)
    assert sorted(one.reference for one in Customer.objects.all()) == ["K1", "LAST"]


@pytest.mark.parametrize(
    ("written", "kept"),
    [("0E-999999", "0.00"), ("0E+999999", "0.00"), ("1E3", "1000.00"), ("5.0000", "5.0000"), ("12", "12")],
)
def test_an_amount_is_never_longer_than_it_was_written(written: str, kept: str) -> None:
    assert amount(written) == kept


def test_one_customer_twice_and_several_wrong_cells_of_a_line(branch: Branch, at: dt.datetime) -> None:
    wrong = EVERYTHING | {"reference": "K2", "phone": "?", "tier": "?"}

    run, problems = imported(lines_of(EVERYTHING, EVERYTHING, wrong), at)

    assert problems == [(3, "reference", R.TWICE), (4, "tier", R.VALUE), (4, "phone", R.PHONE)]
    assert figures(run) == (1, 0, 0, 2, 0)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_chinese_heads_and_words_in_both_encodings(branch: Branch, at: dt.datetime, encoding: str) -> None:
    heads = ["branch", "reference", "name", "tier", "payroll", "life_events"]
    text = ",".join(ZH[name] for name in heads) + "\r\n7001,K1,欧阳娜,金卡,是,购房：2026/02/01；结婚：2026-05-01\r\n"  # type: ignore[index]

    run, problems = imported(text.encode(encoding), at)

    customer = card(branch)
    assert (figures(run), problems) == ((1, 0, 0, 0, 0), [])
    assert (customer.name, customer.tier, customer.is_payroll) == ("欧阳娜", Tier.GOLD, True)
    assert customer.life_events.count() == 2


def test_one_line_in_another_encoding_is_bad_alone(branch: Branch, at: dt.datetime) -> None:
    text = lines_of(EVERYTHING).encode() + b"7001,K2,\xd5\xc5" + b"," * 18 + b"\n" + "7001,K3,李四".encode() + b"," * 18

    run, problems = imported(text, at)

    assert problems == [(3, "", R.BYTES)]
    assert figures(run)[0] == 2


@pytest.mark.parametrize(
    "header",
    ["", "branch,reference\n", "branch,reference,name,looks\n", "branch,reference,name,name\n", "\0,\n", '"\n'],
)
def test_a_file_whose_header_tells_nothing_is_refused(db: None, tmp_path: Path, header: str) -> None:
    file = tmp_path / "customers.csv"
    file.write_text(header)

    with pytest.raises(CommandError, match="bad_file"):
        call_command("import_customers", str(file))

    assert CustomerImport.objects.get().status == "failed"
    with pytest.raises(CommandError):
        call_command("import_customers", str(tmp_path / "missing.csv"), "--dry-run")


def test_the_command_names_bad_lines_and_counts(
    branch: Branch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "customers.csv"
    file.write_text("branch,reference,name,phone\n7001,K1,张小明,\n7001,K2,李四,call me\n")

    call_command("import_customers", str(file), "--dry-run")
    call_command("import_customers", str(file))

    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("line 3, phone: ")
    assert said[1] == "Dry run, nothing written: 1 new, 0 changed, 0 unchanged, 1 refused, 0 taken in part."
    assert said[3] == said[1].removeprefix("Dry run, nothing written: ")
    assert not re.search("call me|李四", "".join(said))


def test_employees_are_asked_themselves(branch: Branch, at: dt.datetime) -> None:
    """N21: an employer cannot agree for its people. Who is the employer may stand further down."""
    heads = "branch,reference,name,phone,employer,corporate,marketing_consent\n"
    text = heads + "\n".join(
        (
            "7001,E1,张小明,13800138000,FIRM,no,",
            "7001,E2,李四,13800138001,FIRM,no,no",
            "7001,E3,王五,13800138002,FIRM,no,yes",
            "7001,E4,赵六,,FIRM,no,no",
            "7001,E5,钱七,13800138003,NOBODY,no,yes",
            "7001,FIRM,东方公司,,,yes,",
        )
    )

    _dry, told_dry = imported(text, at, is_dry_run=True)
    run, told = imported(text, at)

    assert told == told_dry == [
        (2, "marketing_consent", R.OWN_CONSENT),
        (3, "marketing_consent", R.OWN_CONSENT),
        (6, "employer", R.EMPLOYER),
    ]  # fmt: skip
    assert figures(run) == (4, 0, 0, 2, 1)
    assert sorted(one.reference for one in card(branch, "FIRM").employees.all()) == ["E3", "E4"]
    assert card(branch, "E5").employer is None


def test_families_are_linked_with_consent_alone_and_unlinked_without(branch: Branch, at: dt.datetime) -> None:
    heads = "branch,reference,name,household,household_consent\n"
    imported(heads + "7001,A,张一,F1,yes\n7001,B,张二,F1,yes\n7001,C,张三,F1,no\n7001,D,张四,F1,\n", at)
    family = card(branch, "A").household

    run, problems = imported(heads + "7001,A,张一,F1,yes\n7001,B,张二,F1,no\n", at + dt.timedelta(hours=1))

    assert family is not None
    assert [one.reference for one in family.members.all()] == ["A"]
    assert (figures(run), problems) == ((0, 1, 1, 0, 1), [(3, "household", R.HOUSEHOLD)])
    assert Entry.objects.filter(type="customer.consent_withdrawn").count() == 1


def test_what_a_customer_said_here_counts_until_the_core_system_brings_something_newer(
    branch: Branch, at: dt.datetime
) -> None:
    row = "branch,reference,name,marketing_consent,consent_on\n7001,K1,张小明,{},{}\n"
    imported(row.format("yes", "2026-01-05"), at)
    consenting.withdraw(card(branch), purpose=P.MARKETING, by=CUSTOMER, at=at, way=ConsentWay.PHONE_PAGE)
    later = at + dt.timedelta(days=3)

    stands = []
    for answer, date in (("yes", "2026-01-06"), ("yes", ""), ("yes", "2026-03-12"), ("no", "2026-03-11"), ("no", "")):
        imported(row.format(answer, date), later)
        stands.append(card(branch).consent_marketing_at is not None)

    assert stands == [False, False, True, False, False]
    assert Entry.objects.filter(type="customer.consent_withdrawn").count() == 2


def test_a_newer_assessment_takes_the_place_of_the_older(branch: Branch, at: dt.datetime) -> None:
    row = "branch,reference,name,risk_level,assessed_on\n7001,K1,张小明,{},{}\n"

    for level, date in (("C3", "2024-05-01"), ("C2", "2025-06-30"), ("C5", "2025-01-01"), ("C4", "2026-02-28")):
        imported(row.format(level, date), at)

    found = RiskAssessment.objects.order_by("assessed_at")
    assert [(one.level, one.status) for one in found] == [(3, "expired"), (2, "superseded"), (4, "valid")]
    assert found[2].valid_until.date() == dt.date(2027, 2, 27)  # four in the morning in China


def test_new_customers_of_a_high_tier_find_an_owner(branch: Branch, at: dt.datetime, other_branch: Branch) -> None:
    OwnerRule.objects.create(tier=Tier.VIP, grade=Grade.SENIOR, most=2)
    senior = factories.make_staff("senior", branch, RoleCode.RM, grade=Grade.SENIOR)
    factories.make_staff("junior", branch, RoleCode.RM)
    named = factories.make_staff("named", branch, RoleCode.WM)
    stranger = factories.make_staff("far", other_branch, RoleCode.RM, grade=Grade.SENIOR)
    rows = [
        ("A", "vip", ""),
        ("B", "vip", "named"),
        ("C", "vip", ""),
        ("D", "vip", ""),
        ("E", "gold", ""),
        ("F", "vip", "far"),
    ]

    _run, problems = imported(
        "branch,reference,name,tier,owner\n" + "".join(f"7001,{n},张小明,{tier},{owner}\n" for n, tier, owner in rows),
        at,
    )

    owners = {one.reference: one.owner for one in Customer.objects.select_related("owner")}
    assert owners == {"A": senior, "B": named, "C": senior, "D": None, "E": None}
    assert problems == [(7, "owner", R.OWNER)]
    assert not Customer.objects.filter(owner=stranger).exists()


def test_a_run_goes_on_where_a_dead_process_left_it(
    branch: Branch, at: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lobby.customers.domain.importing.running.BATCH", 2)
    rows = ["7001,K1,张一,", "7001,K2,张二,", "7001,K3,张三,", "7001,K1,张四,", "7001,K5,张五,"]
    text = "\n".join(["branch,reference,name,phone", *rows])
    run = CustomerImport(created_at=at)

    def die(problems: list[Any]) -> None:
        if run.lines_done > 3:
            raise KeyboardInterrupt

    run.save()
    with pytest.raises(KeyboardInterrupt):
        run_import(io.BytesIO(text.encode()), run, by=SYSTEM, at=at, branches=Branch.objects.all(), report=die)
    half = CustomerImport.objects.get()
    assert (half.lines_done, Customer.objects.count()) == (3, 2)

    run, problems = imported(text, at, run=half)

    assert (figures(run), problems) == ((4, 0, 0, 1, 0), [(5, "reference", R.TWICE)])
    assert sorted(one.reference for one in Customer.objects.all()) == ["K1", "K2", "K3", "K5"]


def test_a_forgotten_customer_does_not_come_back_with_the_next_file(branch: Branch, at: dt.datetime) -> None:
    """R29: the core system names closed accounts longer than we keep anybody."""
    left = EVERYTHING | {"closed_on": "2020-01-31"}
    lately = EVERYTHING | {"reference": "K2", "closed_on": str(at.date())}
    here = EVERYTHING | {"reference": "K3", "closed_on": ""}
    imported(lines_of(EVERYTHING | {"closed_on": ""}), at)
    imported(lines_of(left), at)
    assert forget_due(at=at) == 1

    run, problems = imported(lines_of(left, lately, here), at)

    assert (figures(run), problems) == ((2, 0, 1, 0, 0), [])
    assert customer_by_reference(branch, "K1") is None
    assert forget_due(at=at) == 0


def test_strangers_branches_are_no_branches(branch: Branch, other_branch: Branch, at: dt.datetime) -> None:
    run, told = CustomerImport.objects.create(created_at=at), []
    text = "branch,reference,name\n7001,K1,张小明\n7002,K1,李四\n"

    run_import(
        io.BytesIO(text.encode()),
        run,
        by=SYSTEM,
        at=at,
        report=told.extend,
        branches=Branch.objects.filter(pk=branch.pk),
    )

    assert [(one.line, one.reason) for one in told] == [(3, R.BRANCH)]
    assert [one.branch for one in Customer.objects.all()] == [branch]


def test_statements_do_not_grow_with_the_lines(
    branch: Branch, at: dt.datetime, django_assert_max_num_queries: Any, manager: Staff
) -> None:
    rows = [EVERYTHING | {"reference": f"K{n}", "household": f"F{n}"} for n in range(60)]

    for code in ("top", "best"):
        segmenting.define(Segment(code=code, name_zh=code, name_en=code, tiers=["vip"]))
    with django_assert_max_num_queries(28):
        run, _problems = imported(lines_of(*rows), at)

    assert run.new == 60


def test_segments_follow_the_file(branch: Branch, at: dt.datetime) -> None:
    for tier in ("gold", "vip"):
        segmenting.define(Segment(code=tier, name_zh=tier, name_en=tier, tiers=[tier]))
    head, later = "branch,reference,name,tier\n", at + dt.timedelta(days=1)

    imported(head + "7001,A,甲,gold\n7001,B,乙,gold\n7001,C,丙,vip\n", at)
    imported(head + "7001,A,甲,vip\n7001,B,乙乙,gold\n7001,C,丙,\n", later)

    members = SegmentMember.objects.values_list("customer__reference_index", "segment__code", "since", "until")
    assert set(members) == {
        (blind_index("A"), "gold", at, later),
        (blind_index("A"), "vip", later, None),
        (blind_index("B"), "gold", at, None),
        (blind_index("C"), "vip", at, later),
    }


def test_words_that_mean_something_to_the_database_are_kept_as_they_are(branch: Branch, at: dt.datetime) -> None:
    names = ["NULL", "{a}", "\\", "a\\'b", "{}，{}", "%s"]
    file = "branch,reference,name,employer,marketing_consent\n" + "".join(
        f'7001,{name},"{name}","",no\n' for name in names
    )

    run, problems = imported(file + '7001,"""","a""b",,no\n', at)
    again, _problems = imported(file + '7001,"""","a""b",,no\n', at)

    assert (figures(run), figures(again), problems) == ((7, 0, 0, 0, 0), (0, 0, 7, 0, 0), [])
    assert {(one.reference, one.name) for one in Customer.objects.all()} == {
        *zip(names, names, strict=True),
        ('"', 'a"b'),
    }


def test_a_torn_file_fails_and_keeps_no_other_waiting(
    branch: Branch, manager: Staff, at: dt.datetime, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    torn = uploads.begin(io.BytesIO(b"branch,reference,name\n"), by=manager, at=at, is_dry_run=True)
    whole = uploads.begin(io.BytesIO(b"branch,reference,name\n7001,K1,A\n"), by=manager, at=at, is_dry_run=True)
    path = uploads.folder() / torn.file
    path.write_bytes(path.read_bytes()[:40])

    assert uploads.run_waiting(at=at) == 2

    torn.refresh_from_db()
    whole.refresh_from_db()
    assert (torn.status, whole.status) == ("failed", "done")
    assert not list(uploads.folder().iterdir())
