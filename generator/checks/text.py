"""Checks on the English as text: left-over Chinese, loops, lengths, brackets, invented sentences."""

import re
from collections import Counter

from generator.checks.pair import Pair
from generator.model import Flag

SHORT: tuple[tuple[int, float], ...] = ((45, 0.44), (30, 0.42), (20, 0.38), (12, 0.26), (7, 0.15))
"""At least so many Chinese characters, words and figures → fewest English words for each. Of 1,200 human and good machine
translations (plans, reports, news) the least are 0.50, 0.41, 0.38 and 0.40; names of bodies are shorter still."""
LONG: tuple[tuple[int, float], ...] = ((12, 1.9), (4, 3.2))
"""The same for most English words; the most seen are 1.33 and 1.38."""
DROPPED = 0.44
"""Words a character below which a sentence with fewer commas than the Chinese has clauses is short of one."""
_CLAUSE = re.compile(r"[^，；。！？：]{5,}")
_COMMAS = re.compile(r"[,;]|\.(?=\s)")
_FULL = 0.62
"""Words a character from which on a missing full stop alone is no sign of a cut; half of the translations are above 0.7."""
_UNIT = re.compile(r"[\u3400-\u9fff]|[A-Za-z]+|\d+")
_WORD = re.compile(r"[\w'’-]+")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_ENDS = re.compile(r"[。！？!?][”’」）)\"']?\s*$")
_OPEN_END = re.compile(
    r"(?:[,(–—]|\w-|\b(?:the|an?|of|and|or|by|with|from|that|which|whose|as|is|are|was|were|been|has|have|had|will|would|its|their|these"
    r"|than|but|because|between|into|including))\s*$",
    re.IGNORECASE,
)
"""Ends that no sentence or headline has."""
_STOCK = re.compile(
    "|".join(
        (
            r"(?:It's|That's|This is) not like (?:it's|that's) a bad (?:idea|thing)",
            r"It's not (?:that|like) I don't",
            r"I don't know what (?:you're talking about|to do|to say)",
            r"I'm sorry,? I'm sorry",
            r"(?:I don't know|I don't think so|I love you|Thank you very much|Let's go)\.$",
            r"What are you talking about",
            r"What's (?:the matter|wrong) with you",
            r"You're (?:welcome|right)\.$",
            r"You know what\b",
            r"That's (?:what I'm talking about|all right|right)\.$",
            r"I'll be right back",
            r"I'm (?:not )?sure (?:you|it|that)",
            r"It's a good (?:idea|thing)\.$",
            r"It's (?:all right|okay|OK)\.$",
            r"It's not going to happen",
        )
    ),
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"[我你您咱俺们吗呢吧啊哦嘛么谁自己]|谢|对不起|抱歉|爱")
"""Marks of talk, in which such a sentence may be meant."""
_ENUMERATION = re.compile(r"(?:^|\s)\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})\)|[:;]-?[()]")
"""1), a), iv) and faces."""
_REPEATED = re.compile(r"([\u4e00-\u9fff]{1,2})(?:[，、！!]?\1){2,}|([\u4e00-\u9fff]{4,12})[，、]?\2")
"""哈哈哈哈, 加油加油加油."""


def check_residue(pair: Pair) -> list[Flag]:
    """Chinese characters in the English."""
    left = _HAN.findall(pair.en)
    if not left:
        return []
    if len("".join(left)) >= max(4, len("".join(_HAN.findall(pair.zh))) * 0.6):
        return [Flag("copied", "serious", "the English is the Chinese")]
    return [Flag("residue", "serious", f"left-over Chinese: {left[0]}")]


