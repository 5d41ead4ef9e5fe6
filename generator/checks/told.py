"""How English tells a quantity without its figure: in words, in another unit, rounded, by the year before.

What is here keeps sound English free of flags. Each rule needs a ground in the English, so that a figure that is simply
missing is still found."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from generator.checks.measures import Measure, converted, english_measures, in_fahrenheit
from generator.checks.pair import Pair
from generator.language.quantities import Quantity, digits_of, lowest_unit

_WORDS: tuple[tuple[str, str], ...] = (
    (
        r"100[%％]$|百分之百",
        r"\b(?:all|full(?:y)?|entire(?:ly)?|complete(?:ly)?|every|total(?:ly)?|whole|absolute(?:ly)?)\b",
    ),
    (r"24$", r"\b(?:(?:round|around)[- ]the[- ]clock|overnight|24/7)\b"),
    (r"(?:1|一)$", r"\b(?:an?|one|once|single|another|each|every|per|first|sole|only|the)\b"),
    (r"(?:2|两|二)$", r"\b(?:both|pair|couple|second|twice|double|dual|two|duo|twins?|either|neither|bilateral)\b"),
    (r"3$", r"\b(?:triple|trio|treble|hat[- ]trick|thrice|triplets?|trilateral|tripartite)\b"),
    (r"4$", r"\b(?:quartet|quadruple\w*|quadruplets?|foursome)\b"),
    (r"0$", r"\b(?:no|none|nil|without|never|nobody|zero|goalless|scoreless|clean sheet|blank|shut ?out|love)\b|n't\b"),
    (r"50[%％]$|五成$", r"\b(?:even (?:chance|odds|money)|(?:than|about|roughly) even|fifty-fifty|50[-–/]50)\b"),
    (r"(?:30|50|90|100)(?:周年)?$", r"\b(?:jubilee|centenary|centennial)\b"),
    (r"(?:18|20)$", r"\badult(?:s|hood)?\b"),
)
"""A Chinese figure → English words that may tell it without a figure."""
_STRAIGHT = re.compile(r"\bstraight (?:sets?|games?|wins?)\b|\bswept\b|\bsweep\b", re.IGNORECASE)
_WORDS_FOR_NIL = (
    r"\b(?:nil|without|zero|goalless|scoreless|clean sheet|shut ?out|love|straight|swept|whitewash\w*|bagel\w*"
    r"|(?:goals?|sets?|games?|points?) (?:down|behind|adrift|up|ahead|clear))\b"
)
_SCORE_BEFORE = re.compile(r"\d\s?(?:[:：比]|[-–—])\s?$")
_SCORE_AFTER = re.compile(r"\s?(?:[:：比]|[-–—])\s?\d")
_YEAR_WORDS = re.compile(
    r"\b(?:year[- ](?:on|over)[- ]year|yoy|(?:the )?(?:previous|preceding|following|prior|same) year|last year|next year"
    r"|this year|that year|a year (?:earlier|ago|before|later)|years? (?:earlier|before)|on the year|annual(?:ly)?)\b",
    re.IGNORECASE,
)
_SINCE_JANUARY = re.compile(r"(?<!\d)1\s?月?份?\s?[-—－–~～至到]{1,2}\s?(?P<last>\d{1,2})\s?月")
_FIRST_MONTHS = re.compile(
    r"\b(?:first|opening) (?:half|quarter|three quarters|\w+ months)\b|\b\w+ months (?:to|through|ending)\b",
    re.IGNORECASE,
)
"""1—6月 is often told as the first half of the year."""
_HEDGE = re.compile(
    r"(?:about|around|some|nearly|almost|approximately|roughly|over|more than|close to|less than|under|just under"
    r"|just over|upwards of|an estimated|well over)\s(?:RMB|US|a|€|£)?\s?\$?$",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:yesterday|today|tomorrow)\b", re.IGNORECASE)
_ZH_WEEKDAY = re.compile(r"周[一二三四五六日末天]|星期|礼拜|昨[日天]|今[日天]|明[日天]")
_ABOUT = (
    (10, 20, r"\b(?:dozens?|teens|teenage(?:d|rs?)?|ten or so|ten-odd)\b"),
    (20, 100, r"\b(?:dozens|scores|several dozen)\b"),
    (100, 1000, r"\bhundreds\b"),
    (1000, 10_000, r"\bthousands\b"),
    (10_000, 100_000, r"\btens of thousands\b"),
    (100_000, 1_000_000, r"\bhundreds of thousands\b"),
)
"""From, below → words for at least so many: 十几人 are a dozen or so."""
_OUT_OF = re.compile(
    r"\b(?P<part>one|two|three|four|five|six|seven|eight|nine|\d{1,2})(?: (?!and |to |or |time)[a-z]{3,14}(?= in ))?"
    r"(?:[ -](?:out[ -]of|in|of)[ -](?:every[ -])?)"
    r"(?P<whole>two|three|four|five|six|seven|eight|nine|ten|\d{1,3})\b",
    re.IGNORECASE,
)
_NUMBER_WORDS = {word: n for n, word in enumerate("zero one two three four five six seven eight nine ten".split())}
_CENTURIES = re.compile(r"\b(?P<year>1\d00|20\d\d|1\d\d\d)s\b")
_ROMAN = re.compile(r"\b[IVXL]{2,7}\b|\b[VX]\b")
_NOON = re.compile(r"\b(?:noon|midday|mid-day|lunchtime|12 ?(?:p\.?m|noon))\b", re.IGNORECASE)
_MIDNIGHT = re.compile(r"\bmidnight\b", re.IGNORECASE)
_MONTH_AND_DAY = re.compile(r"(?<!\d)(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?[日号]")
_HOLIDAYS = {
    (1, 1): r"\bNew Year[’']?s?[’']? Day\b",
    (2, 14): r"\bValentine",
    (3, 8): r"\bWomen[’']?s Day\b",
    (5, 1): r"\bMay Day\b|\bLabou?r Day\b|\bWorkers[’']? Day\b",
    (6, 1): r"\bChildren[’']?s Day\b",
    (7, 4): r"\bIndependence Day\b|\bFourth of July\b",
    (10, 1): r"\bNational Day\b",
    (10, 31): r"\bHallowe[’']?en\b",
    (12, 24): r"\bChristmas Eve\b",
    (12, 25): r"\bChristmas\b",
    (12, 31): r"\bNew Year[’']?s Eve\b",
}
_ALL_BUT = re.compile(r"\ball but (?P<left>one|two|three|four|five|\d{1,2})\b", re.IGNORECASE)
_RATE = re.compile(r"\bto the \w+", re.IGNORECASE)
"""33比1 as 33 to the dollar."""
_MINUTES = ((15, r"\bquarter past\b"), (30, r"\bhalf[- ]past\b|\bhalf\b"), (45, r"\bquarter to\b"))


@dataclass(frozen=True)
class Told:
    """A pair, with what a rule may look at."""

    pair: Pair

    @property
    def zh(self) -> str:
        """The Chinese."""
        return self.pair.zh

    @property
    def en(self) -> str:
        """The English."""
        return self.pair.en

    @property
    def extra(self) -> Sequence[Quantity]:
        """English quantities that no Chinese one claimed."""
        return self.pair.matching.extra

    @cached_property
    def measures(self) -> list[Measure]:
        """Figures with units of the English."""
        return english_measures(self.en, self.pair.given)

    def tells(self, quantity: Quantity) -> bool:
        """Whether the English tells a Chinese quantity that it does not have as a figure."""
        if quantity.kind == "year":
            return self._by_another_year(quantity)
        if self._as_holiday(quantity):
            return True
        if quantity.kind in ("day", "hour", "ordinal", "decade"):
            return self._as_date(quantity) or self._by_unit(quantity)
        return (
            self._since_january(quantity)
            or self._all_but_some(quantity)
            or (not self._changed(quantity) and self._in_words(quantity))
            or self._by_unit(quantity)
            or self._as_share(quantity)
            or any(_rounded(quantity, other, self.en) for other in self.extra)
        )

    def _changed(self, quantity: Quantity) -> bool:
        """Another percentage is there, so that words like `all` do not excuse the lost one."""
        return quantity.kind == "percent" and any(other.kind == "percent" for other in self.extra)

    def _by_another_year(self, quantity: Quantity) -> bool:
        others = {other.value for other in self.pair.wanted if other.kind == "year"} - {quantity.value}
        told = bool(others) and bool(_YEAR_WORDS.search(self.en))
        return told and not any(re.fullmatch(r"[12]\d{3}", other.surface) for other in self.extra)

    def _since_january(self, quantity: Quantity) -> bool:
        span = _SINCE_JANUARY.search(self.zh) if quantity.kind in ("month", "number") else None
        return bool(span and quantity.value in (1, int(span["last"])) and _FIRST_MONTHS.search(self.en))

    def _as_holiday(self, quantity: Quantity) -> bool:
        """1月1日 as New Year's Day."""
        dates = (match for match in _MONTH_AND_DAY.finditer(self.zh) if match.start() <= quantity.span[0] < match.end())
        named = (_HOLIDAYS.get((int(match["month"]), int(match["day"]))) for match in dates)
        return any(name and re.search(name, self.en, re.IGNORECASE) for name in named)

    def _all_but_some(self, quantity: Quantity) -> bool:
        """12名中有11人 as all but one of the 12."""
        match = _ALL_BUT.search(self.en) if quantity.kind == "number" else None
        left = quantity.value + _spelled(match["left"]) if match else None
        return left is not None and any(other.value == left for other in self.pair.wanted)

    def _in_words(self, quantity: Quantity) -> bool:
        if quantity.kind not in ("number", "percent") or (quantity.scaled and not quantity.more):
            return False
        surface = quantity.surface.strip().rstrip("多余几")
        if quantity.more and any(
            low <= quantity.value < high and re.search(words, self.en, re.IGNORECASE) for low, high, words in _ABOUT
        ):
            return True
        first, last = quantity.span
        if _SCORE_BEFORE.search(self.zh[:first]) or _SCORE_AFTER.match(self.zh, last):
            rate = quantity.value == 1 and bool(_RATE.search(self.en))
            return rate or (quantity.value <= 3 and bool(_STRAIGHT.search(self.en))) or self._nothing(quantity)
        if any(re.match(zh, surface) and re.search(en, self.en, re.IGNORECASE) for zh, en in _WORDS):
            return True
        return self._minutes(quantity) or self._short_year(quantity)

    def _nothing(self, quantity: Quantity) -> bool:
        """3比0 as a shut-out."""
        return quantity.value == 0 and bool(re.search(_WORDS_FOR_NIL, self.en, re.IGNORECASE))

    def _minutes(self, quantity: Quantity) -> bool:
        """8时30分 as half past eight, 8:46 as 8.46pm."""
        if quantity.kind != "number":
            return False
        before = re.search(r"(\d{1,2})\s?[时点:：]\s?$", self.zh[: quantity.span[0]])
        inside = re.search(r"(?:\d{1,2}[:：]\d\d|点.{1,3}分)$", quantity.surface)
        if not before and not inside:
            return False
        if any(quantity.value == value and re.search(words, self.en, re.IGNORECASE) for value, words in _MINUTES):
            return True
        return bool(re.search(rf"\b\d{{1,2}}[.:h]{int(quantity.value):02d}(?!\d)", self.en))

    def _short_year(self, quantity: Quantity) -> bool:
        """97年 as 1997."""
        if quantity.value >= 100 or not re.match(r"年(?!来|间|内|前|后|多|代|以)", self.zh[quantity.span[1] :]):
            return False
        return any(other.value in (1900 + quantity.value, 2000 + quantity.value) for other in self.extra)

    def _as_date(self, quantity: Quantity) -> bool:
        if quantity.kind == "day":
            weekday = _WEEKDAY.search(self.en) and not _ZH_WEEKDAY.search(self.zh)
            return bool(weekday) and not any(_could_be_day(other) for other in self.extra)
        if quantity.kind == "hour":
            if quantity.value == 12 and (_NOON.search(self.en) or _MIDNIGHT.search(self.en)):
                return True
            if quantity.value in (0, 24) and _MIDNIGHT.search(self.en):
                return True
            hour = int(quantity.value)
            return bool(re.search(rf"\b(?:{hour}|{(hour - 12) % 24})[.:]\d\d", self.en)) or _quarter_to(hour, self.en)
        if quantity.kind == "ordinal":
            if "世纪" in quantity.surface:
                years = range(100 * (int(quantity.value) - 1), 100 * int(quantity.value))
                return any(int(match["year"]) in years for match in _CENTURIES.finditer(self.en))
            return any(_roman(match[0]) == quantity.value for match in _ROMAN.finditer(self.en))
        return False

    def _by_unit(self, quantity: Quantity) -> bool:
        if quantity.kind in ("number", "day", "times", "percent") and converted(quantity, self.zh, self.measures):
            return True
        return quantity.kind == "number" and in_fahrenheit(quantity, self.zh, self.pair.given)

    def _as_share(self, quantity: Quantity) -> bool:
        """七成 as seven in ten, 8折 as 20 per cent off, 2.5倍 as 150 per cent more."""
        if quantity.kind == "number" and re.match(r"\s?折", self.zh[quantity.span[1] :]):
            tenths = quantity.value if quantity.value < 10 else quantity.value / 10
            return any(other.value in (tenths * 10, 100 - tenths * 10, tenths / 10) for other in self.pair.given)
        if quantity.kind == "times":
            shares = ((quantity.value - 1) * 100, (quantity.value + 1) * 100)
            return any(other.kind == "percent" and other.value in shares for other in self.pair.given)
        share = quantity.value / 100 if quantity.kind == "percent" else quantity.value
        if not 0 < share < 1:
            return False
        return any(
            abs(_spelled(match["part"]) / max(Fraction(1), _spelled(match["whole"])) - share) <= Fraction(1, 100)
            for match in _OUT_OF.finditer(self.en)
        )


