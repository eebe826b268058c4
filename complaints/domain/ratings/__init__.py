"""Verbs of ratings: given once, completed or taken back by the customer, looked after by staff when low."""

from complaints.domain.ratings.evaluators import place
from complaints.domain.ratings.giving import add, give, give_at_counter, give_at_machine, take_back
from complaints.domain.ratings.recovering import read, recover

__all__ = ["add", "give", "give_at_counter", "give_at_machine", "place", "read", "recover", "take_back"]
