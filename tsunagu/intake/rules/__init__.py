from tsunagu.intake.rules.decisions import may_decide, told_of
from tsunagu.intake.rules.target_groups import SHIPPED, Criterion, TargetGroup, without_evidence

__all__ = ["SHIPPED", "Criterion", "TargetGroup", "may_decide", "told_of", "without_evidence"]
