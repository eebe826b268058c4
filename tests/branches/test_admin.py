"""Administration pages: three separate powers, each within its own branches."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib import admin
from django.db import connection
from django.forms.models import model_to_dict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lobby.branches import keys
from lobby.branches.enums import DeviceKind, RoleCode
from lobby.branches.models import AccessKey, AuthorityLimit, BranchPolicy, BusinessDay, RoleGrant, Service, Skill, Staff
from lobby.floor.models import Contact, FirstAider, TargetShares
from queueing.domain.peak_plans import prepare
from queueing.models import Helper, PeakPolicy, Room, ServiceStep, SlotRule, WallSettings
from tests import factories

PAGES = [
    "branches_orgunit",
    "branches_branch",
    "branches_branchpolicy",
    "branches_businessday",
    "branches_zone",
    "branches_service",
    "branches_counter",
    "branches_device",
    "branches_staff",
    "branches_accesskey",
    "branches_authoritylimit",
    "floor_contact",
    "floor_firstaider",
    "queueing_wallsettings",
    "queueing_peakpolicy",
    "queueing_peakplan",
    "queueing_servicestep",
    "queueing_helper",
    "queueing_slotrule",
    "queueing_room",
    "floor_targetshares",
]
# Versions are published there, never changed: tests/queueing/prereview/test_templates.py.
PUBLISHED = "queueing_formtemplate"
# One list for the whole bank: tests/complaints/cases/test_admin.py, tests/marketing/test_admin.py.
OF_THE_BANK = [
    "complaints_complaintcode",
    "complaints_complaintterms",
    "customers_assessmentterms",
    "customers_cardterms",
    "customers_ownerrule",
    "customers_segment",
    "marketing_marketingterms",
]
# Looked at by auditors, changed by verbs and imports alone: tests/customers.
LOOKED_AT = ["customers_consententry", "customers_customer", "customers_customerimport"]
# Whoever keeps offers at the branch: tests/marketing/follow/test_admin.py.
OF_MARKETING = ["marketing_followuprule"]
SETTINGS = [page for page in PAGES if page not in {"branches_staff", "branches_accesskey"}]
PASSWORD = "a-Long-1-enough"


@pytest.fixture
def sysadm(branch):
    return factories.make_staff("sys", branch, RoleCode.SYSADM)


@pytest.fixture
def secadm(branch):
    return factories.make_staff("sec", branch, RoleCode.SECADM)


@pytest.fixture
def auditor(branch):
    return factories.make_staff("aud", branch, RoleCode.AUDITOR)


@pytest.fixture
def everything(branch, zone, cash, counter, wall, manager, at):
    """One row for each page."""
    WallSettings.objects.create(device=wall)
    keys.create_key(wall, at=at)
    BusinessDay.objects.create(branch=branch, date=dt.date(2026, 5, 1), is_holiday=True)
    prepare(branch, by=manager.actor, at=at)
    PeakPolicy.objects.create(branch=branch, effective_from=dt.date(2026, 1, 1))
    Helper.objects.create(branch=branch, staff=manager)
    SlotRule.objects.create(branch=branch, service=cash)
    Room.objects.create(branch=branch, code="R1", name_zh="洽谈室", name_en="Meeting room")
    AuthorityLimit.objects.create(
        branch=branch, role="TELLER", action="fee_waiver", amount_limit=5, effective_from=dt.date(2026, 1, 1)
    )
    TargetShares.objects.create(branch=branch, role=RoleCode.LM, effective_from=dt.date(2026, 1, 1), guide=100)
    Contact.objects.create(branch=branch, kind="hospital", name_zh="医院", name_en="Hospital", phone="120")
    FirstAider.objects.create(branch=branch, staff=manager, valid_until=dt.date(2027, 1, 1))


def url(page, what="changelist", *args):
    return reverse(f"admin:{page}_{what}", args=args)


def model_of(page):
    return next(one for one in admin.site._registry if f"{one._meta.app_label}_{one._meta.model_name}" == page)


def statuses(client, what, pages):
    return {page: client.get(url(page, what)).status_code for page in pages}


def in_days(days):
    return timezone.now().astimezone(dt.timezone(dt.timedelta(hours=8))).date() + dt.timedelta(days=days)


def management(**inlines):
    counts = {f"{name}-{part}": 0 for name in inlines for part in ("TOTAL_FORMS", "INITIAL_FORMS")}
    return {**counts, **{f"{name}-TOTAL_FORMS": total for name, total in inlines.items()}}


# Who may open what.


def test_pages_are_for_administrators_only(client, teller, manager):
    for person in (teller, manager):
        client.force_login(person)
        assert client.get("/admin/").status_code == 302
        assert client.get("/admin/", follow=True).status_code == 403
        assert client.get(url("branches_service")).status_code == 302


def test_a_stranger_signs_in_where_everybody_does(client, db):
    answer = client.get("/admin/", follow=True)

    assert answer.redirect_chain[-1][0].startswith("/sign-in/?next=")


def test_system_administrator_edits_settings_and_neither_staff_nor_keys(client, sysadm, everything):
    client.force_login(sysadm)

    assert statuses(client, "changelist", SETTINGS) == dict.fromkeys(SETTINGS, 200)
    assert statuses(client, "changelist", ["branches_staff", "branches_accesskey"]) == {
        "branches_staff": 403,
        "branches_accesskey": 403,
    }
    addable = [page for page in SETTINGS if page not in {"branches_orgunit", "branches_branch"}]
    assert statuses(client, "add", addable) == dict.fromkeys(addable, 200)


def test_units_and_branches_are_added_from_above_only(client, branch, sysadm):
    client.force_login(sysadm)
    assert statuses(client, "add", ["branches_orgunit", "branches_branch"]) == {
        "branches_orgunit": 403,
        "branches_branch": 403,
    }

    client.force_login(factories.make_staff("regional", None, RoleCode.SYSADM, unit=branch.unit))
    assert statuses(client, "add", ["branches_orgunit", "branches_branch"]) == {
        "branches_orgunit": 200,
        "branches_branch": 200,
    }


def test_security_administrator_edits_staff_and_keys_and_no_settings(client, secadm, everything, cash):
    client.force_login(secadm)

    both = ["branches_staff", "branches_accesskey"]
    assert statuses(client, "changelist", both) == statuses(client, "add", both) == dict.fromkeys(both, 200)
    assert client.get(url("branches_service")).status_code == 403
    assert client.get(url("branches_service", "change", cash.pk)).status_code == 403


def test_auditor_reads_everything_and_changes_nothing(client, auditor, everything, cash, manager):
    client.force_login(auditor)

    assert statuses(client, "changelist", PAGES) == dict.fromkeys(PAGES, 200)
    assert statuses(client, "add", PAGES) == dict.fromkeys(PAGES, 403)
    for page in PAGES[1:]:  # the unit above is out of a branch's reach
        row = model_of(page)._default_manager.first()
        assert client.get(url(page, "change", row.pk)).status_code == 200
        assert client.post(url(page, "change", row.pk), {}).status_code == 403
        assert client.post(url(page, "delete", row.pk), {"post": "yes"}).status_code == 403


def test_domain_rows_have_no_pages():
    ours = {f"{model._meta.app_label}_{model._meta.model_name}" for model in admin.site._registry}

    assert {page for page in ours if not page.startswith("axes_")} == {
        *(*PAGES, *OF_THE_BANK, *LOOKED_AT, *OF_MARKETING, PUBLISHED)
    }


# Own branches only.


def test_a_branchs_administrator_sets_its_own_limits_and_never_the_banks(client, sysadm, branch):
    client.force_login(sysadm)
    body = {"role": "TELLER", "action": "fee_waiver", "amount_limit": "5", "effective_from": "2026-01-01"}

    assert client.post(url("branches_authoritylimit", "add"), body).status_code == 200
    assert not AuthorityLimit.objects.exists()
    assert client.post(url("branches_authoritylimit", "add"), {**body, "branch": branch.pk}).status_code == 302
    assert AuthorityLimit.objects.get().branch == branch


def test_another_branch_is_not_there(client, sysadm, secadm, other_branch, stranger):
    zone = factories.make_zone(other_branch)
    service = factories.make_service(other_branch, "cash", "A")
    client.force_login(sysadm)
    for page, row in (("branches_zone", zone), ("branches_service", service), ("branches_branch", other_branch)):
        assert str(row.name_zh) not in client.get(url(page)).content.decode()
        assert client.get(url(page, "change", row.pk)).status_code == 302
        assert client.post(url(page, "change", row.pk), {"name_zh": "x"}).status_code == 302

    client.force_login(secadm)
    assert client.get(url("branches_staff", "change", stranger.pk)).status_code == 302
    service.refresh_from_db()
    assert service.name_zh == "业务cash"


def test_nothing_is_added_to_another_branch(client, sysadm, other_branch):
    client.force_login(sysadm)
    fields = {"branch": other_branch.pk, "code": "z", "name_zh": "区", "name_en": "Z", "kind": "waiting"}
    sizes = {"capacity": 5, "x": 0, "y": 0, "width": 10, "height": 10}

    answer = client.post(url("branches_zone", "add"), {**fields, **sizes})

    assert (answer.status_code, other_branch.zones.count()) == (200, 0)


def test_a_counter_takes_zone_and_services_of_its_own_branch(client, branch, zone, cash, other_branch):
    other = factories.make_zone(other_branch)
    boss = Staff.objects.create_superuser("root", PASSWORD, name="Root")
    client.force_login(boss)
    fields = {
        "branch": branch.pk,
        "code": "9",
        "name_zh": "九号",
        "name_en": "Nine",
        "services": [cash.pk],
        "position": 0,
    }

    refused = client.post(url("branches_counter", "add"), {**fields, "zone": other.pk})
    assert (refused.status_code, branch.counters.count()) == (200, 0)

    assert client.post(url("branches_counter", "add"), {**fields, "zone": zone.pk}).status_code == 302
    assert branch.counters.get().zone == zone


def test_search_offers_only_rows_in_reach(client, sysadm, teller, zone, other_branch):
    factories.make_zone(other_branch, "elsewhere")
    client.force_login(sysadm)
    asked = {"app_label": "branches", "model_name": "counter", "field_name": "zone"}

    found = client.get("/admin/autocomplete/", asked).json()["results"]
    assert [line["text"] for line in found] == ["7001 · hall · 大厅"]

    client.force_login(teller)
    assert client.get("/admin/autocomplete/", asked).status_code == 302


# Settings.


def test_a_branch_is_edited_without_losing_its_place(client, sysadm, branch):
    client.force_login(sysadm)
    hours = branch.opening_hours.first()
    fields = {
        "name_zh": "新名",
        "name_en": "New",
        "is_active": "on",
        "opening_hours-TOTAL_FORMS": 1,
        "opening_hours-INITIAL_FORMS": 1,
        "opening_hours-0-id": hours.pk,
        "opening_hours-0-branch": branch.pk,
        "opening_hours-0-weekday": "0",
        "opening_hours-0-opens_at": "08:30",
        "opening_hours-0-closes_at": "17:00",
    }
    unit = branch.unit_id

    answer = client.post(
        url("branches_branch", "change", branch.pk), {**fields, "unit": "", "code": "X", "is_demo": "on"}
    )

    assert answer.status_code == 302
    branch.refresh_from_db()
    hours.refresh_from_db()
    assert (branch.name_zh, branch.unit_id, branch.code, branch.is_demo) == ("新名", unit, "7001", False)
    assert hours.opens_at == dt.time(8, 30)


def test_a_unit_is_edited_without_losing_its_place(client, branch):
    top = factories.make_unit("HQ", "head_office")
    branch.unit.parent = top
    branch.unit.save()
    client.force_login(factories.make_staff("regional", None, RoleCode.SYSADM, unit=branch.unit))
    fields = {"code": "R7001", "kind": "regional_branch", "name_zh": "新名", "name_en": "New", "parent": ""}

    assert client.post(url("branches_orgunit", "change", branch.unit_id), fields).status_code == 302

    branch.unit.refresh_from_db()
    assert (branch.unit.name_zh, branch.unit.parent) == ("新名", top)


def test_a_change_of_a_service_is_in_its_history(client, sysadm, cash):
    client.force_login(sysadm)
    fields = {
        "name_zh": "现金业务",
        "name_en": "Cash",
        "family": "cash",
        "complexity": "simple",
        "is_active": "on",
        "position": 0,
        "channels": ["counter", "vtm"],
        "standard_minutes": 9,
        "prefix": "A",
        "number_first": 1,
        "number_last": 999,
        "requirements-TOTAL_FORMS": 1,
        "requirements-INITIAL_FORMS": 0,
        "requirements-0-name_zh": "身份证",
        "requirements-0-name_en": "Identity card",
        "requirements-0-is_required": "on",
        "requirements-0-copies": 1,
        "requirements-0-position": 0,
    }

    assert client.post(url("branches_service", "change", cash.pk), fields).status_code == 302

    cash.refresh_from_db()
    assert cash.documents("en") == ["Identity card"]
    assert (cash.standard_minutes, cash.channels, cash.code) == (9, ["counter", "vtm"], "cash")
    assert cash.history.first().history_user == sysadm
    client.cookies["django_language"] = "en"
    told = client.get(url("branches_service", "history", cash.pk)).content.decode()
    assert "standard minutes: 8 → 9" in told
    assert "Sys" in told


def test_history_of_another_branch_is_not_there(client, sysadm, other_branch):
    service = factories.make_service(other_branch, "cash", "A")
    client.force_login(sysadm)

    assert client.get(url("branches_service", "history", service.pk)).status_code == 404


def test_a_used_service_is_not_deleted(client, sysadm, cash):
    client.force_login(sysadm)

    assert client.post(url("branches_service", "delete", cash.pk), {"post": "yes"}).status_code == 403
    assert Service.objects.filter(pk=cash.pk).exists()


def policy_fields(branch, begins, **fields):
    policy = BranchPolicy()
    numbers = {field.name: getattr(policy, field.name) for field in BranchPolicy._meta.fields[3:]}
    return {**numbers, "branch": branch.pk, "effective_from": begins.isoformat(), **fields}


def test_thresholds_begin_on_a_later_day(client, sysadm, branch):
    client.force_login(sysadm)

    for days in (-1, 0):
        assert client.post(url("branches_branchpolicy", "add"), policy_fields(branch, in_days(days))).status_code == 200
    new = policy_fields(branch, in_days(2), long_wait_s=1200)
    assert client.post(url("branches_branchpolicy", "add"), new).status_code == 302

    assert list(branch.policies.values_list("long_wait_s", flat=True)) == [1200, 900]


def test_thresholds_in_force_are_only_told(client, sysadm, branch):
    client.force_login(sysadm)
    past = branch.policies.get()
    planned = branch.policies.create(effective_from=in_days(3))
    page = "branches_branchpolicy"

    assert client.post(url(page, "change", past.pk), policy_fields(branch, in_days(4))).status_code == 403
    assert client.post(url(page, "delete", past.pk), {"post": "yes"}).status_code == 403
    assert client.post(url(page, "change", planned.pk), policy_fields(branch, in_days(4))).status_code == 302
    assert client.post(url(page, "delete", planned.pk), {"post": "yes"}).status_code == 302

    assert list(branch.policies.all()) == [past]


def test_new_thresholds_start_from_those_in_force(client, sysadm, branch):
    branch.policies.update(long_wait_s=1080)
    client.force_login(sysadm)

    form = client.get(url("branches_branchpolicy", "add")).context["adminform"].form

    assert (form.initial["long_wait_s"], form.initial["branch"]) == (1080, branch.pk)


def test_peak_thresholds_in_force_are_only_told(client, sysadm, branch):
    client.force_login(sysadm)
    past = branch.peak_policies.create(effective_from=dt.date(2021, 1, 1))
    planned = branch.peak_policies.create(effective_from=in_days(3))
    page = "queueing_peakpolicy"
    fields = {**model_to_dict(planned, exclude=["id"]), "effective_from": in_days(4), "waiting_active_enter": 40}

    assert client.post(url(page, "change", past.pk), fields).status_code == 403
    assert client.post(url(page, "change", planned.pk), {**fields, "effective_from": in_days(0)}).status_code == 200
    assert client.post(url(page, "change", planned.pk), fields).status_code == 302
    assert "40" in client.get(url(page, "history", planned.pk)).content.decode()


def test_the_laws_steps_are_not_left_out_on_the_settings_pages(client, sysadm, everything, branch):
    client.force_login(sysadm)
    step = ServiceStep.objects.get(branch=branch, code="identity")
    fields = {**model_to_dict(step, exclude=["id"]), "is_skipped": "on"}

    answers = [client.post(url("queueing_servicestep", "change", step.pk), fields)]
    fields.pop("is_compliance")
    answers.append(client.post(url("queueing_servicestep", "change", step.pk), fields))

    assert [answer.status_code for answer in answers] == [200, 200]  # the page again, with what is wrong
    step.refresh_from_db()
    assert (step.is_compliance, step.is_skipped) == (True, False)


def test_only_days_to_come_are_planned(client, sysadm, branch):
    client.force_login(sysadm)
    today = BusinessDay.objects.create(branch=branch, date=in_days(0))
    page, closed = "branches_businessday", {"branch": branch.pk, "is_holiday": "on"}

    assert client.post(url(page, "add"), {**closed, "date": in_days(1).isoformat()}).status_code == 302
    assert client.post(url(page, "add"), {**closed, "date": in_days(-1).isoformat()}).status_code == 200
    assert client.post(url(page, "change", today.pk), closed).status_code == 403

    assert list(branch.days.values_list("date", flat=True)) == [in_days(1), in_days(0)]


def test_settings_are_for_walls(client, sysadm, branch, wall):
    kiosk = factories.make_device(branch, "K", DeviceKind.KIOSK)
    client.force_login(sysadm)
    fields = {
        "rows": 5,
        "counter_word_zh": "窗口",
        "counter_word_en": "Counter",
        "voice_languages": ["zh"],
        "volume": 60,
    }

    assert client.post(url("queueing_wallsettings", "add"), {**fields, "device": kiosk.pk}).status_code == 200
    assert (
        client.post(url("queueing_wallsettings", "add"), {**fields, "device": wall.pk, "volume": 101}).status_code
        == 200
    )
    assert client.post(url("queueing_wallsettings", "add"), {**fields, "device": wall.pk}).status_code == 302

    assert WallSettings.objects.get().voice_languages == ["zh"]


# Staff.


def test_an_account_is_made_with_role_and_skill(client, secadm, branch, cash):
    client.force_login(secadm)
    fields = {
        "username": "newone",
        "name": "新人",
        "home_branch": branch.pk,
        "language": "",
        "password1": PASSWORD,
        "password2": PASSWORD,
        **management(grants=1, skills=1),
        "grants-0-role": "TELLER",
        "grants-0-branch": branch.pk,
        "skills-0-kind": "service",
        "skills-0-code": "cash",
        "skills-0-rank": "primary",
    }

    answer = client.post(url("branches_staff", "add"), fields)

    assert answer.status_code == 302
    staff = Staff.objects.get(username="newone")
    assert (staff.check_password(PASSWORD), staff.is_staff, staff.is_superuser) == (True, False, False)
    assert (RoleGrant.objects.get(staff=staff).role, Skill.objects.get(staff=staff).code) == ("TELLER", "cash")


def staff_fields(staff, **fields):
    return {
        "username": staff.username,
        "name": staff.name,
        "home_branch": staff.home_branch_id or "",
        "language": "",
        "is_active": "on",
        **management(grants=0, skills=0),
        **fields,
    }


def grant_fields(role, **place):
    return {**management(grants=1, skills=0), "grants-0-role": role, **{f"grants-0-{k}": v for k, v in place.items()}}


def test_an_administrators_role_opens_these_pages(client, secadm, branch):
    staff = factories.make_staff("plain", branch)
    client.force_login(secadm)

    given = staff_fields(staff, **grant_fields("SYSADM", branch=branch.pk))
    assert client.post(url("branches_staff", "change", staff.pk), given).status_code == 302

    staff.refresh_from_db()
    assert staff.is_staff


def test_a_role_is_given_within_reach_only(client, secadm, branch, other_branch):
    staff = factories.make_staff("plain", branch)
    client.force_login(secadm)

    for place in (
        {"branch": other_branch.pk},
        {"unit": branch.unit_id},
        {},
        {"branch": branch.pk, "unit": branch.unit_id},
    ):
        given = staff_fields(staff, **grant_fields("HEAD", **place))
        assert client.post(url("branches_staff", "change", staff.pk), given).status_code == 200

    assert not staff.grants.exists()


def test_the_three_powers_never_meet_in_one_hand(client, secadm, sysadm, branch):
    client.force_login(secadm)
    grant = sysadm.grants.get()
    both = {
        "grants-TOTAL_FORMS": 2,
        "grants-INITIAL_FORMS": 1,
        "grants-0-id": grant.pk,
        "grants-0-staff": sysadm.pk,
        "grants-0-role": "SYSADM",
        "grants-0-branch": branch.pk,
        "grants-1-role": "AUDITOR",
        "grants-1-branch": branch.pk,
    }

    answer = client.post(url("branches_staff", "change", sysadm.pk), staff_fields(sysadm, **both))

    assert (answer.status_code, sysadm.grants.count()) == (200, 1)


def test_nobody_climbs_by_the_staff_pages(client, secadm, branch, other_branch):
    """Not by the own account, a superuser's, one that reaches further, or one at home elsewhere."""
    root = Staff.objects.create_superuser("root", PASSWORD, name="Root", home_branch=branch)
    further = factories.make_staff("further", branch, RoleCode.LM)
    RoleGrant.objects.create(staff=further, role=RoleCode.HO, unit=branch.unit)
    elsewhere = factories.make_staff("guest", other_branch)
    RoleGrant.objects.create(staff=elsewhere, role=RoleCode.LM, branch=branch)
    client.force_login(secadm)

    for staff in (secadm, root, further, elsewhere):
        assert client.post(url("branches_staff", "change", staff.pk), staff_fields(staff, name="X")).status_code == 403
        passwords = {"password1": PASSWORD, "password2": PASSWORD}
        assert client.post(reverse("admin:auth_user_password_change", args=[staff.pk]), passwords).status_code == 403
        assert client.post(url("branches_accesskey", "add"), {"staff": staff.pk, "label": "x"}).status_code == 200

    assert not AccessKey.objects.exists()


