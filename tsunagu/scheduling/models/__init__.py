from tsunagu.scheduling.models.appointment import Appointment, Seat
from tsunagu.scheduling.models.feed import Feed
from tsunagu.scheduling.models.group import Group, GroupPlace
from tsunagu.scheduling.models.reminder import ReminderAgreement
from tsunagu.scheduling.models.series import Series
from tsunagu.scheduling.models.thing import Thing, ThingBooking
from tsunagu.scheduling.models.transport import Transport

__all__ = [
    "Appointment",
    "Feed",
    "Group",
    "GroupPlace",
    "ReminderAgreement",
    "Seat",
    "Series",
    "Thing",
    "ThingBooking",
    "Transport",
]
