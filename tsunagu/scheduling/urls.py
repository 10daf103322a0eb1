"""Where appointments are seen and made."""

from django.urls import path

from tsunagu.scheduling.views import appointments, calendars, feeds, groups, reminders, series, things, transports

app_name = "scheduling"
CASE = "cases/<uuid:case_id>/appointments/"
ONE = f"{CASE}<uuid:appointment_id>/"
RIDE = "cases/<uuid:case_id>/transport/<uuid:transport_id>/"
urlpatterns = [
    path("calendar/", calendars.show, name="calendar"),
    path("calendar/team/", calendars.team, name="team"),
    path("calendar/team/<uuid:user_id>/", calendars.worker, name="worker"),
    path("calendar/needs/", groups.needs, name="needs"),
    path("calendar/groups/new/", groups.create, name="group_new"),
    path("calendar/groups/<uuid:group_id>/", groups.page, name="group"),
    path("calendar/groups/<uuid:group_id>/dissolution/", groups.dissolve, name="group_dissolve"),
    path("calendar/things/", things.index, name="things"),
    path("calendar/things/<uuid:thing_id>/retirement/", things.retire, name="thing_retire"),
    path("calendar/reminders/", reminders.hours, name="reminder_hours"),
    path("calendar/feeds/", feeds.index, name="feeds"),
    path("calendar/feeds/names/", feeds.names, name="feed_names"),
    path("calendar/feeds/<uuid:feed_id>/revocation/", feeds.revoke, name="feed_revoke"),
    path("calendar/feed/<str:token>/tsunagu.ics", feeds.feed, name="feed"),
    path(CASE, appointments.index, name="appointments"),
    path(f"{CASE}new/", appointments.create, name="appointment_new"),
    path(f"{CASE}of/<uuid:key>/", appointments.of_key, name="of_key"),
    path(ONE, appointments.page, name="appointment"),
    path(f"{ONE}steps/<slug:step>/", appointments.step, name="appointment_step"),
    path(f"{ONE}move/", appointments.move, name="appointment_move"),
    path(f"{ONE}cancellation/", appointments.cancel, name="appointment_cancel"),
    path(f"{ONE}correction/", appointments.take_back, name="appointment_take_back"),
    path(f"{ONE}from-here/", series.change, name="series_change"),
    path(f"{ONE}end/", series.end, name="series_end"),
    path(f"{ONE}invitation.ics", feeds.invitation, name="invitation"),
    path(f"{ONE}transport/", transports.create, name="transport_new"),
    path("cases/<uuid:case_id>/reminders/", reminders.index, name="reminders"),
    path("cases/<uuid:case_id>/reminders/<uuid:agreement_id>/stop/", reminders.stop, name="reminder_stop"),
    path("cases/<uuid:case_id>/series/<uuid:series_id>/", series.page, name="series"),
    path(RIDE, transports.page, name="transport"),
    path(f"{RIDE}steps/<slug:step>/", transports.step, name="transport_step"),
    path(f"{RIDE}cancellation/", transports.cancel, name="transport_cancel"),
    path(
        "cases/<uuid:case_id>/meetings/<uuid:meeting_id>/invitation.ics",
        feeds.meeting_invitation,
        name="meeting_invitation",
    ),
]