def test_no_account_is_made_superuser_by_a_form(client, secadm, teller):
    client.force_login(secadm)

    given = staff_fields(teller, is_superuser="on", is_staff="on", password="x")
    assert client.post(url("branches_staff", "change", teller.pk), given).status_code == 302

    fresh = Staff.objects.get(pk=teller.pk)
    assert (fresh.is_superuser, fresh.is_staff, fresh.password) == (False, False, teller.password)


def test_a_new_password_is_set_and_the_old_one_never_shown(client, secadm, teller):
    client.force_login(secadm)
    page = client.get(url("branches_staff", "change", teller.pk)).content.decode()
    address = reverse("admin:auth_user_password_change", args=[teller.pk])

    client.post(address, {"password1": PASSWORD, "password2": PASSWORD})

    assert address in page
    assert teller.password not in page
    assert Staff.objects.get(pk=teller.pk).check_password(PASSWORD)


def test_a_weak_password_is_refused(client, secadm, teller):
    client.force_login(secadm)

    client.post(
        reverse("admin:auth_user_password_change", args=[teller.pk]),
        {"password1": "12345678901", "password2": "12345678901"},
    )

    assert not Staff.objects.get(pk=teller.pk).check_password("12345678901")


def test_a_skill_names_a_known_service(client, secadm, teller, cash):
    client.force_login(secadm)
    skill = {
        **management(grants=0, skills=1),
        "skills-0-kind": "service",
        "skills-0-code": "juggling",
        "skills-0-rank": "primary",
    }

    assert client.post(url("branches_staff", "change", teller.pk), staff_fields(teller, **skill)).status_code == 200


