"""The least a page can cost here: a bare Django view that returns one row. Also the table of contents while measuring."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, JsonResponse
from django.urls import path

from config.urls import urlpatterns as pages
from tsunagu.people.models import Person


def one_row(request: HttpRequest) -> JsonResponse:
    with transaction.atomic():
        person = Person.objects.only("name").get(id=request.GET["id"])
    return JsonResponse({"name": person.name})


urlpatterns = [path("one-row/", one_row), *pages]
