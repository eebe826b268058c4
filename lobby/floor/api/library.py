"""The library for programs: what is in force for the caller's branches, and acknowledging it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BooleanField, CharField, ChoiceField, DateTimeField, IntegerField, ListField

from lobby.branches.access import Person, branches_for
from lobby.branches.api.authentication import person_of, staff_of
from lobby.branches.api.bodies import Body, Choice, QueryWhole, Text, read_query
from lobby.branches.api.idempotency import Answer
from lobby.branches.api.views import ApiView
from lobby.branches.enums import Permission, RoleCode
from lobby.branches.errors import Forbidden, NotFound
from lobby.branches.models import Branch, Staff
from lobby.floor.domain import unread
from lobby.floor.enums.library import ContentKind
from lobby.floor.models.library import LibraryVersion
from lobby.floor.selectors.library import Wish, in_force_for, pictures_of, search
from lobby.live.posting import Call, PostView

MOST = 100


class LibraryItemShape(serializers.Serializer[Any]):
    """An item of the library as it counts now."""

    id = IntegerField(help_text="Of the item; it stays through all versions")
    code = CharField()
    kind = ChoiceField(ContentKind.choices)
    branch = CharField(allow_null=True, help_text="Null counts for the whole bank")
    service = CharField(allow_null=True, help_text="Null is for every service")
    roles = ListField(child=ChoiceField(RoleCode.choices), help_text="Whom it is for; empty is everybody")
    tags = ListField(child=CharField())
    version = IntegerField(min_value=1)
    title_zh = CharField()
    title_en = CharField()
    body_zh = CharField(help_text="Plain text; `- ` and `1. ` begin lines of lists, `**` surrounds bold words")
    body_en = CharField()
    extra = serializers.DictField(child=serializers.JSONField(), help_text="What the kind asks for besides")
    pictures = ListField(child=IntegerField(), help_text="Ids of attachments")
    must_acknowledge = BooleanField()
    has_questions = BooleanField(help_text="It is acknowledged by answering them")
    valid_days = IntegerField(
        allow_null=True, help_text="For how long an acknowledgement holds; null as long as the version"
    )
    approval_number = CharField()
    published_at = DateTimeField()
    expires_at = DateTimeField()


class LibraryPageShape(serializers.Serializer[Any]):
    """A part of what was found."""

    results = LibraryItemShape(many=True)
    next = IntegerField(allow_null=True, help_text="`after` of the next part, null at the end")


class LibraryQuery(Body):
    """What is looked for: every word of `q` in titles or texts, in Chinese, English, pinyin or initials."""

    q = Text(max_length=100, required=False)
    kind = Choice(ContentKind.choices, required=False)
    service = Text(max_length=20, required=False, help_text="Also finds what is for every service")
    role = Choice(RoleCode.choices, required=False, help_text="Also finds what is for everybody")
    branch = Text(max_length=20, required=False, help_text="Code of one branch; without it all of the caller's")
    after = QueryWhole(min_value=0, max_value=100_000, default=0)
    limit = QueryWhole(min_value=1, max_value=MOST, default=50)


class Library(ApiView):
    """Items in force, titles that fit before texts that fit."""

    about = "library"
    operation = "library"
    query = LibraryQuery
    answers = {200: LibraryPageShape}

    def get(self, request: Request) -> Response:
        """For whoever reads the library of a branch. What has expired is never among it."""
        person, at = person_of(request), timezone.now()
        given = read_query(LibraryQuery, request)
        versions = in_force_for(person, at, code=given.get("branch"))
        wish = Wish(**{name: given.get(name, "") for name in ("q", "kind", "service", "role")})
        first, limit = given["after"], given["limit"]
        found = list(search(versions, wish).select_related("item__branch")[first : first + limit + 1])
        more = len(found) > limit
        return Response({"results": item_answers(found[:limit]), "next": first + limit if more else None})


class OneItem(ApiView):
    """One item as it counts now."""

    about = "library"
    operation = "library-item"
    answers = {200: LibraryItemShape}

    def get(self, request: Request, item_id: int) -> Response:
        """For whoever reads the library of its branch; an item without a version in force does not exist."""
        return Response(item_answers([version_of(person_of(request), item_id, at=timezone.now())])[0])


class AcknowledgeItem(PostView):
    """Say that one has read an item that must be acknowledged. Emergency plans are acknowledged anew every year."""

    about = "library"
    operation = "library-acknowledge"
    answers = {200: LibraryItemShape}

    def act(self, call: Call, item_id: int) -> Answer:
        """For members of staff."""
        staff = staff_of(call.person)
        version = version_of(staff, item_id, at=call.at)
        branch = version.item.branch or branch_of(staff)
        unread.acknowledge(version, by=staff, branch=branch, at=call.at)
        return Answer(200, item_answers([version])[0])


def version_of(person: Person, item_id: int, *, at: Any) -> LibraryVersion:
    """The version in force of an item that the person reads. Raises NotFound."""
    version = in_force_for(person, at).select_related("item__branch").filter(item=item_id).first()
    if version is None:
        raise NotFound
    return version


def branch_of(staff: Staff) -> Branch:
    """The branch at which a person acknowledges what counts for the whole bank. Raises Forbidden."""
    mine = branches_for(staff, Permission.LIBRARY_VIEW)
    branch = mine.filter(staff=staff).first() or mine.first()
    if branch is None:
        raise Forbidden
    return branch


def item_answers(versions: list[LibraryVersion]) -> list[dict[str, Any]]:
    """Versions as JSON (1 query for their pictures)."""
    pictures = pictures_of(versions)
    return [item_answer(version, [one.pk for one in pictures[version.pk]]) for version in versions]


def item_answer(version: LibraryVersion, pictures: list[int]) -> dict[str, Any]:
    """One version as JSON."""
    item = version.item
    assert version.published_at is not None
    assert version.expires_at is not None
    return {
        "id": item.pk,
        "code": item.code,
        "kind": item.kind,
        "branch": item.branch.code if item.branch else None,
        "service": item.service or None,
        "roles": item.roles,
        "tags": item.tags,
        "version": version.number,
        "title_zh": version.title_zh,
        "title_en": version.title_en,
        "body_zh": version.body_zh,
        "body_en": version.body_en,
        "extra": version.extra,
        "pictures": pictures,
        "must_acknowledge": version.must_acknowledge,
        "has_questions": bool(version.quiz_zh),
        "valid_days": version.holds_for.days if version.holds_for else None,
        "approval_number": version.approval_number,
        "published_at": version.published_at.isoformat(),
        "expires_at": version.expires_at.isoformat(),
    }
