"""Whom is targeted case management for, and what shows that a person belongs to the group? (R-014)

The shipped groups are the two the practice began with. Their criteria are common practice and no law: an agency writes its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Words = Mapping[str, str] | str


@dataclass(frozen=True)
class Criterion:
    code: str
    words: Words


@dataclass(frozen=True)
class TargetGroup:
    """A defined group with continuing need. Somebody is enrolled once every criterion has its evidence."""

    code: str
    title: Words
    criteria: tuple[Criterion, ...]


SHIPPED = (
    TargetGroup(
        "chronic_mental_illness",
        {"en": "Long-term mental illness", "ja": "長期にわたる精神疾患", "ko": "만성 정신질환"},
        (
            Criterion(
                "diagnosis",
                {
                    "en": "A clinician has diagnosed a serious mental illness.",
                    "ja": "医師により重い精神疾患と診断されている。",
                    "ko": "의사가 중증 정신질환으로 진단했다.",
                },
            ),
            Criterion(
                "function",
                {
                    "en": "The illness limits daily life: home, work, relationships or self-care.",
                    "ja": "疾患のため、住まい・仕事・人間関係・身の回りのことなどに支障がある。",
                    "ko": "질환 때문에 주거, 일, 관계, 자기 돌봄 등 일상생활에 제약이 있다.",
                },
            ),
            Criterion(
                "duration",
                {
                    "en": "It has lasted a year, or is expected to.",
                    "ja": "1年以上続いている、または続くと見込まれる。",
                    "ko": "1년 이상 지속되었거나 지속될 것으로 보인다.",
                },
            ),
        ),
    ),
    TargetGroup(
        "developmental_disability",
        {"en": "Developmental disability", "ja": "知的・発達障害", "ko": "발달장애"},
        (
            Criterion(
                "diagnosis",
                {
                    "en": "A developmental disability is documented.",
                    "ja": "知的障害または発達障害を示す書類がある。",
                    "ko": "발달장애를 확인할 수 있는 서류가 있다.",
                },
            ),
            Criterion(
                "onset",
                {
                    "en": "It began before adulthood.",
                    "ja": "成人する前に始まっている。",
                    "ko": "성인이 되기 전에 시작되었다.",
                },
            ),
            Criterion(
                "function",
                {
                    "en": "It limits several areas of daily life, and help will be needed for long.",
                    "ja": "生活の複数の面に支障があり、長く支援を要する。",
                    "ko": "일상생활의 여러 영역에 제약이 있고 오랜 지원이 필요하다.",
                },
            ),
        ),
    ),
)


def without_evidence(group: TargetGroup, evidence: Mapping[str, str]) -> list[Criterion]:
    """The criteria for which nothing has been written."""
    return [criterion for criterion in group.criteria if not evidence.get(criterion.code, "").strip()]
