from tsunagu.planning.models.agreement import Agreement, CopyGiven
from tsunagu.planning.models.attainment import Attainment, Scale
from tsunagu.planning.models.barrier import Barrier
from tsunagu.planning.models.gap import SetAside
from tsunagu.planning.models.goal import Goal
from tsunagu.planning.models.ground import Ground
from tsunagu.planning.models.need import Need
from tsunagu.planning.models.option import Comparison, Option
from tsunagu.planning.models.plan import Plan, Section
from tsunagu.planning.models.referral import SentReferral
from tsunagu.planning.models.review import Annotation, GoalRating, Review
from tsunagu.planning.models.service import ServiceLine
from tsunagu.planning.models.wording import Wording

__all__ = [
    "Agreement",
    "Annotation",
    "Attainment",
    "Barrier",
    "Comparison",
    "CopyGiven",
    "Goal",
    "GoalRating",
    "Ground",
    "Need",
    "Option",
    "Plan",
    "Review",
    "Scale",
    "Section",
    "SentReferral",
    "ServiceLine",
    "SetAside",
    "Wording",
]
