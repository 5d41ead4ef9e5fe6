"""The same measure in another unit: 3.2万亩 is 2,130 hectares, 90分钟 an hour and a half, 25个基点 a quarter point."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.language.quantities import Quantity

CONVERTED = Fraction(3, 100)
"""Relative difference allowed where the unit changed: people round what they convert."""

_YEAR, _MONTH, _WEEK, _DAY = "year", "month", "week", "day"
_KM, _MILE, _METRE, _FOOT, _CM, _INCH, _MM = "km", "mile", "metre", "foot", "cm", "inch", "mm"
_ENGLISH: Mapping[str, str] = {
    _YEAR: r"years?|yrs?",
    _MONTH: r"months?",
    _WEEK: r"weeks?",
    "fortnight": r"fortnights?",
    _DAY: r"days?",
    "hour": r"hours?|hrs?",
    "minute": r"minutes?|mins?",
    "second": r"seconds?|secs?",
    "quarter": r"quarters?",
    _KM: r"kilomet(?:re|er)s?|km",
    _MILE: r"miles?|mi",
    "nautical mile": r"nautical miles?",
    "yard": r"yards?",
    _METRE: r"met(?:re|er)s?|m",
    _FOOT: r"feet|foot|ft",
    _CM: r"centimet(?:re|er)s?|cm",
    _INCH: r"inch(?:es)?|in",
    _MM: r"millimet(?:re|er)s?|mm",
    "kg": r"kilo(?:gram(?:me)?)?s?|kg",
    "gram": r"gram(?:me)?s?|g",
    "tonne": r"tonnes?|tons?|metric tons?",
    "pound": r"pounds?|lbs?",
    "ounce": r"ounces?|oz",
    "sq km": r"square kilomet(?:re|er)s?|sq\.? km|km2|km²",
    "sq mile": r"square miles?|sq\.? miles?",
    "sq m": r"square met(?:re|er)s?|sq\.? m|m2|m²",
    "sq ft": r"square f(?:ee|oo)t|sq\.? ft",
    "hectare": r"hectares?|ha",
    "acre": r"acres?",
    "mu": r"mu",
    "litre": r"lit(?:re|er)s?|l",
    "gallon": r"gallons?",
    "kph": r"kilomet(?:re|er)s? (?:per|an) hour|km/h|kph|kmh",
    "mph": r"miles? (?:per|an) hour|mph",
    "MW": r"megawatts?|MW",
    "GW": r"gigawatts?|GW",
    "MWh": r"megawatt[- ]hours?|MWh",
    "GWh": r"gigawatt[- ]hours?|GWh",
    "TWh": r"terawatt[- ]hours?|TWh",
    "point": r"(?:percentage )?points?|per ?cent|%",
}
"""Unit → its English words."""

_CHINESE: Sequence[tuple[str, Mapping[str, Fraction]]] = (
    (r"(?:余|多)?个?世纪", {_YEAR: Fraction(100)}),
    (
        r"(?:多|余)?个?月(?!\d)",
        {_YEAR: Fraction(1, 12), _WEEK: Fraction(30, 7), _DAY: Fraction(30), "quarter": Fraction(1, 3)},
    ),
    (r"(?:多|余)?(?:个?星期|周)", {_DAY: Fraction(7), _MONTH: Fraction(7, 30), "fortnight": Fraction(1, 2)}),
    (
        r"(?:多|余)?[天日](?!\d)",
        {_WEEK: Fraction(1, 7), _MONTH: Fraction(1, 30), _YEAR: Fraction(1, 365), "fortnight": Fraction(1, 14)},
    ),
    (r"(?:多|余)?个?小时", {_DAY: Fraction(1, 24), "minute": Fraction(60), _WEEK: Fraction(1, 168)}),
    (r"(?:多|余)?分钟?", {"hour": Fraction(1, 60), "second": Fraction(60)}),
    (r"秒钟?", {"minute": Fraction(1, 60)}),
    (r"(?:多|余)?(?:周?年|岁)", {_MONTH: Fraction(12)}),
    (r"个?季度", {_MONTH: Fraction(3), _YEAR: Fraction(1, 4)}),
    (r"平方公里", {"sq mile": Fraction(3861, 10000), "hectare": Fraction(100), "acre": Fraction(24711, 100)}),
    (r"平方米|平米|平方", {"sq ft": Fraction(10764, 1000), "hectare": Fraction(1, 10**4), "sq km": Fraction(1, 10**6)}),
    (r"平方英里", {"sq km": Fraction(259, 100)}),
    (r"平方英尺", {"sq m": Fraction(929, 10000)}),
    (r"公里/小?时|公里每小时|千米/小?时|迈", {"mph": Fraction(6214, 10000), "kph": Fraction(1)}),
    (
        r"公里|千米",
        {
            _MILE: Fraction(6214, 10000),
            "mph": Fraction(6214, 10000),
            _METRE: Fraction(1000),
            "nautical mile": Fraction(54, 100),
        },
    ),
    (r"英里", {_KM: Fraction(1609, 1000), "kph": Fraction(1609, 1000)}),
    (r"海里", {_KM: Fraction(1852, 1000), _MILE: Fraction(1151, 1000)}),
    (r"英尺", {_METRE: Fraction(3048, 10000)}),
    (r"英寸", {_CM: Fraction(254, 100)}),
    (
        r"厘米|公分",
        {_INCH: Fraction(3937, 10000), _FOOT: Fraction(328, 10000), _METRE: Fraction(1, 100), _MM: Fraction(10)},
    ),
    (r"毫米", {_INCH: Fraction(3937, 10**5), _CM: Fraction(1, 10)}),
    (
        r"米",
        {_FOOT: Fraction(32808, 10000), "yard": Fraction(10936, 10000), _CM: Fraction(100), _KM: Fraction(1, 1000)},
    ),
    (r"公斤|千克", {"pound": Fraction(22046, 10000), "tonne": Fraction(1, 1000), "gram": Fraction(1000)}),
    (r"克", {"ounce": Fraction(3527, 10**5), "kg": Fraction(1, 1000)}),
    (r"吨", {"kg": Fraction(1000), "pound": Fraction(22046, 10)}),
    (r"磅", {"kg": Fraction(4536, 10000)}),
    (r"斤", {"kg": Fraction(1, 2), "tonne": Fraction(1, 2000), "gram": Fraction(500), "pound": Fraction(11, 10)}),
    (
        r"亩",
        {
            "hectare": Fraction(1, 15),
            "acre": Fraction(1647, 10000),
            "sq km": Fraction(1, 1500),
            "sq mile": Fraction(257, 10**6),
        },
    ),
    (
        r"公顷",
        {"acre": Fraction(2471, 1000), "sq km": Fraction(1, 100), "mu": Fraction(15), "sq mile": Fraction(386, 10**5)},
    ),
    (r"里地?|华里", {_KM: Fraction(1, 2), _MILE: Fraction(31, 100)}),
    (r"升", {"gallon": Fraction(264, 1000)}),
    (r"加仑", {"litre": Fraction(3785, 1000)}),
    (r"千瓦时|度(?=电)", {"MWh": Fraction(1, 10**3), "GWh": Fraction(1, 10**6), "TWh": Fraction(1, 10**9)}),
    (r"千瓦", {"MW": Fraction(1, 10**3), "GW": Fraction(1, 10**6)}),
    (r"兆瓦", {"GW": Fraction(1, 10**3)}),
    (r"个?基点", {"point": Fraction(1, 100)}),
)
"""What stands behind a Chinese figure → English unit → factor. The first that fits holds."""
_CHINESE_UNITS = tuple((re.compile(rf"\s?(?:{unit})"), factors) for unit, factors in _CHINESE)

_UNIT_WORDS = re.compile(
    r"[\s-]{0,2}(?:of an? |of )?(?:"
    + "|".join(f"(?P<u{n}>{words})" for n, words in enumerate(_ENGLISH.values()))
    + r")(?![\w/])",
    re.IGNORECASE,
)
_ONE_UNIT = re.compile(
    r"\b(?P<how>half[ -](?:an?[ -])?|three[ -]quarters of an? |(?:a )?quarter of an? |quarter[ -]|"
    r"(?:an?|one|per|each|every|the (?:next|last|past|first|whole)|next|last|past|a whole|a full|full) )(?:percentage )?"
    r"(?P<unit>years?|months?|weeks?|days?|hours?|minutes?|fortnight|quarter|kilomet(?:re|er)|met(?:re|er)|mile|foot|inch|tonne|ton|pound|point)\b"
    r"(?P<half>[ -]and[ -]a[ -]half)?",
    re.IGNORECASE,
)
_PARTS = (
    ("half", Fraction(1, 2)),
    ("three", Fraction(3, 4)),
    ("quarter", Fraction(1, 4)),
    ("a quarter", Fraction(1, 4)),
)
_DEGREES = re.compile(r"\s?(?:摄氏度|度|℃|°C)")
_CELSIUS_AHEAD = re.compile(r"摄氏\s?(?:零下)?\s?$")
_LONG_AND_SHORT = re.compile(
    r"(?P<hours>\d{1,3})\s?个?(?:小时|钟头)零?\s?(?P<minutes>\d{1,2})\s?分|(?P<first>\d{1,3})\s?分钟?零?\s?(?P<second>\d{1,2})\s?秒"
    r"|(?P<metres>\d)\s?米\s?(?P<centimetres>\d{1,2})(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure with a unit in English text."""

    value: Fraction
    unit: str
    """A key of the table of units."""


