from django.urls import path

from tsunagu.notices.views import notices

app_name = "notices"
urlpatterns = [
    path("notices/", notices.index, name="notices"),
    path("notices/<uuid:notice_id>/reading/", notices.read, name="reading"),
]
