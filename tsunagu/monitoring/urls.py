from django.urls import path

from tsunagu.monitoring.views import boards, delivered, health, issues, providers, rounds

app_name = "monitoring"
CASE = "cases/<uuid:case_id>/monitoring/"
urlpatterns = [
    path("monitoring/month/", boards.month, name="month"),
    path("monitoring/steps/", boards.steps, name="steps"),
    path("monitoring/discharges/", boards.discharges, name="discharges"),
    path("monitoring/providers/", providers.index, name="providers"),
    path(CASE, rounds.show, name="case"),
    path(CASE + "delivered/", delivered.show, name="delivered"),
    path(CASE + "rounds/new/", rounds.create, name="round_new"),
    path(CASE + "rounds/<uuid:round_id>/", rounds.round, name="round"),
    path(CASE + "rounds/<uuid:round_id>/revision/", rounds.revision, name="revision"),
    path(CASE + "rounds/<uuid:round_id>/print/", rounds.paper, name="round_print"),
    path(CASE + "issues/", issues.index, name="issues"),
    path(CASE + "issues/new/", issues.create, name="issue_new"),
    path(CASE + "issues/<uuid:issue_id>/", issues.show, name="issue"),
    path(CASE + "issues/<uuid:issue_id>/closure/", issues.close, name="issue_close"),
    path(CASE + "after-discharge/", health.discharge_call, name="discharge_call"),
    path(CASE + "medication/", health.medication, name="medication"),
    path(CASE + "education/", health.education, name="education"),
]
