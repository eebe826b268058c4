"""Uploading pictures and papers."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser

from lobby.branches.access import branch_for
from lobby.branches.api.authentication import staff_of
from lobby.branches.api.bodies import Body, Text
from lobby.branches.api.bodies import read_query as read_query_of
from lobby.branches.api.errors import InvalidField
from lobby.branches.api.idempotency import Answer
from lobby.branches.api.schema import ApiSchema
from lobby.floor.domain import attachments
from lobby.floor.views.attachments import told
from lobby.live.posting import Call, PostView


class UploadQuery(Body):
    """Whose attachment it is."""

    branch = Text(max_length=20, help_text="Code of the branch")


@extend_schema_field(OpenApiTypes.BINARY)
class File(serializers.FileField):
    """The bytes of one file."""


class UploadShape(serializers.Serializer[Any]):
    """A form with one file."""

    file = File(help_text="JPEG, PNG, WebP or PDF, 8 MB at most")


class AttachmentShape(serializers.Serializer[Any]):
    """A kept file: its `id` is named by the call it belongs to within a day, else it is forgotten."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    media_type = serializers.CharField()
    url = serializers.CharField(help_text="For who may see what it belongs to")


class UploadSchema(ApiSchema):
    """Describes the form and the branch in the address."""

    def get_request_serializer(self) -> Any:
        """The form."""
        return UploadShape

    def get_override_parameters(self) -> list[Any]:
        """The branch, beside what every POST takes."""
        return [*super().get_override_parameters(), UploadQuery]


class Attachments(PostView):
    """Keep a picture or paper; it belongs to nothing until another call names it.

    Pictures are drawn anew: where they were taken and whatever else rides in the file is gone.
    """

    about = "attachments"
    operation = "attachment-upload"
    answers = {201: AttachmentShape}
    parser_classes = [MultiPartParser]
    schema = UploadSchema()

    def act(self, call: Call) -> Answer:
        """Keep the file. Raises UnknownBranch, Forbidden for devices, InvalidField."""
        code = read_query_of(UploadQuery, call.request)["branch"]
        staff = staff_of(call.person)
        branch = branch_for(staff, code)
        file = call.request.FILES.get("file")
        if file is None:
            raise InvalidField("file", [serializers.ErrorDetail("", code="required")])
        kept = attachments.keep(file, name=file.name or "", branch=branch, by=staff, at=call.at)
        return Answer(201, told(kept))
