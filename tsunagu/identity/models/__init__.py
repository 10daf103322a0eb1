from tsunagu.identity.models.organisation import Organisation, Team
from tsunagu.identity.models.user import Membership, User

__all__ = ["Membership", "Organisation", "Team", "User"]
