"""How OpenAPI describes the API: its credentials, its errors and the idempotency key."""

from __future__ import annotations

import inspect
from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers

from lobby.branches.api.idempotency import KEY_PATTERN


class Error(serializers.Serializer[Any]):
    """Every refusal."""

    code = serializers.CharField(help_text="Stable word for programs")
    detail = serializers.CharField(help_text="One sentence for people, in the language of Accept-Language")


ERRORS = {
    400: "The request is wrong",
    401: "No credential, or a wrong or revoked one",
    403: "Known to you, but not allowed",
    404: "Unknown, or not yours",
    429: "Too many calls with this credential; Retry-After says how long to wait",
    503: "Not now: busy, or the database cannot be reached",
}
POST_ERRORS = {
    409: "The thing is in a state that does not allow this",
    413: "The body is too large",
    415: "The body is not JSON",
}
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "pattern": KEY_PATTERN},
    OpenApiParameter.HEADER,
    description="A repeat with the same key and body gets the first answer for 24 hours",
)


class ApiSchema(AutoSchema):
    """Adds to every operation what all of them have; a view may name its `operation` and `body`."""

    view: Any

    def get_operation_id(self) -> str:
        """The view's own name, by method where it has two."""
        operation = self.view.operation
        return str(operation if isinstance(operation, str) else operation[self.method])

    def get_description(self) -> str:  # type: ignore[override]
        """What the view's class says about itself."""
        return inspect.getdoc(type(self.view)) or ""

    def get_serializer_name(self, serializer: Any, direction: Any) -> str:
        """`TicketShape` is `Ticket` to callers."""
        return str(super().get_serializer_name(serializer, direction)).removesuffix("Shape")

    def get_tags(self) -> list[str]:
        """Operations are grouped by what they are about."""
        return [self.view.about]

    def get_request_serializer(self) -> Any:
        """The body that the view reads."""
        return getattr(self.view, "body", None) if self.method == "POST" else None

    def get_response_serializers(self) -> Any:
        """The good answers of the view, by method where they differ."""
        answers = self.view.answers
        return answers.get(self.method, answers)

    def get_override_parameters(self) -> list[Any]:
        """Every POST takes an idempotency key, a GET what its view reads from the address."""
        query = getattr(self.view, "query", None)
        if self.method == "POST":
            return [IDEMPOTENCY_KEY]
        return [query] if query else []

    def _get_response_bodies(self, direction: Any = "response") -> Any:
        bodies = super()._get_response_bodies(direction)
        for status, text in {**ERRORS, **(POST_ERRORS if self.method == "POST" else {})}.items():
            bodies[str(status)] = self._get_response_for_code(OpenApiResponse(Error, text), str(status))
        return dict(sorted(bodies.items()))


class KeyScheme(OpenApiAuthenticationExtension):
    """`Authorization: Key <secret>`."""

    target_class = "lobby.branches.api.authentication.KeyAuthentication"
    name = "key"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        """The OpenAPI security scheme."""
        return {"type": "apiKey", "in": "header", "name": "Authorization", "description": "Key <secret>"}


class SessionScheme(OpenApiAuthenticationExtension):
    """The pages' session cookie."""

    target_class = "lobby.branches.api.authentication.SignedInAuthentication"
    name = "session"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        """The OpenAPI security scheme."""
        return {"type": "apiKey", "in": "cookie", "name": "sessionid"}
