"""Quantities of English text: figures with thousand … trillion, number words, per cent, fractions, multiples, months."""

import re
from collections.abc import Mapping
from fractions import Fraction

from generator.language.quantity import Kind, Quantity

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
_SCALE = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "bn": 10**9,
    "mn": 10**6,
    "tn": 10**12,
    "m": 10**6,
    "b": 10**9,
    "k": 10**3,
}
_ORDINALS = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
} | {
    word: 10 * value
    for value, word in enumerate(
        "thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth".split(), 3
    )
}
MONTHS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|october oct|"
        "november nov|december dec".split("|"),
        1,
    )
    for name in names.split()
}
_PARTS = {
    "half": 2,
    "halves": 2,
    "quarter": 4,
    "quarters": 4,
    **{word + ending: value for word, value in _ORDINALS.items() if 3 <= value <= 10 for ending in ("", "s")},
    "hundredth": 100,
    "hundredths": 100,
    "thousandth": 1000,
    "thousandths": 1000,
}
_DECADES = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70}
_DECADES |= {"eighties": 80, "nineties": 90}
_SPECIAL = {word: Fraction(value) for word, value in _DECADES.items()} | {
    "half a million": Fraction(500_000),
    "half a billion": Fraction(500_000_000),
    "half": Fraction(1, 2),
    "halved": Fraction(1, 2),
    "halving": Fraction(1, 2),
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
    "quintupled": Fraction(5),
    "dozen": Fraction(12),
    "dozens": Fraction(12),
    "a hundred": Fraction(100),
    "hundred million": Fraction(10**8),
    "a hundred million": Fraction(10**8),
    "a thousand": Fraction(1000),
    "a million": Fraction(10**6),
    "a billion": Fraction(10**9),
    "a trillion": Fraction(10**12),
    "another million": Fraction(10**6),
    "another billion": Fraction(10**9),
    "another trillion": Fraction(10**12),
    "hundredfold": Fraction(100),
    "thousandfold": Fraction(1000),
    "a decade": Fraction(10),
    "decade": Fraction(10),
    "half a decade": Fraction(5),
    "half a century": Fraction(50),
    "half century": Fraction(50),
    "half-century": Fraction(50),
    "quarter of a century": Fraction(25),
    "quarter century": Fraction(25),
    "quarter-century": Fraction(25),
    "a millennium": Fraction(1000),
    "millennium": Fraction(1000),
    "two dozen": Fraction(24),
    "three dozen": Fraction(36),
    "half a dozen": Fraction(6),
    "half-a-dozen": Fraction(6),
    "half-dozen": Fraction(6),
    "a hundred thousand": Fraction(10**5),
    "hundred thousand": Fraction(10**5),
    "nil": Fraction(0),
    "a century": Fraction(100),
    "centenary": Fraction(100),
    "centennial": Fraction(100),
    "bicentenary": Fraction(200),
    "bicentennial": Fraction(200),
}
_SPELLS = (("decade", 10), ("centur", 100), ("millenni", 1000))
_TIMES = re.compile(r"double|triple|tripl|twice|halv|quadrupl|quintupl|doubl")


