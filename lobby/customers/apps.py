from django.apps import AppConfig


class CustomersConfig(AppConfig):
    name = "lobby.customers"
    label = "customers"
