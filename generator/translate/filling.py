"""The English of a formula with other figures, ordinals, dates and persons put in, or nothing where that is not certain.

Certain means: what changes stands exactly once on either side; nothing else in the English depends on it (a plural, an
article, a direction, a pronoun, a day of another date); and no check finds anything. Each rule here stands for a kind of
sentence that would have come out wrong without it (`tests/test_memory_formulas.py`).
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from generator.checks import check_pair
from generator.checks.number import unmatched_in
from generator.language.quantities import MONTHS, chinese_quantities, english_quantities
from generator.translate.formulas import Formula, Formulas, Slot, SlotKind
from generator.translate.repair_figures import ordinal_ending

LONGEST = 1_000
"""Characters of the longest segment that gets its English so: matching all quantities of a hostile one takes long."""
Change = tuple[tuple[int, int], str]
"""Half-open offsets in the English, and what is put there."""

DATED: tuple[SlotKind, ...] = ("date", "days", "month")

_MONTH_NAMES = {number: name.capitalize() for name, number in reversed(list(MONTHS.items()))}
_NAMES = "|".join(_MONTH_NAMES[number] for number in range(1, 13))
_DATE = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:(?P<to> to |[-–])(?P<last>\d{{1,2}}))? (?P<month>{_NAMES})(?: (?P<year>\d{{4}}))?\b"
    rf"|\b(?P<month2>{_NAMES})(?: (?P<day2>\d{{1,2}})(?:(?P<to2> to |[-–])(?P<last2>\d{{1,2}}))?(?!\d|,\d))?"
    r"(?:,? (?P<year2>\d{4}))?\b"
)
_WORDS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_SUPERLATIVE = re.compile(r"[- ](?:\w+est|most|best|worst|last|to last)\b")
_ARTICLE = re.compile(r"\b[Aa]n?[ -]$")
_VOWEL = re.compile(r"(?:8|1[18](?![\d])|[AEIOUaeiou])")
_UNSURE_SOUND = re.compile(r"1[18]\d\d(?!\d)")
"""1100 is eleven hundred or one thousand one hundred."""
_ONE_SEX = re.compile(
    r"\b(?:he|she|his|hers?|him|himself|herself|mr|mrs|ms|miss|madam|\w+(?:man|woman))\b", re.IGNORECASE
)
_OTHER_DAYS = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:today|yesterday|tomorrow)\b", re.IGNORECASE
)
_BARE_DAY = re.compile(r"[0-9]\s?[日号]")
_DIRECTION_ZH = re.compile("[升降增减涨跌缩扩超]|提高|回落|下滑|翻番")
_DIRECTION_EN = re.compile(
    r"\b(?:up|down|ris\w+|rose|fell|fall\w*|gr[eo]w\w*|increas\w+|decreas\w+|declin\w+|drop\w*|more|less|fewer|higher|lower|"
    r"doubl\w+|tripl\w+|halv\w+|expand\w*|shr[aiu]nk\w*|improv\w+|gain\w*|lost|los[es]\w*|above|below|over|under)\b",
    re.IGNORECASE,
)
_NUMERALS = {1: "一首", 2: "二两双俩", 3: "三", 4: "四", 5: "五", 6: "六", 7: "七", 8: "八", 9: "九", 10: "十"}
_COUNTED = "%％个家户人名件辆套座所棵株亩台宗起项条位岁元吨米次册份只支场公平"
"""What follows a figure that counts or measures: only such a one may get a comma that it did not have."""


def filled(known: Formula, en: str, asked: Formula, formulas: Formulas) -> str | None:
    """The English of `asked`, made of the English of `known`. None where they are not the same formula, or where it is not
    certain."""
    if (
        len(asked.zh) > LONGEST
        or known.key != asked.key
        or [slot.kind for slot in known.slots] != [slot.kind for slot in asked.slots]
    ):
        return None
    pairs = [(old, new) for old, new in zip(known.slots, asked.slots, strict=True) if not _same(old, new)]
    changes = _changes(known, en, asked, pairs)
    if changes is None or not _all_told(known, en):
        return None
    for (first, end), text in sorted(changes, reverse=True):
        if not _fits(en, first, text, en[first:end]):
            return None
        en = en[:first] + text + en[end:]
    if not _all_told(asked, en) or check_pair(asked.zh, en, formulas.glossary, rules=formulas.rules):
        return None
    return en


def _all_told(formula: Formula, en: str) -> bool:
    """Whether each quantity of either side is one of the other; so that the English does not tell in other words (doubled, a
    total of 28) what a figure says. Small numerals of the Chinese, which are no quantities there (一季度, 两江), may be."""
    lost, extra = unmatched_in(formula.zh, en)
    return not lost and all(
        quantity.kind in ("number", "ordinal")
        and any(ch in formula.key for ch in _NUMERALS.get(quantity.value.numerator, ""))
        and quantity.value.denominator == 1
        for quantity in extra
    )


def differences(known: Formula, asked: Formula) -> int:
    """How many slots of two segments of one formula differ."""
    return sum(not _same(old, new) for old, new in zip(known.slots, asked.slots, strict=False))


def _same(old: Slot, new: Slot) -> bool:
    return (old.text, old.value) == (new.text, new.value) or (old.value != () and old.value == new.value)


def _changes(known: Formula, en: str, asked: Formula, pairs: Sequence[tuple[Slot, Slot]]) -> list[Change] | None:
    """All that is put into the English; None if one of the slots is not certain."""
    dated = [pair for pair in pairs if pair[0].kind in DATED]
    if dated and not _dates_are_safe(known, en, asked):
        return None
    if not (_order_is_safe(known, en, pairs) and _years_are_safe(known, en, pairs)):
        return None
    changes: list[Change] = []
    for old, new in pairs:
        if old.kind == "person":
            change = _person(en, old, new, known)
        elif old.kind in DATED:
            change = _date(en, old, new)
        elif old.kind in ("ordinal", "numeral"):
            change = _ordinal(en, old, new, known)
        else:
            change = _figure(en, old, new, known, asked)
        if change is None:
            return None
        changes.append(change)
    spans = sorted(span for span, _ in changes)
    apart = all(one[1] <= other[0] for one, other in pairwise(spans))
    return changes if apart else None


def _fits(en: str, first: int, new: str, old: str) -> bool:
    """Whether a word may take the place of another behind `a` or `an`."""
    if not _ARTICLE.search(en[:first]):
        return True
    sure = not (_UNSURE_SOUND.match(old) or _UNSURE_SOUND.match(new))
    return sure and bool(_VOWEL.match(old)) == bool(_VOWEL.match(new))


# ── figures and years ────────────────────────────────────────────────────────────────────────────────────


def _figure(en: str, old: Slot, new: Slot, known: Formula, asked: Formula) -> Change | None:
    before, after = _value(old), _value(new)
    if {0, 1} & {before, after} or after >= 10**6 or not _alone(before, known):
        return None
    if sum(_value(slot) == after for slot in asked.slots if slot.kind in ("figure", "year")) > 1:
        return None
    found = [quantity for quantity in english_quantities(en) if quantity.value == before]
    percent = bool(re.match(r"\s?(?:%|％|个百分点)", known.zh[old.span[1] :]))
    if len(found) != 1 or found[0].scaled or percent != (found[0].kind == "percent"):
        return None
    digits = _DIGITS.match(en, found[0].span[0])
    if found[0].kind not in ("number", "percent", "times", "year") or digits is None:
        return None
    if Fraction(digits[0].replace(",", "")) != before:
        return None
    text = _grouped(new, digits[0], old.kind == "year", known.zh[old.span[1] :][:1])
    return ((digits.start(), digits.end()), text) if text else None


def _value(slot: Slot) -> Fraction:
    return Fraction(slot.text.replace(",", "")) if slot.kind in ("figure", "year") else Fraction(-1)


def _alone(value: Fraction, formula: Formula) -> bool:
    """Whether a figure stands once in the Chinese, also as a numeral."""
    counted = sum(quantity.value == value for quantity in chinese_quantities(formula.zh))
    slots = sum(_value(slot) == value for slot in formula.slots)
    spelled = any(ch in formula.key for ch in _NUMERALS.get(int(value), "")) if value.denominator == 1 else False
    return counted <= 1 and slots == 1 and not spelled


def _grouped(new: Slot, old_en: str, year: bool, following: str) -> str:
    """The new figure with commas where the old one has them or house style wants them; empty where that is not plain."""
    digits = new.text.replace(",", "")
    if year:
        return digits
    whole, point, decimals = digits.partition(".")
    if len(whole) > 1 and whole.startswith("0"):
        return ""
    comma, size = "," in old_en, len(old_en.replace(",", "").partition(".")[0])
    if size >= 4 and not comma:
        return digits if len(whole) == size else ""
    if size < 4 <= len(whole) and following not in _COUNTED:
        return ""
    return f"{int(whole):,}{point}{decimals}"


def _order_is_safe(known: Formula, en: str, pairs: Sequence[tuple[Slot, Slot]]) -> bool:
    """Whether the figures keep their order of size, if the English says up or down where the Chinese says neither."""
    if _DIRECTION_ZH.search(known.key) or not _DIRECTION_EN.search(en):
        return True
    figures = [(_value(old), _value(new)) for old, new in pairs if old.kind in ("figure", "year")]
    others = [(_value(slot), _value(slot)) for slot in known.slots if slot.kind in ("figure", "year")]
    fixed = [one for one in others if one[0] not in {old for old, _ in figures}]
    return all(
        (one[0] < other[0]) == (one[1] < other[1]) and (one[0] > other[0]) == (one[1] > other[1])
        for one in figures
        for other in (*figures, *fixed)
    )


def _years_are_safe(known: Formula, en: str, pairs: Sequence[tuple[Slot, Slot]]) -> bool:
    """Whether, if a year changes, all years of the Chinese are told as years: year on year is no longer true of another."""
    if not any(old.kind in ("year", *DATED) and old.value[0] != new.value[0] for old, new in pairs):
        return True
    given = {quantity.value for quantity in english_quantities(en)}
    return all(quantity.value in given for quantity in chinese_quantities(known.zh) if quantity.kind == "year")


# ── ordinals ─────────────────────────────────────────────────────────────────────────────────────────────


def _ordinal(en: str, old: Slot, new: Slot, known: Formula) -> Change | None:
    before, after = old.value[0], new.value[0]
    if 1 in (before, after):
        return None
    twice = sum(slot.value == old.value for slot in known.slots if slot.kind in ("ordinal", "numeral")) > 1
    found = [one for one in english_quantities(en) if one.value == before]
    if twice or not after or len(found) != 1 or found[0].kind != "ordinal" or not _alone_ordinal(before, known):
        return None
    text = "" if _SUPERLATIVE.match(en, found[0].span[1]) else _like(en[slice(*found[0].span)], after)
    return (found[0].span, text) if text else None


def _alone_ordinal(value: int, formula: Formula) -> bool:
    """Whether nothing else in the Chinese could be the English ordinal."""
    return sum(quantity.value == value for quantity in chinese_quantities(formula.zh)) <= 1


def _like(surface: str, number: int) -> str:
    """An ordinal in digits or as a word, as the old one is; empty where neither is sure."""
    if surface[0].isdigit():
        return f"{number}{ordinal_ending(number)}"
    if surface.lower() not in _WORDS or number >= len(_WORDS):
        return ""
    return _WORDS[number].capitalize() if surface[0].isupper() else _WORDS[number]


# ── dates ────────────────────────────────────────────────────────────────────────────────────────────────


def _dates_are_safe(known: Formula, en: str, asked: Formula) -> bool:
    """Whether every date of the English is one of a slot, in the same order, and the dates follow each other in time as
    before; so that no day is told by another date's month, and no `from … to` runs backwards."""
    old = [slot.value for slot in known.slots if slot.kind in DATED]
    new = [slot.value for slot in asked.slots if slot.kind in DATED]
    given = [value for value, _ in _english_dates(en)]
    if old != given or len(set(old)) < len(old) or _OTHER_DAYS.search(en) or _BARE_DAY.search(known.key):
        return False
    if len(given) != sum(quantity.kind == "month" for quantity in english_quantities(en)):
        return False
    return all((old[at] < old[at + 1]) == (new[at] < new[at + 1]) for at in range(len(old) - 1))


