"""The demo branch's customers: thirty cards imported from a file as the core system would send it, and what is kept of some.

Each stands for a need: salary, maturing deposit, going abroad, school, pension, a company with its people, a family, a loan
without cover; and for what forbids to ask: no consent, no assessment, an old one, limited capacity.
"""

from __future__ import annotations

import datetime as dt
import io

from lobby.branches.actors import SYSTEM
from lobby.branches.calendar import business_date
from lobby.branches.enums import Grade
from lobby.branches.models import Branch, Staff
from lobby.customers.domain import segmenting
from lobby.customers.domain.importing.running import run_import
from lobby.customers.enums.care import KeyDateKind
from lobby.customers.models import Customer, CustomerImport
from lobby.customers.selectors.cards import customer_by_reference
from marketing.domain import caring

BRANCH, FIRST = "0001", "D0001"
HEAD = (
    "branch,reference,name,tier,birth_date,phone,payroll,corporate,employer,household,household_consent,service_consent,"
    "marketing_consent,consent_on,risk_level,assessed_on,owner,holdings,life_events,capacity,prefers_counter,language"
)
# Name, tier, birth, flags (p payroll, c corporate, s service consent, m marketing consent, l limited, k counter, e English),
# level, employer, family, owner, holdings, life events; {n} is a day n days from today.
PEOPLE = (
    ("周明轩", "gold", "1985-06-12", "psm", 3, "", "", "", "payroll:::: {-2};savings:SAV:18000", ""),
    ("吴佳怡", "standard", "1993-11-03", "psm", 2, "", "", "", "payroll:::: {-1}", ""),
    ("郑国华", "vip", "1968-02-20", "sm", 4, "", "F01", "wealth1", "time_deposit:TD3M:300000:{7};wealth:WM-PLUS:500000", ""),
    ("陈素琴", "gold", "1970-09-15", "sm", 2, "", "F01", "", "time_deposit:TD6M:120000:{6}", ""),
    ("王浩然", "standard", "1996-04-08", "sm", 3, "", "", "", "savings:SAV:42000", "home:{-20}"),
    ("李思琪", "standard", "1994-07-22", "sm", 2, "", "", "", "savings:SAV:15000", "wedding:{-10}"),
    ("张伟", "gold", "1982-01-30", "sm", 3, "", "", "", "savings:SAV:60000;mobile_bank", "school:{-40}"),
    ("刘芳", "standard", "1988-12-05", "sm", 2, "", "", "", "savings:SAV:22000", "abroad:{-5}"),
    ("杨建国", "standard", "1962-05-18", "smk", 1, "", "", "", "time_deposit:TD1Y:80000:{25}", "retirement:{-15}"),
    ("赵丽华", "standard", "1950-03-28", "smk", 1, "", "", "", "savings:SAV:36000;auto_debit", ""),
    ("黄志强", "gold", "1979-08-11", "sm", 4, "", "", "", "home_loan:HL1:900000", ""),
    ("徐静", "standard", "1990-10-02", "sm", 2, "", "", "", "consumer_loan:CL1:50000", ""),
    ("孙宇", "standard", "1999-02-14", "sm", 3, "", "", "", "savings:SAV:9000", ""),
    ("马晓东", "standard", "1987-06-25", "psm", 3, "D0030", "", "", "payroll:::: {-2}", ""),
    ("朱慧", "standard", "1991-09-09", "psm", 2, "D0030", "", "", "payroll:::: {-2}", ""),
    ("胡波", "standard", "1984-04-17", "p", 0, "D0030", "", "", "payroll:::: {-2}", ""),
    ("郭婷", "gold", "1977-12-24", "sm", 3, "", "F02", "", "savings:SAV:80000;credit_card", "school:{-60}"),
    ("何军", "gold", "1975-05-06", "sm", 4, "", "F02", "", "wealth:WM-PLUS:200000;credit_card", ""),
    ("高敏", "vip", "1972-08-30", "sm", 5, "", "", "wealth1", "fund:FUND-INDEX:400000;wealth:WM-PLUS:300000", "business:{-30}"),
    ("罗勇", "standard", "1989-01-19", "s", 3, "", "", "", "savings:SAV:25000", ""),
    ("梁雪", "standard", "1995-03-07", "", 0, "", "", "", "savings:SAV:12000", "home:{-8}"),
    ("宋涛", "standard", "1981-11-28", "sm", 0, "", "", "", "time_deposit:TD3M:50000:{7}", ""),
    ("唐玲", "standard", "1986-02-03", "smo", 3, "", "", "", "time_deposit:TD3M:70000:{7}", ""),
    ("许刚", "standard", "1956-07-16", "smk", 2, "", "", "", "pension:::: {-3};savings:SAV:28000", ""),
    ("韩梅", "standard", "1992-05-21", "sml", 1, "", "", "", "savings:SAV:6000", ""),
    ("Anna Weber", "gold", "1983-10-10", "sme", 3, "", "", "", "foreign:FX:30000;savings:SAV:50000", "abroad:{-12}"),
    ("冯磊", "standard", "1998-08-08", "sm", 2, "", "", "", "savings:SAV:7000;mobile_bank", ""),
    ("曾莉", "vip", "1965-11-11", "sm", 3, "", "", "wealth1", "time_deposit:TD1Y:600000:{3};insurance:INS1:50000", "child:{-25}"),
    ("彭飞", "standard", "1997-12-12", "psm", 3, "", "", "", "payroll:::: {-1};credit_card", "wedding:{-3}"),
    ("东海贸易有限公司", "gold", "", "csm", 0, "", "", "", "corporate:CORP:800000", ""),
)  # fmt: skip