def _spelled(text: str) -> Fraction:
    return Fraction(_NUMBER_WORDS[text.lower()] if text.lower() in _NUMBER_WORDS else int(text))


def _could_be_day(quantity: Quantity) -> bool:
    """An unclaimed figure that could be a wrong day."""
    return quantity.kind in ("number", "ordinal") and quantity.surface[:1].isdigit() and quantity.value <= 31


def _quarter_to(hour: int, en: str) -> bool:
    """7时45分 as a quarter to eight."""
    return bool(re.search(r"\bquarter to\b", en, re.IGNORECASE)) and hour >= 0


def _roman(text: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50}[ch] for ch in text]
    return sum(
        -value if following > value else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def _rounded(quantity: Quantity, other: Quantity, en: str) -> bool:
    """A figure rounded rightly to two digits or more: nearly 1.3 trillion for 1.27万亿. It needs a hedge before it; without
    one three digits are needed."""
    if not quantity.scaled or other.kind != "number" or not other.value:
        return False
    places = len(digits_of(other.value))
    if places < 2 or places >= len(digits_of(quantity.value)):
        return False
    hedge = _HEDGE.search(en[: other.span[0]])
    unit = lowest_unit(other.value) if other.value.denominator == 1 else Fraction(1, 10)
    return abs(quantity.value - other.value) * (1 if hedge else 2) <= unit and (hedge is not None or places >= 3)
