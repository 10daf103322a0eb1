"""What follows the plan beside contacts and rounds: issues with an owner, how medicines were taken, what was explained and came back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from tsunagu.console.demonstration.life import Life
from tsunagu.monitoring.choices import (
    Gravity,
    IssueAbout,
    IssueOutcome,
    KnownBy,
    NotTakenBecause,
    Taken,
    Topic,
    Understood,
)
from tsunagu.monitoring.commands.issues import close_issue, note_issue, raise_issue
from tsunagu.monitoring.commands.record_adherence import record_adherence
from tsunagu.monitoring.commands.teach import teach


@dataclass(frozen=True)
class Trouble:
    """An issue as a worker writes it: what is wrong, what was done, what came of it."""

    about: IssueAbout
    gravity: Gravity
    text: str
    done: str
    waits_for: str
    solved: str


@dataclass(frozen=True)
class Lesson:
    """What was explained, and what the person said when asked to say it in their own words."""

    topic: Topic
    what: str
    said: str
    understood: Understood


A, G, T, U = IssueAbout, Gravity, Topic, Understood

TROUBLES: dict[str, tuple[Trouble, ...]] = {
    "en": (
        Trouble(
            A.DELIVERY,
            G.MEDIUM,
            "The aide came twice this week instead of three times; nobody called ahead.",
            "Spoke with the agency’s coordinator: one aide is ill, a replacement is looked for.",
            "Answer of the home care agency",
            "A second aide is named for the days on which the first cannot come.",
        ),
        Trouble(
            A.HOME,
            G.MEDIUM,
            "The handrail at the back steps has come loose again.",
            "Photo sent to the landlord with a request to mend it.",
            "The landlord’s handyman",
            "The rail is bolted through; tried it together on the steps.",
        ),
        Trouble(
            A.MONEY,
            G.MEDIUM,
            "The energy bill is two months behind and a notice has come.",
            "Called the supplier’s hardship line; a plan by instalments is offered.",
            "",
            "Instalments agreed; the first one was paid from the June benefit.",
        ),
        Trouble(
            A.QUALITY,
            G.LOW,
            "Meals arrive cold on Fridays, when the route is a long one.",
            "Passed on to the kitchen; they look at the order of the stops.",
            "The kitchen’s new route",
            "The stop was moved forward; the last three meals were warm.",
        ),
        Trouble(
            A.HEALTH,
            G.HIGH,
            "Both ankles are swollen since the weekend, and she sleeps sitting up.",
            "Told the clinic’s nurse by phone at once; seen the same afternoon.",
            "",
            "The water tablet was changed; the nurse weighs her on Mondays.",
        ),
        Trouble(
            A.FAMILY,
            G.MEDIUM,
            "His daughter has not slept a night through for weeks and says she cannot go on like this.",
            "Went through respite with her; two nights a month would help.",
            "Answer about the respite bed",
            "Respite is agreed for the first weekend of each month.",
        ),
    ),
    "ja": (
        Trouble(
            A.DELIVERY,
            G.MEDIUM,
            "訪問介護が今週は3回のうち2回しか来ず、事前の連絡もなかった。",
            "サービス提供責任者に確認。担当者の体調不良で代わりを調整中とのこと。",
            "訪問介護事業所の回答",
            "副担当を決め、休みの日も必ず連絡が入ることになった。",
        ),
        Trouble(
            A.HOME,
            G.MEDIUM,
            "勝手口の手すりがまたぐらつくようになった。",
            "写真を大家に送り、修理を依頼した。",
            "大家の手配する業者",
            "ボルトで固定し直した。本人と一緒に昇り降りして確かめた。",
        ),
        Trouble(
            A.MONEY,
            G.MEDIUM,
            "電気料金が2か月滞納となり、督促状が届いている。",
            "電力会社に相談し、分割払いの案が出た。",
            "",
            "分割払いで合意。1回目は年金支給日に支払った。",
        ),
        Trouble(
            A.QUALITY,
            G.LOW,
            "金曜日の配食が冷めた状態で届く。",
            "配食事業所に伝え、配達順を見直してもらっている。",
            "配達経路の見直し",
            "配達順が早まり、直近3回は温かいまま届いている。",
        ),
        Trouble(
            A.HEALTH,
            G.HIGH,
            "週末から両足がむくみ、横になると息苦しいと言う。",
            "その場で訪問看護師と主治医に電話し、当日受診となった。",
            "",
            "利尿薬が調整された。毎週月曜に訪問看護で体重を測る。",
        ),
        Trouble(
            A.FAMILY,
            G.MEDIUM,
            "娘が夜間の介助で何週間も眠れておらず、続けられないと話した。",
            "短期入所について一緒に確認。月2泊あれば休めるとのこと。",
            "短期入所の空きの回答",
            "毎月第1週末に2泊3日の短期入所を利用することになった。",
        ),
    ),
    "ko": (
        Trouble(
            A.DELIVERY,
            G.MEDIUM,
            "이번 주 방문요양이 세 번 중 두 번만 왔고 사전 연락도 없었음.",
            "센터 사회복지사와 통화. 담당자가 아파 대체 인력을 찾는 중이라고 함.",
            "재가센터의 답변",
            "부담당을 정하고, 못 오는 날은 전날까지 연락하기로 함.",
        ),
        Trouble(
            A.HOME,
            G.MEDIUM,
            "뒷문 계단 손잡이가 다시 흔들림.",
            "집주인에게 사진을 보내 수리를 요청함.",
            "집주인이 부른 수리업자",
            "볼트로 고정함. 함께 오르내리며 확인함.",
        ),
        Trouble(
            A.MONEY,
            G.MEDIUM,
            "전기요금이 두 달 밀려 독촉장이 옴.",
            "한전에 문의해 분할 납부 안내를 받음.",
            "",
            "분할 납부에 합의. 첫 회는 급여일에 납부함.",
        ),
        Trouble(
            A.QUALITY,
            G.LOW,
            "금요일 도시락이 식은 채로 도착함.",
            "복지관 조리실에 전달해 배달 순서를 살펴보기로 함.",
            "배달 경로 조정",
            "배달 순서를 앞당겨 최근 세 번은 따뜻하게 도착함.",
        ),
        Trouble(
            A.HEALTH,
            G.HIGH,
            "주말부터 두 발이 붓고 누우면 숨이 차다고 함.",
            "보건소 방문간호사에게 바로 전화해 당일 진료를 받음.",
            "",
            "이뇨제를 조정함. 월요일마다 방문간호사가 체중을 잼.",
        ),
        Trouble(
            A.FAMILY,
            G.MEDIUM,
            "딸이 밤 돌봄으로 몇 주째 잠을 못 자 더는 못 하겠다고 함.",
            "단기보호를 함께 알아봄. 한 달에 이틀이면 쉴 수 있다고 함.",
            "단기보호 빈자리 답변",
            "매달 첫 주말에 이틀씩 단기보호를 이용하기로 함.",
        ),
    ),
}

LESSONS: dict[str, tuple[Lesson, ...]] = {
    "en": (
        Lesson(
            T.WARNING_SIGNS,
            "Two kilos more within three days: call the heart nurse the same day",
            "“If the scale jumps by two, I ring Grace before noon.”",
            U.YES,
        ),
        Lesson(
            T.MEDICINES,
            "The blood thinner: each evening, and never two at once",
            "“In the evening. If I forget I take two, don’t I?”",
            U.PARTLY,
        ),
        Lesson(
            T.FALLS,
            "Stand up in three steps: sit, wait a minute, then stand",
            "“Sit first, count to sixty, then up, with a hand on the rail.”",
            U.YES,
        ),
        Lesson(
            T.RIGHTS,
            "How to complain about a service, and that nothing is taken away for it",
            "“I’d rather not say anything, they might stop coming.”",
            U.NO,
        ),
        Lesson(
            T.DEVICES,
            "The button on the wrist: how it is pressed and who answers",
            "“Press until it beeps, then somebody talks to me.”",
            U.YES,
        ),
    ),
    "ja": (
        Lesson(
            T.WARNING_SIGNS,
            "3日で体重が2キロ増えたら、その日のうちに訪問看護に電話する",
            "「2キロ増えたら、お昼までに看護師さんに電話するんだね」",
            U.YES,
        ),
        Lesson(
            T.MEDICINES,
            "血液をさらさらにする薬は夕食後に1回。忘れても2回分は飲まない",
            "「忘れたら次に2つ飲むんでしょう」",
            U.PARTLY,
        ),
        Lesson(
            T.FALLS,
            "立ち上がりは3段階。座って、1分待って、手すりを持って立つ",
            "「座って、60数えて、手すりを持って立つ」",
            U.YES,
        ),
        Lesson(
            T.RIGHTS,
            "サービスへの苦情の伝え方。言っても不利にはならないこと",
            "「言ったら来てもらえなくなるから、言わないでおくよ」",
            U.NO,
        ),
        Lesson(
            T.DEVICES,
            "緊急通報ボタンの押し方と、だれにつながるか",
            "「音が鳴るまで押す。そうしたら人が話してくれる」",
            U.YES,
        ),
    ),
    "ko": (
        Lesson(
            T.WARNING_SIGNS,
            "사흘 안에 체중이 2kg 늘면 그날 방문간호사에게 전화하기",
            "“두 킬로 늘면 점심 전에 간호사 선생님한테 전화하면 되지요.”",
            U.YES,
        ),
        Lesson(
            T.MEDICINES,
            "혈전 약은 저녁에 한 번, 잊어도 두 번 먹지 않기",
            "“깜빡하면 다음에 두 알 먹는 거 아니에요?”",
            U.PARTLY,
        ),
        Lesson(
            T.FALLS,
            "일어날 때는 세 단계: 앉기, 1분 기다리기, 손잡이 잡고 서기",
            "“앉아서 예순 세고, 손잡이 잡고 일어나요.”",
            U.YES,
        ),
        Lesson(
            T.RIGHTS,
            "서비스에 불만을 말하는 방법과 불이익이 없다는 점",
            "“말했다가 안 오면 어떡해요. 그냥 있을래요.”",
            U.NO,
        ),
        Lesson(
            T.DEVICES,
            "응급안전 버튼을 누르는 방법과 누가 받는지",
            "“삐 소리 날 때까지 누르면 사람이 말을 해 줘요.”",
            U.YES,
        ),
    ),
}

# Two weeks each, from the oldest on: how they were taken, why not, how it is known.
COURSES: tuple[tuple[tuple[Taken, NotTakenBecause | None, KnownBy | None], ...], ...] = (
    (
        (Taken.NOT, NotTakenBecause.UNSURE, KnownBy.COUNTED),
        (Taken.PARTLY, NotTakenBecause.FORGOT, KnownBy.COUNTED),
        (Taken.PARTLY, NotTakenBecause.FORGOT, KnownBy.FAMILY),
        (Taken.AS_AGREED, None, KnownBy.SEEN),
    ),
    (
        (Taken.AS_AGREED, None, KnownBy.PERSON),
        (Taken.UNKNOWN, None, None),
        (Taken.PARTLY, NotTakenBecause.EFFECTS, KnownBy.NURSE),
        (Taken.PARTLY, NotTakenBecause.EFFECTS, KnownBy.PERSON),
    ),
    (
        (Taken.PARTLY, NotTakenBecause.COST, KnownBy.PHARMACY),
        (Taken.AS_AGREED, None, KnownBy.PHARMACY),
        (Taken.AS_AGREED, None, KnownBy.FAMILY),
        (Taken.AS_AGREED, None, KnownBy.COUNTED),
    ),
)
FORTNIGHT = 14


def followed(life: Life, since: int, *, whole: bool = False) -> None:
    """What monitoring keeps for a case whose plan took effect `since` days ago: all of it, or what the life's number says."""
    if since < 3 * FORTNIGHT // 2:
        return
    state = life.chance.getstate()
    n = life.number // 3
    if whole or life.number % 3 != 2:
        _troubled(life, TROUBLES[life.stock.language][n % 6], n)
    if whole or life.number % 3 != 0:
        _medicated(life, COURSES[n % 3], since)
    if whole or life.number % 3 != 1:
        lessons = LESSONS[life.stock.language]
        _taught(life, lessons[n % len(lessons)])
    life.chance.setstate(state)


