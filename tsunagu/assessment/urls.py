"""Where assessments are looked at and written."""

from django.urls import path

from tsunagu.assessment.views import (
    assessments,
    bands,
    filling,
    findings,
    instruments,
    providers,
    responses,
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
    path("instruments/", instruments.index, name="instruments"),
    path("instruments/load/", instruments.load, name="instrument_load"),
    path("instruments/<uuid:version_id>/", instruments.show, name="instrument_version"),
    path("instruments/<uuid:version_id>/questionnaire/", instruments.export, name="instrument_export"),
    path("instruments/<uuid:version_id>/retirement/", instruments.retire, name="instrument_retire"),
    path("instruments/<slug:code>/", instruments.shipped, name="instrument"),
    path("instruments/<slug:code>/bands/<slug:score>/", bands.edit, name="bands"),
    path("instruments/<slug:code>/bands/<slug:score>/restoration/", bands.restore, name="bands_restore"),
    path("instruments/<slug:code>/questionnaire/", instruments.shipped_export, name="instrument_shipped_export"),
    path("cases/<uuid:case_id>/instruments/", responses.index, name="responses"),
    path("cases/<uuid:case_id>/instruments/start/", responses.create, name="response_start"),
    path("cases/<uuid:case_id>/instruments/<uuid:response_id>/", filling.show, name="response"),
    path("cases/<uuid:case_id>/instruments/<uuid:response_id>/answer/", filling.answer, name="response_answer"),
    path(
        "cases/<uuid:case_id>/instruments/<uuid:response_id>/continuation/",
        responses.go_on,
        name="response_continuation",
    ),
    path(
        "cases/<uuid:case_id>/instruments/<uuid:response_id>/correction/", responses.correct, name="response_correction"
    ),
    path(
        "cases/<uuid:case_id>/instruments/<uuid:response_id>/withdrawal/",
        responses.withdraw,
        name="response_withdrawal",
    ),
    path("cases/<uuid:case_id>/instruments/<uuid:response_id>/export/", responses.export, name="response_export"),
    path("cases/<uuid:case_id>/instruments/<uuid:response_id>/share/", responses.share, name="response_share"),
    path("cases/<uuid:case_id>/share/", share.show, name="share"),
    path("cases/<uuid:case_id>/wellbeing/", wellbeing.create, name="wellbeing"),
    path("cases/<uuid:case_id>/summary/", summaries.show, name="summary"),
]
