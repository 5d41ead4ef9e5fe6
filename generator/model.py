"""The data that flows through the pipeline. Plain frozen values: no I/O, no settings, no behaviour beyond views.

Page ──segment──▶ Article ──dedupe──▶ Story ──translate──▶ Story with Translations ──plan──▶ Site
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, Lang] = ("zh", "en")

LineRange = tuple[int, int]
"""First and last line of a source file, 1-based, both included."""

# ── pages ────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of characters that normalising made."""

    line: int
    """1-based line of the source."""
    column: int
    """0-based offset in the raw line."""
    before: str
    """The raw characters; empty for an insertion."""
    after: str
    """What stands there now; empty for a removal."""
    rule: str
    """Short name of the rule, e.g. `width`, `t2s`, `invisible`, `latin-slip`."""


@dataclass(frozen=True, slots=True)
class CutOverride:
    """An editor's own cut of a page, from the manifest."""

    lines: tuple[LineRange, ...]
    """The lines of the article, in reading order."""
    title: str
    """The headline the article gets; empty keeps the one found in those lines."""


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """What the manifest `seeds/sources.yaml` says about one input file; all empty for a file it does not name."""

    file: str = ""
    """Name of the file in the seeds folder."""
    original_name: str = ""
    """Name under which the file was received."""
    publication: str = ""
    """Chinese name of the paper or issuing body."""
    publication_en: str = ""
    """English name of the same."""
    issue_date: str = ""
    """`YYYY-MM-DD`; empty when unknown."""
    year: int = 0
    """Year of the issue where only that is known; 0 when unknown."""
    page: int = 0
    """Page number in the issue; 0 when unknown."""
    home_district: str = ""
    """Chinese name of the district whose paper this is; empty when unknown."""
    cuts: tuple[CutOverride, ...] = ()
    """Editors' cuts; empty lets the segmenter decide."""


@dataclass(frozen=True, slots=True)
class Page:
    """The text of one input file."""

    source_file: str
    """The file's name, without folders."""
    raw_lines: tuple[str, ...]
    """The lines as read (decoded, without line ends); never changed."""
    lines: tuple[str, ...]
    """The same lines after normalising; equal to `raw_lines` before. Same count, same order."""
    edits: tuple[Edit, ...] = ()
    """Every change from `raw_lines` to `lines`, in order of line and column."""
    info: SourceInfo = SourceInfo()


# ── articles ─────────────────────────────────────────────────────────────────────────────────────────────

ArticleKind = Literal["news", "commentary", "document", "report", "headline", "continuation"]
"""`news`: a news item or feature. `commentary`: an opinion piece. `document`: an official document with numbered
parts. `report`: a government work report. `headline`: a headline that refers to another page, without body.
`continuation`: the rest of an article whose beginning, headline included, is not on the page."""

BlockKind = Literal["paragraph", "heading", "separator"]
"""`separator` is a bare section mark (一, 二, ***): kept in place, but no text of the article."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, subhead or section mark of a body."""

    kind: BlockKind
    text: str
    """Normalised text, wraps joined, no line break, no Markdown."""
    level: int = 0
    """Depth of a heading below the title, 1 to 4; 0 for other kinds."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One choice of the segmenter, for the editor's report."""

    what: str
    """Short name: `headline`, `start`, `join`, `caption`, …"""
    line: int
    """1-based line it is about."""
    score: float
    """Confidence, 0 (a guess) to 1 (certain)."""
    reason: str
    """One short English phrase."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a fact was taken: for editors and tests."""

    fact: str
    """The fact, e.g. a topic slug or a district name."""
    weight: float
    """Share or score of that fact; larger is surer."""
    terms: tuple[str, ...]
    """The words of the text that speak for it."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article as cut from a page (`segment`) and filled in by the later stages."""

    id: str
    """Readable and stable: date or `undated`, then an ASCII slug; empty until `identify` ran."""
    source_file: str
    kind: ArticleKind
    title: str
    """The main headline; a work without one gets an empty string."""
    blocks: tuple[Block, ...]
    """The body in reading order; empty for a headline that refers to another page."""
    lines: tuple[LineRange, ...]
    """The source lines it was made from, ascending, furniture left out."""
    kicker: str = ""
    subtitle: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    """Names of reporters, correspondents and interns, in order."""
    source: str = ""
    """Agency, paper or body the text is credited to, in Chinese; empty when the page does not say."""
    dateline: str = ""
    """Place and day of an agency's report as printed, e.g. 北京4月18日."""
    captions: tuple[str, ...] = ()
    """Captions and photo credits."""
    document_number: str = ""
    """Number of an official document, e.g. 渝中委发〔2020〕15号."""
    adoption: str = ""
    """The bracketed line that says when and by whom a document was adopted."""
    continued_from: int | None = None
    """Page number of a (上接N版) jump."""
    continued_to: int | None = None
    """Page number of a (下转N版) jump."""
    decisions: tuple[Decision, ...] = ()

    date: str | None = None
    """`YYYY-MM-DD` of the event or dateline; None where the text gives none. Never a guess."""
    date_basis: str = ""
    """Where the date comes from, in English; empty without a date."""
    issue_date: str = ""
    """`YYYY-MM-DD` of the issue from the manifest; empty when unknown."""
    publication: str = ""
    publication_en: str = ""
    page: int = 0
    """Page of the paper; 0 when unknown."""
    districts: tuple[str, ...] = ()
    """Chinese names, main first; 全市 and 全国 are values of their own."""
    topics: tuple[str, ...] = ()
    """1 to 3 topic slugs, strongest first."""
    singapore: bool = False
    """Belongs to the China–Singapore collection."""
    evidence: tuple[Evidence, ...] = ()
    summary: tuple[str, ...] = ()
    """Whole sentences of the body, in their order."""

    @property
    def body(self) -> str:
        """Paragraphs and subheads, one a line; section marks left out."""
        return "\n".join(block.text for block in self.blocks if block.kind != "separator")

    @property
    def headings(self) -> tuple[str, ...]:
        """The subheads, in order."""
        return tuple(block.text for block in self.blocks if block.kind == "heading")


