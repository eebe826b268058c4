"""Reading what callers send: JSON in UTF-8, strict types, nothing guessed.

DRF's own fields turn `5` into "5" and "yes" into true; here a value of the wrong type is refused, so that the OpenAPI
description says exactly what is taken.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import IO, Any

from django.core.validators import RegexValidator
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ParseError
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.request import Request

from lobby.branches.api.errors import InvalidField

DIGITS = re.compile("[0-9]{1,18}")
MAX_BIGINT = 2**63 - 1
# Python takes the separators 1C–1F for space, JavaScript and so the description do not.
VISIBLE = RegexValidator(r"^\s*[^\s\x00\x1c-\x1f][^\x00]*$", code="blank")


class StrictJson(BaseParser):
    """A JSON object in UTF-8, whatever charset the header claims."""

    media_type = "application/json"
    expected: type = dict

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        """Raises ParseError for anything but what is expected, nesting too deep to read included."""
        try:
            body = json.loads(stream.read().decode("utf-8"), parse_constant=refuse_constant)
        except (ValueError, RecursionError) as error:
            raise ParseError from error
        if not isinstance(body, self.expected):
            raise ParseError
        return body


class StrictList(StrictJson):
    """A JSON list in UTF-8."""

    expected = list


def refuse_constant(word: str) -> None:
    """NaN and Infinity are not JSON."""
    raise ValueError(word)


class OnlyJson(BaseContentNegotiation):
    """The API speaks one language, so there is nothing to negotiate."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        """The parser, None (415) when the body is announced as something else."""
        media_type = (request.content_type or "").partition(";")[0].strip().lower()
        return parsers[0] if media_type == parsers[0].media_type else None

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        """JSON, whatever the caller says it accepts."""
        return renderers[0], renderers[0].media_type


class Text(serializers.CharField):
    """A string with something visible in it, taken as it is."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"trim_whitespace": False, **options})
        self.validators.append(VISIBLE)

    def to_internal_value(self, data: Any) -> str:
        """Refuse what is not a string."""
        if not isinstance(data, str):
            self.fail("invalid")
        return data


@extend_schema_field(OpenApiTypes.BOOL)
class Flag(serializers.BooleanField):
    """True or false."""

    def to_internal_value(self, data: Any) -> bool:
        """Refuse what is not a JSON boolean."""
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class Whole(serializers.IntegerField):
    """A whole number."""

    def to_internal_value(self, data: Any) -> int:
        """Refuse strings, booleans and fractions."""
        if isinstance(data, bool) or not isinstance(data, int):
            self.fail("invalid")
        return int(super().to_internal_value(data))


class QueryWhole(serializers.IntegerField):
    """A whole number in an address: ASCII digits and nothing around them."""

    def to_internal_value(self, data: Any) -> int:
        """Refuse what only looks like a number."""
        if not DIGITS.fullmatch(str(data)):
            self.fail("invalid")
        return int(super().to_internal_value(data))


class Choice(serializers.ChoiceField):
    """One of a fixed set of words."""

    def to_internal_value(self, data: Any) -> Any:
        """Refuse what is not a string."""
        if not isinstance(data, str):
            self.fail("invalid_choice", input=data)
        return super().to_internal_value(data)


class Body(serializers.Serializer[Any]):
    """What one call takes. Unknown names are ignored, so that callers of tomorrow's API can talk to today's."""


def read(form: type[Body] | None, request: Request) -> dict[str, Any]:
    """What the caller sent, checked by the form; a call that takes nothing still refuses what is not JSON."""
    data = request.data
    return checked(form, data) if form else {}


def read_query(form: type[Body], request: Request) -> dict[str, Any]:
    """The checked parameters of the address."""
    return checked(form, request.query_params.dict())


def checked(form: type[Body], data: Any) -> dict[str, Any]:
    """The values that the form accepts. Raises InvalidField for the first field that is wrong."""
    try:
        return dict(reader(form).run_validation(data))
    except serializers.ValidationError as error:
        field, problems = next(iter(dict(error.detail).items()))  # type: ignore[arg-type]
        raise InvalidField(field, problems) from error


@cache
def reader(form: type[Body]) -> Body:
    """One form for all requests: validating keeps nothing in it, and making its fields takes longer than using them."""
    return form()
