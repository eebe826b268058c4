"""A case for every kind of deadline of the cash side, of incidents and of security."""

from __future__ import annotations

from lobby.branches.actors import SYSTEM
from lobby.branches.authority import install_limits
from lobby.branches.enums import AuthorityAction
from lobby.floor.domain import authority, dual_signs, plans, security
from lobby.floor.domain.fraud import checks
from lobby.floor.domain.incidents import moves, reporting, responding
from lobby.floor.domain.seizures import appraising, steps
from lobby.floor.domain.seizures.pieces import Piece
from lobby.floor.enums.authority import UseReason
from lobby.floor.enums.dual_signs import DualKind
from lobby.floor.enums.fraud import FraudSign
from lobby.floor.enums.incidents import IncidentKind, IncidentSeverity
from lobby.floor.enums.security import Behaviour
from lobby.floor.models import (
    Alert,
    AuthorityUse,
    DualSign,
    FraudCheck,
    Incident,
    Seizure,
    SuspiciousReport,
)
from tests.floor.deadlines.stages import DAY, Case, Stage, Subject, calls, open_calls
from tests.floor.incidents.conftest import finish_tasks


def requested_use(stage: Stage) -> Subject:
    """A teller asks for more than the limit."""
    install_limits()
    asked = authority.use(
        stage.teller(),
        stage.branch,
        at=stage.at,
        action=AuthorityAction.FEE_WAIVER,
        amount="50",
        reason=UseReason.LONG_WAIT,
    )
    return "authority_use", asked.pk


def seen_use(stage: Stage, pk: int) -> object:
    """Its status, and the calls for a supervisor that are open."""
    return AuthorityUse.objects.get(pk=pk).status, open_calls(("authority_use", pk))


def half_signed(stage: Stage) -> Subject:
    """The first of two has signed."""
    sign = dual_signs.open_sign(stage.teller(), stage.branch, at=stage.at, kind=DualKind.VAULT, text="金库")
    return "dual_sign", sign.pk


def in_custody(stage: Stage, number: str = "JB0001") -> Seizure:
    """Counterfeit money, found, marked and in custody; the customer may still ask for an appraisal."""
    finder, second, at = stage.teller(), stage.teller("chen"), stage.at
    seizure = steps.find(finder, stage.branch, at=at, pieces=[Piece("note", "100", f"AB{number}")])
    steps.join(seizure, second=second, at=at)
    steps.mark(seizure, by=finder, at=at, in_view=True)
    voucher = steps.Voucher(number, "张小明", "110101199001011234", has_signed=True)
    steps.write_voucher(seizure, by=finder, at=at, voucher=voucher)
    steps.inform(seizure, by=finder, at=at)
    return steps.hand_over(seizure, custodian=stage.lead, at=at)


def open_window(stage: Stage) -> Subject:
    """Nobody has asked for an appraisal yet."""
    return "seizure", in_custody(stage).pk


def awaited_result(stage: Stage) -> Subject:
    """The customer asked for an appraisal."""
    seizure = in_custody(stage, "JB0002")
    appraising.ask_appraisal(seizure, by=stage.teller(), at=stage.at)
    return "seizure", seizure.pk


def reviewed_check(stage: Stage) -> Subject:
    """Two signs of fraud: a supervisor is called."""
    made = checks.check(stage.teller(), stage.branch, at=stage.at, signs=[FraudSign.CODES, FraudSign.HURRY])
    return "fraud_check", made.pk


def seen_check(stage: Stage, pk: int) -> object:
    """Its status, and the calls for a supervisor that are open."""
    return FraudCheck.objects.get(pk=pk).status, open_calls(("fraud_check", pk))


def reported(stage: Stage, kind: IncidentKind) -> Incident:
    """An incident that the manager reported; the head is there to hear of it."""
    assert stage.head
    return reporting.report(stage.branch, by=stage.manager.actor, at=stage.at, kind=kind)


def unclassified(stage: Stage) -> Subject:
    """Nobody has said how grave it is."""
    return "incident", reported(stage, IncidentKind.INJURY).pk


def lasting(stage: Stage) -> Subject:
    """Classified and not resolved."""
    incident = reported(stage, IncidentKind.SYSTEM_FAILURE)
    reporting.classify(incident, by=stage.head.actor, at=stage.at, severity=IncidentSeverity.III)
    return "incident", incident.pk


def seen_level(stage: Stage, pk: int) -> object:
    """The response level, and how many calls of that level are open."""
    about = Alert.objects.filter(kind=moves.LEVEL, subject_id=pk, resolved_at=None)
    return Incident.objects.get(pk=pk).response_level, about.count()


def unreviewed(stage: Stage) -> Subject:
    """Service is back, the report is owed."""
    plans.install(by=SYSTEM, at=stage.at)
    incident = reported(stage, IncidentKind.SUDDEN_ILLNESS)
    reporting.classify(incident, by=stage.head.actor, at=stage.at, severity=IncidentSeverity.II)
    finish_tasks(incident, stage.head, stage.at)
    responding.contain(incident, by=stage.head.actor, at=stage.at)
    responding.recover(incident, by=stage.head.actor, at=stage.at)
    finish_tasks(incident, stage.head, stage.at)
    return "incident", incident.pk


def seen_act(stage: Stage) -> Subject:
    """Somebody watched others enter their PIN."""
    found = security.report_suspicion(
        stage.branch, by=stage.manager.actor, at=stage.at, behaviour=Behaviour.WATCHES_PIN
    )
    return "suspicion", found.pk


def seen_suspicion(stage: Stage, pk: int) -> object:
    """Whether it is still known, and the calls about it that are open."""
    return SuspiciousReport.objects.filter(pk=pk).exists(), open_calls(("suspicion", pk))


CASES = {
    "authority.lapse": Case(requested_use, lambda stage: stage.day_ends, seen_use, ("requested", 1), ("lapsed", 0)),
    "dual_sign.expiry": Case(
        half_signed,
        lambda stage: stage.after("dual_sign_within_s"),
        lambda _stage, pk: DualSign.objects.get(pk=pk).status,
        "open",
        "expired",
    ),
    "seizure.appraisal_window": Case(
        open_window,
        lambda stage: stage.wall(stage.days.working[3]),
        lambda _stage, pk: Seizure.objects.get(pk=pk).status,
        "in_custody",
        "closed",
    ),
    "seizure.appraisal_result": Case(
        awaited_result,
        lambda stage: stage.wall(stage.days.working[15]),
        lambda _stage, pk: calls(appraising.RESULT_LATE, ("seizure", pk)),
        0,
        1,
    ),
    "fraud.lapse": Case(reviewed_check, lambda stage: stage.day_ends, seen_check, ("in_review", 1), ("lapsed", 0)),
    "incident.classify": Case(
        unclassified,
        lambda stage: stage.after("incident_classify_s"),
        lambda _stage, pk: calls(moves.UNCLASSIFIED, ("incident", pk)),
        0,
        1,
    ),
    "incident.level": Case(
        lasting, lambda stage: stage.after("incident_level_two_s"), seen_level, (1, 0), (2, 1), late=(3, 1)
    ),
    "incident.review": Case(
        unreviewed,
        lambda stage: stage.closes(3),
        lambda _stage, pk: calls(moves.REVIEW_LATE, ("incident", pk)),
        0,
        1,
    ),
    "suspicion.expiry": Case(
        seen_act,
        lambda stage: stage.at + stage.policy.suspicion_kept_days * DAY,
        seen_suspicion,
        (True, 1),
        (False, 0),
    ),
}