@dataclass(frozen=True, slots=True)
class Printing:
    """A further place where a story ran."""

    id: str
    source_file: str
    publication: str
    date: str | None
    title: str
    relation: Literal["exact", "reprint", "truncated", "near", "continued"]
    similarity: float
    """Share of the smaller text found in the larger, 0 to 1."""


# ── translation ──────────────────────────────────────────────────────────────────────────────────────────

SegmentKind = Literal["title", "kicker", "subtitle", "heading", "sentence", "caption", "summary"]


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece of Chinese that is translated as a whole, with its place in the article."""

    key: str
    """Place in the article, unique there and the same in both languages: `title`, `kicker`, `subtitle-1`,
    `caption-1`, `p3` (a heading), `p3-s2` (second sentence of block 3); 1-based."""
    kind: SegmentKind
    zh: str


Severity = Literal["info", "minor", "serious"]
"""How grave a finding is. A sentence with a `serious` one is published with a visible mark."""


@dataclass(frozen=True, slots=True)
class Flag:
    """One finding of a check on a translated segment."""

    check: str
    """Code of the check: `number`, `glossary`, `residue`, …"""
    severity: Severity
    detail: str
    """One English sentence for the editor."""


Origin = str
"""Who made the English: `edited` (an editor), `supplied` (came with the project), or an engine with its version
such as `argos 1.9`. `edited` outranks `supplied`, which outranks every engine."""


@dataclass(frozen=True, slots=True)
class Translation:
    """The English of one segment."""

    key: str
    """The `Segment.key` it belongs to."""
    zh: str
    en: str
    """Empty when there is no English yet."""
    origin: Origin
    """Empty when there is no English yet."""
    flags: tuple[Flag, ...] = ()
    repaired: bool = False
    """A repair changed the engine's words."""

    @property
    def serious(self) -> bool:
        """Whether it may only be shown with a visible mark."""
        return any(flag.severity == "serious" for flag in self.flags)


@dataclass(frozen=True, slots=True)
class Story:
    """One story as readers see it: the canonical article, where else it ran, and its English."""

    article: Article
    printings: tuple[Printing, ...] = ()
    translations: tuple[Translation, ...] = ()
    """One for each segment of the article, in order."""
    publish: bool = True
    """False when an editor hid it."""
    edited: tuple[str, ...] = ()
    """Names of the files in `content/` that an editor changed."""


# ── site ─────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class SitePage:
    """One page of the site: what to render and where it goes."""

    path: str
    """URL path from the root, `/` first; a page ends in `/` and is written as `index.html` there."""
    lang: Lang
    template: str
    """Name of the template that renders it."""
    title: str
    """Plain text of `<title>`, without the site's name."""
    twin: str
    """Path of the same page in the other language; empty for the few that have none."""
    context: Mapping[str, object] = field(default_factory=dict)
    """What the template needs beyond the above."""


FigureKind = Literal["amount", "percent", "points", "times"]
"""`amount`: a number with a unit. `percent`: a share or growth. `points`: percentage points.
`times`: a multiple (倍)."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One quantity of an article."""

    key: str
    """`Segment.key` of its sentence, e.g. `p3-s2`; the English of the sentence has the same."""
    kind: FigureKind
    value: Fraction
    """Normalised: 5900亿 is 590,000,000,000; percentages as printed."""
    unit: str
    """Chinese unit without 万 and 亿: 元, 人次, 平方米; % for percentages; may be empty."""
    surface: str
    """As printed, with unit: 5900亿元."""
    measures: str
    """What it measures, in words of the text; empty where the text does not say."""
    comparison: str
    """`同比增长`, `较2019年初提升`: how a percentage or multiple compares; empty otherwise."""
    bound: Literal["", "about", "over", "under"]
    """Whether the text says about (约), more than (超, 余) or less than (近, 不足)."""
    sentence: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure with the story it is from."""

    story: Story
    figure: Figure


@dataclass(frozen=True, slots=True)
class Site:
    """Every page that will be written, before any is rendered."""

    pages: tuple[SitePage, ...]
    stories: tuple[Story, ...]
    """The published stories, newest first."""
    figures: tuple[FigureRow, ...] = ()
    """The key figures of all of them, in their order."""
