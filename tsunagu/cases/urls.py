"""Where the work on a case is seen and done."""

from django.urls import path

from tsunagu.cases.views import (
    alerts,
    amendments,
    closures,
    concern_steps,
    concerns,
    consents,
    contacts,
    copies,
    disclosures,
    documents,
    duties,
    engagements,
    events,
    exceptions,
    help_numbers,
    looks,
    meetings,
    openings,
    promises,
    safety,
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

# -- the safety path
urlpatterns += [
    path(f"{CASE}safety/", safety.index, name="safety"),
    path(f"{CASE}safety/<uuid:path_id>/steps/", safety.step, name="safety_step"),
    path(f"{CASE}safety/<uuid:path_id>/disposition/", safety.close, name="safety_close"),
]

# -- reports of concern: not about a case, and behind their own wall
urlpatterns += [
    path("concerns/", concerns.index, name="concerns"),
    path("concerns/new/", concerns.create, name="concern_new"),
    path("concerns/numbers/", help_numbers.index, name="help_numbers"),
    path("concerns/numbers/<uuid:number_id>/end/", help_numbers.end, name="help_number_end"),
    path("concerns/<uuid:concern_id>/", concerns.page, name="concern"),
    path("concerns/<uuid:concern_id>/report/", concern_steps.report, name="concern_report"),
    path("concerns/<uuid:concern_id>/decision/", concern_steps.decide, name="concern_decision"),
    path("concerns/<uuid:concern_id>/closure/", concern_steps.close, name="concern_close"),
    path("concerns/<uuid:concern_id>/print/", concerns.paper, name="concern_print"),
    path("concerns/<uuid:concern_id>/chart-copy/", concerns.chart_copy, name="concern_chart_copy"),
]

# -- the first meeting, consent, team meetings, who looked
urlpatterns += [
    path(f"{CASE}engagement/", engagements.index, name="engagement"),
    path(f"{CASE}consents/", consents.index, name="consents"),
    path(f"{CASE}consents/new/", consents.create, name="consent_new"),
    path(f"{CASE}consents/new/", consents.create, name="consent"),  # as gates call it
    path(f"{CASE}consents/<uuid:consent_id>/", consents.page, name="consent"),
    path(f"{CASE}consents/<uuid:consent_id>/withdrawal/", consents.withdraw, name="consent_withdraw"),
    path(f"{CASE}disclosures/new/", disclosures.create, name="disclosure_new"),
    path(f"{CASE}meetings/", meetings.index, name="meetings"),
    path(f"{CASE}meetings/new/", meetings.create, name="meeting_new"),
    path(f"{CASE}meetings/new/", meetings.create, name="meeting"),  # as gates call it
    path(f"{CASE}selection/", meetings.select, name="selection"),
    path(f"{CASE}meetings/<uuid:meeting_id>/", meetings.page, name="meeting"),
    path(f"{CASE}meetings/<uuid:meeting_id>/minutes/", meetings.hold, name="meeting_hold"),
    path(f"{CASE}meetings/<uuid:meeting_id>/print/", meetings.paper, name="meeting_print"),
    path(f"{CASE}looks/", looks.index, name="looks"),
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
