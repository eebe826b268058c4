from django.apps import AppConfig


class KpiConfig(AppConfig):
    name = "lobby.kpi"
    label = "kpi"
