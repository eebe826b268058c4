"""Why a way is proposed or not, in one sentence of the active language."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from queueing.triage.rules import Case, Choice, Option, Why, at_own_wish


def minutes(seconds: int) -> int:
    """Whole minutes, at least one: nobody is done in none."""
    return max(1, -(-seconds // 60))


def reason(case: Case, choice: Choice, option: Option) -> str:
    """What stands beside an option: the rule's reason for the proposed one, what is against it for another."""
    return WORDS[choice.why](case, option) if option == choice.option else against(case, choice, option)


def soonest(case: Case, option: Option) -> str:
    """How soon, and how much sooner than with people."""
    others = [other for other in case.open if not other.is_machine and other != option]
    saved = min((other.finish_s - option.finish_s for other in others), default=0) // 60
    if option.is_machine and saved >= 1:
        text = _("Soonest: done in about {n} min, {saved} min before the counter.")
        return text.format(n=minutes(option.finish_s), saved=saved)
    return _("Soonest: done in about {n} min.").format(n=minutes(option.finish_s))


def in_order(case: Case, option: Option) -> str:
    """About as soon, and first in the branch's order."""
    if option.is_machine:
        text = _("About as soon, in {n} min, and the counters stay free for those who need them.")
    else:
        text = _("About as soon, in {n} min, and with a member of staff.")
    return text.format(n=minutes(option.finish_s))


def known(case: Case, option: Option) -> str:
    """They have used it."""
    return _("The customer has used this machine before: done in about {n} min.").format(n=minutes(option.finish_s))


def wealth(case: Case, option: Option) -> str:
    """Whether somebody is free to advise."""
    if not option.is_open:
        return _("No wealth manager is here just now: offer an appointment.")
    if not option.wait_p50_s:
        return _("A wealth manager is free now.")
    return _("A wealth manager is free in about {n} min, or by appointment.").format(n=minutes(option.wait_p50_s))


def only(case: Case, option: Option) -> str:
    """There is no other way."""
    if not option.is_open:
        return _("No counter is open for this just now.")
    return _("The one way for this: done in about {n} min.").format(n=minutes(option.finish_s))


WORDS: dict[Why, Callable[[Case, Option], str]] = {
    Why.ONLY: only,
    Why.CARE: lambda case, option: _("Care comes first: called before ordinary numbers, with somebody to help."),
    Why.WISH: lambda case, option: _("The customer prefers the counter."),
    Why.WEALTH: wealth,
    Why.KNOWN: known,
    Why.SOONEST: soonest,
    Why.ORDER: in_order,
}


def against(case: Case, choice: Choice, option: Option) -> str:
    """Why not this one, the strongest reason first."""
    if not option.is_open:
        return _("Nobody serves this there just now.")
    if at_own_wish(case, option):
        return _("Only at the customer's own wish.")
    if option.needs_escort:
        return _("The first use needs somebody who goes along.")
    later = option.finish_s - choice.option.finish_s
    if later >= 60:
        return _("About {n} min later.").format(n=later // 60)
    return _("About as soon.") if later > -60 else _("About {n} min sooner.").format(n=-later // 60)
