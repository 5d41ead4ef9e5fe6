"""Newspaper pages composed by program from articles with known cuts, so that the right answer is known exactly.

Each page draws articles from a pool, sets them as papers do (headline before, after or inside the body; kicker and
subtitle; an opening with reporters; hard wraps; column breaks; jumps; captions; furniture) and roughens the text as
extraction does (half-width punctuation, Traditional slips, full-width digits, invisible characters). Everything is drawn
from one seeded random generator: the same seed gives the same pages.
"""

import random
import re
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Piece:
    """An article to set: its headline lines, its paragraphs, and who wrote it."""

    title: str
    paragraphs: tuple[str, ...]
    kicker: str = ""
    subtitle: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    headings: tuple[int, ...] = ()
    """Indexes of the paragraphs that are subheads."""


@dataclass(frozen=True)
class Gold:
    """What the segmenter should find for one article of a page."""

    title: str
    kicker: str
    subtitle: tuple[str, ...]
    byline: tuple[str, ...]
    body: str
    """Paragraphs and subheads, one a line."""
    continued_from: int | None
    continued_to: int | None
    lines: tuple[int, ...]
    """1-based lines of the page that belong to the article."""


@dataclass(frozen=True)
class Composed:
    """A page and its right answer."""

    name: str
    text: str
    gold: tuple[Gold, ...]


@dataclass(frozen=True)
class Setting:
    """How a page is set; one is drawn for each page."""

    width: int
    """Characters a line; 0 sets each paragraph on one line."""
    paragraph_mark: str
    """`blank`, `indent` or `short`: how one sees where a paragraph ends."""
    headline_place: str
    """`before`, `after`, `middle` or `mixed`."""
    opening: str
    """`本报讯`, `涪报讯`, `□`, `closing` or `none`."""
    column_break_rate: float
    """Chance of a blank line at a wrapped line's end."""
    noise: float
    """Chance that a character is roughened."""
    half_width: bool
    """All punctuation of the page is half width."""
    furniture: bool
    headline_width: int
    """Characters of the longest headline line; 0 sets a headline on one line."""
    captions: float
    """Chance of a photograph's caption below an article."""


@dataclass
class _Page:
    lines: list[str] = field(default_factory=list)

    def add(self, *lines: str) -> list[int]:
        first = len(self.lines) + 1
        self.lines += lines
        return [number for number in range(first, len(self.lines) + 1) if self.lines[number - 1].strip()]


_FOLIOS = (
    "2023年9月14日 星期四",
    "第2版",
    "要闻",
    "责任编辑 校对 美编",
    "综合新闻",
    "3",
    "A02",
    "本版编辑 电话：023-4372xxxx",
)
_CAPTIONS = (
    "▲活动现场。 {}/摄",
    "现场图。（{} 摄）",
    "图为航拍的街区一角。 记者 {} 摄",
    "工作人员在车间里作业。通讯员 {} 摄",
)
_NAMES = ("罗婷婷", "陈荣逸", "张亦筑", "邓小强", "熊敏秀", "袁侨偲", "吴懿")
_CLOSERS = "。！？；”"
_HALF = str.maketrans("，：；！？（）", ",:;!?()")
_TRADITIONAL = str.maketrans("国产业发展会议区书记处实现经济动", "國產業發展會議區書記處實現經濟動")
_WIDE_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")
_INVISIBLE = ("\u200b", "\u00ad", "\ufeff", "\ue5e5")


def draw_setting(rng: random.Random) -> Setting:
    """A way to set a page."""
    width = rng.choice((0, 0, 12, 14, 16, 17, 18, 20, 22))
    return Setting(
        width=width,
        paragraph_mark=rng.choice(("blank", "indent", "short")) if width else "blank",
        headline_place=rng.choice(("before", "before", "after", "middle", "mixed")),
        opening=rng.choice(("本报讯", "涪报讯", "□", "closing", "none")),
        column_break_rate=rng.choice((0.0, 0.0, 0.03)),
        noise=rng.choice((0.0, 0.0, 0.002, 0.01)),
        half_width=rng.random() < 0.2,
        furniture=rng.random() < 0.6,
        headline_width=rng.choice((0, 0, 10, 13, 16)),
        captions=rng.choice((0.0, 0.0, 0.4)),
    )