def _any_of(words: Mapping[str, object]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


_UNIT = rf"(?:(?:{_any_of(_TENS)})(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine)\b)?|(?:{_any_of(_SMALL)}))"
_BIG = "hundred|thousand|million|billion|trillion"
_FIGURE = (
    r"\d{1,3}(?:,\d{3}){1,8}(?:\.\d{1,12})?|\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,4}(?!\d|[ ,.]\d)|\d{1,30}(?:\.\d{1,12})?"
)
_EN = re.compile(
    r"(?<![\d/])(?P<slash_num>\d)/(?P<slash_den>[2-9]|10)(?![\d/])"
    r"|(?P<ord>\b(?:\d{1,4}(?:st|nd|rd|th)|Q(?=[1-4]\b)[1-4])\b)"
    rf"|\b(?P<part_num>a|an|one|two|three|four|five|six|seven|eight|nine)[\s-](?P<part>{_any_of(_PARTS)})\b(?!\s(?:time|year|day|session))"
    rf"|(?P<ordword>\b(?:(?:{_any_of(_TENS)})[- ])?(?:{_any_of(_ORDINALS)})\b)"
    rf"|(?P<broken>(?<![\w.,])\d{{1,9}}(?:,\d{{1,3}}){{0,4}}(?:\.\d{{1,9}}){{2,4}}|(?<![\w.])\d{{1,3}}(?:,\d{{3}})*,\d{{1,2}}(?![\d,]))\s(?P<brokenscale>{_BIG})\b"
    rf"|(?:(?<![\w.])|(?<=RMB)|(?<=USD)|(?<=CNY)|(?<=US)|(?<=EUR)|(?<=HKD)|(?<=No\.)|(?<=no\.))(?P<num>{_FIGURE})(?P<plus>\+)?"
    rf"(?:[\s-]?(?P<scale>(?:hundred|thousand|million|billion|trillion|bn|mn|tn)s?(?:\s(?:million|billion|trillion))?)\b|(?P<letter>[mbkMBK])\b)?"
    rf"(?P<half>[\s-](?:and[\s-]a[\s-]half)(?:\s(?P<halfscale>{_BIG}))?)?"
    r"(?P<spell>[\s-](?:decades?|century|centuries|millenni(?:a|um))\b)?(?P<tail>\s?(?:%|‰|per\s?cent(?:age[\s-]points?)?|percent|percentage[\s-]points?)|[\s-]?(?:times|fold)\b)?"
    rf"|\b(?P<special>{_any_of(_SPECIAL)})\b"
    rf"|\b(?P<words>{_UNIT}(?:[\s-](?:{_BIG})(?:(?:[\s-]and)?[\s-]{_UNIT}\b)?)*)(?P<fold>-?fold)?\b"
    rf"(?P<whalf>[\s-]and[\s-]a[\s-]half(?:\s(?P<whalfscale>{_BIG}))?)?"
    r"(?P<wspell>[\s-](?:decades?|century|centuries|millenni(?:a|um))\b)?(?P<wtail>\s(?:per\s?cent|percent(?:age[\s-]points?)?|times)\b|-fold\b)?"
    rf"|\b(?P<month>{_any_of(MONTHS)})\b\.?",
    re.IGNORECASE,
)
_SHARED = re.compile(
    r"(?<![\w.,])(?P<first>\d{1,9}(?:\.\d{1,9})?)\s?(?:to|[-–—~]|and|or)\s?(?=(?P<second>\d{1,9}(?:\.\d{1,9})?)[\s-]?(?P<scale>million|billion|trillion|thousand)\b)",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(r"(?<=\b(?:19|20)\d\d[-–—/])\d\d(?!\d|[-–—/])")


def english_quantities(text: str) -> list[Quantity]:
    """The quantities of an English text, in order. Month names are quantities of kind `month`. In `3 to 5 million` the
    first figure has the scale of the second; in `2021–25` the second is a year."""
    shared = {
        match.start("first"): match["scale"].lower()
        for match in _SHARED.finditer(text)
        if Fraction(match["first"]) < Fraction(match["second"])
        and (
            " and " not in match[0] or re.search(r"\bbetween\s[$£€¥\w]{0,4}\s?$", text[: match.start()], re.IGNORECASE)
        )
    }
    years = {match.start(): text[match.start() - 5 : match.start() - 3] for match in _SHORT_YEAR.finditer(text)}
    found: list[Quantity] = []
    for match in _EN.finditer(text):
        quantity = _from_match(match, shared, years)
        if quantity:
            found.append(quantity)
    return found


def _from_match(match: re.Match[str], shared: Mapping[int, str], years: Mapping[int, str]) -> Quantity | None:
    surface, span = match[0], match.span()
    if match["slash_num"]:
        return Quantity(Fraction(int(match["slash_num"]), int(match["slash_den"])), "number", surface, span)
    if match["ord"]:
        return Quantity(Fraction(re.sub(r"\D", "", surface)), "ordinal", surface, span)
    if match["part"]:
        return _part(match)
    if match["ordword"]:
        tens, _, last = surface.lower().replace("-", " ").rpartition(" ")
        return Quantity(Fraction(_TENS.get(tens, 0) + _ORDINALS[last]), "ordinal", surface, span)
    if match["month"]:
        if surface.lower() in ("may", "mar", "march") and not surface[0].isupper():
            return None
        return Quantity(Fraction(MONTHS[surface.lower().rstrip(".")]), "month", surface, span)
    if match["special"]:
        kind: Kind = "times" if _TIMES.match(surface.lower()) else "number"
        return Quantity(_SPECIAL[surface.lower()], kind, surface, span)
    if match["broken"]:
        digits = Fraction(re.sub(r"\D", "", match["broken"])[:30])
        return Quantity(digits * _SCALE[match["brokenscale"].lower()], "number", surface, span)
    if match["words"]:
        return _words(match)
    if match.start("num") in years:
        return Quantity(Fraction(years[match.start("num")] + match["num"]), "year", surface, span)
    return _figure(match, shared.get(match.start("num")))


def _figure(match: re.Match[str], shared: str | None) -> Quantity:
    value = Fraction(re.sub(r"[,\s]", "", match["num"]))
    scales = (match["scale"] or shared or "").lower().split()
    letter = (match["letter"] or "").lower()
    if letter and re.search(r"(?:[$£€¥]|RMB|USD|CNY)\s?$", match.string[max(0, match.start() - 4) : match.start()]):
        scales = [letter]
    if match["half"]:
        value += Fraction(1, 2)
        scales += [match["halfscale"].lower()] if match["halfscale"] else []
    for word in scales:
        value *= _SCALE[word.rstrip("s")]
    value *= _spell(match["spell"])
    tail = (match["tail"] or "").strip(" -").lower()
    kind = _kind(tail)
    if tail == "‰":
        value, kind = value / 10, "percent"
    return Quantity(value, kind, match[0], match.span(), bool(scales), bool(match["plus"]))


def _spell(text: str | None) -> int:
    """Years of a decade, a century, a millennium; 1 for none."""
    return next((years for word, years in _SPELLS if word in (text or "").lower()), 1)


def _kind(tail: str) -> Kind:
    return "percent" if "%" in tail or "cent" in tail else "times" if tail else "number"


def _part(match: re.Match[str]) -> Quantity:
    """`one third`, `two-tenths`; `a fifth` too, which may also be an ordinal and is compared as both."""
    numerator = _SMALL.get(match["part_num"].lower(), 1)
    return Quantity(Fraction(numerator, _PARTS[match["part"].lower()]), "number", match[0], match.span())


def _words(match: re.Match[str]) -> Quantity:
    tail = (match["wtail"] or match["fold"] or "").strip(" -").lower()
    value = _words_value(match["words"].lower())
    scale = match["whalfscale"]
    if match["whalf"]:
        value = (value + Fraction(1, 2)) * (_SCALE[scale.lower()] if scale else 1)
    value *= _spell(match["wspell"])
    scaled = bool(scale or re.search("thousand|illion", match["words"], re.IGNORECASE))
    return Quantity(value, _kind(tail), match[0], match.span(), scaled)


def _words_value(text: str) -> Fraction:
    total = section = 0
    for word in re.split(r"[\s-]+", text):
        if word in _SMALL:
            section += _SMALL[word]
        elif word in _TENS:
            section += _TENS[word]
        elif word == "hundred":
            section = (section or 1) * 100
        elif word in _SCALE:
            total += (section or 1) * _SCALE[word]
            section = 0
    return Fraction(total + section)
