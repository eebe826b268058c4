"""To whom something goes, and why."""

from __future__ import annotations

from django import forms

from lobby.branches.models import Staff
from lobby.floor.errors.handing import NotAtBranch
from lobby.floor.selectors.people import TEAMS

TEAM = "team:"


class ReceiverForm(forms.Form):
    """A person by id, or a team as `team:LM`."""

    to = forms.CharField(max_length=30)
    reason = forms.CharField(max_length=120)

    def receiver(self) -> Staff | str:
        """The person or team (0–1 query). Raises NotAtBranch."""
        return receiver_named(self.cleaned_data["to"])

    def person(self) -> Staff:
        """The person. Raises NotAtBranch."""
        found = self.receiver()
        if isinstance(found, Staff):
            return found
        raise NotAtBranch(name=found)


def receiver_named(word: str) -> Staff | str:
    """Who is meant by a field's value (0–1 query). Raises NotAtBranch."""
    if word.startswith(TEAM):
        team = word.removeprefix(TEAM)
        if team in TEAMS:
            return team
    elif word.isascii() and word.isdigit() and len(word) < 18:
        person = Staff.objects.filter(pk=int(word), is_active=True).first()
        if person is not None:
            return person
    raise NotAtBranch(name=word)
