"""The right prompt at the allowed moment (S009, S154, S316, S317, S420).

    decision = decide(ticket, staff=teller, at=now)     # a candidate with why, or what silences it
    prompt = show(ticket, by=teller, at=now, rule=decision.candidate.rule)
    answer(prompt, by=teller, at=now, answer="interested")

Deciding only reads, by a fixed number of statements whatever the number of rules. Showing decides once more, under the
visit's lock, and keeps the answer of the suitability gate.
"""

from marketing.domain.prompting.answering import answer, say, show, show_on_machine
from marketing.domain.prompting.deciding import Candidate, Decision, decide, decide_all, decide_on_machine
from marketing.domain.prompting.needs import note_need, skip

__all__ = [
    "Candidate",
    "Decision",
    "answer",
    "decide",
    "decide_all",
    "decide_on_machine",
    "note_need",
    "say",
    "show",
    "show_on_machine",
    "skip",
]
