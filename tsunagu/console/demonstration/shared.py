"""What several people need and nobody gives yet: bathing, a warm meal, company; and the group that a supervisor makes of it."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from tsunagu.core.actor import Actor
from tsunagu.planning.commands.services import record_unmet_need
from tsunagu.scheduling.commands.pool_needs import GroupWords, form_group
from tsunagu.scheduling.queries.pooling import pooled_needs

if TYPE_CHECKING:
    from tsunagu.console.demonstration.life import Life

# By type: what is needed, said in several ways; what was tried; and the group that would answer it, and who would lead it.
UNMET: dict[str, tuple[tuple[str, tuple[str, ...], str, str], ...]] = {
    "en": (
        (
            "home_help",
            ("Help with bathing once a week", "Somebody to help in and out of the bath", "A bath with a hoist"),
            "Bathing morning",
            "Tideway Day Centre",
        ),
        (
            "meals",
            ("A warm lunch in company", "Lunch on weekdays, soft food", "Somebody to eat with on Sundays"),
            "Lunch table",
            "St Brannoc’s Hall",
        ),
        (
            "peer_support",
            ("Others who had a stroke to talk to", "Company on long afternoons", "A group that speaks slowly"),
            "Afternoon circle",
            "North Quay Library",
        ),
    ),
    "ja": (
        (
            "home_help",
            ("週1回の入浴介助", "浴槽をまたぐときの見守り", "機械浴の利用"),
            "午前の入浴の会",
            "川原町デイサービス",
        ),
        ("meals", ("誰かと一緒の昼食", "平日の軟らかい昼食", "日曜日の会食"), "お昼の会食会", "若葉町集会所"),
        (
            "peer_support",
            ("同じ病気の方と話す場", "午後を一緒に過ごす相手", "ゆっくり話せる集まり"),
            "午後の語らいの会",
            "桜台図書館",
        ),
    ),
    "ko": (
        (
            "home_help",
            ("주 1회 목욕 도움", "욕조에 드나들 때 지켜봐 줄 사람", "기계 목욕 이용"),
            "오전 목욕 모임",
            "언덕동복지관",
        ),
        ("meals", ("함께 먹는 점심", "평일의 부드러운 점심", "일요일 함께 식사"), "점심 밥상 모임", "물레동 경로당"),
        (
            "peer_support",
            ("같은 병을 겪은 사람들과의 만남", "오후를 함께 보낼 사람", "천천히 이야기하는 모임"),
            "오후 이야기 모임",
            "은행동도서관",
        ),
    ),
}
TRIED = {
    "en": (
        "Three providers asked, no place free",
        "Nobody comes out for one person",
        "The only service is full until spring",
    ),
    "ja": ("3か所に照会したが空きなし", "一人のためには派遣できないとの回答", "唯一の事業所が春まで満員"),
    "ko": ("세 곳에 문의했으나 자리 없음", "한 사람만을 위해 나올 수 없다는 답변", "유일한 기관이 봄까지 정원 초과"),
}


def left_unmet(life: Life, goal_id: UUID, by: Actor) -> None:
    """What nobody gives yet, in one plan of four; who lives in one town needs the same."""
    n = life.number
    if n % 4 == 1:
        kinds = UNMET[life.stock.language]
        type_, said, _title, _leads = kinds[life.stock.towns.index(life.words["town"]) % len(kinds)]
        tried = TRIED[life.stock.language]
        record_unmet_need(goal_id=goal_id, what=said[n % len(said)], reason=tried[n // 9 % 3], type=type_, by=by)


def served_together(life: Life) -> None:
    """Now and then the supervisor makes a group of those in one town who need the same, once there are three."""
    if life.number % 5 != 3:
        return
    with life.scene(0, "supervisor", hour=9) as by:
        pools: dict[tuple[str, str], dict[UUID, UUID]] = {}
        for need in pooled_needs(by):
            pools.setdefault((need.type, need.area), {})[need.person.id] = need.id
        for type_, _said, title, leads in UNMET[life.stock.language]:
            for (kind, _area), them in pools.items():
                if kind == type_ and len(them) > 2:
                    start = datetime.combine(life.house.today + timedelta(days=8), time(10), life.house.zone)
                    words = GroupWords(title, start, start + timedelta(hours=2), leads, leads, 8)
                    form_group(needs=list(them.values()), words=words, by=by)
                    return
