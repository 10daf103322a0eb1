from django.urls import path

from tsunagu.directory.views import corrections, hsds, providers, services

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
    path("hsds/", hsds.base, name="hsds"),
    path("hsds/organizations", hsds.organizations, name="hsds_organizations"),
    path("hsds/organizations/<uuid:organization_id>", hsds.organization, name="hsds_organization"),
    path("hsds/services", hsds.services, name="hsds_services"),
    path("hsds/services/<uuid:service_id>", hsds.service, name="hsds_service"),
    path("hsds/locations", hsds.locations, name="hsds_locations"),
    path("hsds/locations/<uuid:location_id>", hsds.location, name="hsds_location"),
    path("cases/<uuid:case_id>/resources/", services.for_case, name="for_case"),
]
