"""Registers the room."""

from __future__ import annotations

from django.apps import AppConfig


class PathwaysConfig(AppConfig):
    name = "tsunagu.pathways"
    label = "pathways"
