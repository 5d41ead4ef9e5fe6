"""Chinese numerals → exact values."""

import re
from fractions import Fraction

DIGITS = {ch: value for value, ch in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}
BIG = {"万": 10**4, "亿": 10**8}
NUMERALS = "零〇○一二三四五六七八九十百千万亿两"
ARABIC = r"\d{1,3}(?:,\d{3}){1,8}(?:\.\d{1,12})?|\d{1,30}(?:\.\d{1,12})?"
"""Longer runs of digits are no quantities, and would cost time without bound."""

_ARABIC_ONLY = re.compile(ARABIC)
_SECTION = re.compile(
    r"(?:([一二三四五六七八九两])?千)?零?(?:([一二三四五六七八九两])?百)?零?(?:([一二三四五六七八九])?十)?零?([一二三四五六七八九两])?"
)


def numeral(text: str) -> Fraction | None:
    """Value of `十二`, `一百零五万`, `一亿零五十万`, `二〇三五`, `十一点一亿` or `12.5`; None for what is no number."""
    if not text or len(text) > 40:
        return None
    if _ARABIC_ONLY.fullmatch(text):
        return Fraction(text.replace(",", ""))
    whole, point, rest = text.partition("点")
    if point:
        return _decimal(whole, rest)
    if len(text) > 1 and all(ch in DIGITS for ch in text):
        return Fraction("".join(str(DIGITS[ch]) for ch in text))
    return _whole(text)


def scale_of(text: str | None) -> int:
    """Product of the units in `万`, `千万`, `万亿`; 1 for none."""
    factor = 1
    for ch in text or "":
        factor *= UNITS.get(ch) or BIG[ch]
    return factor


def _decimal(whole: str, rest: str) -> Fraction | None:
    digits = re.match(r"[零〇○一二三四五六七八九]+", rest)
    base = numeral(whole)
    if base is None or not digits:
        return None
    scale = rest[digits.end() :]
    if any(ch not in BIG and ch not in UNITS for ch in scale):
        return None
    decimals = "".join(str(DIGITS[ch]) for ch in digits[0])
    return (base + Fraction(int(decimals), 10 ** len(decimals))) * scale_of(scale)


def _whole(text: str) -> Fraction | None:
    """亿 multiplies all before it, 万 only what stands between it and 亿."""
    for ch in "亿万":
        before, found, after = text.rpartition(ch)
        if found:
            high = _whole(before) if before else Fraction(1)
            low = _whole(after.lstrip("零〇")) if after.strip("零〇") else Fraction(0)
            return None if high is None or low is None else high * BIG[ch] + low
    text = text.replace("〇", "零").replace("○", "零")
    if text == "零":
        return Fraction(0)
    match = _SECTION.fullmatch(text)
    if not match or not text:
        return None
    total = 0
    for group, unit in zip((1, 2, 3), ("千", "百", "十"), strict=True):
        if unit in text:
            total += (DIGITS[match[group]] if match[group] else 1) * UNITS[unit]
    return Fraction(total + (DIGITS[match[4]] if match[4] else 0))
