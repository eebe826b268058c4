"""How OpenAPI describes the API: its credentials, its errors and the idempotency key."""

from __future__ import annotations

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

    def get_operation_id(self) -> str:
        """The view's own name for its POST."""
        own = getattr(self.view, "operation", "") if self.method == "POST" else ""
        return own or str(super().get_operation_id())

    def get_tags(self) -> list[str]:
        """Operations are grouped by what they are about."""
        return [getattr(self.view, "about", "api")]

    def get_request_serializer(self) -> Any:
        """The body that the view reads."""
        return getattr(self.view, "body", None) if self.method == "POST" else None

    def get_response_serializers(self) -> Any:
        """The good answers of the view."""
        return self.view.answers

    def get_override_parameters(self) -> list[Any]:
        """Every POST takes an idempotency key."""
        return [IDEMPOTENCY_KEY] if self.method == "POST" else []

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
