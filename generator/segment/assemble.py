"""Placed units → Article: blocks of the body, credits taken out and read, source lines."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from generator.model import Article, ArticleKind, Block, Decision, LineRange
from generator.segment import patterns
from generator.segment.best_cut import UNRELATED
from generator.segment.credits import closing_credit, people
from generator.segment.cut_state import Placed
from generator.segment.features import han_bigrams, share
from generator.segment.headline import Headline, join_headline, read_headline
from generator.segment.patterns import Newsroom

_LEVELS = {"part": 1, "han": 1, "bracket": 2, "article": 2, "digit": 3, "digit_bracket": 4}
_REPORT = re.compile(r"工作报告$|政府工作报告|工作报告（")
_DOCUMENT = re.compile(
    r"关于.{2,80}的(?:意见|通知|建议|决定|方案|办法|公告|批复|函|通报|请示|决议|说明|实施意见)(?:（.{1,8}）)?$"
    r"|(?:条例|规定|办法|细则|规划|纲要|公报|公告|通告|实施方案|行动方案|行动计划|章程)(?:（.{1,8}）)?$"
)
_COMMENT = re.compile(r"评论员|时评|短评|社论|观点|杂谈|锐评|快评|随笔|[？?]$")
_PAPER = re.compile(
    r"([\u4e00-\u9fff]{1,8}?(?:日报|晚报|晨报|商报|都市报|时报|[\u4e00-\u9fff]报|新华社|客户端|网))》?\s*(?:首席|见习|全媒体|融媒体|特约)?记者"
)
_OWN = {"本", "本报", "本刊", "本网", "本台"}


@dataclass(slots=True)
class _Parts:
    """What is gathered while the units of one article are read."""

    blocks: list[Block] = field(default_factory=list)
    byline: list[str] = field(default_factory=list)
    source: str = ""
    dateline: str = ""
    captions: list[str] = field(default_factory=list)
    number: str = ""
    adoption: str = ""
    decisions: list[Decision] = field(default_factory=list)


def assemble(placed: Sequence[Placed], source_file: str, blank: frozenset[int], newsroom: Newsroom) -> Article:
    """The article that the placed units make. `blank` are the page's blank lines, which a range may span."""
    parts = _Parts()
    text = "\n".join(item.unit.text for item in placed if item.part == "text")
    headline = _headline(placed, newsroom, text)
    first_text = True
    for item in placed:
        _take(item, parts, newsroom, opens=first_text)
        first_text = first_text and item.part != "text"
        if not (item.part in ("text", "other") and not item.starts):
            what = {"text": "start", "other": "start"}.get(item.part, item.part)
            parts.decisions.append(
                Decision(what, item.unit.lines[0], _confidence(min(item.margin, item.unit.margin)), item.unit.text[:24])
            )
        parts.decisions += [Decision("join", line, 0.8, "goes on after an interruption") for line in item.unit.joins]
    blocks = _trim(parts.blocks)
    continued_from = next((item.unit.jump_from for item in placed if item.unit.jump_from is not None), None)
    jumps_to = [item.unit.jump_to for item in placed if item.unit.jump_to is not None]
    if headline.title and not blocks and not jumps_to:
        blocks = _told_by_picture(parts, newsroom)
    has_text = any(block.kind == "paragraph" for block in blocks)
    return Article(
        id="",
        source_file=source_file,
        kind=_kind(headline, parts, blocks, continued_from is not None, has_text=has_text),
        title=headline.title,
        blocks=blocks if has_text else (),
        lines=line_ranges([line for item in placed for line in item.unit.lines], blank),
        kicker=headline.kicker,
        subtitle=headline.subtitle,
        byline=tuple(dict.fromkeys(parts.byline)),
        source=parts.source,
        dateline=parts.dateline,
        captions=tuple(parts.captions),
        document_number=parts.number,
        adoption=parts.adoption,
        continued_from=continued_from,
        continued_to=jumps_to[-1] if jumps_to else None,
        decisions=tuple(parts.decisions),
    )


