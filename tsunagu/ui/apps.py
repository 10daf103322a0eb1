"""The design system: pages, components, styles, and how dates and names are written."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "tsunagu.ui"
