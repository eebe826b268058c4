"""The demo branch's staff: username, name, roles, primary services, secondary services, languages."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from lobby.branches.enums import Rank, RoleCode, SkillKind
from lobby.branches.models import Branch, OrgUnit, RoleGrant, Skill, Staff

R = RoleCode


@dataclass(frozen=True, slots=True)
class Person:
    """One sign-in of the demo."""

    username: str
    name: str
    roles: tuple[RoleCode, ...]
    primary: tuple[str, ...] = ()
    secondary: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    at: str = "0001"
    opens_admin: bool = False


PEOPLE = [
    Person("manager", "林晓梅", (R.LM,)),
    Person("teller1", "王丽", (R.TELLER,), ("cash", "card", "personal"), (), ("en",)),
    Person("teller2", "陈伟", (R.TELLER,), ("cash", "card"), ("personal",)),
    Person("teller3", "刘洋", (R.TELLER,), ("cash", "card"), ("personal",), ("en",)),
    Person("teller4", "赵敏", (R.TELLER,), ("cash",), ("card",)),
    Person("teller5", "孙静", (R.TELLER,), ("personal", "card"), ("cash",), ("en",)),
    Person("teller6", "周强", (R.TELLER,), ("personal", "card"), ("cash",)),
    Person("teller7", "吴婷", (R.TELLER,), ("cash", "personal"), ("card",)),
    Person("teller8", "郑凯", (R.TELLER,), ("corporate",), ("personal",)),
    Person("lead1", "冯涛", (R.TELLER_LEAD,)),
    Person("wealth1", "褚颖", (R.WM,), ("wealth",), (), ("en",)),
    Person("adviser1", "卫东", (R.BA,)),
    Person("head", "蒋红", (R.HEAD,)),
    Person("vtm1", "沈洁", (R.VTM_AGENT, R.VTM_AUTH)),
    Person("vtm2", "韩雪", (R.VTM_AGENT, R.VTM_AUTH)),
    Person("cp1", "杨帆", (R.CP,)),
    Person("compliance1", "朱琳", (R.COMPL,)),
    Person("brops1", "秦川", (R.BR_OPS,), at="region"),
    Person("vtmqc1", "苏敏", (R.VTM_QC,), at="region"),
    Person("mystery1", "白露", (R.MYST,), at="region"),
    Person("ho1", "许宁", (R.HO,), at="head office"),
    Person("tech1", "何勇", (R.TECH,)),
    Person("guard1", "吕刚", (R.SEC,)),
    Person("sysadm1", "施敏", (R.SYSADM,), opens_admin=True),
    Person("secadm1", "张岩", (R.SECADM,), opens_admin=True),
    Person("auditor1", "孔明", (R.AUDITOR,), opens_admin=True),
    Person("manager2", "曹阳", (R.LM,), at="0002"),
    Person("teller21", "严华", (R.TELLER,), ("cash", "personal"), at="0002"),
]


def write_people(password: str, branches: dict[str, Branch], units: dict[str, OrgUnit]) -> None:
    """Make the accounts that are missing; existing ones keep their password and rights."""
    known = set(Staff.objects.values_list("username", flat=True))
    missing = [person for person in PEOPLE if person.username not in known]
    # They share the password, and so its hash: making one takes a quarter of a second.
    hashed = make_password(password) if missing else ""
    for person in missing:
        write_person(person, hashed, branches.get(person.at), units.get(person.at))
    if not Staff.objects.filter(username="admin").exists():
        Staff.objects.create_superuser("admin", password, name="管理员", home_branch=branches["0001"])


def write_person(person: Person, hashed: str, branch: Branch | None, unit: OrgUnit | None) -> None:
    """Make one account with its roles and skills; `hashed` is its password's hash."""
    staff = Staff.objects.create(
        username=person.username,
        password=hashed,
        name=person.name,
        home_branch=branch,
        is_staff=person.opens_admin,
    )
    RoleGrant.objects.bulk_create(RoleGrant(staff=staff, role=role, branch=branch, unit=unit) for role in person.roles)
    skills = [(SkillKind.SERVICE, code, Rank.PRIMARY) for code in person.primary]
    skills += [(SkillKind.SERVICE, code, Rank.SECONDARY) for code in person.secondary]
    skills += [(SkillKind.LANGUAGE, code, Rank.PRIMARY) for code in person.languages]
    Skill.objects.bulk_create(Skill(staff=staff, kind=kind, code=code, rank=rank) for kind, code, rank in skills)
