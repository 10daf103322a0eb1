from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "tsunagu.access"
