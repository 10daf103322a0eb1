"""The table of contents: which room answers which path."""

from django.urls import include, path

urlpatterns = [
    path("", include("tsunagu.assessment.urls")),
    path("", include("tsunagu.web.urls")),
    path("", include("tsunagu.cases.urls")),
    path("", include("tsunagu.directory.urls")),
    path("", include("tsunagu.coverage.urls")),
    path("", include("tsunagu.fhir.urls")),
    path("", include("tsunagu.identity.urls")),
    path("", include("tsunagu.intake.urls")),
    path("", include("tsunagu.monitoring.urls")),
    path("", include("tsunagu.notices.urls")),
    path("people/", include("tsunagu.people.urls")),
    path("", include("tsunagu.planning.urls")),
    path("", include("tsunagu.risk.urls")),
    path("", include("tsunagu.scheduling.urls")),
    path("ui/", include("tsunagu.ui.urls")),
]