def _english_dates(en: str) -> Iterator[tuple[tuple[int, ...], re.Match[str]]]:
    for match in _DATE.finditer(en):
        month = MONTHS[(match["month"] or match["month2"]).lower()]
        day, last, year = (int(match[name] or match[f"{name}2"] or 0) for name in ("day", "last", "year"))
        yield (year, month, day, last), match


def _date(en: str, old: Slot, new: Slot) -> Change | None:
    for value, match in _english_dates(en):
        if value == old.value:
            text = match[0]
            names = ("day", "last", "month", "year") if match["month"] else ("day2", "last2", "month2", "year2")
            numbers = dict(zip(names, (new.value[2], new.value[3], new.value[1], new.value[0]), strict=True))
            for name in sorted(numbers, key=match.start, reverse=True):
                if match[name]:
                    first, end = (at - match.start() for at in match.span(name))
                    put = _MONTH_NAMES[numbers[name]] if name.startswith("month") else str(numbers[name])
                    text = text[:first] + put + text[end:]
            return match.span(), text
    return None


# ── persons ──────────────────────────────────────────────────────────────────────────────────────────────


def _person(en: str, old: Slot, new: Slot, known: Formula) -> Change | None:
    if known.zh.count(old.text) != 1 or _ONE_SEX.search(en):
        return None
    places = _whole(old.en, en)
    parts = (old.en.split()[0], old.en.split()[-1])
    if len(places) != 1 or any(len(_whole(part, en)) != 1 for part in parts):
        return None
    return places[0], new.en


def _whole(words: str, en: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(rf"(?<![\w-]){re.escape(words)}(?![\w-])", en)]
