"""What the calls of the cash side share: the branch in the address, its rows, and lists of them."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

from django.db.models import Model, QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from lobby.branches import access
from lobby.branches.access import Person
from lobby.branches.api.authentication import person_of, staff_of
from lobby.branches.api.bodies import read_query
from lobby.branches.api.views import ApiView
from lobby.branches.errors import NotFound
from lobby.branches.models import Branch
from lobby.live.posting import Call

Row = TypeVar("Row", bound=Model)


def branch_of(person: Person, code: str, permission: str) -> Branch:
    """The branch where the person holds the permission. Raises UnknownBranch, Forbidden."""
    return access.branch_for(staff_of(person), code, permission)


def row_of(call: Call, rows: QuerySet[Row], code: str, row_id: int, permission: str) -> Row:
    """A row of the branch in the address. Raises UnknownBranch, Forbidden, NotFound."""
    row = rows.filter(pk=row_id, branch=branch_of(call.person, code, permission)).first()
    if row is None:
        raise NotFound
    return row


class Listing(ApiView):
    """Lists rows of a branch."""

    permission: ClassVar[str]
    rows: ClassVar[QuerySet[Any]]
    newest: ClassVar[str]

    def written(self, row: Any) -> dict[str, Any]:
        """A row as JSON."""
        raise NotImplementedError

    def get(self, request: Request, code: str) -> Response:
        """Newest first. Raises UnknownBranch, Forbidden, InvalidField."""
        branch = branch_of(person_of(request), code, self.permission)
        assert self.query is not None
        asked = read_query(self.query, request)
        found = self.rows.filter(branch=branch)
        if asked.get("status"):
            found = found.filter(status=asked["status"])
        kept = found.order_by(f"-{self.newest}", "-pk")[: asked["limit"]]
        return Response([self.written(one) for one in kept])
