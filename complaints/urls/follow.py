"""Addresses of what follows a complaint."""

from django.urls import URLPattern, URLResolver, path, re_path

from complaints.api.follow import calls
from complaints.views.follow import acts, cards

ID = "[0-9]{1,18}"
api_calls: list[URLPattern | URLResolver] = [
    path("complaints/<int:complaint_id>/callback/", calls.CallBack.as_view(), name="api-complaint-callback"),
    path("complaints/<int:complaint_id>/close/", calls.Close.as_view(), name="api-complaint-close"),
]


def verbs(table: dict[str, acts.Act]) -> str:
    """The verbs of a table, as an address names them."""
    return "|".join(table)


urlpatterns: list[URLPattern | URLResolver] = [
    re_path(
        rf"^complaints/(?P<complaint_id>{ID})/follow/(?P<verb>{verbs(acts.COMPLAINT_ACTS)})/$",
        acts.act,
        name="follow-act",
    ),
    re_path(
        rf"^complaints/promises/(?P<promise_id>{ID})/(?P<verb>{verbs(acts.PROMISE_ACTS)})/$",
        acts.act_on_promise,
        name="promise-act",
    ),
    re_path(
        rf"^complaints/tasks/(?P<task_id>{ID})/(?P<verb>{verbs(acts.TASK_ACTS)})/$",
        acts.act_on_task,
        name="task-act",
    ),
    re_path(
        rf"^complaints/compensations/(?P<compensation_id>{ID})/(?P<verb>{verbs(acts.COMPENSATION_ACTS)})/$",
        acts.act_on_compensation,
        name="compensation-act",
    ),
    path("complaints/tasks/<int:task_id>/card/", cards.task, name="task-card"),
    re_path(rf"^complaints/(?P<noun>{'|'.join(cards.FINDERS)})/(?P<pk>{ID})/card/$", cards.card, name="follow-card"),
]
