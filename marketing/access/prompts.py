"""Who is told what may be offered, and who keeps the rules."""

from __future__ import annotations

from lobby.branches.access import Person, branches_for
from lobby.branches.enums import Permission
from lobby.branches.errors import Forbidden
from lobby.branches.models import Staff
from marketing.errors.prompts import NoSuchRule
from marketing.models import Prompt, Rule
from queueing.access import TICKETS, found_for
from queueing.models import Ticket

PROMPTS = Prompt.objects.select_related("branch", "rule", "product", "ticket__branch", "visit")


def ticket_to_prompt(person: Person, ticket_id: int) -> Ticket:
    """A ticket of a branch where the person gets hints (1–2 queries). Raises NotFound, Forbidden."""
    return found_for(person, TICKETS.filter(pk=ticket_id), Permission.PROMPT_USE)


def prompt_to_answer(person: Person, prompt_id: int) -> Prompt:
    """A prompt of such a branch (1–2 queries). Raises NotFound, Forbidden."""
    return found_for(person, PROMPTS.filter(pk=prompt_id), Permission.PROMPT_USE)


def check_keeps_rules(staff: Staff) -> None:
    """Whether somebody keeps the rules, which hold for the whole bank (1 query). Raises Forbidden."""
    if not branches_for(staff, Permission.PRODUCT_EDIT).exists():
        raise Forbidden


def rule_to_keep(staff: Staff, code: str) -> Rule:
    """The newest version of a rule (2 queries). Raises Forbidden, NoSuchRule."""
    check_keeps_rules(staff)
    rules = Rule.objects.filter(code=code).select_related("scenario", "product", "by", "ended_by")
    rule = rules.order_by("-version").first()
    if rule is None:
        raise NoSuchRule
    return rule
