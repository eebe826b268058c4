"""Addresses: checks."""

from django.urls import URLPattern, URLResolver, include, path

from lobby.floor.api.checks import calls as api
from lobby.floor.views.checks import acts, editing, pages, signing

api_calls: list[URLPattern | URLResolver] = [
    path("branches/<slug:code>/checklists/", api.BranchChecklists.as_view(), name="api-checklists"),
    path("checklist-runs/<int:run_id>/", api.OneRun.as_view(), name="api-check-run"),
    path("checklist-runs/<int:run_id>/start/", api.Start.as_view(), name="api-check-start"),
    path("checklist-runs/<int:run_id>/answer/", api.AnswerItem.as_view(), name="api-check-answer"),
    path("checklist-runs/<int:run_id>/submit/", api.Submit.as_view(), name="api-check-submit"),
    path("checklist-runs/<int:run_id>/countersign/", api.Countersign.as_view(), name="api-check-countersign"),
    path("checklist-runs/<int:run_id>/sign-off/", api.SignOff.as_view(), name="api-check-sign-off"),
    path("checklist-runs/<int:run_id>/reject/", api.Reject.as_view(), name="api-check-reject"),
]
run_pages: list[URLPattern | URLResolver] = [
    path("", pages.run_page, name="check-run"),
    path("items/<int:item_id>/", acts.answer, name="check-answer"),
    path("submit/", acts.submit, name="check-submit"),
    path("open/", acts.open_early, name="check-open"),
    path("countersign/", acts.countersign, name="check-countersign"),
    path("sign-off/", acts.sign_off, name="check-sign-off"),
    path("reject/", acts.reject, name="check-reject"),
]
template_pages: list[URLPattern | URLResolver] = [
    path("", editing.templates, name="check-templates"),
    path("add/", editing.add, name="check-template-add"),
    path("<int:template_id>/", editing.template, name="check-template"),
    path("<int:template_id>/draft/", editing.begin, name="check-draft"),
    path("<int:template_id>/switch/", editing.switch, name="check-template-switch"),
    path("versions/<int:version_id>/", editing.change, name="check-version"),
    path("versions/<int:version_id>/preview/", editing.preview, name="check-preview"),
    path("versions/<int:version_id>/publish/", editing.publish, name="check-publish"),
    path("versions/<int:version_id>/discard/", editing.discard, name="check-discard"),
    path("versions/<int:version_id>/items/add/", editing.save_item, name="check-item-add"),
    path("versions/<int:version_id>/items/<int:item_id>/", editing.item, name="check-item"),
    path("versions/<int:version_id>/items/<int:item_id>/save/", editing.save_item, name="check-item-save"),
    path("versions/<int:version_id>/items/<int:item_id>/move/", editing.move_item, name="check-item-move"),
    path("versions/<int:version_id>/items/<int:item_id>/drop/", editing.drop_item, name="check-item-drop"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("floor/checks/<int:run_id>/", include(run_pages)),
    path("floor/<str:code>/checks/", pages.day_list, name="checks"),
    path("floor/<str:code>/checks/safety/", pages.safety, name="check-safety"),
    path("floor/<str:code>/checks/start/<int:template_id>/", acts.start_by_hand, name="check-start-by-hand"),
    path("head/<str:code>/checks/", signing.signing, name="check-signing"),
    path("head/<str:code>/checks/templates/", include(template_pages)),
]
