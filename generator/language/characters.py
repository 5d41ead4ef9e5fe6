"""Classes of characters, as Chinese text needs them."""

import re
import unicodedata

SENTENCE_ENDS = frozenset("。！？；…")
"""Marks that end a sentence or an independent clause."""

OPENING = "“‘（《〈【〔「『［"
CLOSING = "”’）》〉】〕」』］"
PARTNER = dict(zip(OPENING, CLOSING, strict=True))
"""Opening quotation mark or bracket → the one that closes it."""

_CJK_PUNCTUATION = frozenset("，。、：；！？“”‘’（）《》〈〉【】〔〕「」『』［］—…·～￥％")


def is_han(ch: str) -> bool:
    """Whether a character is a Chinese ideograph (unified, extension A–H, compatibility) or 〇."""
    code = ord(ch)
    return (
        0x4E00 <= code <= 0x9FFF
        or 0x3400 <= code <= 0x4DBF
        or code == 0x3007
        or 0xF900 <= code <= 0xFAFF
        or 0x20000 <= code <= 0x323AF
    )


def han_count(text: str) -> int:
    """How many ideographs a text has."""
    return len(text) - len(_HAN.sub("", text))


_HAN = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]+")


def is_cjk_punctuation(ch: str) -> bool:
    """Whether a character is punctuation as Chinese text sets it, in full width."""
    return ch in _CJK_PUNCTUATION


def is_invisible(ch: str) -> bool:
    """Whether a character shows nothing and steers nothing we want: controls, soft hyphen, zero width, bidirectional
    marks, private use, unassigned. Tab, line feed and spaces are visible in this sense."""
    return ch not in "\t\n" and unicodedata.category(ch) in ("Cc", "Cf", "Co", "Cn", "Cs")