def english_measures(en: str, quantities: Sequence[Quantity]) -> list[Measure]:
    """Figures with units: `90 minutes`, `half an hour`, `a year and a half`, `a quarter of a percentage point`."""
    found: list[Measure] = []
    for quantity in quantities:
        value, at = quantity.value, quantity.span[1]
        match = _UNIT_WORDS.match(en, at)
        if match and match.lastgroup:
            found.append(Measure(value, tuple(_ENGLISH)[int(match.lastgroup[1:])]))
        elif quantity.kind == "percent":
            found.append(Measure(value, "point"))
    for match in _ONE_UNIT.finditer(en):
        how = match["how"].lower()
        value = next((part for word, part in _PARTS if how.startswith(word)), Fraction(1))
        if match["half"]:
            value += Fraction(1, 2)
        unit = next(name for name, words in _ENGLISH.items() if re.fullmatch(words, match["unit"], re.IGNORECASE))
        found.append(Measure(value, unit))
    return found


def converted(quantity: Quantity, zh: str, measures: Sequence[Measure]) -> bool:
    """Whether one of the measures is a Chinese figure in another unit."""
    return any(_close(value, measure.value) for measure in measures for value in _values_in(quantity, zh, measure.unit))


def _values_in(quantity: Quantity, zh: str, unit: str) -> Iterator[Fraction]:
    """The value of a Chinese figure in an English unit, by its own unit and by the longer measure that it is part of."""
    last = quantity.span[1]
    for pattern, factors in _CHINESE_UNITS:
        if pattern.match(zh, last):
            if unit in factors:
                yield quantity.value * factors[unit]
            break
    for match in _LONG_AND_SHORT.finditer(zh):
        if match.start() <= quantity.span[0] < match.end():
            yield from _sum_of(match, unit)


