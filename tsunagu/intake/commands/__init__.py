"""Everything that can be done to a referral, by name."""

from tsunagu.intake.commands.acknowledge_referral import acknowledge_referral, confirm_reply
from tsunagu.intake.commands.amend_referral import amend_referral
from tsunagu.intake.commands.decide_referral import decide_referral, lacking_to_accept, take_from_wait_list
from tsunagu.intake.commands.define_target_group import define_target_group
from tsunagu.intake.commands.hand_over_case import hand_over_case
from tsunagu.intake.commands.identify_person import identify_person, join_case, register_referred_person
from tsunagu.intake.commands.receive_referral import About, Referrer, Where, receive_referral
from tsunagu.intake.commands.screen_referral import determine_eligibility, record_evidence, screen_referral

__all__ = [
    "About",
    "Referrer",
    "Where",
    "acknowledge_referral",
    "amend_referral",
    "confirm_reply",
    "decide_referral",
    "define_target_group",
    "determine_eligibility",
    "hand_over_case",
    "identify_person",
    "join_case",
    "lacking_to_accept",
    "receive_referral",
    "record_evidence",
    "register_referred_person",
    "screen_referral",
    "take_from_wait_list",
]
