"""Addresses: stock."""

from django.urls import URLPattern, path

from lobby.floor.api import stock as calls
from lobby.floor.views import stock

urlpatterns: list[URLPattern] = [
    path("stock/materials/<int:material_id>/", stock.detail, name="stock-material"),
    path("stock/materials/<int:material_id>/issue/", stock.issue, name="stock-issue"),
    path("stock/materials/<int:material_id>/receive/", stock.receive, name="stock-receive"),
    path("stock/materials/<int:material_id>/count/", stock.count, name="stock-count"),
    path("stock/lots/<int:lot_id>/remove/", stock.remove, name="stock-remove"),
    path("stock/moves/<int:move_id>/take-back/", stock.take_back, name="stock-take-back"),
    path("floor/<str:code>/stock/", stock.stock, name="stock"),
    path("floor/<str:code>/stock/add/", stock.add, name="stock-add"),
]
api_calls: list[URLPattern] = [
    path("branches/<str:code>/materials/", calls.Materials.as_view(), name="api-materials"),
    path("branches/<str:code>/materials/<str:material>/issue/", calls.Issue.as_view(), name="api-material-issue"),
    path("branches/<str:code>/materials/<str:material>/receive/", calls.Receive.as_view(), name="api-material-receive"),
    path("branches/<str:code>/materials/<str:material>/count/", calls.Count.as_view(), name="api-material-count"),
]
