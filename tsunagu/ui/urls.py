"""The design system's own pages."""

from django.urls import path

from tsunagu.ui import views

app_name = "ui"
urlpatterns = [
    path("gallery/", views.gallery, name="gallery"),
    path("date/", views.read_date, name="read_date"),
    path("offline/", views.offline, name="offline"),
    path("worker.js", views.worker, name="worker"),
]
