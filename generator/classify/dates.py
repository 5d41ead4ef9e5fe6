"""When an article's event was: a dateline, a document's own date, or the date of the lead. Never a guess.

A month and day without a year take it from the manifest, or from the latest year that the page shows to be its own: a
folio, a year in the date's own sentence, 截至2023年3月, 2023年是…, a plan or notice named after the year. A year of history
or a target is none of these; where the page shows no year of its own, the date is left out. Relative words (当天, 日前,
近日) are no dates.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.language.sentences import sentences_of
from generator.model import Article, Page

_DAY = re.compile(
    r"(?P<before>截至|截止|预计|力争|计划|有望|自|起于|不迟于|去年|前年|上年|明年|[成建设立创生落办组修馆业]于|截止(?:时间|日期)[为是]?|[持延]续至|有效期至|执行至"
    r"|(?:止于|始于))?(?:(?<!\d)(?P<year>\d{4})年)?(?P<month>\d{1,2})月\s?(?P<day>\d{1,2})日"
    r"(?P<range>(?:至|到|—|-|－|～)(?:\d{1,2}月)?\d{1,2}日)?(?P<after>起|前|以前|之前)?"
)
_HAN_DATE = re.compile(
    r"([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_OWN_YEAR = re.compile(
    r"(?:截至|截止)(?P<asof>20\d{2})年(?:(?P<month>\d{1,2})月)?"
    r"|(?<![到至从自在于前获得评\d])(?P<told>20\d{2})年(?:是(?!.{0,12}(?:年前|以来))|度|初|以来|上半年|下半年|一季度|二季度|三季度|四季度|前三季度|第[一二三四]季度|年会|全国|春节|我国|我市|我区|我县|全市|全区|全县|经济工作)"
    r"|《[^》]{0,30}?(?<![—－~～至-])(?P<named>20\d{2})年(?!.{0,3}(?:修订|修正))[^》]{0,60}》(?!实施以来)"
    r"|[（(](?P<plan>20\d{2})\s?[-—－~～至]+\s?20\d{2}年[）)]"
    r"|^\s*(?P<folio>20\d{2})年\d{1,2}月\d{1,2}日(?:\s|$)"
)
"""A year that a page states as its own."""
_EVENT_YEAR = re.compile(
    r"(?<![于在从自到至获得评\d])(20\d{2})年?(?![年初底末\d])[^，。；的]{2,40}(?:举行|启动|开幕|召开|开赛|开展|举办|开班|启幕|开考|闭幕|落幕|收官)"
)
"""The year that an event has in its name (大足区2023年义诊活动启动), in the headline or the sentence that dates it."""
_HAN_DIGIT = {ch: value for value, ch in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
_TEENS = {ch: value for value, ch in enumerate("零一二三四五六七八九十")}
_HAN_DAY = re.compile(
    r"(?:(?P<year>[〇零○一二三四五六七八九]{4})年)?(?<![一二三四五六七八九十百])(?P<month>十[一二]?|[一二三四五六七八九])月"
    r"(?P<day>[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])日"
)
_GOES_BY = re.compile(r"按照|根据|依据|遵照|落实|贯彻|对照|结合|围绕|传达|学习")
_SPEAKS_OF = re.compile(r"[^，。；]{0,16}?(?:发布|印发|出台|公布|下发|签署|召开|举行|通过)的|会议精神")
NEAR = 3
"""Years from the page's own within which a date can be news."""
LEAD_SENTENCES = 2
"""Sentences of the first paragraph in which a date counts as the event's."""


Stated = tuple[int, int]
"""A year that a text states as its own, and the month up to which its figures are (截至2023年11月); 0 for none."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date and where it comes from."""

    day: str
    """`YYYY-MM-DD`."""
    basis: str


def date_of(article: Article, page: Page, folio: str = "", stated: Sequence[Stated] = ()) -> Dated | None:
    """The date of an article, None where its text gives none. `folio` is the day of issue that the page prints, `stated` the
    years that it states as its own."""
    if found := _document_date(article):
        return found
    if article.dateline and (match := _DAY.search(article.dateline)):
        return _resolve(match, "dateline", article, page, folio, stated)
    if article.continued_from is not None and not article.byline:
        return None
    own = _own_year(page, folio)
    first = next((block.text for block in article.blocks if block.kind == "paragraph"), "")
    for sentence in sentences_of(first)[:LEAD_SENTENCES]:
        told = _with_digits(sentence)
        for match in _DAY.finditer(told):
            if match["before"] or match["after"] or _is_cited(told, match) or _is_history(match, own):
                continue
            return _resolve(match, "lead", article, page, folio, stated, sentence)
    return None


def _is_history(match: re.Match[str], own: int) -> bool:
    """Whether a date has a year that is not of the time of the page: years before 2000, or far from the page's own."""
    year = int(match["year"] or 0)
    return bool(year) and (year < 2000 or (own > 0 and abs(year - own) > NEAR))


def _is_cited(sentence: str, match: re.Match[str]) -> bool:
    """Whether a date is that of a document or a meeting which the clause goes by or speaks of (落实3月8日发布的方案)."""
    before = re.split(r"[，。；：]", sentence[: match.start()])[-1]
    after = re.split(r"[，。；：]", sentence[match.end() :])[0]
    return bool(_GOES_BY.search(before)) or bool(before and _SPEAKS_OF.match(after))


