"""Rules as people read them: whole sentences in three languages, and the why beside a date."""

import pytest

from tsunagu.pathways.rules import describe, parse_period, parse_span, period_text, sentences, span_text, why
from tsunagu.pathways.rules.vocabulary import LANGUAGES
from tsunagu.pathways.tests.story import JP, LIBRARY, NY, RULES, VOCABULARY, Story


@pytest.mark.parametrize(
    ("text", "en", "ja", "ko"),
    [
        ("36 hours", "within 36 hours", "36時間以内", "36시간 이내"),
        ("2 business days", "within 2 business days", "2営業日以内", "2영업일 이내"),
        ("1 business day", "within 1 business day", "1営業日以内", "1영업일 이내"),
        ("10 days", "within 10 days", "10日以内", "10일 이내"),
        ("12 months", "within 12 months", "12か月以内", "12개월 이내"),
        ("same day", "on the same day", "当日中", "당일 중"),
        ("the day before", "on the day before", "前日まで", "전날까지"),
        ("immediately", "immediately", "ただちに", "즉시"),
        ("10th of next month", "by day 10 of the next month", "翌月10日まで", "다음 달 10일까지"),
        (
            "3 years less 90 days",
            "within 3 years less 90 days",
            "3年から90日を引いた期間以内",
            "3년에서 90일을 뺀 기간 이내",
        ),
    ],
)
def test_a_length_is_said_in_each_language(text, en, ja, ko):
    assert [span_text(parse_span(text), lang) for lang in LANGUAGES] == [en, ja, ko]


@pytest.mark.parametrize(
    ("text", "en", "ja", "ko"),
    [
        ("calendar month", "once each calendar month", "暦月に1回", "매 역월 1회"),
        ("3 calendar months", "once each 3 calendar months", "3暦月に1回", "3개 역월마다 1회"),
        ("calendar week", "once each calendar week", "暦週に1回", "매주(월~일) 1회"),
        ("2 weeks", "once each 2 weeks", "2週間に1回", "2주마다 1회"),
    ],
)
def test_a_frequency_is_said_in_each_language(text, en, ja, ko):
    assert [period_text(parse_period(text), lang) for lang in LANGUAGES] == [en, ja, ko]


def test_a_rule_is_one_sentence():
    clock = RULES.by_id["model/intensive.first_contact"]
    assert [describe(clock, VOCABULARY, lang).sentence for lang in LANGUAGES] == [
        "First contact face to face: within 1 business day from decision on the referral (accepted) "
        "or reopening of the case, by contact (in person, with the person).",
        "初回の対面:受入れの判断(受入れ)またはケースの再開から1営業日以内。連絡・面会(対面・本人)により満たします。",
        "첫 대면: 접수 결정(수락) 또는 사례 재개입부터 1영업일 이내. 이행 방법: 연락·면담(대면, 본인).",
    ]


def test_a_way_with_conditions_says_them():
    rule = describe(RULES.by_id["programme/jp-home-care.monthly_visit"], VOCABULARY, "ja")
    assert len(rule.ways) == 2
    assert "テレビ電話モニタリングへの文書同意" in rule.ways[1]
    assert "当月または前月の連絡・面会(対面・居宅・本人)" in rule.ways[1]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_layer_can_be_read_as_sentences(lang):
    for layer in LIBRARY.layers:
        told = sentences(layer, VOCABULARY, lang)
        assert len(told) == len(layer.clocks) + len(layer.gates)
        assert all(sentence and "{" not in sentence for sentence in told)


def test_every_word_the_library_uses_is_known_in_three_languages():
    kinds = {kind for clock in RULES.clocks for kind in clock.reads}
    names = {name for layer in LIBRARY.layers for name in layer.while_.names()}
    assert kinds - set(VOCABULARY.words["kinds"]) == set()
    assert (names | set(VOCABULARY.properties)) - set(VOCABULARY.words["properties"]) == set()
    assert set(VOCABULARY.lists["role"]) == set(VOCABULARY.words["roles"])
    assert set(VOCABULARY.lists["gate"]) == set(VOCABULARY.words["gates"])


@pytest.mark.parametrize("lang", ["ja", "ko"])
def test_no_code_is_left_untranslated_in_the_sentences(lang):
    for layer in LIBRARY.layers:
        for clock in layer.clocks:
            rule = describe(clock, VOCABULARY, lang)
            plain = " ".join((rule.window, *rule.ways))
            assert not [word for word in plain.split() if word.islower() and word.isascii() and word.isalpha()], plain


def test_why_names_every_rule_behind_a_date_strictest_first():
    story = Story(NY, programme="foster_child", model="brokerage")
    story.add("2026-06-01", "placement.started")
    story.add("2026-06-01", "referral.decided", decision="accept")
    story.add("2026-06-01", "tier.set", tier="high")
    (leading,) = [d for d in story.duties(until="2026-06-05") if d.topic == "contact" and d.lead_from]
    reasons = why(leading.because, RULES, VOCABULARY, "en", lambda at: str(NY.day(at)))
    assert [(r.title, r.layer, r.span, r.start, r.due, r.legal) for r in reasons] == [
        (
            "A contact every week",
            "High risk",
            "within 7 days",
            "setting of the risk tier (high) or reopening of the case",
            "2026-06-08",
            False,
        ),
        (
            "See each child every month",
            "Foster care (child)",
            "once each calendar month",
            "start of the placement",
            "2026-06-30",
            True,
        ),
        (
            "A contact every 90 days",
            "Brokerage",
            "within 90 days",
            "decision on the referral (accepted) or reopening of the case",
            "2026-08-30",
            False,
        ),
    ]


def test_why_says_what_a_date_in_a_fact_is_counted_from():
    story = Story(JP, programme="jp_home_care", jurisdiction="jp")
    story.add("2026-01-10", "certification.granted", until=story.moment("2026-12-31").date())
    duty = story.one("renewal")
    (reason,) = why(duty.because, RULES, VOCABULARY, "ko", lambda at: f"{JP.day(at):%-m월 %-d일}")
    assert (reason.start, reason.due) == ("유효기간 만료일(장기요양인정)", "12월 31일")