def _sum_of(match: re.Match[str], unit: str) -> Iterator[Fraction]:
    """1小时20分 in minutes and in hours, 1米85 in metres."""
    if match["hours"]:
        minutes = Fraction(int(match["hours"]) * 60 + int(match["minutes"]))
        yield from [minutes] if unit == "minute" else [minutes / 60] if unit == "hour" else []
    elif match["first"]:
        seconds = Fraction(int(match["first"]) * 60 + int(match["second"]))
        yield from [seconds] if unit == "second" else [seconds / 60] if unit == "minute" else []
    elif unit in (_METRE, _FOOT, _CM):
        metres = Fraction(f"{match['metres']}.{match['centimetres']}")
        yield metres * {_METRE: Fraction(1), _FOOT: Fraction(32808, 10000), _CM: Fraction(100)}[unit]


def in_fahrenheit(quantity: Quantity, zh: str, given: Sequence[Quantity]) -> bool:
    """Whether a temperature stands in the English in degrees Fahrenheit."""
    first, last = quantity.span
    if not (_DEGREES.match(zh, last) or _CELSIUS_AHEAD.search(zh[:first])):
        return False
    return any(abs(quantity.value * 9 / 5 + 32 - other.value) <= 2 for other in given)


def _close(one: Fraction, other: Fraction) -> bool:
    return one != 0 and abs(one - other) / abs(one) <= CONVERTED
