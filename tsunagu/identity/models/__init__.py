from tsunagu.identity.models.draft import Draft
from tsunagu.identity.models.organisation import Organisation, Team
from tsunagu.identity.models.user import Membership, User

__all__ = ["Draft", "Membership", "Organisation", "Team", "User"]