def _with_digits(sentence: str) -> str:
    """The sentence with dates in Chinese numerals (二〇二三年九月十二日) in Arabic ones."""

    def arabic(match: re.Match[str]) -> str:
        year = "".join(str(_HAN_DIGIT[ch]) for ch in match["year"]) + "年" if match["year"] else ""
        return f"{year}{_small(match['month'])}月{_small(match['day'])}日"

    return _HAN_DAY.sub(arabic, sentence)


def _own_year(page: Page, folio: str) -> int:
    """The year of the page, where it is known for sure; 0 where it is not."""
    issue = page.info.issue_date or folio
    return int(issue[:4]) if issue else page.info.year


def _document_date(article: Article) -> Dated | None:
    """The adoption line of a document, the day a report was given on (——2024年1月10日在…会议上), or the date under it: a
    line that is nothing but a date, as stands below a notice and above what it issues, or the last lines."""
    if article.adoption and (found := _full_date(article.adoption)):
        return Dated(found, f"adopted: {article.adoption[1:-1][:20]}")
    if article.kind not in ("document", "report"):
        return None
    for line in article.subtitle:
        if _GIVEN.match(line) and (found := _full_date(line)):
            return Dated(found, f"given: {line.strip('—－-（）() ')[:20]}")
    if article.kind == "report":
        return None
    alone = [block.text for block in article.blocks if _DATE_ALONE.fullmatch(block.text)]
    for text in (*alone[:1], *(block.text for block in reversed(article.blocks[-3:]))):
        if len(text) <= 40 and (found := _full_date(text)):
            return Dated(found, f"dated: {text}")
    return None


_GIVEN = re.compile(
    r"[—－\-（( ]*[\d〇零○一二三四五六七八九]{4}年\d{0,2}[一二三四五六七八九十]{0,3}月[\d一二三四五六七八九十]{1,3}日在"
)
_DATE_ALONE = re.compile(
    r"(?:\d{4}|[〇零○一二三四五六七八九]{4})年(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})日"
)


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


def _resolve(
    match: re.Match[str],
    where: str,
    article: Article,
    page: Page,
    folio: str,
    stated: Sequence[Stated],
    sentence: str = "",
) -> Dated | None:
    month, day = int(match["month"]), int(match["day"])
    if match["year"]:
        year, source = int(match["year"]), ""
    else:
        year, source = _year(article, page, folio, stated, month, sentence)
    if not year or not (found := _iso(year, month, day)):
        return None
    text = match[0]
    note = "; first day of the range" if match["range"] else ""
    return Dated(found, f"{where}: {text}{note}{f'; year {source}' if source else ''}")


def _year(
    article: Article, page: Page, folio: str, stated: Sequence[Stated], month: int, sentence: str
) -> tuple[int, str]:
    """The year for a month without one, and where it comes from; 0 when nothing tells."""
    info = page.info
    if info.issue_date:
        return _year_of_issue(info.issue_date, month), "from the issue date"
    if info.year:
        return info.year, "from the manifest"
    if folio:
        return _year_of_issue(folio, month), "from the folio"
    named = [int(match[1]) for text in (article.title, sentence) for match in _EVENT_YEAR.finditer(text)]
    own = _own_years([sentence, article.title, *(block.text for block in article.blocks)])
    in_article = max(named, default=0) or _latest(own, month)
    on_page = _latest(stated, month)
    if on_page > in_article:
        return on_page, "stated on the page"
    return in_article, "stated in the article"


def _year_of_issue(issue: str, month: int) -> int:
    """The year of a month told in an issue: the issue's own, or the one before when the month is well ahead of it."""
    year, issue_month = int(issue[:4]), int(issue[5:7])
    return year - 1 if month - issue_month > 6 else year


def stated_years(page: Page, folio: str) -> list[Stated]:
    """The years that a page states as its own; none where the manifest or the folio tells the year."""
    known = page.info.issue_date or page.info.year or folio
    return [] if known else _own_years(_joined_lines(page.lines))


def _own_years(texts: Sequence[str]) -> list[Stated]:
    years = []
    for text in texts:
        for match in _OWN_YEAR.finditer(text) if "20" in text else ():
            stated = match["asof"] or match["told"] or match["named"] or match["plan"] or match["folio"]
            years.append((int(stated), int(match["month"] or 0)))
    # An event named after the next year is of now; one that is years away is announced.
    last = max((year for year, _ in years), default=9999)
    events = {int(match[1]) for text in texts if "20" in text for match in _EVENT_YEAR.finditer(text)}
    return years + [(year, 0) for year in sorted(events) if year <= last + 1]


def _latest(years: Sequence[Stated], month: int) -> int:
    """The latest year for a date in `month`: what is told in January with figures up to November 2023 is of 2024."""
    return max((year + (last > month) for year, last in years), default=0)


def _joined_lines(lines: Sequence[str]) -> list[str]:
    """Each line, and each with its next two, since a wrap may part a year from its words."""
    kept = [line.strip() for line in lines if line.strip()]
    joined = ("".join(kept[at : at + 4]) for at in range(len(kept)))
    return [text for text in (*kept, *joined) if "20" in text]


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
