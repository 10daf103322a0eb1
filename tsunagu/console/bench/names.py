"""What are people called? Names in three scripts, as unevenly spread as they are. Nobody is meant by any of them."""

from __future__ import annotations

from itertools import product
from random import Random

from tsunagu.people.rules.profile import NameDraft


def _weighted(text: str) -> tuple[list[list[str]], list[int]]:
    """Lines of `word … weight` as words and weights."""
    rows = [line.split() for line in text.strip().split("|")]
    return [row[:-1] for row in rows], [int(row[-1]) for row in rows]


def _words(text: str) -> list[str]:
    return text.split()


JAPANESE = _weighted(
    "佐藤 サトウ 150|鈴木 スズキ 143|高橋 タカハシ 113|田中 タナカ 106|伊藤 イトウ 86|渡辺 ワタナベ 80|山本 ヤマモト 83|中村 ナカムラ 83"
    "|小林 コバヤシ 82|加藤 カトウ 71|吉田 ヨシダ 66|山田 ヤマダ 65|佐々木 ササキ 53|山口 ヤマグチ 51|松本 マツモト 50|井上 イノウエ 49"
    "|木村 キムラ 45|林 ハヤシ 43|斎藤 サイトウ 43|清水 シミズ 42|山崎 ヤマザキ 38|森 モリ 37|池田 イケダ 36|橋本 ハシモト 36|阿部 アベ 36"
    "|石川 イシカワ 34|山下 ヤマシタ 33|中島 ナカジマ 32|石井 イシイ 31|小川 オガワ 31|前田 マエダ 31|岡田 オカダ 30|長谷川 ハセガワ 30"
    "|藤田 フジタ 29|近藤 コンドウ 29|後藤 ゴトウ 28|村上 ムラカミ 27|遠藤 エンドウ 26|青木 アオキ 26|坂本 サカモト 26|福田 フクダ 24"
    "|太田 オオタ 24|西村 ニシムラ 24|藤井 フジイ 24|岡本 オカモト 23|三浦 ミウラ 23|中野 ナカノ 21|原田 ハラダ 21|松田 マツダ 20"
    "|竹内 タケウチ 20|上田 ウエダ 20|和田 ワダ 19|渡邉 ワタナベ 19|石田 イシダ 18|森下 モリシタ 17|柴田 シバタ 17|早坂 ハヤサカ 3"
    "|内海 ウツミ 4|四十物 アイモノ 1|勅使河原 テシガワラ 1"
)
JAPANESE_GIVEN = {
    "female": (
        "結 ユ|美 ミ|陽 ハル|千 チ|真 マ|幸 サチ|和 カズ|節 セツ|文 フミ|春 ハル|久 ヒサ|光 ミツ|静 シズ|清 キヨ|雅 マサ|芳 ヨシ",
        "子 コ|美 ミ|代 ヨ|江 エ|枝 エ|恵 エ|香 カ|乃 ノ",
    ),
    "male": (
        "正 マサ|和 カズ|義 ヨシ|秀 ヒデ|昭 アキ|俊 トシ|隆 タカ|幸 ユキ|光 ミツ|信 ノブ|孝 タカ|清 キヨ|武 タケ|勝 カツ|英 ヒデ|忠 タダ",
        "雄 オ|夫 オ|一 カズ|彦 ヒコ|男 オ|之 ユキ|人 ト|司 シ",
    ),
}
KOREAN = _weighted(
    "김 Kim 215|이 Lee 147|박 Park 84|최 Choi 47|정 Jeong 43|강 Kang 24|조 Cho 21|윤 Yoon 20|장 Jang 20"
    "|임 Lim 17|한 Han 15|오 Oh 15|서 Seo 15|신 Shin 15|권 Kwon 14|황 Hwang 14|안 Ahn 14|송 Song 14"
    "|전 Jeon 11|홍 Hong 11|유 Yoo 10|고 Ko 9|문 Moon 9|양 Yang 9|손 Son 9|배 Bae 8|백 Baek 8|허 Heo 7"
    "|남 Nam 5|심 Sim 5|노 Noh 5|하 Ha 4|곽 Kwak 4|성 Seong 4|차 Cha 4|주 Joo 4|우 Woo 4|구 Koo 4"
    "|남궁 Namgung 2|황보 Hwangbo 1|선우 Seonu 1|제갈 Jegal 1"
)
KOREAN_GIVEN = (
    "순 sun|영 yeong|정 jeong|미 mi|경 gyeong|옥 ok|명 myeong|성 seong|재 jae|민 min|지 ji|서 seo|하 ha|은 eun|수 su|현 hyeon|동 dong"
    "|병 byeong|춘 chun|금 geum|말 mal|복 bok|인 in|상 sang|종 jong|태 tae|승 seung|윤 yun|도 do|예 ye",
    "자 ja|숙 suk|희 hui|순 sun|옥 ok|덕 deok|례 rye|수 su|호 ho|철 cheol|식 sik|준 jun|윤 yun|린 rin|연 yeon|아 a|우 u|진 jin|환 hwan"
    "|근 geun|구 gu|남 nam|복 bok|임 im|화 hwa|분 bun|석 seok|훈 hun|빈 bin|솔 sol",
)
ROMAN = _words(
    "Ruth Dale Noor Imani Priya Odile River Harlan Maeve Tobias Leona Amos Delphine Esme Caspian Ingrid Solomon Beatrix Hollis Marisol"
    " Desmond Yusuf Anneke Thaddeus Corinne Malik Philippa Ezra Winona Rafael Greta Ambrose Lourdes Silas Henrietta Omar Viola Percival"
    " Adaeze Bram Zelda Ignatius Fern Augustin Hester Kofi Marguerite Lionel Saoirse Elias"
)
ROMAN_FAMILY = _words(
    "Abernathy Whitcombe Haddad Castellanos Raghunathan Lindqvist Marchetti Aldana Whitfield Okafor Rivera Brandt Delacroix Fairweather"
    " Gutierrez Hallorann Iversen Jankowski Kowalczyk Lachance Mbeki Nakagawa Oyelaran Pemberton Quarles Rosenthal Szabo Thorne Underhill"
    " Vandermeer Westerlund Yarborough Zielinski Ashdown Blackwood Carrington Drummond Eastman Fenwick Grimaldi Holloway Ibarra Jessop"
    " Kendrick Lockhart Mansfield Northcott Ormond Prescott Rutherford Stanhope Tremblay Vasquez Wainwright Ellsworth Montague Bellweather"
)


