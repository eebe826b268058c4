"""`POST /language-check/`: what the bank's guards object to in a text."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BooleanField, CharField, ChoiceField, IntegerField

from lobby.branches.api.authentication import person_of, staff_of
from lobby.branches.api.bodies import Body, Text, read
from lobby.branches.api.views import ApiView
from marketing.domain.language import Finding, findings
from marketing.domain.language.checking import LONGEST
from marketing.enums.scripts import Guard

Shape = serializers.Serializer[Any]


class LanguageBody(Body):
    """A text, and what it is."""

    text = Text(max_length=LONGEST)
    kind = Text(
        max_length=40,
        required=False,
        allow_blank=True,
        help_text="A kind of library item, or `note` for a note about a customer: there words on looks alone are found",
    )


class LanguageFindingShape(Shape):
    """Words that cannot stand: where, why, and what to say instead."""

    guard = ChoiceField(Guard.choices)
    start = IntegerField(min_value=0, help_text="Counted in characters of the text as sent")
    end = IntegerField(min_value=1)
    text = CharField()
    reason = CharField()
    way_out = CharField()


class LanguageShape(Shape):
    """What was found; nothing is kept."""

    ok = BooleanField(help_text="Nothing was found")
    findings = LanguageFindingShape(many=True)


class LanguageCheck(ApiView):
    """Read a text for forbidden promises and pressure, in Chinese of both scripts and English."""

    about = "scripts"
    operation = "language-check"
    body = LanguageBody
    answers = {200: LanguageShape}

    def post(self, request: Request) -> Response:
        """For members of staff. The same check runs when a text of the library is handed in and approved."""
        staff_of(person_of(request))
        given = read(LanguageBody, request)
        found = findings(given["text"], given.get("kind", ""))
        return Response({"ok": not found, "findings": [finding_answer(one) for one in found]})


def finding_answer(one: Finding) -> dict[str, Any]:
    """A finding as JSON."""
    return {
        "guard": one.guard,
        "start": one.start,
        "end": one.end,
        "text": one.text,
        "reason": str(one.reason),
        "way_out": str(one.way_out),
    }
