"""The one gate that every prompt, offer of a machine, step of a lead, message and demonstration goes through (R05, S150).

    facts = facts_of(customer, staff=wealth_manager, branch=branch, at=at)      # what counts, read once
    judge(facts, product)                                                     # pure: by which rules it is closed
    check(customer, product, branch=branch, by=by, at=at, surface=surface)    # judged and kept
    require(…)                                                                # the same, refused with Unsuitable

`facts_of` and `judge` are for choosing among many products; whatever is done about one is checked or required, so that
there is a row of it. A refusal is kept even where the verb around it is undone.
"""

from marketing.domain.suitability.facts import Facts, facts_of
from marketing.domain.suitability.gate import Verdict, check, require
from marketing.domain.suitability.rules import Reason, judge, licence_for, suitable

__all__ = ["Facts", "Reason", "Verdict", "check", "facts_of", "judge", "licence_for", "require", "suitable"]