# Keys.


def test_a_secret_is_shown_once(client, secadm, wall):
    client.force_login(secadm)

    answer = client.post(url("branches_accesskey", "add"), {"device": wall.pk, "label": "hall"})

    key = AccessKey.objects.get()
    secret = answer.context["secret"]
    assert keys.find_key(secret) == key
    assert secret in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    for address in (url("branches_accesskey"), url("branches_accesskey", "change", key.pk)):
        page = client.get(address).content.decode()
        assert key.prefix in page
        assert secret.split(".")[1] not in page
        assert key.secret_hash not in page


def test_a_key_has_one_owner(client, secadm, teller, wall):
    client.force_login(secadm)

    for owners in ({}, {"staff": teller.pk, "device": wall.pk}):
        assert client.post(url("branches_accesskey", "add"), {**owners, "label": "x"}).status_code == 200
    assert not AccessKey.objects.exists()


def test_chosen_keys_are_revoked_and_kept(client, secadm, auditor, wall, other_branch, at):
    mine, secret = keys.create_key(wall, at=at)
    theirs, _ = keys.create_key(factories.make_device(other_branch, "W2"), at=at)
    chosen = {"action": "revoke", "_selected_action": [mine.pk, theirs.pk]}

    client.force_login(auditor)
    client.post(url("branches_accesskey"), chosen)
    assert keys.find_key(secret) is not None

    client.force_login(secadm)
    client.post(url("branches_accesskey"), chosen)
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (mine.revoked_at is None, theirs.revoked_at is None, keys.find_key(secret)) == (False, True, None)


