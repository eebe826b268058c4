"""Addresses of incidents and security. The ones that take a branch's code come last."""

from django.urls import URLPattern, URLResolver, path, re_path

from lobby.floor.api.incidents import calls
from lobby.floor.views.incidents import acts, pages, security

one = "incidents/<int:incident_id>"
api_calls: list[URLPattern | URLResolver] = [
    path("branches/<slug:code>/incidents/", calls.BranchIncidents.as_view(), name="api-branch-incidents"),
    path(f"{one}/", calls.OneIncident.as_view(), name="api-incident"),
    path(f"{one}/classify/", calls.Classify.as_view(), name="api-incident-classify"),
    path(f"{one}/activate/", calls.Activate.as_view(), name="api-incident-activate"),
    path(f"{one}/contain/", calls.Contain.as_view(), name="api-incident-contain"),
    path(f"{one}/recover/", calls.Recover.as_view(), name="api-incident-recover"),
    path(f"{one}/report/", calls.Report.as_view(), name="api-incident-report"),
    path(f"{one}/review/", calls.Review.as_view(), name="api-incident-review"),
    path(f"{one}/close/", calls.Close.as_view(), name="api-incident-close"),
    path(f"{one}/false-alarm/", calls.FalseAlarm.as_view(), name="api-incident-false-alarm"),
    path(f"{one}/level/", calls.Level.as_view(), name="api-incident-level"),
    path(f"{one}/step/", calls.Step.as_view(), name="api-incident-step"),
    path(f"{one}/roll-call/", calls.RollCallAnswer.as_view(), name="api-incident-roll-call"),
]
urlpatterns: list[URLPattern] = [
    path("floor/incidents/<int:incident_id>/", pages.incident, name="incident"),
    path("floor/incidents/<int:incident_id>/card/", pages.card, name="incident-card"),
    re_path(
        r"^floor/incidents/(?P<incident_id>[0-9]{1,18})/tasks/(?P<task_id>[0-9]{1,18})/(?P<verb>take|done)/$",
        acts.task,
        name="incident-task",
    ),
    path("floor/incidents/<int:incident_id>/demands/<int:demand_id>/", acts.answer_demand, name="incident-demand"),
    path("floor/incidents/<int:incident_id>/seats/<int:seat>/drop/", acts.drop_representative, name="incident-seat"),
    path("floor/incidents/<int:incident_id>/<slug:verb>/", acts.act, name="incident-act"),
    path("floor/suspicions/<int:suspicion_id>/clear/", security.clear_up, name="suspicion-clear"),
    path("floor/suspicions/<int:suspicion_id>/case/", security.open_case, name="suspicion-case"),
    path("floor/security-alerts/<int:alert_id>/accept/", security.accept_alert, name="silent-accept"),
    path("floor/security-alerts/<int:alert_id>/resolve/", security.resolve_alert, name="silent-resolve"),
    path("floor/<str:code>/incidents/", pages.incidents, name="incidents"),
    path("floor/<str:code>/incidents/report/", acts.report, name="incident-report"),
    path("floor/<str:code>/command/", pages.command, name="command"),
    path("floor/<str:code>/command/drill/", acts.drill, name="incident-drill"),
    path("floor/<str:code>/security/", pages.security, name="security"),
    path("floor/<str:code>/security/report/", security.report_suspicion, name="suspicion-report"),
    path("floor/<str:code>/order/", security.log_order, name="order-log"),
    path("floor/<str:code>/zones/<int:zone_id>/count/", security.count_people, name="zone-count"),
    path("floor/<str:code>/plans/", pages.plans, name="plans"),
    path("floor/<str:code>/plans/<int:plan_id>/", acts.edit_plan, name="plan-edit"),
]
