"""Money keeps its currency: 800元 is no $800, 12欧元 are no 12 yuan."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from generator.checks.pair import Pair
from generator.model import Flag

_ZH = re.compile(
    r"[多余]?\s?(?:(?P<usd>美元|美金)|(?P<eur>欧元)|(?P<gbp>英镑)|(?P<jpy>日元|日圆)|(?P<krw>韩元|韩圆)|(?P<rub>卢布)|(?P<inr>卢比)"
    r"|(?P<dollar>港元|港币|港纸|新元|新加坡元|新币|澳元|加元|加币|新西兰元|纽元|新?台币)|(?P<cny>元|块钱|人民币))"
)
_MONEY = re.compile(r"[\d十百千万亿多余几]\s?(?:元(?!旦|件|素|音|代)|块钱)")
FOREIGN = re.compile(
    r"美元|港元|港币|欧元|日元|加元|澳元|新元|新加坡元|新西兰元|台币|卢布|英镑|美金|新币|加币|韩元|卢比|第纳尔|比索|法郎|\$|USD"
)
"""Money that is no yuan."""
_BEFORE = re.compile(
    r"(?P<mark>(?<![A-Za-z])(?:(?:US|HK|NT|NZ|CA|AU)\s?|(?-i:[ASC]))\$|\$|€|£|[¥￥]|\b(?:RMB|CNY|USD|EUR|GBP|JPY|HKD|SGD|AUD|CAD|TWD))\s?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"[\s-]?(?P<mark>yuan|renminbi|RMB|CNY|(?:US|U\.S\.|American)[\s-]dollars?|USD"
    r"|(?:Hong Kong|HK|Singapore|Australian|Canadian|New Zealand|NT|Taiwan)[\s-]dollars?|dollars?|euros?|EUR"
    r"|pounds?(?! of\b)|sterling|GBP|yen|JPY|won\b|rou?bles?|rupees?)\b",
    re.IGNORECASE,
)
_ALLOWED: Mapping[str, str] = {
    "cny": r"yuan|renminbi|RMB|CNY|[¥￥]",
    "usd": r"US\s?\$|\$|USD|(?:(?:US|U\.S\.|American)[\s-])?dollars?",
    "eur": r"€|EUR|euros?",
    "gbp": r"£|GBP|pounds?|sterling",
    "jpy": r"[¥￥]|JPY|yen",
    "krw": r"won",
    "rub": r"rou?bles?",
    "inr": r"rupees?",
    "dollar": r".*\$|.*dollars?|HKD|SGD|AUD|CAD|TWD|yuan",
}
"""Currency of the Chinese → how the English may write it."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A currency in the English that the Chinese does not have there."""

    span: tuple[int, int]
    """Half-open offsets of the currency's mark or word in the English."""
    found: str
    """As the English has it."""
    zh: str
    """The amount in the Chinese."""
    unit: str
    """Key of the Chinese currency, `cny` for yuan; empty where the Chinese has several for the figure."""


def check_currency(pair: Pair) -> list[Flag]:
    """Money that is in another currency."""
    zh, en = pair.zh, pair.en
    slips = currency_slips(pair)
    if slips:
        return [Flag("currency", "serious", f"{slips[0].found} where the Chinese has {slips[0].zh}")]
    if not _MONEY.search(zh) or FOREIGN.search(zh):
        return []
    found = re.search(r"(?:US|HK|S)?\$\s?\d|\bdollars\b|€\s?\d|£\s?\d|\beuros\b", en)
    return [Flag("currency", "serious", f"{found[0].strip()} where the Chinese has yuan")] if found else []


def currency_slips(pair: Pair) -> list[Slip]:
    """Amounts of the same value whose currency is another one, in the order of the Chinese."""
    zh, en = pair.zh, pair.en
    if not _ZH.search(zh):
        return []
    allowed: dict[tuple[int, int], list[str]] = {}
    told: dict[tuple[int, int], str] = {}
    for ours, theirs in pair.matching.pairs:
        unit = _ZH.match(zh, ours.span[1])
        if unit and unit.lastgroup and ours.kind == "number":
            allowed.setdefault(theirs.span, []).append(unit.lastgroup)
            told.setdefault(theirs.span, zh[ours.span[0] : unit.end()])
    slips: list[Slip] = []
    for span, units in allowed.items():
        mark = _BEFORE.search(en, 0, span[0]) or _AFTER.match(en, span[1])
        if mark and not any(re.fullmatch(_ALLOWED[unit], mark["mark"].strip(), re.IGNORECASE) for unit in units):
            slips.append(Slip(mark.span("mark"), mark["mark"].strip(), told[span], units[0] if len(units) == 1 else ""))
    return slips
