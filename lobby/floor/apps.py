from django.apps import AppConfig


class FloorConfig(AppConfig):
    name = "lobby.floor"
    label = "floor"
