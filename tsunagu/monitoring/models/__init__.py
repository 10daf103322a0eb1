from tsunagu.monitoring.models.health import Adherence, DischargeCall, Teaching
from tsunagu.monitoring.models.issue import Issue, IssueStep
from tsunagu.monitoring.models.round import LineReport, Round, Voice

__all__ = ["Adherence", "DischargeCall", "Issue", "IssueStep", "LineReport", "Round", "Teaching", "Voice"]
