"""What follows a complaint: promises, departments' tasks, return calls and closing, reviews, compensation."""

from complaints.domain.follow.money import approve as approve_compensation
from complaints.domain.follow.money import ask_compensation
from complaints.domain.follow.money import refuse as refuse_compensation
from complaints.domain.follow.money import withdraw as withdraw_compensation
from complaints.domain.follow.promises import call_off as call_off_promise
from complaints.domain.follow.promises import change as change_promise
from complaints.domain.follow.promises import keep as keep_promise
from complaints.domain.follow.promises import promise
from complaints.domain.follow.reviews import ask_review, decide_review
from complaints.domain.follow.subtasks import answer as answer_task
from complaints.domain.follow.subtasks import call_off as call_off_task
from complaints.domain.follow.subtasks import give_task
from complaints.domain.follow.visits import call_back, close

__all__ = [
    "answer_task",
    "approve_compensation",
    "ask_compensation",
    "ask_review",
    "call_back",
    "call_off_promise",
    "call_off_task",
    "change_promise",
    "close",
    "decide_review",
    "give_task",
    "keep_promise",
    "promise",
    "refuse_compensation",
    "withdraw_compensation",
]
