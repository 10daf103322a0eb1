from django.urls import path

from tsunagu.fhir import views

app_name = "fhir"
urlpatterns = [
    path("people/<uuid:person_id>/imported/", views.index, name="imported"),
    path("people/<uuid:person_id>/imported/<uuid:record_id>/", views.original, name="original"),
]