def compose(name: str, pool: list[Piece], seed: int) -> Composed:
    """One page of two to six articles from `pool`, and its gold."""
    rng = random.Random(seed)
    setting = draw_setting(rng)
    pieces = [_signed(piece, rng) for piece in rng.sample(pool, min(len(pool), rng.randint(2, 6)))]
    page = _Page()
    gold: list[Gold] = []
    if setting.furniture:
        page.add(rng.choice(_FOLIOS), "")
    for number, piece in enumerate(pieces):
        place = setting.headline_place
        if place == "mixed":
            place = rng.choice(("before", "after", "middle"))
        if place != "before" and (setting.opening == "none" or not piece.byline):
            place = "before"
        gold.append(_set_article(page, piece, place, setting, rng, last=number == len(pieces) - 1, first=number == 0))
        page.add("")
        if setting.furniture and rng.random() < 0.15:
            page.add(rng.choice(_FOLIOS), "")
    text = "\n".join(page.lines)
    if setting.half_width:
        text = text.translate(_HALF)
    text = "".join(_roughen(ch, rng) if rng.random() < setting.noise else ch for ch in text)
    return Composed(name, text + "\n", tuple(gold))


def _signed(piece: Piece, rng: random.Random) -> Piece:
    """The piece as a paper has it: nearly every item with reporters, and a headline of phrases without commas."""
    title = (
        re.sub("[，：；](?=.{4})", " ", piece.title)
        if len(piece.title) > 14 and "“" not in piece.title
        else piece.title
    )
    if piece.byline or rng.random() < 0.15:
        return replace(piece, title=title)
    return replace(piece, title=title, byline=tuple(rng.sample(_NAMES, rng.choice((1, 1, 2)))))


