from django.urls import path

from tsunagu.directory.views import corrections, providers, services

app_name = "directory"
urlpatterns = [
    path("services/", services.index, name="services"),
    path("services/new/", services.create, name="service_new"),
    path("services/corrections/", corrections.index, name="corrections"),
    path("services/corrections/<uuid:correction_id>/decision/", corrections.decide, name="correction_decision"),
    path("services/mending/", providers.torn, name="mending"),
    path("services/publication/", providers.publish, name="publication"),
    path("services/providers/<uuid:provider_id>/", providers.show, name="provider"),
    path("services/providers/<uuid:provider_id>/name/", providers.name, name="provider_name"),
    path("services/providers/<uuid:provider_id>/concerns/new/", providers.raise_concern, name="provider_concern_new"),
    path("services/concerns/<uuid:concern_id>/outcome/", providers.settle, name="provider_concern_outcome"),
    path("services/<uuid:service_id>/", services.show, name="service"),
    path("services/<uuid:service_id>/capacity/", services.capacity, name="capacity"),
    path("services/<uuid:service_id>/assurance/", services.assurance, name="assurance"),
    path("services/<uuid:service_id>/corrections/new/", corrections.create, name="correction_new"),
    path("cases/<uuid:case_id>/resources/", services.for_case, name="for_case"),
]
