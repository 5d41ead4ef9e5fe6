"""Checks on the English as text: left-over Chinese, loops, lengths, brackets, copied source, lost Latin words."""

import re
from collections import Counter

from generator.model import Flag

SHORT: tuple[tuple[int, float], ...] = ((40, 0.36), (20, 0.3), (12, 0.22))
"""At least so many Chinese characters, words and figures → fewest English words for each. Human and good machine
translations of news and of plans keep above 0.50, 0.40 and 0.38."""
LONG = 3.2
_UNIT = re.compile(r"[\u3400-\u9fff]|[A-Za-z]+|\d+")
_STOCK = re.compile(
    r"It's not like it's a bad idea|I don't know what (?:you're talking about|to do)|I'm sorry,? I'm sorry", re.I
)
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9&.-]*[A-Za-z0-9]")


def check_residue(zh: str, en: str) -> list[Flag]:
    """Chinese characters in the English."""
    left = re.findall(r"[\u3400-\u9fff]+", en)
    return [Flag("residue", "serious", f"left-over Chinese: {left[0]}")] if left else []


def check_length(zh: str, en: str) -> list[Flag]:
    """Far too short or too long for the Chinese."""
    if not en.strip():
        return [Flag("length", "serious", "no English")]
    units = len(_UNIT.findall(zh))
    ratio = len(re.findall(r"[\w'’-]+", en)) / max(1, units)
    least = next((share for size, share in SHORT if units >= size), 0.0)
    if ratio < least:
        return [Flag("length", "serious", f"too short: {ratio:.2f} words a character; something is probably dropped")]
    if units >= 12 and ratio > LONG:
        return [Flag("length", "minor", f"too long: {ratio:.2f} words a character")]
    return []


def check_cut(zh: str, en: str) -> list[Flag]:
    """English that stops in mid-sentence where the Chinese ends one."""
    if re.search(r"[。！？][”’」）]?\s*$", zh) and len(_UNIT.findall(zh)) >= 12 and re.search(r"[\w,(–—-]\s*$", en):
        return [Flag("cut", "serious", f"stops at “{en.rstrip()[-20:].lstrip()}”")]
    return []


def check_repeat(zh: str, en: str) -> list[Flag]:
    """The same words again and again."""
    words = re.findall(r"[a-z0-9']+", en.lower())
    for size in (1, 2, 3, 4):
        run = 1
        for at in range(size, len(words) - size + 1, size):
            run = run + 1 if words[at : at + size] == words[at - size : at] else 1
            if run >= (4 if size == 1 else 3) and not all(word.isdigit() for word in words[at : at + size]):
                return [Flag("repeat", "serious", f"loop: “{' '.join(words[at : at + size])}”")]
    grams = Counter(tuple(words[at : at + 5]) for at in range(len(words) - 4))
    most = grams.most_common(1)
    if most and most[0][1] >= 4 and len(words) < 40 * most[0][1]:
        return [Flag("repeat", "minor", f"repeated: “{' '.join(most[0][0])}”")]
    return []


def check_stock(zh: str, en: str) -> list[Flag]:
    """Sentences that machine translation puts where it has lost the thread."""
    found = _STOCK.search(en)
    return [Flag("stock", "serious", f"invented sentence: “{found[0]}”")] if found else []


def check_brackets(zh: str, en: str) -> list[Flag]:
    """Brackets and quotation marks that are opened and not closed, where the Chinese is sound."""
    for first, last in ("()", "“”", "[]"):
        if en.count(first) != en.count(last) and abs(zh.count("（") - zh.count("）")) == abs(
            zh.count("“") - zh.count("”")
        ):
            return [Flag("brackets", "minor", f"{first} and {last} do not match")]
    return []


def check_latin(zh: str, en: str) -> list[Flag]:
    """Latin words of the Chinese that the English lost."""
    held = en.lower()
    for word in dict.fromkeys(_LATIN.findall(zh)):
        if len(word) >= 2 and word.lower() not in held and word.lower().replace("-", " ") not in held:
            return [Flag("latin", "minor", f"{word} is missing")]
    return []


def check_currency(zh: str, en: str) -> list[Flag]:
    """Yuan that became another currency."""
    if "元" not in zh or re.search(r"美元|港元|欧元|日元|加元|澳元|新元|新加坡元|台币|卢布|英镑|美金|\$", zh):
        return []
    if found := re.search(r"(?:US|HK|S)?\$\s?\d|\bdollars?\b|€|£|\beuros?\b", en):
        return [Flag("currency", "serious", f"{found[0].strip()} where the Chinese has yuan")]
    return []
