"""When an article's event was: a dateline, a document's own date, or the date of the lead. Never a guess.

A month and day without a year take it from the manifest, or from the latest year that the article or the page states as
past or present. Relative words (当天, 日前, 近日) are no dates.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.language.sentences import sentences_of
from generator.model import Article, Page

_DAY = re.compile(
    r"(?P<before>截至|截止|自|起于|不迟于)?(?:(?P<year>20\d{2})年)?(?P<month>\d{1,2})月\s?(?P<day>\d{1,2})日"
    r"(?P<range>(?:至|到|—|-|－|～)(?:\d{1,2}月)?\d{1,2}日)?(?P<after>起|前|以前|之前)?"
)
_HAN_DATE = re.compile(
    r"([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_YEAR = re.compile(
    r"(?P<before>(?<!截)至|[到—－\-~～期迎]|迈向|面向|力争|到了)?(?P<year>20\d{2})(?:年(?P<after>底前|远景|规划)?|-\d{2}-\d{2})"
)
_HAN_DIGIT = {ch: value for value, ch in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
_TEENS = {ch: value for value, ch in enumerate("零一二三四五六七八九十")}
LEAD_SENTENCES = 2
"""Sentences of the first paragraph in which a date counts as the event's."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date and where it comes from."""

    day: str
    """`YYYY-MM-DD`."""
    basis: str


def date_of(article: Article, page: Page) -> Dated | None:
    """The date of an article, None where its text gives none."""
    if found := _document_date(article):
        return found
    if article.dateline and (match := _DAY.search(article.dateline)):
        return _resolve(match, "dateline", article, page)
    if article.continued_from is not None and not article.byline:
        return None
    first = next((block.text for block in article.blocks if block.kind == "paragraph"), "")
    for sentence in sentences_of(first)[:LEAD_SENTENCES]:
        for match in _DAY.finditer(sentence):
            if match["before"] or match["after"]:
                continue
            return _resolve(match, "lead", article, page)
    return None


def _document_date(article: Article) -> Dated | None:
    """The adoption line of a document, or the date under it."""
    if article.adoption and (found := _full_date(article.adoption)):
        return Dated(found, f"adopted: {article.adoption[1:-1][:20]}")
    if article.kind != "document":
        return None
    for block in reversed(article.blocks[-3:]):
        if len(block.text) <= 40 and (found := _full_date(block.text)):
            return Dated(found, f"dated: {block.text}")
    return None


def _full_date(text: str) -> str | None:
    if (match := _DAY.search(text)) and match["year"]:
        return _iso(int(match["year"]), int(match["month"]), int(match["day"]))
    if match := _HAN_DATE.search(text):
        year = int("".join(str(_HAN_DIGIT[ch]) for ch in match[1]))
        return _iso(year, _small(match[2]), _small(match[3]))
    return None


def _small(text: str) -> int:
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _TEENS[text]
    return (_TEENS[tens] if tens else 1) * 10 + (_TEENS[ones] if ones else 0)


def _resolve(match: re.Match[str], where: str, article: Article, page: Page) -> Dated | None:
    month, day = int(match["month"]), int(match["day"])
    if match["year"]:
        year, source = int(match["year"]), ""
    else:
        year, source = _year(article, page, month)
    if not year or not (found := _iso(year, month, day)):
        return None
    text = match[0]
    note = "; first day of the range" if match["range"] else ""
    return Dated(found, f"{where}: {text}{note}{f'; year {source}' if source else ''}")


def _year(article: Article, page: Page, month: int) -> tuple[int, str]:
    """The year for a month without one, and where it comes from; 0 when nothing tells."""
    info = page.info
    if info.issue_date:
        year, issue_month = int(info.issue_date[:4]), int(info.issue_date[5:7])
        return (year - 1 if month - issue_month > 6 else year), "from the issue date"
    if info.year:
        return info.year, "from the manifest"
    in_article = _latest_year([article.title, *(block.text for block in article.blocks)])
    on_page = _latest_year(page.lines)
    if on_page > in_article:
        return on_page, "stated on the page"
    return in_article, "stated in the article"


def _latest_year(texts: Sequence[str]) -> int:
    """The latest year that is told as past or present: targets (到2025年, 2021—2025年) do not count."""
    years = [
        int(match["year"])
        for text in texts
        for match in _YEAR.finditer(text)
        if not match["before"] and not match["after"]
    ]
    return max(years, default=0)


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
