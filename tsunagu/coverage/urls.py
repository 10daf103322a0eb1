"""Where entitlements, authorisations and what was delivered are kept."""

from django.urls import path

from tsunagu.coverage.views import authorisations, coverages, fundings, means

app_name = "coverage"
CASE = "cases/<uuid:case_id>/coverage/"
ONE = CASE + "<uuid:coverage_id>/"
MEANS = "cases/<uuid:case_id>/means/"
AUTHORISATION = "cases/<uuid:case_id>/authorisations/<uuid:authorisation_id>/"
urlpatterns = [
    path("authorisations/", authorisations.index, name="authorisations"),
    path(CASE, coverages.show, name="coverage"),
    path(CASE + "new/", coverages.create, name="coverage_new"),
    path(ONE, coverages.update, name="coverage_edit"),
    path(ONE + "end/", coverages.end, name="coverage_end"),
    path(ONE + "first/", coverages.first, name="first"),
    path(ONE + "level/", coverages.level, name="level_new"),
    path(ONE + "share/", coverages.share, name="share_new"),
    path(ONE + "checks/new/", coverages.check, name="check_new"),
    path(MEANS, means.show, name="means"),
    path(MEANS + "new/", means.create, name="means_new"),
    path(MEANS + "<uuid:sheet_id>/", means.version, name="means_sheet"),
    path(MEANS + "<uuid:sheet_id>/print/", means.paper, name="means_print"),
    path("cases/<uuid:case_id>/fundings/<uuid:line>/", fundings.update, name="funding"),
    path(AUTHORISATION, authorisations.show, name="authorisation"),
    path(AUTHORISATION + "decision/", authorisations.decide, name="decision_new"),
    path(AUTHORISATION + "appeal/", authorisations.appeal, name="appeal_new"),
    path(AUTHORISATION + "outcome/", authorisations.outcome, name="outcome"),
    path(AUTHORISATION + "withdrawal/", authorisations.withdraw, name="withdrawal"),
    path(AUTHORISATION + "run-out/", authorisations.run_out, name="run_out"),
    path(
        "cases/<uuid:case_id>/deliveries/<uuid:delivery_id>/withdrawal/",
        authorisations.take_back,
        name="delivery_withdrawal",
    ),
]
