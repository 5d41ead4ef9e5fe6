"""What a page prints about itself: the day of issue in its folio, and the paper's name in its masthead."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date

from generator.model import Page

HEAD = 12
"""Non-blank lines at the head of a page among which a date that fills its line is a folio."""
_DATE = re.compile(
    r"(?<!\d)(?P<year>20\d{2})\s?(?:年|[-./·])\s?(?P<month>\d{1,2})\s?(?:月|[-./·])\s?(?P<day>\d{1,2})\s?日?(?!\d)"
    r"|(?P<han_year>[二〇零○一三四五六七八九]{4})年(?P<han_month>[一二三四五六七八九十]{1,2})月(?P<han_day>[一二三四五六七八九十]{1,3})日"
)
_FOLIO_WORDS = re.compile(
    r"星期|周[一二三四五六日]|农历|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年|版|第\s?\d+\s?期|责编|编辑|美编|校对|[\u4e00-\u9fff]报"
)
_SENTENCE = re.compile(r"[。；！？“”]|，.{6}")
_MASTHEAD = re.compile(r"[\u4e00-\u9fff]{1,6}(?:日报|时报|晚报|晨报|都市报|商报|导报|周报|[\u4e00-\u9fff]报)")
_TODAY = re.compile(r"今日([\u4e00-\u9fff]{2,3})(?=\s*(?:$|[·•|｜]|第?\s*[A-D]?\d{1,2}\s*版?$|\d{4}年))")
"""A paper that is called after its district: 今日合川."""
_HAN = {ch: value for value, ch in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}


def folio_date(page: Page) -> str:
    """The day of issue (`YYYY-MM-DD`) that the page prints most often as a folio; empty when it prints none."""
    lines = [_closed(line) for line in page.lines if line.strip()]
    found: Counter[str] = Counter()
    for at, line in enumerate(lines):
        match = _DATE.search(line)
        if not match or _SENTENCE.search(line):
            continue
        rest = (line[: match.start()] + line[match.end() :]).strip(" *#|·-—（）()")
        is_folio = (_FOLIO_WORDS.search(rest) and len(rest) <= 60) or (not rest and at < HEAD)
        if is_folio and (day := _iso(match)):
            found[day] += 1
    best = found.most_common(2)
    return best[0][0] if best and (len(best) == 1 or best[0][1] > best[1][1]) else ""


def mastheads(page: Page) -> Iterable[str]:
    """Names of papers that fill a short line of the page, or stand beside its folio."""
    for line in page.lines:
        if "报" not in line and "今日" not in line:
            continue
        text = _closed(line.strip().lstrip("#").strip("* "))
        folio = bool(_DATE.search(text)) and bool(_FOLIO_WORDS.search(text)) and not _SENTENCE.search(text)
        for match in _MASTHEAD.finditer(text):
            if folio or len(text) <= len(match[0]) + 4:
                yield match[0]
        if today := _TODAY.match(text):
            yield today[1]


def _closed(line: str) -> str:
    """The line without the spaces between single characters (永 川 日 报)."""
    if len(line.split()) < 2:
        return line
    return re.sub(r"(?<![\u4e00-\u9fff])(?:[\u4e00-\u9fff]\s+){2,7}[\u4e00-\u9fff](?![\u4e00-\u9fff])", _join, line)


def _join(match: re.Match[str]) -> str:
    return re.sub(r"\s", "", match[0])


def _iso(match: re.Match[str]) -> str:
    try:
        if match["year"]:
            return date(int(match["year"]), int(match["month"]), int(match["day"])).isoformat()
        year = int("".join(str(_HAN[ch]) for ch in match["han_year"]))
        return date(year, _small(match["han_month"]), _small(match["han_day"])).isoformat()
    except (ValueError, KeyError):
        return ""


def _small(text: str) -> int:
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _HAN[text]
    return (_HAN[tens] if tens else 1) * 10 + (_HAN[ones] if ones else 0)
