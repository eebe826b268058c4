"""What every view of the API shares."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from rest_framework.renderers import JSONRenderer
from rest_framework.views import APIView

from lobby.branches.api.bodies import Body, OnlyJson, StrictJson
from lobby.branches.api.schema import ApiSchema
from lobby.branches.errors import NotFound


class ApiView(APIView):
    """JSON in, JSON out, errors as `{code, detail}`. Subclasses say what OpenAPI shall tell about them."""

    parser_classes = [StrictJson]
    renderer_classes = [JSONRenderer]
    content_negotiation_class = OnlyJson
    schema = ApiSchema()

    about: ClassVar[str] = "api"
    # A name, or one for each method.
    operation: ClassVar[str | dict[str, str]] = ""
    body: ClassVar[type[Body] | None] = None
    query: ClassVar[type[Body] | None] = None
    # Good answers by status, or such a table for each method.
    answers: ClassVar[dict[Any, Any]] = {}


@csrf_exempt
def unknown_address(request: HttpRequest) -> HttpResponse:
    """Everything under the API's root that is no call: 404 as JSON. Raises NotFound."""
    raise NotFound