def _headline(placed: Sequence[Placed], newsroom: Newsroom, text: str) -> Headline:
    """The headline; where one stands below the text, what stands above it is a slogan of the page, and its kicker."""
    body = next((at for at, item in enumerate(placed) if item.part == "text"), 0)
    above = [item.unit for item in placed[:body] if item.part == "headline"]
    below = [item.unit for item in placed[body:] if item.part == "headline"]
    slogan = join_headline([part for unit in above for part in unit.parts])
    if not below or not slogan or share(han_bigrams(slogan), han_bigrams(text)) >= UNRELATED:
        return read_headline([*above, *below], newsroom, text)
    found = read_headline(below, newsroom, text)
    return replace(found, kicker=" ".join(filter(None, (slogan, found.kicker))))


def _take(item: Placed, parts: _Parts, newsroom: Newsroom, *, opens: bool) -> None:
    unit, text = item.unit, item.unit.text
    if item.part == "headline" or not text:
        return
    if item.part == "subhead":
        found = patterns.numbering(text)
        level = _LEVELS[found[0]] if found else 1
        parts.blocks.append(Block("heading", join_headline(unit.parts), level))
    elif item.part == "stray" or unit.kind == "caption":
        parts.captions.append(text if unit.kind == "text" else " ".join(unit.parts))
    elif item.part == "text":
        if opens:
            text = _take_opening(text, parts, newsroom)
        text = _take_closing(text, parts, newsroom)
        if text:
            parts.blocks.append(Block("paragraph", text))
    elif unit.kind == "signature":
        parts.blocks.append(Block("paragraph", text))
    elif unit.kind == "separator":
        parts.blocks.append(Block("separator", text))
    elif unit.kind == "people":
        _take_people(" ".join(unit.parts), parts, newsroom)
    elif unit.kind == "closing":
        _take_credit(" ".join(unit.parts), parts, newsroom)
    elif unit.kind == "source":
        match = patterns.SOURCE_LINE.match(text)
        parts.source = parts.source or (match["source"].strip("《》“”") if match else text)
    elif unit.kind == "number":
        parts.number = re.sub(r"\s", "", text)
    elif unit.kind == "adoption":
        parts.adoption += text


def _take_opening(text: str, parts: _Parts, newsroom: Newsroom) -> str:
    """The paragraph without 本报讯（记者…）, a dateline or the like; what they say is kept."""
    if (match := patterns.DATELINE.match(text)) and (match["day"] or match["people"] or text[0] == "据"):
        parts.source = parts.source or ("" if match["agency"] in _OWN else match["agency"])
        parts.dateline = f"{match['place']}{match['month']}月{match['day']}日" if match["day"] else ""
        if match["people"]:
            parts.byline += people(match["people"], newsroom.roles)
        return text[match.end() :]
    if match := patterns.OPENING_CREDIT.match(text):
        names = people(match["people"], newsroom.roles)
        if names or "记者" in match["people"] or "通讯员" in match["people"]:
            paper = match["paper"] or match["other"]
            parts.source = parts.source or ("" if paper in _OWN else paper)
            parts.byline += names
            return text[match.end() :]
    if text[:1] in "（(" and patterns.OPENING.match(text) and (match := patterns.OPENING_PEOPLE.match(text)):
        parts.source = parts.source or match["paper"] or ""
        parts.byline += people(match["people"].removeprefix(match["paper"] or ""), newsroom.roles)
        return text[match.end() :]
    if (match := patterns.OPENING_PLAIN.match(text)) and len(text) > match.end():
        parts.source = parts.source or ("" if match["paper"] in _OWN else match["paper"])
        parts.byline += people(match["people"] or "", newsroom.roles)
        return text[match.end() :]
    return text