# Both languages, and what lists cost.


@pytest.mark.parametrize(("language", "words"), [("en", "Standard minutes"), ("zh-hans", "标准办理分钟")])
def test_both_languages(client, sysadm, cash, language, words):
    client.force_login(sysadm)
    client.cookies["django_language"] = language

    assert words in client.get(url("branches_service", "change", cash.pk)).content.decode()


def test_a_slot_rule_keeps_to_its_branch_and_one_customer_at_a_time(client, sysadm, branch, cash, other_branch):
    client.force_login(sysadm)
    away = Room.objects.create(branch=other_branch, code="R9", name_zh="洽谈室", name_en="Meeting room")
    fields = {"branch": branch.pk, "service": cash.pk, "length_min": 30, "buffer_min": 0, "capacity": 2}
    fields |= {"lead_min": 60, "horizon_days": 14, "confirms_itself": "on", "is_active": "on"}

    assert client.post(url("queueing_slotrule", "add"), {**fields, "room": away.pk}).status_code == 200
    assert client.post(url("queueing_slotrule", "add"), {**fields, "staff": sysadm.pk}).status_code == 200
    assert not SlotRule.objects.exists()
    assert client.post(url("queueing_slotrule", "add"), fields).status_code == 302


@pytest.mark.parametrize("page", PAGES)
def test_a_list_costs_the_same_for_one_row_and_three(client, branch, at, page):
    boss = Staff.objects.create_superuser("root", PASSWORD, name="Root", home_branch=branch)
    client.force_login(boss)
    client.get(url(page))

    costs = []
    for number in range(3):
        zone = factories.make_zone(branch, f"z{number}")
        service = factories.make_service(branch, f"s{number}", "A", zone=zone)
        factories.make_counter(branch, f"{number}", zone, [service])
        device = factories.make_device(branch, f"D{number}")
        keys.create_key(device, at=at)
        WallSettings.objects.create(device=device)
        factories.make_staff(f"p{number}", branch, RoleCode.LM)
        factories.make_branch(f"800{number}", branch.unit)
        branch.policies.create(effective_from=dt.date(2021, 1, number + 1))
        branch.days.create(date=dt.date(2026, 5, number + 1))
        branch.peak_policies.create(effective_from=dt.date(2021, 1, number + 1))
        branch.service_steps.create(code=f"s{number}", kind="other", name_zh="一", name_en="one")
        branch.helpers.create(staff=Staff.objects.get(username=f"p{number}"))
        factories.make_unit(f"U{number}", parent=branch.unit)
        SlotRule.objects.create(branch=branch, service=service)
        Room.objects.create(branch=branch, code=f"R{number}", name_zh="洽谈室", name_en="Meeting room")
        Contact.objects.create(branch=branch, kind="hospital", name_zh="医院", name_en="Hospital", phone="120")
        aider = Staff.objects.get(username=f"p{number}")
        FirstAider.objects.create(branch=branch, staff=aider, valid_until=dt.date(2027, 1, 1))
        if number in {0, 2}:
            with CaptureQueriesContext(connection) as captured:
                client.get(url(page))
            costs.append(len(captured))

    assert costs[0] == costs[1] <= 12
