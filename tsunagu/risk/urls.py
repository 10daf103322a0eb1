"""Where risk is looked at and decided."""

from django.urls import path

from tsunagu.risk.views import factors, readmission, schemes, tiers

app_name = "risk"
urlpatterns = [
    path("risk/tiers/", schemes.index, name="schemes"),
    path("risk/tiers/<slug:programme>/", schemes.show, name="scheme"),
    path("cases/<uuid:case_id>/risk/", tiers.show, name="tier"),
    path("cases/<uuid:case_id>/risk/readmission/", readmission.show, name="readmission"),
    path("cases/<uuid:case_id>/risk/factors/", factors.create, name="factors"),
    path("cases/<uuid:case_id>/risk/factors/<uuid:stated_id>/end/", factors.end, name="factor_end"),
]