def _pairs(first: str, second: str) -> list[tuple[str, str]]:
    """Given names of two parts: as written, and as read."""
    parts = ([part.split() for part in side.split("|")] for side in (first, second))
    return [(a + b, x + y) for (a, x), (b, y) in product(*parts)]


_JAPANESE_GIVEN = {sex: _pairs(*parts) for sex, parts in JAPANESE_GIVEN.items()}
_KOREAN_GIVEN = _pairs(*KOREAN_GIVEN)


def japanese(chance: Random, sex: str) -> list[NameDraft]:
    """Kanji with their kana."""
    ((family, reading),) = chance.choices(JAPANESE[0], JAPANESE[1])
    given, given_reading = chance.choice(_JAPANESE_GIVEN[sex])
    return [NameDraft("kanji", family, given), NameDraft("kana", reading, given_reading)]


def korean(chance: Random, sex: str) -> list[NameDraft]:
    """Hangul; one in three also in Roman letters."""
    ((family, latin),) = chance.choices(KOREAN[0], KOREAN[1])
    given, given_latin = chance.choice(_KOREAN_GIVEN)
    names = [NameDraft("hangul", family, given)]
    return [*names, NameDraft("roman", latin, given_latin.capitalize())] if chance.random() < 1 / 3 else names


def western(chance: Random, sex: str) -> list[NameDraft]:
    """One in eight has two family names."""
    given, family = chance.choice(ROMAN), chance.choice(ROMAN_FAMILY)
    return [NameDraft("roman", f"{family}-{chance.choice(ROMAN_FAMILY)}" if chance.random() < 1 / 8 else family, given)]
