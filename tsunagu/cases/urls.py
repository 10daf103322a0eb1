"""Where the work on a case is seen and done."""

from django.urls import path

from tsunagu.cases.views import (
    alerts,
    amendments,
    closures,
    contacts,
    copies,
    documents,
    duties,
    events,
    exceptions,
    openings,
    promises,
    settings,
    stays,
)

app_name = "cases"
CASE = "cases/<uuid:case_id>/"

# -- contacts, visits, notes
urlpatterns = [
    path(f"{CASE}contacts/", contacts.index, name="contacts"),
    path(f"{CASE}contacts/new/", contacts.create, name="contact_new"),
    path(f"{CASE}contacts/new/", contacts.create, name="contact"),  # as gates call it
    path(f"{CASE}visit/", contacts.visit, name="visit"),
    path(f"{CASE}check-in/", contacts.check_in, name="check_in"),
    path(f"{CASE}contacts/<uuid:contact_id>/", contacts.page, name="contact_page"),
    path(f"{CASE}contacts/<uuid:contact_id>/signature/", amendments.sign, name="contact_sign"),
    path(f"{CASE}contacts/<uuid:contact_id>/amendment/", amendments.amend, name="contact_amend"),
    path(f"{CASE}contacts/<uuid:contact_id>/withdrawal/", amendments.withdraw, name="contact_withdraw"),
    path(f"{CASE}exception/", exceptions.create, name="exception"),
]

# -- stays, documents, promises, alerts
urlpatterns += [
    path(f"{CASE}stays/", stays.index, name="stays"),
    path(f"{CASE}stays/new/", stays.create, name="stay_new"),
    path(f"{CASE}stays/<uuid:stay_id>/end/", stays.end, name="stay_end"),
    path(f"{CASE}documents/", documents.index, name="documents"),
    path(f"{CASE}documents/new/", documents.create, name="document_new"),
    path(f"{CASE}documents/<uuid:document_id>/file/", documents.download, name="document_file"),
    path(f"{CASE}promises/", promises.index, name="promises"),
    path(f"{CASE}promises/new/", promises.create, name="promise_new"),
    path(f"{CASE}promises/<uuid:promise_id>/", promises.page, name="promise"),
    path(f"{CASE}promises/<uuid:promise_id>/kept/", promises.keep, name="promise_keep"),
    path(f"{CASE}alerts/", alerts.index, name="alerts"),
    path(f"{CASE}alerts/new/", alerts.create, name="alert_new"),
    path(f"{CASE}alerts/<uuid:alert_id>/clearance/", alerts.clear, name="alert_clear"),
]

# -- the ledger, facts by hand, duties
urlpatterns += [
    path(f"{CASE}events/", events.choose, name="events"),
    path(f"{CASE}events/new/", events.create, name="event_new"),
    path(f"{CASE}safety-plan/", events.safety_plan, name="safety_plan"),
    path(f"{CASE}hold/", events.hold, name="hold"),
    path(f"{CASE}duties/<uuid:duty_id>/", duties.why, name="why"),
    path(f"{CASE}duties/<uuid:duty_id>/waiver/", duties.waive, name="waiver"),
    path(f"{CASE}retention/", duties.retention, name="retention"),
]

# -- the case itself
urlpatterns += [
    path(f"{CASE}team/", settings.team, name="team"),
    path(f"{CASE}stage/", settings.stage, name="stage"),
    path(f"{CASE}model/", settings.model, name="model"),
    path(f"{CASE}programme/", settings.programme, name="programme"),
    path(f"{CASE}assignment/", settings.assign, name="assign"),
    path(f"{CASE}opening/", openings.create, name="opening_new"),
    path(f"{CASE}evaluation/", closures.evaluate, name="evaluation"),
    path(f"{CASE}closure/", closures.close, name="closure"),
    path(f"{CASE}reopening/", closures.reopen, name="reopening"),
    path(f"{CASE}text-blocks/", copies.blocks, name="text_blocks"),
    path(f"{CASE}print/", copies.paper, name="print"),
]
