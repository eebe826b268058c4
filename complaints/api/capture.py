"""The lint of drafts, for whoever writes to customers with a program of their own."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import CharField, ChoiceField

from complaints.domain.lint import LONGEST, PHRASES, findings
from lobby.branches.api.authentication import person_of, staff_of
from lobby.branches.api.bodies import Body, Text, read
from lobby.branches.api.views import ApiView

Shape = serializers.Serializer[Any]


class LintBody(Body):
    """A draft."""

    text = Text(max_length=LONGEST)


class LintFindingShape(Shape):
    """A phrase that is better said otherwise, as it stands in the draft."""

    code = ChoiceField([(phrase.code, phrase.code) for phrase in PHRASES])
    words = CharField()
    why = CharField()
    better = CharField(help_text="What to say instead, in the language of the phrase")


class LintShape(Shape):
    """What was found; nothing is kept and nothing is blocked."""

    findings = LintFindingShape(many=True)


class Lint(ApiView):
    """Look at a draft."""

    about = "complaints"
    operation = "complaint-lint"
    body = LintBody
    answers = {200: LintShape}

    def post(self, request: Request) -> Response:
        """The phrases of a draft that make a complaint worse (S189)."""
        staff_of(person_of(request))
        found = findings(read(LintBody, request)["text"])
        return Response({"findings": [asdict(one) for one in found]})
