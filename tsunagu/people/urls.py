from django.urls import path

from tsunagu.people.views import drawings, family, merges, people, reach, sections

app_name = "people"
urlpatterns = [
    path("", people.index, name="people"),
    path("find/", people.search, name="find"),
    path("new/", people.create, name="person_new"),
    path("households/<uuid:household_id>/", family.household, name="household_page"),
    path("households/<uuid:household_id>/members/", family.member_new, name="member_new"),
    path("households/<uuid:household_id>/members/<uuid:part_id>/end/", family.member_leave, name="member_leave"),
    path("households/<uuid:household_id>/drawings/", drawings.household, name="household_drawings"),
    path("<uuid:person_id>/", people.show, name="person_page"),
    path("<uuid:person_id>/details/", sections.details, name="details"),
    path("<uuid:person_id>/names/", sections.names, name="names"),
    path("<uuid:person_id>/about-me/", sections.about_me, name="about_me"),
    path("<uuid:person_id>/preferences/", sections.preferences, name="preferences"),
    path("<uuid:person_id>/photo/", sections.photo, name="photo"),
    path("<uuid:person_id>/photo/new/", sections.photo_form, name="photo_new"),
    path("<uuid:person_id>/death/", sections.death, name="death"),
    path("<uuid:person_id>/identifiers/new/", reach.identifier_new, name="identifier_new"),
    path("<uuid:person_id>/identifiers/<uuid:part_id>/end/", reach.identifier_end, name="identifier_end"),
    path("<uuid:person_id>/contact-points/new/", reach.contact_new, name="contact_new"),
    path("<uuid:person_id>/contact-points/<uuid:part_id>/end/", reach.contact_end, name="contact_end"),
    path("<uuid:person_id>/addresses/new/", reach.address_new, name="address_new"),
    path("<uuid:person_id>/drawings/", drawings.show, name="drawings"),
    path("<uuid:person_id>/drawings/print/", drawings.paper, name="drawings_print"),
    path("<uuid:person_id>/relations/between/", drawings.between, name="relation_between"),
    path("<uuid:person_id>/relations/between/<uuid:part_id>/end/", drawings.between_end, name="relation_between_end"),
    path("<uuid:person_id>/relations/new/", family.relation_new, name="relation_new"),
    path("<uuid:person_id>/relations/<uuid:part_id>/end/", family.relation_end, name="relation_end"),
    path("<uuid:person_id>/supports/new/", family.support_new, name="support_new"),
    path("<uuid:person_id>/supports/<uuid:part_id>/end/", family.support_end, name="support_end"),
    path("<uuid:person_id>/households/new/", family.household_new, name="household_new"),
    path("<uuid:person_id>/merge/", merges.create, name="merge"),
    path("<uuid:person_id>/merges/<uuid:merge_id>/undo/", merges.undo, name="merge_undo"),
]
