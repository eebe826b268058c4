"""Who may ask, answer, approve and sign; what is told and recorded; what the clock ends."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from devices.callers import Caller
from devices.domain import vtm
from devices.domain.states import report
from devices.domain.vtm.customer import is_intact
from devices.domain.vtm.wiping import sweep_wiped
from devices.enums import DeviceStatus
from devices.enums.vtm import LINKED, AgentStatus, VtmEnd
from devices.enums.vtm import VtmStatus as S
from devices.errors.vtm import (
    AgentBusy,
    CannotResume,
    ConsentMissing,
    CustomerActs,
    EscortNeeded,
    MachineOut,
    MachineTaken,
    NoDesk,
    NotByVideo,
    NotCertified,
    NotDisclosed,
    NotOnline,
    NotSkilled,
    NotYourSession,
    RecordingFailed,
    SameAuthoriser,
)
from devices.models.vtm import AgentCertificate, AgentState, Authorisation, VtmSession
from devices.selectors.vtm import wait_of
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import DeviceKind, RoleCode, SkillKind
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.models import Alert
from lobby.live.models import Entry
from tests.devices.vtm.drawings import DRAWING
from tests.factories import make_device, make_skills, make_staff
from tests.statements import statements_at_most

SECOND, MINUTE = dt.timedelta(seconds=1), dt.timedelta(minutes=1)


def broken_recorder(session, at):
    raise OSError("no disk")


def silent_recorder(session, at):
    return ""


@pytest.mark.parametrize(
    ("fields", "refusal"), [({"consents": False}, ConsentMissing), ({"is_first_use": True}, EscortNeeded)]
)
def test_asking_needs_consent_and_company_the_first_time(call, fields, refusal):
    with pytest.raises(refusal):
        call(**fields)
    assert not VtmSession.objects.exists()


def test_a_first_timer_with_a_named_colleague_is_queued(call, manager):
    session = call(is_first_use=True, escort=vtm.may_escort(manager.home_branch, "mei"))

    assert (session.status, session.escort) == (S.QUEUED, manager)


def test_strangers_and_agents_are_no_escort(branch, stranger, agent):
    assert vtm.may_escort(branch, stranger.username) is None
    assert vtm.may_escort(branch, agent.username) is None
    assert vtm.may_escort(branch, "nobody\0") is None


def test_only_services_that_are_done_by_video(call, cash):
    with pytest.raises(NotByVideo):
        call(service=cash)


def test_only_the_machine_itself_asks(machine, card, manager, wall, at):
    for by in (manager.actor, wall.actor, SYSTEM):
        with pytest.raises(CustomerActs):
            vtm.request(machine, by=by, at=at, service=card, consents=True)


def test_one_session_at_a_machine_and_none_at_a_broken_one(call, machine, at):
    call()
    with pytest.raises(MachineTaken):
        call()
    report(machine, DeviceStatus.DOWN, by=SYSTEM, at=at)
    with pytest.raises(MachineOut):
        call()


def test_a_call_goes_on_at_a_machine_that_only_fell_silent(call, machine, at):
    session = call()

    report(machine, DeviceStatus.UNKNOWN, by=SYSTEM, at=at)

    session.refresh_from_db()
    assert session.status == S.QUEUED


def test_the_longest_waiting_call_of_the_region_that_the_agent_can_serve_comes_first(
    call, loan, branch, desk_branch, make_agent, at
):
    machines = [make_device(branch, f"V{n}", DeviceKind.VTM) for n in range(3)]
    lent = call(device=machines[0], service=loan)
    english = call(device=machines[1], language="en", at=at + SECOND)
    carded = call(device=machines[2], at=at + 2 * SECOND)
    shen, han = make_agent("shen"), make_agent("han", "card", "loan")
    make_skills(han, "en", kind=SkillKind.LANGUAGE)

    with pytest.raises(NotSkilled):
        vtm.connect(lent, agent=shen, at=at)
    assert vtm.connect_next(shen, at=at + MINUTE) == carded
    assert list(vtm.waiting_for(han)) == [lent, english]
    assert vtm.connect_next(han, at=at + MINUTE) == lent
    with pytest.raises(AgentBusy):
        vtm.connect(english, agent=han, at=at + MINUTE)


def test_an_agent_of_another_region_sees_nothing(call, other_branch, at):
    call()
    far = make_staff("far", other_branch, RoleCode.VTM_AGENT)
    make_skills(far, "card")

    assert not vtm.waiting_for(far).exists()


def test_nobody_waits(agent, at):
    assert vtm.connect_next(agent, at=at) is None


@pytest.mark.parametrize("wrong", ["expired", "not yet", "revoked", "none"])
def test_without_a_valid_certificate_nobody_goes_online_or_takes_calls(call, make_agent, at, wrong):
    staff, day = make_agent("shen"), at.date()
    changes = {
        "expired": {"valid_until": day - dt.timedelta(days=1)},
        "not yet": {"valid_from": day + dt.timedelta(days=1)},
        "revoked": {"revoked_at": at},
    }
    found = AgentCertificate.objects.filter(staff=staff)
    found.update(**changes[wrong]) if wrong in changes else found.delete()
    call()

    with pytest.raises(NotCertified):
        vtm.go_online(staff, at=at)
    with pytest.raises(NotCertified):
        vtm.connect_next(staff, at=at)


def test_going_online_away_and_off_is_news_of_the_desk(make_agent, desk_branch, at):
    staff = make_agent("shen")
    vtm.go_online(staff, at=at)
    vtm.go_away(staff, at=at + MINUTE)

    news = Entry.objects.filter(type="vtm.agent_changed", branch_id=desk_branch.pk).order_by("seq")
    assert [(one.payload["before"], one.payload["status"]) for one in news] == [
        ("offline", "online"),
        ("online", "away"),
    ]
    assert AgentState.objects.get(staff=staff).status == AgentStatus.AWAY
    with pytest.raises(NotOnline):
        vtm.connect_next(staff, at=at)


def test_an_agent_without_a_home_branch_has_no_desk(db, at):
    with pytest.raises(NoDesk):
        vtm.go_away(make_staff("nomad", None), at=at)


@pytest.mark.parametrize("recorder", ["broken_recorder", "silent_recorder"])
def test_nothing_begins_without_a_recording(call, agent, at, settings, recorder):
    session = call()
    settings.VTM_RECORDER = f"{__name__}.{recorder}"

    with pytest.raises(RecordingFailed):
        vtm.connect_next(agent, at=at)
    session.refresh_from_db()
    assert (session.status, session.agent, session.recording_ref) == (S.QUEUED, None, "")


def test_the_database_refuses_a_session_without_its_recording(call, agent, at):
    session = call()

    with pytest.raises(IntegrityError, match="vtm_recorded_first"), transaction.atomic():
        VtmSession.objects.filter(pk=session.pk).update(status=S.CONNECTED, agent=agent, connected_at=at)


def test_another_agent_or_a_manager_does_nothing_in_the_session(brought_to, agent2, manager, at):
    session = brought_to(S.IDENTIFYING)

    for by in (agent2.actor, manager.actor, SYSTEM):
        with pytest.raises(NotYourSession):
            vtm.accept_identity(session, by=by, at=at)
        with pytest.raises(NotYourSession):
            vtm.end_early(session, by=by, at=at, reason="mine now")


def test_staff_cannot_understand_sign_or_rate_for_the_customer(brought_to, agent, at):
    session = brought_to(S.DISCLOSING)
    vtm.read_out(session, by=agent.actor, at=at)
    for act in (
        lambda: vtm.understand(session, by=agent.actor, at=at),
        lambda: vtm.sign(session, by=agent.actor, at=at, image=DRAWING),
        lambda: vtm.rate(session, by=agent.actor, at=at, rating=5),
        lambda: vtm.hang_up(session, by=agent.actor, at=at),
    ):
        with pytest.raises(CustomerActs):
            act()


def test_large_amounts_are_read_out_and_understood_before_the_business(brought_to, machine, agent, at):
    session, serving, customer = (
        brought_to(S.DISCLOSING),
        {"by": agent.actor, "at": at},
        {"by": machine.actor, "at": at},
    )
    vtm.describe(session, **serving, amount=50_001)
    with pytest.raises(NotDisclosed):
        vtm.begin_business(session, **serving)
    with pytest.raises(NotDisclosed):
        vtm.understand(session, **customer)
    vtm.read_out(session, **serving)
    with pytest.raises(NotDisclosed):
        vtm.begin_business(session, **serving)
    vtm.understand(session, **customer)
    vtm.begin_business(session, **serving)

    told = vtm.describe(session, **serving, amount=90_000)

    assert told.understood_at is None
    with pytest.raises(NotDisclosed):
        vtm.ask_authorisation(session, **serving)


def test_small_business_needs_neither_risk_notice_nor_approval(brought_to, agent, at):
    session, serving = brought_to(S.DISCLOSING), {"by": agent.actor, "at": at}
    vtm.describe(session, **serving, amount=50_000)
    vtm.begin_business(session, **serving)

    assert vtm.ask_signature(session, **serving).status == S.SIGNING


def test_the_text_of_the_family_counts_before_the_general_one(brought_to, agent, loan, at):
    make_skills(agent, "loan")
    session = brought_to(S.DISCLOSING, service=loan)

    told = vtm.read_out(session, by=agent.actor, at=at)

    assert told.is_high_risk
    assert told.risk_version.item.code == "video-risk-loan"


def test_nobody_approves_what_they_serve(brought_to, agent, at):
    session = brought_to(S.AUTHORISING)

    for decide in (
        lambda: vtm.approve(session, authoriser=agent, at=at),
        lambda: vtm.correct(session, authoriser=agent, at=at, reason="so"),
        lambda: vtm.refuse(session, authoriser=agent, at=at, reason="so"),
    ):
        with pytest.raises(SameAuthoriser):
            decide()
    with pytest.raises(IntegrityError, match="vtm_two_people"), transaction.atomic():
        VtmSession.objects.filter(pk=session.pk).update(authoriser=agent)
    with pytest.raises(IntegrityError, match="vtm_authorised_by_another"), transaction.atomic():
        Authorisation.objects.update(authoriser=agent, decision="approved", decided_at=at)


def test_what_was_sent_back_is_corrected_and_asked_again(brought_to, agent, authoriser, at):
    session = brought_to(S.AUTHORISING)

    vtm.correct(session, authoriser=authoriser, at=at, reason="amount")
    vtm.ask_authorisation(session, by=agent.actor, at=at)
    approved = vtm.approve(session, authoriser=authoriser, at=at)

    assert approved.status == S.SIGNING
    asked = Authorisation.objects.order_by("pk")
    assert [(one.decision, one.reason) for one in asked] == [("corrected", "amount"), ("approved", "")]


def test_the_signature_holds_what_was_signed(brought_to):
    session = brought_to(S.RATING)
    assert is_intact(session)

    session.amount = 1

    assert not is_intact(session)


def test_nobody_answers_the_hall_hears_once_and_the_call_ends(call, branch, at):
    session = call()
    sweep_deadlines(at=at + 59 * SECOND)
    assert not Alert.objects.exists()

    sweep_deadlines(at=at + 61 * SECOND)
    sweep_deadlines(at=at + 62 * SECOND)
    assert Alert.objects.get().resolved_at is None
    sweep_deadlines(at=at + dt.timedelta(days=2))

    session.refresh_from_db()
    assert (session.status, session.end_reason) == (S.CANCELLED, VtmEnd.UNANSWERED)
    assert Alert.objects.get().resolved_at is not None


def test_an_answer_settles_the_alert(call, agent, at):
    call()
    sweep_deadlines(at=at + 61 * SECOND)

    vtm.connect_next(agent, at=at + 70 * SECOND)

    assert Alert.objects.get().resolved_at is not None


def test_a_silent_machine_loses_its_line_and_then_its_session(brought_to, machine, at):
    session = brought_to(S.TRANSACTING)
    vtm.beat(session, by=machine.actor, at=at + 40 * SECOND)
    sweep_deadlines(at=at + 84 * SECOND)
    session.refresh_from_db()
    assert session.status == S.TRANSACTING

    sweep_deadlines(at=at + 86 * SECOND)
    session.refresh_from_db()
    assert session.status == S.DROPPED
    sweep_deadlines(at=at + 86 * SECOND + 299 * SECOND)
    session.refresh_from_db()
    assert session.status == S.DROPPED

    sweep_deadlines(at=at + 86 * SECOND + 301 * SECOND)
    session.refresh_from_db()
    assert (session.status, session.end_reason) == (S.FAILED, VtmEnd.LINE)


def test_two_days_without_a_clock_end_it_once(brought_to, at):
    session = brought_to(S.TRANSACTING)

    for _run in range(3):
        sweep_deadlines(at=at + dt.timedelta(days=2))

    session.refresh_from_db()
    assert session.status == S.DROPPED  # it is lost only now, and can be taken up again from now on
    sweep_deadlines(at=at + dt.timedelta(days=2, minutes=6))
    session.refresh_from_db()
    assert session.status == S.FAILED


def test_too_late_or_with_a_broken_machine_it_is_not_taken_up_again(brought_to, machine, agent, at):
    session = brought_to(S.DROPPED)

    with pytest.raises(CannotResume):
        vtm.resume(session, by=agent.actor, at=at + 301 * SECOND)
    report(machine, DeviceStatus.DOWN, by=SYSTEM, at=at)
    with pytest.raises(CannotResume):
        vtm.resume(session, by=machine.actor, at=at + SECOND)


def test_an_unrated_session_is_completed_by_the_clock(brought_to, at):
    session = brought_to(S.RATING)

    sweep_deadlines(at=at + 61 * SECOND)

    session.refresh_from_db()
    assert (session.status, session.rating) == (S.COMPLETED, None)


@pytest.mark.parametrize("status", [S.QUEUED, *LINKED, S.DROPPED, S.RATING])
def test_the_customer_hangs_up_whenever_they_like(brought_to, machine, at, status):
    session = brought_to(status)

    ended = vtm.hang_up(session, by=machine.actor, at=at)

    expected = {S.QUEUED: S.CANCELLED, S.RATING: S.COMPLETED}.get(status, S.FAILED)
    assert ended.status == expected


@pytest.mark.parametrize("status", [S.QUEUED, *LINKED, S.RATING])
def test_a_machine_that_fails_lets_its_customer_go(brought_to, machine, at, status):
    session = brought_to(status)

    report(machine, DeviceStatus.DOWN, by=SYSTEM, at=at)

    session.refresh_from_db()
    assert session.status == {S.QUEUED: S.CANCELLED, S.RATING: S.COMPLETED}.get(status, S.DROPPED)


def test_what_was_typed_comes_back_with_the_same_number(call, machine, card, at):
    caller = Caller(("thing", 7), "C007", card, has_used=True)
    first = call(caller=caller)
    vtm.type_in(first, by=machine.actor, at=at, typed={"need": "new card"})
    vtm.hang_up(first, by=machine.actor, at=at)

    assert call(caller=caller).entries == {"need": "new card"}


def test_personal_data_is_wiped_in_its_time_and_the_rest_stays(brought_to, at):
    signed, year = brought_to(S.COMPLETED), dt.timedelta(days=365)
    assert Authorisation.objects.get().note == "loss of a card"

    assert sweep_wiped(at=at + year - MINUTE) == 0
    assert sweep_wiped(at=at + year) == 1
    assert sweep_wiped(at=at + year) == 0
    signed.refresh_from_db()
    assert (signed.document_tail, signed.signature, signed.entries) == ("", "", {})
    assert signed.signature_sha256
    assert signed.recording_ref
    question = Authorisation.objects.get()
    assert (question.note, question.reason, question.decision) == ("", "", "approved")


def test_news_carries_nothing_personal(brought_to):
    brought_to(S.COMPLETED)

    news = Entry.objects.filter(type__startswith="vtm.")
    assert news.exists()
    known = {"vtm_session", "device", "code", "service", "status", "agent", "about_type", "about_id"}
    extra = {"what", "reason", "home", "staff", "before"}
    assert all(set(one.payload) <= known | extra for one in news)


def test_what_the_verbs_cost(call, agent, machine, at):
    with statements_at_most(18):
        session = call()
    with statements_at_most(22):
        vtm.connect_next(agent, at=at)
    with statements_at_most(4):
        vtm.beat(session, by=machine.actor, at=at)


def test_what_is_said_of_the_wait_is_honest(call, branch, machine, agent, make_agent, at):
    first = call(device=make_device(branch, "V1", DeviceKind.VTM))
    second = call(device=make_device(branch, "V2", DeviceKind.VTM), at=at + SECOND)
    third = call(at=at + 2 * SECOND)
    standard = first.service.standard_minutes

    assert [(w.ahead, w.minutes) for w in (wait_of(one, at) for one in (first, second, third))] == [
        (0, 0),
        (1, standard),
        (2, 2 * standard),
    ]
    vtm.connect_next(agent, at=at)
    assert (wait_of(second, at).ahead, wait_of(second, at).minutes) == (0, standard)
    assert wait_of(second, at + dt.timedelta(hours=13)).minutes is None
    vtm.go_away(agent, at=at)
    assert wait_of(second, at).minutes is None
