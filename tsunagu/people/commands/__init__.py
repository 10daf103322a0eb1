"""Everything that can be done to a person's record, by name."""

from tsunagu.people.commands.add_contact_point import add_contact_point, end_contact_point
from tsunagu.people.commands.add_identifier import add_identifier, end_identifier
from tsunagu.people.commands.add_informal_support import add_informal_support, end_informal_support
from tsunagu.people.commands.correct_person import Corrections, correct_person
from tsunagu.people.commands.form_household import Joining, form_household, join_household, leave_household
from tsunagu.people.commands.merge_people import merge_people, tell_apart, unmerge_people
from tsunagu.people.commands.move_address import move_address
from tsunagu.people.commands.record_death import record_death, withdraw_death
from tsunagu.people.commands.register_people import Registration, register_people
from tsunagu.people.commands.register_person import AlreadyHere, register_person
from tsunagu.people.commands.relate import Outsider, relate, relate_outsiders, unrelate, unrelate_outsiders
from tsunagu.people.commands.remake_keys import remake_keys
from tsunagu.people.commands.replace_names import add_name, replace_names
from tsunagu.people.commands.set_photo import set_photo
from tsunagu.people.commands.set_preferences import set_preferences
from tsunagu.people.commands.write_about_me import write_about_me

__all__ = [
    "AlreadyHere",
    "Corrections",
    "Joining",
    "Outsider",
    "Registration",
    "add_contact_point",
    "add_identifier",
    "add_informal_support",
    "add_name",
    "correct_person",
    "end_contact_point",
    "end_identifier",
    "end_informal_support",
    "form_household",
    "join_household",
    "leave_household",
    "merge_people",
    "move_address",
    "record_death",
    "register_people",
    "register_person",
    "relate",
    "relate_outsiders",
    "remake_keys",
    "replace_names",
    "set_photo",
    "set_preferences",
    "tell_apart",
    "unmerge_people",
    "unrelate",
    "unrelate_outsiders",
    "withdraw_death",
    "write_about_me",
]
