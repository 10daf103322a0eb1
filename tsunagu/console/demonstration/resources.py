"""The community around each agency: forty services a language, in its own towns, some full, some not looked at for long."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal

from django.db import transaction

from tsunagu.console.demonstration.house import House
from tsunagu.core.actor import acting
from tsunagu.core.clock import frozen, now
from tsunagu.directory.choices import Capacity
from tsunagu.directory.commands.keep_provider import publish_directory, raise_provider_concern
from tsunagu.directory.commands.keep_service import Entry, Where, add_service, propose_correction
from tsunagu.directory.models import Service
from tsunagu.planning.commands.refer import take_referrals_here

# kind of help: what it does, and two who do it
KINDS: Mapping[str, Mapping[str, tuple[str, str, str]]] = {
    "en": {
        "home_help": ("Help with washing, dressing and the household.", "Tern Home Aides", "Lantern Street Helpers"),
        "nursing": (
            "Nurses who come to the home, also in the evening.",
            "Port Alder Visiting Nurses",
            "Saltmarsh Nursing",
        ),
        "medical": ("General practice with a nurse line.", "North Quay Clinic", "Brightwater Family Practice"),
        "rehabilitation": ("Exercises after a fall or a stroke.", "Ropewalk Physiotherapy", "Gull Court Rehab"),
        "day_care": ("Company, lunch and activities by day.", "Seaview Day Center", "The Boathouse Club"),
        "short_stay": ("A bed for a week or two when family needs rest.", "Alder House Respite", "Harbor Rest"),
        "meals": ("A warm meal brought to the door.", "Quay Kitchen", "Meals by Bicycle"),
        "transport": (
            "Rides to the doctor, with a hand up the stairs.",
            "Island Ride",
            "Volunteer Drivers of Saltmarsh",
        ),
        "equipment": ("Walkers, beds and ramps on loan.", "The Loan Closet", "Ferry Road Medical Supply"),
        "safety_check": (
            "A call each morning, and somebody who comes if nobody answers.",
            "Morning Call",
            "Lifeline Tern Island",
        ),
        "counselling": ("Talking with a therapist; sliding scale.", "Lighthouse Counseling", "Open Door Therapy"),
        "peer_support": ("People who have been there meet and help each other.", "Tuesday Circle", "Caregivers’ Table"),
        "child_care": ("Care before and after school.", "Little Gulls", "Wharf Street Kids"),
        "school": ("Tutors for reading and mathematics.", "Homework Harbor", "Second Chance School"),
        "employment": ("A coach who looks for work with people.", "Work First Port Alder", "Mended Nets Workshop"),
        "housing": ("Help to find or keep a home.", "Keys Together", "North Quay Shelter"),
        "money": ("Help with benefits, debts and bills.", "Bright Budget", "County Benefits Desk"),
        "legal": ("Advice on rent, family and benefits.", "Saltmarsh Legal Aid", "Tenants’ Line"),
        "information": ("Answers to where to turn.", "Ask Port Alder 211", "Library Help Desk"),
        "other": ("Neighbors who lend a hand.", "Sailmaker Neighbors", "Garden of Tern Island"),
    },
    "ja": {
        "home_help": ("入浴や掃除、買い物を手伝います。", "訪問介護すずらん", "ヘルパーステーションひなた"),
        "nursing": ("看護師が自宅に伺い、夜間も電話に出ます。", "楓訪問看護", "訪問看護ステーションつばさ"),
        "medical": ("往診にも応じる地域の診療所です。", "丘の上診療所", "楓クリニック"),
        "rehabilitation": ("退院後の歩行や会話の練習をします。", "みなと訪問リハビリ", "緑ヶ丘リハビリセンター"),
        "day_care": ("送迎つきで、昼食と入浴、体操があります。", "デイサービスこもれび", "通所介護たんぽぽ"),
        "short_stay": ("家族が休めるよう、数日からお預かりします。", "短期入所やまぼうし", "ショートステイ川原"),
        "meals": ("昼と夕の食事を届け、声をかけます。", "配食ごはん家", "宅配膳みのり"),
        "transport": ("通院や買い物に車いすのまま乗れます。", "福祉タクシーつばめ", "水無月おでかけ隊"),
        "equipment": ("手すりやベッドを選び、貸し出します。", "福祉用具あゆみ", "けやき福祉用具"),
        "safety_check": ("毎朝の電話と、緊急通報の機器です。", "若葉見守りネット", "緊急通報あんしん"),
        "counselling": ("こころの悩みを専門職が聞きます。", "相談室ことのは", "心の相談みなも"),
        "peer_support": ("介護する家族が月に二度集まります。", "家族会ひだまり", "当事者の会あさがお"),
        "child_care": ("放課後の居場所と見守りです。", "学童クラブどんぐり", "子育てひろばぽかぽか"),
        "school": ("学校に行きにくい子の勉強を支えます。", "学びの部屋つくし", "寺子屋さくら"),
        "employment": ("体調に合わせた仕事を一緒に探します。", "就労支援はばたき", "しごと工房みらい"),
        "housing": ("部屋探しと入居後の見守りをします。", "居住支援すまいる", "一時宿泊やどりぎ"),
        "money": ("家計の立て直しと給付の手続きを手伝います。", "家計相談わかば", "くらしの貸付窓口"),
        "legal": ("相続や後見、借金の相談です。", "桜台法律相談", "成年後見センター緑"),
        "information": ("どこに聞けばよいか分からないときに。", "地域包括支援センター桜台", "くらし案内所"),
        "other": ("草取りや電球の交換など、ちょっとした困りごと。", "若葉町内会 百歳体操", "助け合いの会ゆい"),
    },
    "ko": {
        "home_help": ("씻기와 청소, 장보기를 돕습니다.", "다온 재가센터", "햇살 방문요양"),
        "nursing": ("간호사가 집으로 찾아갑니다.", "마음 방문간호", "늘봄 간호센터"),
        "medical": ("왕진도 하는 동네 의원입니다.", "한울의원", "새봄 가정의학과"),
        "rehabilitation": ("퇴원 뒤 걷기와 말하기를 연습합니다.", "튼튼 재활센터", "두손 물리치료"),
        "day_care": ("송영과 점심, 체조가 있습니다.", "은빛 주간보호센터", "소나무 데이케어"),
        "short_stay": ("가족이 쉬도록 며칠 돌봅니다.", "쉼표 단기보호", "포근한집"),
        "meals": ("점심과 저녁을 배달하며 안부를 묻습니다.", "따뜻한 도시락", "온정 반찬나눔"),
        "transport": ("휠체어로 탈 수 있는 병원 동행 차량입니다.", "동행 이동지원", "나들이 봉사단"),
        "equipment": ("침대와 보행기를 빌려줍니다.", "편한 복지용구", "디딤돌 보조기기"),
        "safety_check": ("아침마다 전화하고 응답이 없으면 찾아갑니다.", "안심 살피미", "응급알림센터"),
        "counselling": ("마음의 어려움을 전문가가 듣습니다.", "마음터 상담소", "숨 심리상담"),
        "peer_support": ("돌보는 가족이 한 달에 두 번 모입니다.", "가족모임 한마음", "회복의 벗"),
        "child_care": ("방과 뒤에 아이를 돌봅니다.", "도담 돌봄교실", "푸른 아이센터"),
        "school": ("국어와 수학을 함께 공부합니다.", "배움나무", "다시봄 학교"),
        "employment": ("건강에 맞는 일을 함께 찾습니다.", "일어서기 자활센터", "새길 취업지원"),
        "housing": ("집을 구하고 지키는 일을 돕습니다.", "한지붕 주거지원", "디딤 쉼터"),
        "money": ("급여 신청과 빚 문제를 돕습니다.", "희망 금융복지", "살림 상담창구"),
        "legal": ("임대차와 가족 문제를 상담합니다.", "마을 법률상담", "바른 후견센터"),
        "information": ("어디에 물어야 할지 모를 때.", "복지 안내데스크", "이웃 알림방"),
        "other": ("전구 갈기 같은 작은 일을 이웃이 돕습니다.", "품앗이 모임", "텃밭 이웃"),
    },
}
CENTRE = {"en": (41.62, -70.45), "ja": (35.58, 139.48), "ko": (37.57, 126.93)}
MONEY = {"en": ("USD", Decimal(12)), "ja": ("JPY", Decimal(600)), "ko": ("KRW", Decimal(5000))}
STREET = {"en": "{n} Lantern Street", "ja": "1丁目{n}番", "ko": "중앙로 {n}"}
PHONE = {"en": "555 01{n:02d}", "ja": "03-0000-00{n:02d}", "ko": "02-0000-00{n:02d}"}
WORDS = {
    "en": ("They told me on the phone", "Came an hour late three times", "4 weeks"),
    "ja": ("電話で聞きました", "予定より一時間遅れることが三度あった", "約4週間"),
    "ko": ("전화로 들었습니다", "세 번이나 한 시간씩 늦었음", "약 4주"),
}


def tell_resources(house: House) -> None:
    """Once: an agency that has services is left alone."""
    language, supervisor = house.stock.language, house.actors[house.first("supervisor").login]
    by = house.system
    with transaction.atomic(), acting(by):
        if Service.objects.exists():
            return
        made = []
        for n, (kind, (text, *names)) in enumerate(KINDS[language].items()):
            for m, name in enumerate(names):
                with frozen(now() - timedelta(days=(n * 37 + m * 211) % 560)):  # some were made sure of long ago
                    made.append(add_service(entry=_entry(house, language, n * 2 + m, kind, name, text), by=by))
    with transaction.atomic(), acting(supervisor):
        reason, seen, wait = WORDS[language]
        propose_correction(service_id=made[0].id, field="wait_time", proposed=wait, reason=reason, by=supervisor)
        day = house.today - timedelta(days=9)
        late = made[14].provider_id
        assert late is not None
        raise_provider_concern(provider_id=late, severity="concern", text=seen, seen_on=day, by=supervisor)
        publish_directory(publish=language == "en", by=supervisor)
        take_referrals_here(accept=True, by=supervisor)


def _entry(house: House, language: str, n: int, kind: str, name: str, text: str) -> Entry:
    town = house.stock.towns[n % len(house.stock.towns)]
    latitude, longitude = CENTRE[language]
    currency, price = MONEY[language]
    return Entry(
        name=name,
        provider=name,
        types=[kind],
        description=text,
        minimum_age=65 if kind in ("day_care", "safety_check") else None,
        maximum_age=18 if kind in ("child_care", "school") else None,
        languages=[language, *(["es"] if language == "en" and n % 4 == 0 else [])],
        areas=[town, house.stock.towns[(n + 1) % len(house.stock.towns)]],
        where=Where(
            address=STREET[language].format(n=n + 3),
            city=town,
            latitude=latitude + (n * 7 % 40 - 20) / 600,
            longitude=longitude + (n * 11 % 40 - 20) / 500,
        ),
        phone=PHONE[language].format(n=n),
        price=Decimal(0) if n % 3 == 0 else price * (1 + n % 4),
        currency=currency,
        capacity=["", *Capacity.values][n % 5],
    )
