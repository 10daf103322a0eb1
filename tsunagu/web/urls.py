from django.urls import path

from tsunagu.web import case_file, caseload, door, links, my_day, team

app_name = "web"
urlpatterns = [
    path("", door.show, name="door"),
    path("enter/", door.enter, name="enter"),
    path("my-day/", my_day.show, name="my_day"),
    path("my-caseload/", caseload.show, name="caseload"),
    path("cases/<uuid:case_id>/", case_file.show, name="case"),
    path("cases/<uuid:case_id>/timeline/", case_file.ledger, name="timeline"),
    path("cases/<uuid:case_id>/links/", links.show, name="links"),
    path("cases/<uuid:case_id>/links/print/", links.paper, name="links_print"),
    path("team/", team.show, name="team"),
    path("team/<uuid:user_id>/", team.worker, name="team_worker"),
]