def _set_article(
    page: _Page, piece: Piece, place: str, setting: Setting, rng: random.Random, *, first: bool, last: bool
) -> Gold:
    paragraphs = list(piece.paragraphs)
    opening, closing = _credit(piece, setting)
    continued_from = 1 if first and rng.random() < 0.2 else None
    continued_to = rng.choice((2, 3)) if rng.random() < 0.2 and not last else None
    byline = piece.byline if (opening or closing) else ()
    headline = _headline_lines(piece, setting, rng)
    shown = list(paragraphs)
    if continued_to:
        cut = max(12, len(shown[-1]) * 2 // 3)
        paragraphs[-1] = shown[-1] = shown[-1][:cut].rstrip(_CLOSERS)
        shown[-1] += f"（下转{continued_to}版）"
    if continued_from:
        shown[0] = f"（上接{continued_from}版）" + shown[0]
        opening = ""
        byline = byline if closing else ()
    if setting.opening == "□" and opening:
        shown.insert(0, opening)
        opening_line = 1
    else:
        shown[0] = opening + shown[0]
        opening_line = 0
    if closing and not continued_to:
        shown[-1] += closing
    elif closing:
        byline = ()
    mine: list[int] = []
    middle = rng.randint(1, max(1, len(shown) - 1)) if place == "middle" and len(shown) > 2 else None
    if place == "before" or (place == "middle" and middle is None):
        mine += page.add(*headline)
        mine += page.add("")
    for index, paragraph in enumerate(shown):
        heading = index - opening_line in piece.headings
        lines = _wrap(paragraph, setting, rng, heading=heading)
        if index == middle:
            at = rng.randint(1, len(lines) - 1) if setting.width and len(lines) > 3 and not heading else 0
            mine += page.add(*lines[:at])
            mine += page.add("", *headline, "")
            mine += page.add(*lines[at:])
        else:
            mine += page.add(*lines)
        if setting.paragraph_mark == "blank":
            page.add("")
    if place == "after":
        page.add("")
        mine += page.add(*headline)
    if rng.random() < setting.captions:
        page.add("")
        mine += page.add(rng.choice(_CAPTIONS).format(rng.choice(piece.byline or _NAMES)))
    return Gold(
        title=piece.title,
        kicker=piece.kicker,
        subtitle=piece.subtitle,
        byline=byline,
        body="\n".join(paragraphs),
        continued_from=continued_from,
        continued_to=continued_to,
        lines=tuple(mine),
    )


def _headline_lines(piece: Piece, setting: Setting, rng: random.Random) -> list[str]:
    """The lines of the headline: kicker and subtitle in their own type, so mostly a blank line apart; a long title broken
    where its lines are full, which may be inside a phrase."""
    lines: list[str] = []
    if piece.kicker:
        lines += [piece.kicker, ""]
    lines += broken(piece.title, setting.headline_width) if setting.headline_width else [piece.title]
    for subtitle in piece.subtitle:
        lines += [f"——{subtitle}"] if rng.random() < 0.3 else ["", subtitle]
    return lines


def broken(title: str, width: int) -> list[str]:
    """A title over lines of nearly equal length, none of them longer than `width`; a space in it is a break."""
    if not width or len(title) <= width:
        return [title]
    if " " in title:
        return [line for phrase in title.split(" ") for line in broken(phrase, width)]
    count = -(-len(title) // width)
    size = -(-len(title) // count)
    return [title[at : at + size] for at in range(0, len(title), size)]


def _credit(piece: Piece, setting: Setting) -> tuple[str, str]:
    """Opening and closing words that name the reporters."""
    names = " ".join(piece.byline)
    if not piece.byline or setting.opening == "none":
        return ("本报讯 " if setting.opening == "本报讯" else ""), ""
    if setting.opening == "□":
        return f"□ 本报记者 {names}", ""
    if setting.opening == "closing":
        return "", f"（记者 {names}）"
    return f"{setting.opening}（记者 {names}）", ""


def _wrap(paragraph: str, setting: Setting, rng: random.Random, *, heading: bool) -> list[str]:
    if not setting.width or heading:
        return [paragraph]
    indent = "　　" if setting.paragraph_mark == "indent" else ""
    text = indent + paragraph
    lines = _columns(text, setting.width)
    if setting.paragraph_mark == "short" and len(lines) > 1 and len(lines[-1]) >= setting.width - 1:
        lines[-1:] = [lines[-1][:-1], lines[-1][-1]]
    out: list[str] = []
    for number, line in enumerate(lines):
        out.append(line)
        if number < len(lines) - 1 and rng.random() < setting.column_break_rate:
            out.append("")
    return out


def _columns(text: str, width: int) -> list[str]:
    """Lines of at most `width` Chinese characters; Latin letters and digits take half the room."""
    lines = [""]
    room = float(width)
    for ch in text:
        size = 0.5 if ch.isascii() and ch.isalnum() else 1.0
        if size > room:
            lines.append("")
            room = float(width)
        lines[-1] += ch
        room -= size
    return lines


def _roughen(ch: str, rng: random.Random) -> str:
    if ch in "\n　 ":
        return ch
    kind = rng.randrange(4)
    if kind == 0:
        return ch + rng.choice(_INVISIBLE)
    if kind == 1:
        return ch.translate(_TRADITIONAL)
    if kind == 2:
        return ch.translate(_WIDE_DIGITS)
    return ch.translate(_HALF)


def shorten(piece: Piece, rng: random.Random, most: int = 7) -> Piece:
    """The piece cut to its first two to `most` paragraphs, so that a long text gives varied pages."""
    count = rng.randint(2, most)
    return replace(
        piece,
        paragraphs=piece.paragraphs[:count],
        headings=tuple(index for index in piece.headings if index < count - 1),
    )
