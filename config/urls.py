"""The table of contents: which room answers which path."""

from django.urls import include, path

urlpatterns = [
    path("", include("tsunagu.identity.urls")),
    path("", include("tsunagu.intake.urls")),
    path("", include("tsunagu.notices.urls")),
    path("", include("tsunagu.planning.urls")),
]
