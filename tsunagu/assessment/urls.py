"""Where assessments are looked at and written."""

from django.urls import path

from tsunagu.assessment.views import (
    assessments,
    findings,
    providers,
    sections,
    sessions,
    share,
    sheets,
    summaries,
    wellbeing,
)

app_name = "assessment"
urlpatterns = [
    path("cases/<uuid:case_id>/assessments/", assessments.index, name="assessments"),
    path("cases/<uuid:case_id>/assessments/start/", assessments.create, name="start"),
    path("cases/<uuid:case_id>/assessments/<uuid:assessment_id>/", sheets.show, name="sheet"),
    path("cases/<uuid:case_id>/assessments/<uuid:assessment_id>/completion/", sheets.complete, name="completion"),
    path("cases/<uuid:case_id>/assessments/<uuid:assessment_id>/function/", sheets.function, name="function"),
    path("cases/<uuid:case_id>/assessments/<uuid:assessment_id>/sessions/", sessions.create, name="sessions"),
    path(
        "cases/<uuid:case_id>/assessments/<uuid:assessment_id>/sections/<slug:section>/", sections.show, name="section"
    ),
    path(
        "cases/<uuid:case_id>/assessments/<uuid:assessment_id>/restricted/<slug:section>/",
        sections.restricted,
        name="restricted",
    ),
    path("cases/<uuid:case_id>/care-providers/", providers.create, name="care_providers"),
    path("cases/<uuid:case_id>/care-providers/<uuid:provider_id>/end/", providers.end, name="care_provider_end"),
    path("cases/<uuid:case_id>/findings/", findings.index, name="findings"),
    path("cases/<uuid:case_id>/findings/new/", findings.create, name="finding_new"),
    path("cases/<uuid:case_id>/findings/<uuid:finding_id>/place/", findings.move, name="finding_place"),
    path("cases/<uuid:case_id>/findings/<uuid:finding_id>/safety/", findings.safety, name="finding_safety"),
    path("cases/<uuid:case_id>/findings/<uuid:finding_id>/end/", findings.end, name="finding_end"),
    path("cases/<uuid:case_id>/share/", share.show, name="share"),
    path("cases/<uuid:case_id>/wellbeing/", wellbeing.create, name="wellbeing"),
    path("cases/<uuid:case_id>/summary/", summaries.show, name="summary"),
]