def _take_closing(text: str, parts: _Parts, newsroom: Newsroom) -> str:
    """The paragraph without a closing credit in brackets."""
    match = closing_credit(text, newsroom)
    if not match or match.start() == 0:
        return text
    if patterns.CLOSING_DATELINE.match(match[0].strip()):
        _take_credit(match[0].strip(), parts, newsroom)
    else:
        _take_people(match["people"], parts, newsroom)
    return text[: match.start()].rstrip()


def _take_people(text: str, parts: _Parts, newsroom: Newsroom) -> None:
    if match := _PAPER.search(text):
        paper = match[1].lstrip(f"{patterns.MARKS} ").removeprefix("据")
        parts.source = parts.source or ("" if paper in _OWN else paper)
    parts.byline += people(text, newsroom.roles)


def _take_credit(text: str, parts: _Parts, newsroom: Newsroom) -> None:
    if match := patterns.CLOSING_DATELINE.match(text):
        agency = match["agency"].removeprefix("据")
        parts.source = parts.source or agency
        parts.byline += people(match["people"] or "", newsroom.roles)
        if day := re.search(r"([\u4e00-\u9fff]{0,6}?)(\d{1,2}月\d{1,2}日)", text.replace(agency, "", 1)):
            parts.dateline = parts.dateline or f"{day[1].lstrip('（(')}{day[2]}"
        return
    if match := patterns.PHOTO_CREDIT.search(text):
        parts.captions.append(match[0].strip("（）"))
        text = text[: match.start()] + text[match.end() :]
    _take_people(text, parts, newsroom)


def _told_by_picture(parts: _Parts, newsroom: Newsroom) -> tuple[Block, ...]:
    """The text of a picture story, which has nothing but a headline and a caption of whole sentences: the caption, whose
    photographer signs it."""
    story = _SIGNED_CAPTION.fullmatch(parts.captions[0]) if parts.captions else None
    if story is None:
        return ()
    parts.captions = parts.captions[1:]
    _take_people(story["credit"], parts, newsroom)
    return (Block("paragraph", story["text"]),)


_SIGNED_CAPTION = re.compile(r"(?P<text>.{20,}。)\s*[（(]?(?P<credit>[^。（）]{2,40}?)\s*[/／]?\s*摄影?(?:报道)?[）)]?")


def _trim(blocks: list[Block]) -> tuple[Block, ...]:
    """Without section marks at the end, where they mark nothing."""
    while blocks and blocks[-1].kind == "separator":
        blocks = blocks[:-1]
    return tuple(blocks)


def _kind(
    headline: Headline, parts: _Parts, blocks: Sequence[Block], continues: bool, *, has_text: bool
) -> ArticleKind:
    if not has_text:
        return "headline"
    if _REPORT.search(headline.title):
        return "report"
    if parts.number or parts.adoption:
        return "document"
    numbered = sum(patterns.numbering(block.text) is not None for block in blocks)
    if _DOCUMENT.search(headline.title) and numbered >= 2 and not parts.byline:
        return "document"
    if not headline.title and continues:
        return "continuation"
    marks = any(block.kind == "separator" for block in blocks)
    if not parts.byline and (marks or _COMMENT.search(headline.title) or _COMMENT.search(headline.kicker)):
        return "commentary"
    return "news"


def line_ranges(lines: Sequence[int], blank: frozenset[int]) -> tuple[LineRange, ...]:
    """Ascending ranges of lines; two that only blank lines part are one."""
    ranges: list[list[int]] = []
    for line in sorted(set(lines)):
        if ranges and all(gap in blank for gap in range(ranges[-1][1] + 1, line)):
            ranges[-1][1] = line
        else:
            ranges.append([line, line])
    return tuple((first, last) for first, last in ranges)


def _confidence(margin: float) -> float:
    """Score points → 0 to 1, by the logistic function."""
    return round(1.0 / (1.0 + math.exp(-max(-20.0, min(20.0, margin)))), 2)
