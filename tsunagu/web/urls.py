from django.urls import path

from tsunagu.web import caseload, door, my_day

app_name = "web"
urlpatterns = [
    path("", door.show, name="door"),
    path("enter/", door.enter, name="enter"),
    path("my-day/", my_day.show, name="my_day"),
    path("my-caseload/", caseload.show, name="caseload"),
]
