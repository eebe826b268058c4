"""Who may see and do what. Pages, API and sockets ask here and nowhere else.

A person is a member of staff or a device. Objects are fetched through the person, so a stranger finds nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from lobby.branches.enums import DeviceKind, Permission, RoleCode
from lobby.branches.errors import Forbidden, UnknownBranch
from lobby.branches.models import Branch, Device, OrgUnit, RoleGrant, Staff
from lobby.branches.prepared import Parameter, Prepared

Person = Staff | Device

P = Permission
SELLER = {P.CUSTOMER_FIND, P.CUSTOMER_VIEW, P.CUSTOMER_EDIT, P.PROMPT_USE, P.LEAD_CREATE}
ADVISER = SELLER | {P.LEAD_WORK, P.ADVICE_GIVE}
FLOOR = {P.FLOOR_VIEW, P.LIBRARY_VIEW, P.INCIDENT_REPORT}
STAFF = FLOOR | {P.CHECK_DO, P.COMPLAINT_CAPTURE}
RECEPTION = STAFF | {P.TICKET_ISSUE, P.TICKET_MANAGE, P.CARE_GIVE, P.FRAUD_CHECK, P.ASSIST_GIVE, P.FOUND_KEEP}
COUNTER = STAFF | {
    P.COUNTER_WORK,
    P.TICKET_ISSUE,
    P.WAIVER_GRANT,
    P.CASH_SEIZE,
    P.FRAUD_CHECK,
    P.DUAL_SIGN,
    P.FAULT_VERIFY,
}
MENDER = {P.DEVICE_REPORT, P.FAULT_HANDLE, P.FAULT_VERIFY}
ROSTER = {P.ROSTER_VIEW, P.ROSTER_EDIT}
MANAGER = (
    RECEPTION
    | MENDER
    | {P.COUNTER_MANAGE, P.SIMULATE, P.TASK_ASSIGN, P.WAIVER_GRANT, P.DUAL_SIGN, P.DEVICE_REVOKE, P.OUTAGE_RUN}
)
SUPERVISOR = {P.AUTHORITY_APPROVE, P.CHECK_SIGN, P.CASH_SEIZE, P.FRAUD_REVIEW}
LIBRARIAN = {P.LIBRARY_VIEW, P.LIBRARY_WRITE}
KEEPER = {P.STOCK_MANAGE, P.CONTENT_PUBLISH}
LEARNING = {P.KNOW_HOW_VIEW, P.COMPETENCE_RATE}
EXPERIENCE = {P.EXPERIENCE_VIEW, P.EXPERIENCE_EDIT}
COMPLAINTS = {
    P.COMPLAINT_CAPTURE,
    P.COMPLAINT_VIEW,
    P.COMPLAINT_HANDLE,
    P.COMPLAINT_CALL_BACK,
    P.COMPLAINT_PERSONAL,
}
OVERSIGHT = {P.MARKETING_VIEW, P.COMPLAINT_VIEW, P.COMPLAINT_OVERSEE, P.EXPERIENCE_VIEW, P.MYSTERY_RELEASE}

ROLE_PERMISSIONS: dict[str, set[Permission]] = {
    RoleCode.LM: MANAGER
    | ROSTER
    | LIBRARIAN
    | KEEPER
    | COMPLAINTS
    | EXPERIENCE
    | SELLER
    | {P.PEAK_RUN, P.BRIEFING_LEAD, P.INCIDENT_CLASSIFY, P.KNOW_HOW_VIEW, P.CAMPAIGN_EDIT, P.MARKETING_VIEW},
    RoleCode.LMA: RECEPTION | {P.CUSTOMER_FIND},
    RoleCode.TELLER: COUNTER | SELLER,
    RoleCode.TELLER_LEAD: COUNTER
    | MANAGER
    | SUPERVISOR
    | COMPLAINTS
    | SELLER
    | {P.ROSTER_VIEW, P.BACK_OFFICE, P.BILL_EXAMINE},
    RoleCode.WM: COUNTER | ADVISER | {P.CAMPAIGN_EDIT},
    RoleCode.RM: COUNTER | ADVISER | {P.CAMPAIGN_EDIT},
    RoleCode.BA: STAFF | {P.CARE_GIVE, P.ASSIST_GIVE, P.CUSTOMER_FIND, P.LEAD_CREATE},
    RoleCode.HEAD: MANAGER
    | ROSTER
    | SUPERVISOR
    | LIBRARIAN
    | KEEPER
    | LEARNING
    | COMPLAINTS
    | EXPERIENCE
    | {P.COMPLAINT_LEAD}
    | SELLER
    | {P.LEAD_MANAGE, P.CAMPAIGN_EDIT, P.CAMPAIGN_APPROVE, P.MARKETING_VIEW}
    | {P.KPI_VIEW, P.JOURNAL_VIEW, P.PEAK_RUN, P.PEAK_PLAN, P.CHECK_EDIT, P.BRIEFING_LEAD}
    | {P.INCIDENT_CLASSIFY, P.INCIDENT_COMMAND, P.SECURITY_VIEW, P.DEVICE_EDIT, P.VTM_WATCH},
    RoleCode.SEC: STAFF | {P.SECURITY_VIEW, P.FOUND_KEEP},
    RoleCode.VTM_AGENT: {P.LIBRARY_VIEW, P.VTM_WORK},
    RoleCode.VTM_AUTH: {P.LIBRARY_VIEW, P.VTM_AUTHORISE, P.VTM_WATCH},
    RoleCode.VTM_QC: {P.LIBRARY_VIEW, P.VTM_SCORE, P.VTM_WATCH},
    RoleCode.TECH: STAFF | MENDER | {P.DEVICE_EDIT},
    RoleCode.BR_OPS: FLOOR
    | OVERSIGHT
    | {
        P.LEAD_MANAGE,
        P.KPI_VIEW,
        P.ROSTER_VIEW,
        P.INCIDENT_COMMAND,
        P.SECURITY_VIEW,
        P.FAULT_SUPPORT,
        P.VTM_WATCH,
        P.VTM_DECIDE,
    },
    RoleCode.HO: FLOOR | OVERSIGHT | {P.KPI_VIEW, P.ROSTER_VIEW, P.SECURITY_VIEW, P.FAULT_EXPERT},
    RoleCode.CP: FLOOR | COMPLAINTS | EXPERIENCE | {P.COMPLAINT_PROTECT},
    RoleCode.COMPL: LIBRARIAN
    | {P.LIBRARY_APPROVE, P.COMPLAINT_VIEW, P.PRODUCT_EDIT, P.CAMPAIGN_APPROVE, P.MARKETING_VIEW},
    RoleCode.CONTENT: LIBRARIAN | KEEPER | {P.CAMPAIGN_EDIT},
    RoleCode.TRAIN: LIBRARIAN | LEARNING,
    RoleCode.MYST: {P.CHECK_DO, P.MYSTERY_VISIT},
    RoleCode.SYSADM: {P.CUSTOMER_IMPORT, P.SETTINGS_EDIT, P.PEAK_PLAN, P.CHECK_EDIT, P.DEVICE_EDIT, P.DEVICE_REVOKE},
    RoleCode.SECADM: {P.STAFF_EDIT, P.DEVICE_REVOKE},
    RoleCode.AUDITOR: {
        P.JOURNAL_VIEW,
        P.KPI_VIEW,
        P.ROSTER_VIEW,
        P.COMPLAINT_VIEW,
        P.EXPERIENCE_VIEW,
        P.MARKETING_VIEW,
    },
}

DEVICE_PERMISSIONS: dict[str, set[Permission]] = {
    DeviceKind.KIOSK: {Permission.TICKET_ISSUE},
}


def roles_with(permission: str) -> list[str]:
    """The roles that hold a permission."""
    return [role for role, held in ROLE_PERMISSIONS.items() if permission in held]


def branches_for(person: Person | AnonymousUser, permission: str | None = None) -> QuerySet[Branch]:
    """Branches a person works at, through grants at the branch or at a unit above it.

    With `permission` only those where a role of the person holds it.
    """
    if isinstance(person, Device):
        held = person.is_active and (permission is None or permission in DEVICE_PERMISSIONS.get(person.kind, set()))
        return Branch.objects.filter(pk=person.branch_id, is_active=True) if held else Branch.objects.none()
    if not isinstance(person, Staff) or not person.is_active:
        return Branch.objects.none()
    if person.is_superuser:
        return Branch.objects.filter(is_active=True)
    return branches_of_staff(person.pk, permission)


def branches_of_staff(staff_id: int | Parameter, permission: str | None = None) -> QuerySet[Branch]:
    """The same for a member of staff who is no superuser, by id."""
    grants = RoleGrant.objects.filter(staff_id=staff_id)
    if permission is not None:
        grants = grants.filter(role__in=roles_with(permission))
    return Branch.objects.filter(is_active=True).filter(
        Q(pk__in=grants.values("branch"))
        | Q(unit__in=grants.values("unit"))
        | Q(unit__parent__in=grants.values("unit"))
        | Q(unit__parent__parent__in=grants.values("unit"))
    )


def branch_for(person: Person | AnonymousUser, code: str, permission: str | None = None) -> Branch:
    """Return a branch by code (1–2 queries).

    Raises UnknownBranch where the person has no business, Forbidden where a role is missing.
    """
    if "\0" in code:
        raise UnknownBranch
    branch = find_branch(person, code, permission)
    if branch is not None:
        return branch
    if permission is not None and branches_for(person).filter(code=code).exists():
        raise Forbidden
    raise UnknownBranch


def find_branch(person: Person | AnonymousUser, code: str, permission: str | None) -> Branch | None:
    """A branch of the person by code (1 query, none for devices), None where there is none."""
    if isinstance(person, Device):
        is_here = person.branch.code == code and person.branch.is_active
        return person.branch if is_here and (permission is None or can(person, person.branch, permission)) else None
    if isinstance(person, Staff) and person.is_active and not person.is_superuser:
        return branch_by_code(permission).first(staff=person.pk, code=code)
    return branches_for(person, permission).filter(code=code).first()


@cache
def branch_by_code(permission: str | None) -> Prepared[Branch]:
    """Finds a branch by code where the member of staff holds the permission."""
    return Prepared(lambda: branches_of_staff(Parameter("staff"), permission).filter(code=Parameter("code")))


def can(person: Person | AnonymousUser, branch: Branch, permission: str) -> bool:
    """Whether a person holds a permission at a branch (1 query, none for devices)."""
    if isinstance(person, Device):
        return (
            person.is_active
            and person.branch_id == branch.pk
            and permission in DEVICE_PERMISSIONS.get(person.kind, set())
        )
    return branches_for(person, permission).filter(pk=branch.pk).exists()


def permissions_at(person: Person | AnonymousUser, branch: Branch) -> set[str]:
    """Every permission a person holds at a branch, for pages that show or hide actions (2 queries at most)."""
    if isinstance(person, Device):
        return set(DEVICE_PERMISSIONS.get(person.kind, set())) if person.branch_id == branch.pk else set()
    if not isinstance(person, Staff) or not person.is_active:
        return set()
    if person.is_superuser:
        return set(Permission.values)
    roles = RoleGrant.objects.filter(staff=person).filter(
        Q(branch=branch) | Q(unit__in=units_above(branch)),
    )
    return {permission.value for role in roles for permission in ROLE_PERMISSIONS.get(role.role, set())}


def units_above(branch: Branch) -> list[int]:
    """Ids of the organisation units above a branch (1 query, three levels)."""
    unit = OrgUnit.objects.select_related("parent__parent").get(pk=branch.unit_id)
    chain: Iterable[OrgUnit | None] = (unit, unit.parent, unit.parent.parent if unit.parent else None)
    return [one.pk for one in chain if one is not None]


def staff_with_role(branch: Branch, roles: Iterable[str]) -> QuerySet[Staff]:
    """Active staff who hold one of the roles at this very branch."""
    return Staff.objects.filter(is_active=True, grants__branch=branch, grants__role__in=list(roles)).distinct()


def first_with_role(branch: Branch, *roles: str) -> Staff | None:
    """One person for something that one has to do: of the first of these roles that anybody holds (1 query for each)."""
    for role in roles:
        found = staff_with_role(branch, [role]).order_by("pk").first()
        if found is not None:
            return found
    return None
