"""Addresses: peak plan."""

from django.urls import URLPattern, URLResolver, path

from queueing.views import peak_plans, peaks, support

urlpatterns: list[URLPattern | URLResolver] = [
    path("floor/peaks/<int:run_id>/", peaks.sheet, name="peak-run"),
    path("floor/peaks/<int:run_id>/stop/", peaks.stop, name="peak-stop"),
    path("floor/peaks/<int:run_id>/review/", peaks.review, name="peak-review"),
    path("floor/peaks/<int:run_id>/window/", peaks.window, name="peak-window"),
    path("floor/peaks/tasks/<int:task_id>/", peaks.task, name="peak-task"),
    path("floor/peaks/calls/<int:call_id>/", peaks.call, name="support-call"),
    path("floor/peaks/calls/<int:call_id>/accept/", peaks.accept, name="support-accept"),
    path("floor/peaks/calls/<int:call_id>/decline/", peaks.decline, name="support-decline"),
    path("floor/peaks/calls/<int:call_id>/release/", peaks.release, name="support-release"),
    path("floor/support/<int:request_id>/", support.one, name="support-request"),
    path("floor/support/<int:request_id>/end/", support.end, name="support-end"),
    path("floor/<str:code>/support/", support.page, name="support"),
    path("floor/<str:code>/support/ask/", support.ask, name="support-ask"),
    path("floor/<str:code>/peak/start/", peaks.start, name="peak-start"),
    path("head/<str:code>/peaks/", peak_plans.page, name="peak-plan"),
    path("head/<str:code>/peaks/thresholds/", peak_plans.set_thresholds, name="peak-thresholds"),
    path("head/<str:code>/peaks/steps/", peak_plans.add_step, name="peak-step-add"),
    path("head/<str:code>/peaks/steps/<int:step_id>/drop/", peak_plans.drop_step, name="peak-step-drop"),
    path("head/<str:code>/peaks/skipped/<int:step_id>/", peak_plans.set_skipped, name="peak-skip"),
]
