from django.urls import path

from tsunagu.intake.views import assignments, decisions, matching, referrals, replies, screenings, target_groups

app_name = "intake"
urlpatterns = [
    path("referrals/", referrals.index, name="referrals"),
    path("referrals/new/", referrals.create, name="referral_new"),
    path("referrals/target-groups/", target_groups.index, name="target_groups"),
    path("cases/<uuid:case_id>/referral/", referrals.show, name="referral"),
    path("cases/<uuid:case_id>/referral/sheet/", referrals.sheet, name="sheet"),
    path("cases/<uuid:case_id>/referral/match/", matching.show, name="match"),
    path("cases/<uuid:case_id>/referral/said/", matching.amend, name="said"),
    path("cases/<uuid:case_id>/referral/screening/", screenings.edit, name="screening"),
    path("cases/<uuid:case_id>/referral/decision/", decisions.edit, name="decision"),
    path("cases/<uuid:case_id>/referral/acknowledgement/", replies.acknowledge, name="acknowledgement"),
    path("cases/<uuid:case_id>/referral/replies/<uuid:notice_id>/", replies.confirm, name="reply"),
    path("cases/<uuid:case_id>/referral/assignment/", assignments.create, name="assignment"),
]
