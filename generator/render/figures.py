"""The key figures of all articles: rows of the table, the shards that its filter loads, and the downloads."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from generator.gazetteer import Gazetteer
from generator.glossary import Glossary
from generator.model import Figure, FigureRow, Lang, Site, Story
from generator.plan import article_path, figure_year
from generator.render.text import clean_text
from generator.render.view import Text, Views, english_of
from generator.units import Units, in_english, plain_number

COLUMNS = (
    "article",
    "date",
    "figure_zh",
    "figure_en",
    "value",
    "unit",
    "kind",
    "bound",
    "measures",
    "comparison",
    "sentence_zh",
    "sentence_en",
    "flagged",
    "districts",
    "topics",
    "url_zh",
    "url_en",
)


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure as a template sees it."""

    shown: str
    measures: Text
    comparison: str
    sentence: Text
    flagged: bool
    path: str
    title: Text
    date: str
    iso: str
    districts: str
    search: str
    """What the filter looks through."""


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """An entry of an article's box: in Chinese a figure and what it measures, in English the figures of a sentence."""

    anchor: str
    shown: str
    told: Text
    flagged: bool


class FigureViews:
    """Makes views of figures; knows units, terms and districts."""

    def __init__(self, views: Views, units: Units, glossary: Glossary) -> None:
        self._views = views
        self._units = units
        self._terms = glossary.by_zh

    def view(self, row: FigureRow, lang: Lang) -> FigureView:
        """A figure of a story for an edition."""
        figure, story = row.figure, row.story
        card = self._views.card(story, lang)
        sentence = _english(story, figure) if lang == "en" else ""
        term = self._terms.get(figure.measures)
        measures = Text(term.en, "en") if lang == "en" and term else Text(figure.measures, "zh-Hans")
        shown = in_english(figure, self._units) if lang == "en" else figure.surface
        told = Text(sentence, "en") if sentence else Text(figure.sentence, "zh-Hans")
        districts = ", ".join(link.label for link in card.districts)
        return FigureView(
            shown=shown,
            measures=measures,
            comparison=figure.comparison,
            sentence=told,
            flagged=lang == "en" and _flagged(story, figure),
            path=f"{card.path}#{figure.key.partition('-')[0]}",
            title=card.title,
            date=card.date,
            iso=card.iso,
            districts=districts,
            search=" ".join((shown, figure.surface, measures.text, figure.measures, told.text, districts)).lower(),
        )

    def grouped(self, rows: Sequence[FigureRow], lang: Lang) -> tuple[FigureGroup, ...]:
        """The figures of an article's box. What a figure measures is a phrase of the Chinese text, so the English edition
        gives the English of the sentence instead; a sentence without English stands in Chinese."""
        groups: list[FigureGroup] = []
        by_key = {key: list(its) for key, its in groupby(rows, key=lambda row: row.figure.key)}
        for key, its in by_key.items():
            views = [self.view(row, lang) for row in its]
            anchor = key.partition("-")[0]
            if lang == "en":
                shown = ", ".join(dict.fromkeys(view.shown for view in views))
                groups.append(FigureGroup(anchor, shown, views[0].sentence, views[0].flagged))
            else:
                groups += (FigureGroup(anchor, view.shown, view.measures, view.flagged) for view in views)
        return tuple(groups)

    def linked(self, rows: Sequence[FigureRow], lang: Lang) -> tuple[FigureGroup, ...]:
        """The same for the figures of several stories, each with the path of its sentence."""
        groups: list[FigureGroup] = []
        for article_id, its in groupby(
            sorted(rows, key=lambda row: _first(rows, row)), key=lambda row: row.story.article.id
        ):
            path = article_path(lang, article_id)
            groups += (replace(group, anchor=f"{path}#{group.anchor}") for group in self.grouped(list(its), lang))
        return tuple(groups)


def _first(rows: Sequence[FigureRow], row: FigureRow) -> int:
    """The place of the first figure of a row's story."""
    return next(at for at, other in enumerate(rows) if other.story.article.id == row.story.article.id)


def shards(site: Site, views: FigureViews, lang: Lang) -> Iterator[tuple[str, bytes]]:
    """For each year a file of rows, for the filter of the table; nothing without figures."""
    years: dict[str, list[FigureRow]] = {}
    for row in site.figures:
        years.setdefault(figure_year(row.story), []).append(row)
    for year, rows in sorted(years.items()):
        records = [_shard_row(views.view(row, lang), row) for row in rows]
        yield f"data/figures/{lang}-{year}.json", (json.dumps(records, ensure_ascii=False) + "\n").encode()


def figures_json(site: Site, units: Units, gazetteer: Gazetteer) -> bytes:
    """All figures as a list of records."""
    records = [_record(row, units, gazetteer) for row in site.figures]
    return (json.dumps(records, ensure_ascii=False, indent=1) + "\n").encode()


def figures_csv(site: Site, units: Units, gazetteer: Gazetteer) -> bytes:
    """The same as CSV with a byte order mark; no cell can be taken for a formula."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in site.figures:
        record = _record(row, units, gazetteer)
        cells = [_cell(record[name]) for name in COLUMNS]
        writer.writerow(["'" + cell if cell[:1] in ("=", "+", "-", "@", "\t") else cell for cell in cells])
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def _record(row: FigureRow, units: Units, gazetteer: Gazetteer) -> dict[str, object]:
    figure, article = row.figure, row.story.article
    known = [gazetteer.by_name[name].en for name in article.districts if name in gazetteer.by_name]
    return {
        "article": article.id,
        "date": article.date or article.issue_date,
        "figure_zh": clean_text(figure.surface),
        "figure_en": in_english(figure, units),
        "value": plain_number(figure.value).replace(",", ""),
        "unit": figure.unit,
        "kind": figure.kind,
        "bound": figure.bound,
        "measures": clean_text(figure.measures),
        "comparison": clean_text(figure.comparison),
        "sentence_zh": clean_text(figure.sentence),
        "sentence_en": clean_text(_english(row.story, figure)),
        "flagged": _flagged(row.story, figure),
        "districts": known,
        "topics": list(article.topics),
        "url_zh": article_path("zh", article.id),
        "url_en": article_path("en", article.id),
    }


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value or "")


def _shard_row(view: FigureView, row: FigureRow) -> list[object]:
    return [
        view.shown,
        view.measures.text,
        view.measures.lang,
        view.sentence.text,
        view.sentence.lang,
        view.flagged,
        view.path,
        view.title.text,
        view.title.lang,
        view.date,
        view.districts,
        row.story.article.id,
        view.search,
    ]


def _english(story: Story, figure: Figure) -> str:
    return english_of(story).get(figure.sentence, "")


def _flagged(story: Story, figure: Figure) -> bool:
    return any(item.key == figure.key and item.serious for item in story.translations)
