"""When are two ways of writing the same? One folded form for names in Japanese, Korean and Latin letters.

Widths, cases, kana and the variants of kanji that Japanese registers tell apart (髙 and 高, 邉 and 辺) fold into one, so
that a name is found however it was typed. What is kept is always as written; only search keys are folded.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import jaconv

# Old, variant and mistaken forms, each group ending in the form it folds into. Sources: the 1949 list of simplified
# characters (当用漢字字体表), the characters for names (人名用漢字別表第二) and the variants of the family register's
# standard (戸籍統一文字) that occur in family names.
VARIANTS = """
髙高 﨑嵜碕埼崎 邊邉邉辺 澤沢 齋齊斉斎 濵濱浜 廣広 國国 櫻桜 嶌嶋島 槙槇 眞真 惠恵 榮栄 龍竜 瀧滝 淵渕 冨富 黑黒 德徳 曾曽
學学 圓円 條条 萬万 藏蔵 與与 峯峰 𠮷吉 圡土 藪薮 薗園 絲糸 壽寿 兒児 禮礼 豐豊 實実 會会 關関 鐵鉄 鷗鴎 檜桧 橫横 緖緒 靜静
淸清 增増 顯顕 鄕鄉郷 嶽岳 籠篭 髮髪 舘館 舩船 邨村 杦杉 栁柳 桒桑 槗橋 埜野 莊庄荘 鹽塩 鎭鎮 巖巌岩 亞亜 惡悪 壹壱 衞衛 應応
奧奥 假仮 卷巻 勳勲 藝芸 縣県 驗験 效効 恆恒 號号 濟済 讚讃 棧桟 雜雑 參参 濕湿 寫写 釋釈 收収 從従 澁渋 獸獣 縱縦 敍叙 將将
燒焼 奬奨 乘乗 淨浄 剩剰 疊畳 孃嬢 讓譲 釀醸 觸触 寢寝 愼慎 晉晋 盡尽 粹粋 醉酔 穗穂 隨随 髓髄 數数 瀨瀬 靑青 稅税 絕絶 攝摂
淺浅 戰戦 踐践 錢銭 潛潜 纖繊 禪禅 雙双 壯壮 搜捜 插挿 巢巣 爭争 窗窓 總総 聰聡 裝装 騷騒 臟臓 卽即 續続 對対 體体 帶帯 滯滞
臺台 擇択 單単 擔担 膽胆 團団 彈弾 斷断 遲遅 晝昼 蟲虫 鑄鋳 廳庁 聽聴 敕勅 遞逓 點点 轉転 傳伝 燈灯 當当 黨党 盜盗 稻稲 獨独
讀読 屆届 貳弐 惱悩 腦脳 霸覇 廢廃 拜拝 賣売 麥麦 發発 拔抜 晚晩 蠻蛮 甁瓶 佛仏 拂払 變変 步歩 寶宝 沒没 滿満 默黙 彌弥 藥薬
譯訳 豫予 餘余 譽誉 搖揺 樣様 謠謡 來来 賴頼 亂乱 覽覧 獵猟 綠緑 淚涙 壘塁 勵励 戾戻 靈霊 齡齢 戀恋 爐炉 勞労 樓楼 郞郎 祿禄
渡渡 邱丘 邇迩 邏羅 笹笹 梅楳梅 榊榊 逹達 隆隆 曻昇 曉暁 堯尭 遙遥 瑤瑶 凜凛 熙煕 喆哲 嶺岭嶺 凉涼 羣群 崑昆 畠畑 阪坂 舖舗 莱萊
"""
_VARIANT = {form: group[-1] for group in VARIANTS.split() for form in group[:-1] if form != group[-1]}
_KANA = {c: c - 0x60 for c in range(0x30A1, 0x30F7)}
_SMALL = dict(zip("ぁぃぅぇぉゃゅょゎっゐゑをぢづ", "あいうえおやゆよわついえおじず", strict=True))
_LETTERS = {"đ": "d", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"}
_TABLE = str.maketrans({**_VARIANT, **_LETTERS})
_SMALL_TABLE = str.maketrans(_SMALL)
_DROPPED = frozenset({"Zs", "Cc", "Cf", "Po", "Pd", "Pc", "Ps", "Pe", "Pi", "Pf", "Sk", "Lm", "Me"})
_LATIN = re.compile(r"[a-z0-9]+\Z")
_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_HAN = re.compile(r"[\u3005\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_KANA_ONLY = re.compile(r"[\u3040-\u30ff\uff66-\uff9f\s・]+\Z")


def fold(text: str) -> str:
    """The form two writings share: no widths, cases, accents, spaces or marks; hiragana for katakana, plain kanji."""
    for _ in range(4):  # twice is enough for every name; the rest is for text no name holds
        folded = _fold_once(text)
        if folded == text:
            break
        text = folded
    return text


def _fold_once(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold().translate(_KANA).translate(_SMALL_TABLE)
    text = "".join(_without_accent(c) for c in unicodedata.normalize("NFC", text) if _is_kept(c))
    return unicodedata.normalize("NFKC", text.translate(_TABLE))


def _is_kept(char: str) -> bool:
    if char == "々":
        return True
    selector = "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"  # which glyph of a kanji was meant
    return not selector and unicodedata.category(char) not in _DROPPED


def _without_accent(char: str) -> str:
    """Only of Latin letters: a Japanese voicing mark is no accent."""
    if char < "\u0250" or "\u1e00" <= char <= "\u1eff":
        return "".join(c for c in unicodedata.normalize("NFD", char) if unicodedata.category(c) != "Mn")
    return "" if "\u0300" <= char <= "\u036f" else char


def variants_between(one: str, two: str) -> list[tuple[str, str]]:
    """The pairs of characters that are forms of one another where two writings differ: [("邉", "辺")]."""
    one, two = (unicodedata.normalize("NFC", "".join(t.split())) for t in (one, two))
    if len(one) != len(two):
        return []
    return [(a, b) for a, b in zip(one, two, strict=True) if a != b and fold(a) == fold(b) and _HAN.match(a)]


def is_latin(folded: str) -> bool:
    return bool(_LATIN.match(folded))


def has_hangul(text: str) -> bool:
    return bool(_HANGUL.search(text))


def is_kana(text: str) -> bool:
    return bool(_KANA_ONLY.match(text))


def has_han(text: str) -> bool:
    return bool(_HAN.search(text))


# -- kana in Latin letters ------------------------------------------------------------------------------------------

# Kunrei and the keyboard's spellings become Hepburn; long vowels become short: Satō, Satou, Satoh and Sato are one.
_SPELLINGS = [
    (re.compile(pattern), to)
    for pattern, to in (
        (r"sy(?=[auo])", "sh"),
        (r"[tc]y(?=[auo])", "ch"),
        (r"[zjd]y(?=[auo])", "j"),
        (r"si", "shi"),
        (r"ti", "chi"),
        (r"tu", "tsu"),
        (r"(?<![sct])hu", "fu"),
        (r"[zd]i", "ji"),
        (r"du", "zu"),
        (r"wo", "o"),
        (r"m(?=[bmp])", "n"),
        (r"tch", "cch"),
        (r"o(?:u|o|h(?![aiueoy]))+", "o"),
        (r"u+", "u"),
        (r"aa+", "a"),
        (r"ii+", "i"),
    )
]


@lru_cache(maxsize=10_000)  # imports bring names without end
def _spell(folded: str) -> str:
    for pattern, to in _SPELLINGS:
        folded = pattern.sub(to, folded)
    return folded


def romaji(kana: str) -> str:
    """Kana in Latin letters, long vowels folded: ワタナベ → watanabe, さとう → sato."""
    spelled = jaconv.kana2alphabet(_voiced_again(kana))
    return fold_romaji(spelled)


def fold_romaji(text: str) -> str:
    """However it was romanised, one spelling."""
    return _spell(fold(text))


def _voiced_again(kana: str) -> str:
    """Full-width hiragana with its small letters, as the table of sounds needs them."""
    return unicodedata.normalize("NFKC", kana).translate(_KANA).replace("ー", "")


# -- hangul ---------------------------------------------------------------------------------------------------------

_FIRST_SYLLABLE, _LAST_SYLLABLE = 0xAC00, 0xD7A3
_LEADING = 0x1100
# Surnames of two syllables; every other is one.
TWO_SYLLABLE_SURNAMES = frozenset(
    ["남궁", "황보", "제갈", "사공", "선우", "서문", "독고", "동방", "어금", "망절", "소봉", "강전", "장곡"]
)


def initials(text: str) -> str:
    """The leading consonants: 남궁순덕 → ᄂᄀᄉᄃ, as NFKC leaves the keyboard's ㄴㄱㅅㄷ."""
    return "".join(
        chr(_LEADING + (ord(c) - _FIRST_SYLLABLE) // 588) if _is_syllable(c) else c
        for c in unicodedata.normalize("NFC", text)
    )


def are_initials(folded: str) -> bool:
    return bool(folded) and all(_LEADING <= ord(c) <= 0x1112 for c in folded)


def syllable_range(folded: str) -> tuple[str, str] | None:
    """While a syllable is being composed, what it may become: 남구 → 남구 up to 남궇, 남ㄱ → 남가 up to 남깋."""
    if not folded:
        return None
    last, head = ord(folded[-1]), folded[:-1]
    if _is_syllable(folded[-1]) and (last - _FIRST_SYLLABLE) % 28 == 0:
        return folded, head + chr(last + 27) + "\U0010ffff"
    if head and _LEADING <= last <= 0x1112:
        first = _FIRST_SYLLABLE + (last - _LEADING) * 588
        return head + chr(first), head + chr(first + 587) + "\U0010ffff"
    return None


def split_korean(text: str) -> tuple[str, str]:
    """Surname and given name of a Korean name written together."""
    whole = "".join(text.split())
    length = 2 if whole[:2] in TWO_SYLLABLE_SURNAMES and len(whole) > 2 else 1
    return whole[:length], whole[length:]


def _is_syllable(char: str) -> bool:
    return _FIRST_SYLLABLE <= ord(char) <= _LAST_SYLLABLE
