"""Addresses of follow-up and messages. The ones that take a branch's code come last."""

from django.urls import URLPattern, URLResolver, path

from marketing.views.follow import messages, opt_out, pages, pipeline

api_calls: list[URLPattern | URLResolver] = []
ONE = "marketing/follow-ups/<int:pk>"
urlpatterns: list[URLPattern | URLResolver] = [
    path("m/<slug:token>/", opt_out.page, name="opt-out"),
    path(f"{ONE}/", pages.card, name="follow-up-card"),
    path(f"{ONE}/number/", pages.number, name="follow-up-number"),
    path(f"{ONE}/finish/", pages.finish, name="follow-up-finish"),
    path(f"{ONE}/reopen/", pages.reopen, name="follow-up-reopen"),
    path(f"{ONE}/take/", pages.take, name="follow-up-take"),
    path(f"{ONE}/assign/", pages.assign, name="follow-up-assign"),
    path(f"{ONE}/cancel/", pages.cancel, name="follow-up-cancel"),
    path("marketing/messages/<int:pk>/cancel/", messages.cancel, name="message-cancel"),
    path("marketing/<str:code>/follow-up/", pages.page, name="follow-up"),
    path("marketing/<str:code>/follow-up/plan/", pages.plan, name="follow-up-plan"),
    path("marketing/<str:code>/appointments/", pipeline.page, name="pipeline"),
    path("marketing/<str:code>/appointments/<int:customer_id>/", pipeline.invitation, name="pipeline-invitation"),
    path("marketing/<str:code>/appointments/<int:customer_id>/invite/", pipeline.invite, name="pipeline-invite"),
    path("marketing/<str:code>/messages/", messages.page, name="messages"),
    path("marketing/<str:code>/messages/<slug:template>/test/", messages.test, name="message-test"),
]
