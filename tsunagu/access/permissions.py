"""What may be done? One list; `roles.py` says who."""

from __future__ import annotations

from enum import StrEnum


class Permission(StrEnum):
    HOME = "home"  # have a page of one's own: My day, own drafts, own settings
    PERSON_FIND = "person_find"
    PERSON_WRITE = "person_write"
    PERSON_MERGE = "person_merge"
    REFERRAL_TAKE_IN = "referral_take_in"
    REFERRAL_DECIDE = "referral_decide"
    CHART_READ = "chart_read"
    CHART_OPEN_WITH_PURPOSE = "chart_open_with_purpose"
    CASE_WORK = "case_work"  # contacts, stays, consents, documents, promises, stages
    CASE_ASSIGN = "case_assign"
    CASE_CLOSE = "case_close"
    SESSION_RECORD = "session_record"
    CRIMINAL_HISTORY = "criminal_history"  # what a person was convicted of, and what court and probation ask of them
    ASSESSMENT_WRITE = "assessment_write"
    TIER_SET = "tier_set"
    PLAN_WRITE = "plan_write"
    PLAN_ACTIVATE = "plan_activate"
    DUTY_WAIVE = "duty_waive"
    DIRECTORY_READ = "directory_read"
    DIRECTORY_WRITE = "directory_write"  # add a service, say whether there is room, confirm that an entry is still true
    DIRECTORY_KEEP = "directory_keep"  # judge corrections, mend torn entries, settle concerns about providers, publish
    BOARD_SEE = "board_see"  # who is owed what by a norm, as a list of names with their state
    CONCERN_REPORT = "concern_report"
    CONCERN_READ = "concern_read"
    TEAM_SEE = "team_see"
    ORGANISATION_LISTS = "organisation_lists"
    ORGANISATION_SET_UP = "organisation_set_up"
    TRAIL_READ = "trail_read"
    IMPORT_RUN = "import_run"