def write(password: str, at: dt.datetime) -> None:
    """Import them once; a second run changes nothing."""
    branch = Branch.objects.filter(is_demo=True, code=BRANCH).first()
    adviser = Staff.objects.filter(username="wealth1").first()
    if branch is None or adviser is None or customer_by_reference(branch, FIRST) is not None:
        return
    Staff.objects.filter(pk=adviser.pk).update(grade=Grade.SENIOR)
    today = business_date(branch, at)
    text = "\n".join([HEAD, *(line(n, person, today) for n, person in enumerate(PEOPLE, start=1))])
    run = CustomerImport.objects.create(created_at=at)
    branches = Branch.objects.filter(pk=branch.pk)
    run_import(io.BytesIO(text.encode()), run, by=SYSTEM, at=at, branches=branches, report=lambda _problems: None)
    segmenting.sweep_segments(at=at)
    remember(branch, adviser, at)


def line(n: int, person: tuple[str, str, str, str, int, str, str, str, str, str], today: dt.date) -> str:
    """One line of the file."""
    name, tier, born, flags, level, employer, family, owner, holdings, events = person
    yes = {flag: "yes" if flag in flags else "no" for flag in "pcsmk"}
    assessed = today - dt.timedelta(days=400 if "o" in flags else 60 + n)
    cells = [
        *(BRANCH, f"D{n:04}", name, tier, born, "" if employer and "m" not in flags else f"1380001{n:04}"),
        *(yes["p"], yes["c"], employer, family, "yes" if family else "", yes["s"], yes["m"]),
        str(today - dt.timedelta(days=90)) if "s" in flags else "",
        *((f"C{level}", str(assessed)) if level else ("", "")),
        *(owner, days_in(holdings, today), days_in(events, today)),
        *("limited" if "l" in flags else "full", yes["k"], "en" if "e" in flags else "zh"),
    ]
    return ",".join(cells)


def days_in(cell: str, today: dt.date) -> str:
    """The cell with its days counted from today."""
    parts = cell.split("{")
    found = [parts[0]]
    for part in parts[1:]:
        days, _brace, rest = part.partition("}")
        found.append(f"{today + dt.timedelta(days=int(days))}{rest}")
    return "".join(found)


def remember(branch: Branch, adviser: Staff, at: dt.datetime) -> None:
    """Memos and days of those whom the adviser looks after."""
    owned = Customer.objects.filter(branch=branch, owner=adviser, consent_service_at__isnull=False).order_by("pk")
    for customer in owned[:2]:
        text = "喜欢上午来，先看书面材料再谈；电话在下午四点以后打。"
        caring.write_memo(customer, by=adviser, at=at, text=text)
        soon = business_date(branch, at) + dt.timedelta(days=3)
        caring.add_date(customer, by=adviser, at=at, kind=KeyDateKind.WEDDING, day=f"{soon:%m-%d}", label="结婚纪念日")
