"""Quantities in Chinese and English text as exact values, so that 5900亿元 and RMB 590 billion can be compared.

Chinese: Arabic figures with 十百千万亿, Chinese numerals where they are a number (not 一体 or 三农), percentages, fractions,
成, dates and years. English: figures with thousand … trillion, number words, per cent, fractions, double and the like.
"""

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Kind = Literal["number", "percent", "year", "month", "day", "ordinal", "times"]

_ZH_DIGIT = {ch: value for value, ch in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_ZH_UNIT = {"十": 10, "百": 100, "千": 1000}
_ZH_BIG = {"万": 10**4, "亿": 10**8}
_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_HAN = "零〇○一二三四五六七八九十百千万亿两"
_ZH = re.compile(
    r"(?P<dotmonth>\d{1,2})[·・](?P<dotday>\d{1,2})(?!\d)"
    r"|(?P<century>\d{1,2})\s?世纪(?:\s?(?P<decade>\d0)\s?年代)?"
    rf"|(?P<of_den>[{_HAN}\d]+)分之(?P<of_num>(?:{_ARABIC})|[{_HAN}点]+)"
    r"|(?P<hanmonth>[一二三四五六七八九十]{1,2})月(?P<handay>[一二三四五六七八九十]{1,3})[日号]"
    rf"|(?P<hanyear>[零〇○一二三四五六七八九]{{4}})年"
    rf"|(?<!\d)(?P<year>(?:19|20)\d{{2}})(?:\s?年|(?=\s?[-—－–~～至]\s?(?:19|20)\d{{2}}年))"
    rf"|(?<!\d)(?P<month>\d{{1,2}})\s?月(?!球|亮|票)(?:\s?(?P<day>\d{{1,2}})\s?[日号])?"
    rf"|(?<!\d)(?P<dayonly>\d{{1,2}})\s?日(?!元|均)"
    rf"|第(?P<ord>\d+|[{_HAN}]+)(?=[届次个批轮季条期名位版代大])"
    rf"|(?<![A-Za-z\d.])(?P<num>{_ARABIC})(?![A-Za-z]*\d*[A-Za-z]\d)\s?(?P<more>[多余几])?(?P<scale>[十百千]?万亿|[十百千]?[万亿]|[十百千](?![\u4e00-\u9fff]?[年度]报))?(?P<more2>[多余几])?"
    rf"(?P<tail>个百分点|%|％|‰|倍|成(?![为立果员本效功都渝]))?"
    rf"|(?P<han>(?<![数上几成双])[一二三四五六七八九十百千两][{_HAN}点]*[万亿][{_HAN}]*)"
    rf"|(?P<hancheng>[一二三四五六七八九两])成(?=[的以左，。多]|$)"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity of a text."""

    value: Fraction
    """Percentages as printed: 34 for 34%."""
    kind: Kind
    surface: str
    span: tuple[int, int]
    """Half-open offsets."""
    scaled: bool = False
    """Printed with 万, 亿, thousand, million …"""
    more: bool = False
    """Printed with 多, 余 or 几: at least so many."""


def chinese_quantities(text: str) -> list[Quantity]:
    """The quantities of a Chinese text, in order. A date gives its month and its day."""
    text = "".join(unicodedata.normalize("NFKC", ch) if "\uff10" <= ch <= "\uff19" else ch for ch in text)
    found: list[Quantity] = []
    for match in _ZH.finditer(text):
        found += _from_chinese(match)
    return found


def _from_chinese(match: re.Match[str]) -> list[Quantity]:
    surface, span = match[0], match.span()
    if match["dotmonth"]:
        month, day = Fraction(match["dotmonth"]), Fraction(match["dotday"])
        return [Quantity(month, "month", surface, span), Quantity(day, "day", surface, span)]
    if match["century"]:
        century = int(match["century"])
        if match["decade"]:
            return [Quantity(Fraction((century - 1) * 100 + int(match["decade"])), "year", surface, span)]
        return [Quantity(Fraction(century), "ordinal", surface, span)]
    if match["of_den"]:
        denominator, numerator = _zh_value(match["of_den"]), _zh_value(match["of_num"])
        if not denominator or numerator is None:
            return []
        if match["of_den"] in ("百", "100"):
            return [Quantity(numerator, "percent", surface, span)]
        return [Quantity(numerator / denominator, "number", surface, span)]
    if match["hanmonth"]:
        parts: tuple[tuple[Fraction | None, Kind], ...] = (
            (_zh_value(match["hanmonth"]), "month"),
            (_zh_value(match["handay"]), "day"),
        )
        return [Quantity(part, kind, surface, span) for part, kind in parts if part is not None]
    if match["hanyear"]:
        return [Quantity(Fraction("".join(str(_ZH_DIGIT[ch]) for ch in match["hanyear"])), "year", surface, span)]
    if match["year"]:
        return [Quantity(Fraction(match["year"]), "year", surface, span)]
    if match["month"]:
        found = [Quantity(Fraction(match["month"]), "month", surface, span)]
        return [*found, Quantity(Fraction(match["day"]), "day", surface, span)] if match["day"] else found
    if match["dayonly"]:
        return [Quantity(Fraction(match["dayonly"]), "day", surface, span)]
    if match["ord"]:
        value = _zh_value(match["ord"])
        return [Quantity(value, "ordinal", surface, span)] if value is not None else []
    if match["hancheng"]:
        return [Quantity(Fraction(_ZH_DIGIT[match["hancheng"]] * 10), "percent", surface, span)]
    if match["han"]:
        value = _zh_value(match["han"])
        return [Quantity(value, "number", surface, span, scaled=True)] if value is not None and value >= 10 else []
    value = Fraction(match["num"].replace(",", "")) * _scale(match["scale"])
    tail = match["tail"] or ""
    kind: Kind = "percent" if tail in ("个百分点", "%", "％") else "times" if tail == "倍" else "number"
    if tail == "成":
        value, kind = value * 10, "percent"
    return [Quantity(value, kind, surface, span, bool(match["scale"]), bool(match["more"] or match["more2"]))]


def _scale(text: str | None) -> int:
    factor = 1
    for ch in text or "":
        factor *= _ZH_UNIT.get(ch) or _ZH_BIG[ch]
    return factor


def _zh_value(text: str) -> Fraction | None:
    """`十二`, `一百零五万`, `十一点一亿`, `12.5` → value; None for what is no number."""
    if re.fullmatch(_ARABIC, text):
        return Fraction(text.replace(",", ""))
    whole, point, rest = text.partition("点")
    if point:
        digits = re.match(r"[零〇一二三四五六七八九]+", rest)
        if not digits:
            return None
        base = _zh_value(whole)
        decimals = "".join(str(_ZH_DIGIT[ch]) for ch in digits[0])
        scale = rest[digits.end() :]
        if base is None or any(ch not in _ZH_BIG and ch not in _ZH_UNIT for ch in scale):
            return None
        return (base + Fraction(int(decimals), 10 ** len(decimals))) * _scale(scale)
    if text and all(ch in _ZH_DIGIT for ch in text):
        return Fraction("".join(str(_ZH_DIGIT[ch]) for ch in text))
    total = section = digit = 0
    for ch in text:
        if ch in _ZH_DIGIT:
            digit = _ZH_DIGIT[ch]
        elif ch in _ZH_UNIT:
            section += (digit or 1) * _ZH_UNIT[ch]
            digit = 0
        elif ch in _ZH_BIG:
            total = (total + section + digit or 1) * _ZH_BIG[ch]
            section = digit = 0
        elif ch.isdigit():
            return None
        else:
            return None
    return Fraction(total + section + digit)


# ── English ──────────────────────────────────────────────────────────────────────────────────────────────

_SMALL = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_EN_SCALE = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "bn": 10**9,
    "mn": 10**6,
    "tn": 10**12,
}
_ORDINAL_WORDS = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
}
MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|october oct|"
        "november nov|december dec".split("|"),
        1,
    )
    for name in names.split()
}
_WORD = "|".join([*_TENS, *sorted(_SMALL, key=len, reverse=True)])
_EN = re.compile(
    rf"(?P<ord>\b\d{{1,3}}(?:st|nd|rd|th)\b)"
    rf"|(?P<ordword>\b(?:(?:{'|'.join(_TENS)})[- ])?(?:{'|'.join(sorted(_ORDINAL_WORDS, key=len, reverse=True))})\b)"
    rf"|(?:(?<![\w.])|(?<=RMB)|(?<=USD)|(?<=CNY)|(?<=US))(?P<num>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<plus>\+)?"
    rf"(?:[\s-]?(?P<scale>(?:hundred|thousand|million|billion|trillion|bn|mn|tn)s?(?:\s(?:million|billion|trillion))?)\b)?"
    rf"(?P<tail>\s?(?:%|per\s?cent(?:age\spoints?)?|percent|percentage\spoints?)|[\s-]?(?:times|fold)\b)?"
    rf"|\b(?P<words>(?:{_WORD})(?:[\s-](?:and[\s-])?(?:{_WORD}|hundred|thousand|million|billion|trillion))*)\b"
    rf"(?P<decades>[\s-]decades?\b)?(?P<wtail>\s(?:per\s?cent|percent|times)\b|-fold\b)?"
    r"|\b(?P<special>half|double[ds]?|doubling|twice|triple[ds]?|tripling|quadrupled?|dozens?"
    r"|a hundred|a thousand|a million|a billion|a third|a quarter|three quarters)\b"
    rf"|\b(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?",
    re.IGNORECASE,
)
_SPECIAL = {
    "half": Fraction(1, 2),
    "double": Fraction(2),
    "doubled": Fraction(2),
    "doubles": Fraction(2),
    "doubling": Fraction(2),
    "twice": Fraction(2),
    "triple": Fraction(3),
    "tripled": Fraction(3),
    "triples": Fraction(3),
    "tripling": Fraction(3),
    "quadruple": Fraction(4),
    "quadrupled": Fraction(4),
    "dozen": Fraction(12),
    "dozens": Fraction(12),
    "a hundred": Fraction(100),
    "a thousand": Fraction(1000),
    "a million": Fraction(10**6),
    "a billion": Fraction(10**9),
    "a third": Fraction(1, 3),
    "a quarter": Fraction(1, 4),
    "three quarters": Fraction(3, 4),
}


def english_quantities(text: str) -> list[Quantity]:
    """The quantities of an English text, in order. Month names are quantities of kind `month`."""
    found: list[Quantity] = []
    for match in _EN.finditer(text):
        quantity = _from_english(match)
        if quantity:
            found.append(quantity)
    return found


def _from_english(match: re.Match[str]) -> Quantity | None:
    surface, span = match[0], match.span()
    if match["ord"]:
        return Quantity(Fraction(re.sub(r"\D", "", surface)), "ordinal", surface, span)
    if match["ordword"]:
        tens, _, last = surface.lower().replace("-", " ").rpartition(" ")
        return Quantity(Fraction(_TENS.get(tens, 0) + _ORDINAL_WORDS[last]), "ordinal", surface, span)
    if match["month"]:
        if surface.lower() in ("may", "mar", "march") and not surface[0].isupper():
            return None
        return Quantity(Fraction(MONTHS[surface.lower().rstrip(".")]), "month", surface, span)
    if match["special"]:
        return Quantity(_SPECIAL[surface.lower()], "number", surface, span)
    if match["words"]:
        tail = (match["wtail"] or "").strip(" -").lower()
        kind: Kind = "percent" if "cent" in tail else "times" if tail else "number"
        value = _words_value(match["words"].lower()) * (10 if match["decades"] else 1)
        scaled = bool(re.search("thousand|illion", match["words"]))
        return Quantity(value, kind, surface, span, scaled)
    value = Fraction(match["num"].replace(",", ""))
    for word in (match["scale"] or "").lower().split():
        value *= _EN_SCALE[word.rstrip("s")]
    tail = (match["tail"] or "").strip(" -").lower()
    kind = "percent" if "%" in tail or "cent" in tail else "times" if tail else "number"
    return Quantity(value, kind, surface, span, bool(match["scale"]), bool(match["plus"]))


def _words_value(text: str) -> Fraction:
    total = section = 0
    for word in re.split(r"[\s-]+", text):
        if word in _SMALL:
            section += _SMALL[word]
        elif word in _TENS:
            section += _TENS[word]
        elif word == "hundred":
            section = (section or 1) * 100
        elif word in _EN_SCALE:
            total += (section or 1) * _EN_SCALE[word]
            section = 0
    return Fraction(total + section)
