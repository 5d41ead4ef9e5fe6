"""Page → articles: the best reading of the whole page.

lines ──features──▶ views ──roles──▶ text, titles, credits ──units──▶ paragraphs ──best_cut──▶ articles
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.model import Article, LineRange, Page
from generator.segment.assemble import assemble, line_ranges
from generator.segment.best_cut import best_cut
from generator.segment.cut_state import Placed
from generator.segment.deck_features import is_series
from generator.segment.furniture import is_furniture
from generator.segment.lines import view_lines
from generator.segment.patterns import Newsroom, is_rubric
from generator.segment.roles import assign_roles
from generator.segment.units import build_units
from generator.segment.weights import WEIGHTS, Weights


@dataclass(frozen=True, slots=True)
class Segmentation:
    """The articles of a page, in page order, and the lines that belong to none."""

    articles: tuple[Article, ...]
    furniture: tuple[LineRange, ...]
    reasons: tuple[str, ...]
    """Why each of those ranges was left out, in English."""


def segment(page: Page, newsroom: Newsroom | None = None, weights: Weights = WEIGHTS) -> tuple[Article, ...]:
    """The articles of a normalised page, in the order in which they begin. A page without text gives none."""
    return segment_page(page, newsroom, weights).articles


def segment_page(page: Page, newsroom: Newsroom | None = None, weights: Weights = WEIGHTS) -> Segmentation:
    """`segment`, with what was left out. Cuts of the manifest (`page.info.cuts`) overrule the search."""
    newsroom = newsroom or Newsroom()
    blank = frozenset(number for number, line in enumerate(page.lines, 1) if not line.strip())
    taken: set[int] = set()
    articles: list[Article] = []
    for cut in page.info.cuts:
        wanted = {number for first, last in cut.lines for number in range(first, last + 1)} - taken
        taken |= wanted
        placed = [item for group in _cut(_only(page, wanted), newsroom, weights) for item in group]
        if placed:
            article = assemble(placed, page.source_file, blank, newsroom)
            articles.append(replace(article, title=cut.title or article.title))
    rest = _only(page, set(range(1, len(page.lines) + 1)) - taken) if taken else page
    groups = _cut(rest, newsroom, weights)
    articles += _without_banner([assemble(group, page.source_file, blank, newsroom) for group in groups])
    articles = [article for article in articles if article.blocks or (article.title and not _is_label(article))]
    used = {number for article in articles for first, last in article.lines for number in range(first, last + 1)}
    left = [number for number in range(1, len(page.lines) + 1) if number not in used and number not in blank]
    ordered = sorted(articles, key=lambda article: article.lines)
    furniture = line_ranges(left, blank)
    reasons = tuple(_reason(page.lines[first - 1], newsroom) for first, _ in furniture)
    return Segmentation(tuple(ordered), furniture, reasons)


def _is_label(article: Article) -> bool:
    """Whether a headline that has neither text nor a page to turn to is the standing name of a column or series, or a
    slogan."""
    alone = _leads_nowhere(article) and not (article.kicker or article.subtitle)
    return alone and (is_rubric(article.title) or is_series(article.title))


def _without_banner(articles: Sequence[Article]) -> list[Article]:
    """The articles but for a slogan or masthead above all the others: a headline without text, picture or a page to turn
    to."""
    ordered = sorted(articles, key=lambda article: article.lines)
    first = ordered[0] if len(ordered) > 1 else None
    banner = first is not None and _leads_nowhere(first) and not first.captions
    return ordered[1:] if banner else ordered


def _leads_nowhere(article: Article) -> bool:
    """Whether an article is but a headline, without a page to turn to."""
    return article.kind == "headline" and article.continued_to is None


def _reason(line: str, newsroom: Newsroom) -> str:
    if is_furniture(line, newsroom):
        return "folio, section label or imprint of the page"
    return "stands alone, in no article"


def _cut(page: Page, newsroom: Newsroom, weights: Weights) -> list[list[Placed]]:
    views = view_lines(page, newsroom)
    return best_cut(build_units(assign_roles(views, weights), newsroom), weights)


def _only(page: Page, wanted: Sequence[int] | set[int]) -> Page:
    """The page with all other lines blank."""
    return replace(page, lines=tuple(line if at in wanted else "" for at, line in enumerate(page.lines, 1)))