def _troubled(life: Life, trouble: Trouble, n: int) -> None:
    """Raised, worked on; two of three are over, and one is open and due these days."""
    with life.scene(11, hour=11) as by:
        due = life.house.today + timedelta(days=-3 if n % 3 else n % 5 - 1)
        issue = raise_issue(
            case_id=life.case_id,
            about=trouble.about,
            gravity=trouble.gravity,
            text=trouble.text,
            due=due,
            person_id=life.person,
            by=by,
        )
    with life.scene(8, hour=14) as by:
        note_issue(issue_id=issue.id, text=trouble.done, waiting_for=trouble.waits_for, by=by)
    if n % 3 or trouble.gravity == Gravity.HIGH:
        with life.scene(5, hour=15) as by:
            close_issue(issue_id=issue.id, outcome=IssueOutcome.SOLVED, resolution=trouble.solved, by=by)


def _medicated(life: Life, course: Sequence[tuple[Taken, NotTakenBecause | None, KnownBy | None]], since: int) -> None:
    """A statement every two weeks, as many as there is time for."""
    times = min(len(course), since // FORTNIGHT)
    for n, (taken, because, known_by) in enumerate(course[-times:]):
        ago = 2 + FORTNIGHT * (times - 1 - n)
        with life.scene(ago, hour=16) as by:
            until = life.house.today - timedelta(days=life.house.workday(ago))
            record_adherence(
                case_id=life.case_id,
                person_id=life.person,
                since=until - timedelta(days=FORTNIGHT - 1),
                until=until,
                taken=taken,
                because=because or "",
                known_by=known_by or "",
                by=by,
            )


def _taught(life: Life, lesson: Lesson) -> None:
    """Explained once; what came back in part is explained again, what did not come back is still to be."""

    def explained(ago: int, understood: Understood, said: str, again: UUID | None = None) -> UUID:
        with life.scene(ago, hour=10) as by:
            made = teach(
                case_id=life.case_id,
                on=life.house.today - timedelta(days=life.house.workday(ago)),
                topic=lesson.topic,
                what=lesson.what,
                language=life.stock.language,
                person_id=life.person,
                understood=understood,
                said_back=said,
                again=again,
                by=by,
            )
        return made.subject

    subject = explained(13, lesson.understood, lesson.said)
    if lesson.understood == Understood.PARTLY:
        explained(4, Understood.YES, "", subject)
