"""Tables in and out: every row judged, nothing written unasked, hostile files, formulas, strangers' branches."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from devices import tables
from devices.domain import importing
from devices.errors.tables import TableColumns, TableHasErrors, TableTooLarge, TableUnreadable
from devices.models import DeviceFunction
from lobby.branches.enums import DeviceKind, RoleCode
from lobby.branches.models import Branch, Device
from lobby.live.models import Entry
from tests import factories

HEAD = "code,kind,name_zh,name_en"
GOOD = f"{HEAD},zone,functions,spare,spare_for\nT1,smart_counter,智能一,One,hall,cash:dispenser+acceptor,,\nT2,atm,自助二,Two,,,no,\n"


def judge(text, branch, staff=None):
    branches = [branch] if staff is None else list(Branch.objects.filter(pk=branch.pk))
    return importing.judge(text, branch, branches)


def errors(text, branch):
    return [sorted(line.errors) for line in judge(text, branch)]


def take(text, branch, staff, at, **options):
    return importing.take_over(judge(text, branch), by=staff.actor, at=at, **options)


def test_a_good_file_is_taken_over_once(branch, zone, cash, tech, at):
    assert len(take(GOOD, branch, tech, at)) == 2
    assert take(GOOD, branch, tech, at) == []

    assert sorted(Device.objects.values_list("code", "kind")) == [("T1", "smart_counter"), ("T2", "atm")]
    assert Device.objects.get(code="T1").zone == zone
    assert DeviceFunction.objects.get().needs == ["acceptor", "dispenser"]
    assert Entry.objects.filter(type="device.registered").count() == 2


def test_updates_are_shown_and_missing_columns_leave_what_is_known(branch, zone, cash, tech, at):
    take(GOOD, branch, tech, at)

    (line,) = judge(f"{HEAD}\nT1,smart_counter,智能一,First\n", branch)
    importing.take_over([line], by=tech.actor, at=at)

    assert line.changes == {"name_en": ["One", "First"]}
    changed = Device.objects.get(code="T1")
    assert (changed.name_en, changed.zone, changed.functions.count()) == ("First", zone, 1)


def test_every_error_stands_beside_its_line_and_column(branch, other_branch, zone, cash, tech, at):
    factories.make_device(other_branch, "FAR1")
    text = (
        f"{HEAD},branch,zone,accessible,functions\n"
        "a b,atm,甲,A,,,,\n"
        "B1,toaster,乙,,,,,\n"
        "C1,atm,丙,C,,nowhere,perhaps,gold:card\n"
        "FAR1,atm,丁,D,,,,\n"
        f"E1,atm,戊,E,{other_branch.code},,,\n"
        "F1,atm,己,F,,,,\n"
        "F1,atm,己,F,,,,\n"
        "G1,atm,庚,G,,,,cash:wheel\n"
        "H1,atm,辛,H,,,,,,too many\n"
        f"I1,atm,{'长' * 61},I,,,,\n"
    )

    lines = judge(text, branch)

    assert [(line.number, sorted(line.errors)) for line in lines] == [
        (2, ["code"]),
        (3, ["kind", "name_en"]),
        (4, ["accessible", "functions", "zone"]),
        (5, ["code"]),
        (6, ["branch"]),
        (7, []),
        (8, ["code"]),
        (9, ["functions"]),
        (10, ["code"]),
        (11, ["name_zh"]),
    ]
    with pytest.raises(TableHasErrors):
        importing.take_over(lines, by=tech.actor, at=at)
    assert not Device.objects.filter(branch=branch).exists()
    assert [line.code for line in importing.take_over(lines, by=tech.actor, at=at, only_good=True)] == ["F1"]
    assert Device.objects.filter(branch=branch).count() == 1


def test_spares_may_stand_before_what_they_stand_in_for(branch, tech, at):
    text = f"{HEAD},spare,spare_for\nS1,atm,备,Spare,yes,M1\nM1,atm,主,Main,,\n"

    take(text, branch, tech, at)

    assert Device.objects.get(code="S1").spare_for == Device.objects.get(code="M1")
    assert take(text, branch, tech, at) == []


def test_spares_that_do_not_fit_are_refused(branch, other_branch, tech):
    factories.make_device(other_branch, "FAR1", DeviceKind.ATM)
    rows = [
        "S1,atm,备,A,yes,FAR1",
        "S2,atm,备,B,yes,S2",
        "S3,vtm,备,C,yes,M1",
        "S4,atm,备,D,no,M1",
        "S5,atm,备,E,yes,S1",
    ]

    found = errors(f"{HEAD},spare,spare_for\n" + "\n".join(rows) + "\nM1,atm,主,Main,,\n", branch)

    assert found == [["spare_for"]] * 5 + [[]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_office_programs_files_are_read(branch, zone, cash, encoding):
    text = tables.decoded(GOOD.replace("\n", "\r\n").encode(encoding))

    assert judge(text, branch)[0].row["name_zh"] == "智能一"


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", TableUnreadable),
        (b"\x00\x01\x02", TableUnreadable),
        ("名".encode("utf-16"), TableUnreadable),
        (b"PK\x03\x04" + b"\xff" * 60, TableUnreadable),
        (b"x" * (tables.MOST_BYTES + 1), TableTooLarge),
    ],
)
def test_what_is_no_table_is_refused(data, refusal):
    with pytest.raises(refusal):
        tables.decoded(data)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("code\nX\n", TableColumns),
        (f"{HEAD},secret\nX,atm,a,b,c\n", TableColumns),
        (f"{HEAD},code\nX,atm,a,b,c\n", TableColumns),
        (f'{HEAD}\n"X,atm,a,b\n', TableUnreadable),
        (f"{HEAD}\n" + "X,atm,a,b\n" * 1001, TableTooLarge),
        (f"{HEAD}\n" + "x" * 140000, TableUnreadable),
    ],
)
def test_hostile_tables_are_refused(text, refusal):
    with pytest.raises(refusal):
        tables.rows(text)


def test_formulas_leave_as_text_and_come_back_as_they_were(branch, tech, at):
    evil = ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(1)", "'quoted", "'=a", "plain"]

    assert [tables.unguarded(tables.guarded(one)) for one in evil] == evil
    assert all(not tables.guarded(one).startswith(tables.FORMULA) for one in evil)
    register_text = tables.written([{"code": "X1", "kind": "atm", "name_zh": "=1+1", "name_en": "-2"}])
    take(register_text, branch, tech, at)
    assert Device.objects.get(code="X1").name_zh == "=1+1"


def test_a_thousand_rows_cost_the_same_queries_as_one(branch, zone, cash, tech, at):
    take(GOOD, branch, tech, at)
    with CaptureQueriesContext(connection) as one:
        judge(GOOD, branch)
    many = f"{HEAD},zone\n" + "".join(f"N{n},atm,机,M,hall\n" for n in range(1000))
    with CaptureQueriesContext(connection) as thousand:
        assert all(line.is_good for line in judge(many, branch))

    assert len(thousand) <= len(one) <= 5


def test_the_page_checks_first_and_writes_when_told(client, branch, zone, cash, tech):
    client.force_login(tech)

    def url(name):
        return reverse(f"devices:{name}", args=[branch.code])

    def upload(text):
        return client.post(url("register-check"), {"file": SimpleUploadedFile("d.csv", text.encode())})

    half = f"{HEAD}\nT1,atm,甲,A\nT 2,atm,乙,B\n"
    shown = upload(half).content.decode()
    assert 'name="only_good"' in shown
    assert shown.index("T 2") < shown.index("T1"), "what is wrong stands on top"
    assert "<script>" not in upload(f"{HEAD}\n<script>,atm,<script>,B\n").content.decode()
    assert not Device.objects.filter(branch=branch).exists()

    refused = client.post(url("register-take"), {"text": half})
    assert refused.status_code == 200
    assert not Device.objects.filter(branch=branch).exists()
    client.post(url("register-take"), {"text": half, "only_good": "yes"})
    assert list(Device.objects.filter(branch=branch).values_list("code", flat=True)) == ["T1"]
    assert upload("nonsense").status_code == 400
    assert client.post(url("register-check")).status_code == 400
    assert client.post(url("register-take"), {"text": "\x00"}).status_code == 400


def test_rows_of_several_branches_are_taken_where_one_keeps_the_register(branch, other_branch, at):
    sysadm = factories.make_staff("sys", branch, RoleCode.SYSADM)
    text = f"{HEAD},branch\nA1,atm,甲,A,{branch.code}\nB1,atm,乙,B,{other_branch.code}\n"

    one = importing.judge(text, branch, [branch])
    both = importing.judge(text, branch, [branch, other_branch])
    importing.take_over(both, by=sysadm.actor, at=at)

    assert [sorted(line.errors) for line in one] == [[], ["branch"]]
    assert Device.objects.get(code="B1").branch == other_branch


def test_the_export_is_what_can_be_taken_over(client, branch, zone, cash, tech, at):
    take(GOOD, branch, tech, at)
    client.force_login(tech)

    data = client.get(reverse("devices:register-export", args=[branch.code])).content

    lines = judge(tables.decoded(data), branch)
    assert [(line.code, line.errors, line.changes) for line in lines] == [("T1", {}, {}), ("T2", {}, {})]
    template = client.get(reverse("devices:register-template", args=[branch.code])).content
    assert tables.rows(tables.decoded(template))[0][1]["code"] == "SC9"