def check_length(pair: Pair) -> list[Flag]:
    """Far too short or too long for the Chinese."""
    if not pair.en.strip():
        return [Flag("length", "serious", "no English")]
    if _HAN.search(pair.en):
        return []  # words cannot be counted; another check tells it
    units, words = len(_UNIT.findall(pair.zh)), len(_WORD.findall(pair.en))
    ratio = words / max(1, units)
    if ratio < next((share for size, share in SHORT if units >= size), 0.0):
        return [Flag("length", "serious", f"too short: {ratio:.2f} words a character; something is probably dropped")]
    if ratio < DROPPED and units >= 20 and len(_COMMAS.findall(pair.en)) < len(_CLAUSE.findall(pair.zh)) - 1 > 0:
        return [Flag("length", "serious", f"short, with fewer clauses: {ratio:.2f} words a character")]
    if ratio > next((share for size, share in LONG if units >= size), 99.0):
        return [Flag("length", "minor", f"too long: {ratio:.2f} words a character")]
    return []


def check_cut(pair: Pair) -> list[Flag]:
    """English that stops in mid-sentence: on a word that cannot be the last, or without a full stop and short."""
    units, end = len(_UNIT.findall(pair.zh)), pair.en.rstrip()[-20:].lstrip()
    if units < 8 or not end:
        return []
    if _OPEN_END.search(pair.en) and not re.search(r"[，、—…：:-]\s*$", pair.zh):
        return [Flag("cut", "serious", f"stops at “{end}”")]
    if not _ENDS.search(pair.zh) or units < 12 or not re.search(r"\w\s*$", pair.en):
        return []
    if len(_WORD.findall(pair.en)) / units >= _FULL:
        return []
    return [Flag("cut", "serious", f"stops at “{end}” without a full stop")]


def check_repeat(pair: Pair) -> list[Flag]:
    """The same words again and again, where the Chinese does not repeat anything."""
    words = re.findall(r"[a-z0-9']+", pair.en.lower())[:2000]
    if _REPEATED.search(pair.zh):
        return []
    for size in range(1, 13):
        least = 4 if size == 1 else 3 if size < 5 else 2
        for at in range(size, len(words) - size * (least - 1) + 1):
            phrase = words[at - size : at]
            if words[at : at + size] == phrase and _run(words, at, size) >= least and not all(map(str.isdigit, phrase)):
                return [Flag("repeat", "serious", f"loop: “{' '.join(phrase)}”")]
    grams = Counter(tuple(words[at : at + 5]) for at in range(len(words) - 4))
    most = grams.most_common(1)
    if most and most[0][1] >= 4 and len(words) < 40 * most[0][1]:
        return [Flag("repeat", "minor", f"repeated: “{' '.join(most[0][0])}”")]
    return []


def _run(words: list[str], at: int, size: int) -> int:
    """How often the phrase before `at` stands there and behind it, without a gap."""
    phrase, run = words[at - size : at], 1
    while words[at : at + size] == phrase:
        run += 1
        at += size
    return run


def check_stock(pair: Pair) -> list[Flag]:
    """Sentences that machine translation puts where it has lost the thread, mostly at the end."""
    if re.search(r"不是.{0,4}(?:坏|糟)", pair.zh):
        return []
    found = _STOCK.search(pair.en)
    if found and (found[0].startswith(("It's not like", "That's not like")) or not _FIRST_PERSON.search(pair.zh)):
        return [Flag("stock", "serious", f"invented sentence: “{found[0]}”")]
    return []


def check_brackets(pair: Pair) -> list[Flag]:
    """Brackets and quotation marks that are opened and not closed, where the Chinese is sound."""
    zh, en = pair.zh, _ENUMERATION.sub(" ", pair.en)
    if zh.count("（") + zh.count("(") != zh.count("）") + zh.count(")") or zh.count("“") != zh.count("”"):
        return []
    quotes = sum(en.count(mark) for mark in '“”"„')
    odd = quotes % 2 and not len(re.findall(r"(?<=\d)\"", en)) % 2
    if odd or en.count("“") != en.count("”"):
        return [Flag("brackets", "minor", "“ and ” do not match")]
    for first, last in ("()", "[]"):
        if en.count(first) != en.count(last):
            return [Flag("brackets", "minor", f"{first} and {last} do not match")]
    return []
