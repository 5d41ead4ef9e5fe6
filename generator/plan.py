"""All stories → Site: every page, its URL and its twin in the other language. Both editions run through the same code."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.digest import Digest, Period, digest_of, periods_of
from generator.entities import Entity, EntityFinder, EntityWords
from generator.figures import figures_of
from generator.gazetteer import CITY, NATION, Gazetteer
from generator.identify import slug
from generator.model import LANGS, Figure, FigureRow, Lang, Site, SitePage, SourceInfo, Story
from generator.taxonomy import Taxonomy

PAGE_SIZE = 40
"""Articles on one page of a list."""
HOME_SIZE = 12
RELATED = 5
MENTIONS, MENTIONED = 8, 3
"""Names in the box of an article, and other articles shown for each. A name in a quarter of all articles tells nothing."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Someone or something that an article names, and other articles that do."""

    entity: Entity
    stories: tuple[Story, ...]


FIGURES_SIZE = 100
"""Figures on one page of the table."""
FIGURES_SHOWN = 8
"""Figures in the box of an article."""


@dataclass(frozen=True, slots=True)
class Shelfmark:
    """One list of articles: where it lives, what it is called, what is in it."""

    group: str
    """`topics`, `districts`, `dates`, `collections` or `sources`."""
    slug: str
    title: Mapping[Lang, str]
    about: Mapping[Lang, str]
    stories: tuple[Story, ...]

    def path(self, lang: Lang, page: int = 1) -> str:
        """URL path of its first or a later page."""
        return f"/{lang}/{self.group}/{self.slug}/" + (f"page/{page}/" if page > 1 else "")


def plan(
    stories: Sequence[Story],
    gazetteer: Gazetteer,
    taxonomy: Taxonomy,
    sources: Sequence[SourceInfo],
    entity_words: EntityWords | None = None,
) -> Site:
    """The site of the published stories. Hidden stories are nowhere in it."""
    shown = tuple(sorted((story for story in stories if story.publish), key=_newest_first))
    lists = (
        *_topics(shown, taxonomy),
        *_districts(shown, gazetteer),
        *_dates(shown),
        _collection(shown),
        *_sources(shown, sources),
    )
    finder = EntityFinder(gazetteer, entity_words or EntityWords())
    named = {story.article.id: finder.entities(story.article) for story in shown}
    related = _related(shown, named)
    mentions = _mentions(shown, named)
    figures = {story.article.id: figures_of(story.article) for story in shown}
    periods = tuple((period, digest_of(period.stories, known=figures)) for period in periods_of(shown, gazetteer))
    rows = tuple(FigureRow(story, figure) for story in shown for figure in figures[story.article.id])
    pages: list[SitePage] = []
    for lang in LANGS:
        pages += _fixed_pages(lang, shown, lists)
        for story in shown:
            key = story.article.id
            pages.append(_article_page(lang, story, related[key], mentions[key], figures[key]))
        pages += _figure_pages(lang, rows)
        pages += _digest_pages(lang, periods, gazetteer)
        for mark in lists:
            pages += _list_pages(lang, mark)
    return Site(tuple(pages), shown, rows)


def article_path(lang: Lang, article_id: str) -> str:
    """URL path of an article."""
    return f"/{lang}/articles/{article_id}/"


def other(lang: Lang) -> Lang:
    """The other language."""
    return "en" if lang == "zh" else "zh"


def _newest_first(story: Story) -> tuple[int, int, str]:
    """Dated ones by date, newest first; undated ones after them."""
    day = story.article.date or story.article.issue_date
    return (0 if day else 1, -int(day.replace("-", "")) if day else 0, story.article.id)


def _fixed_pages(lang: Lang, stories: Sequence[Story], lists: Sequence[Shelfmark]) -> Iterator[SitePage]:
    def page(path: str, template: str, title: str, **context: object) -> SitePage:
        return SitePage(f"/{lang}/{path}", lang, template, title, f"/{other(lang)}/{path}", context)

    by_group = {group: [mark for mark in lists if mark.group == group] for group in ("topics", "districts", "sources")}
    months = [mark for mark in lists if (mark.group == "dates" and mark.slug.count("/") == 1) or mark.slug == "undated"]
    collection = next(mark for mark in lists if mark.group == "collections")
    yield page(
        "",
        "home.html",
        "",
        latest=tuple(stories[:HOME_SIZE]),
        total=len(stories),
        lists=by_group,
        collection=collection,
    )
    for group, marks in by_group.items():
        yield page(f"{group}/", "index.html", f"@{group}", marks=tuple(marks), group=group)
    yield page("dates/", "index.html", "@dates", marks=tuple(months), group="dates")
    yield page(
        "articles/", "list.html", "@all_articles", stories=tuple(stories), about="", pages=(), number=1, compact=True
    )
    yield page("search/", "search.html", "@search", lists=by_group, years=_years(stories))
    yield page("about/", "about.html", "@about")
    yield page("404/", "notfound.html", "@not_found")


def _digest_pages(lang: Lang, periods: Sequence[tuple[Period, Digest]], gazetteer: Gazetteer) -> Iterator[SitePage]:
    """What each day, week, month and district had, and a page that leads to them."""
    titles = {period.slug: period_title(period, lang, gazetteer) for period, _ in periods}
    context: dict[str, object] = {"periods": tuple(period for period, _ in periods), "titles": titles}
    yield SitePage(f"/{lang}/digest/", lang, "digests.html", "@digest", f"/{other(lang)}/digest/", context)
    for period, digest in periods:
        path, twin = (f"/{edition}/digest/{period.slug}/" for edition in (lang, other(lang)))
        context = {"digest": digest, "period": period, "total": len(period.stories)}
        yield SitePage(path, lang, "digest.html", titles[period.slug], twin, context)


def period_title(period: Period, lang: Lang, gazetteer: Gazetteer) -> str:
    """`2023年5月`, `Week 19 of 2023 (8 May to 14 May)`, `Yuzhong District`."""
    if period.kind == "district":
        return period.start if lang == "zh" else gazetteer.by_name[period.start].en
    if period.kind != "week":
        return date_label(lang, period.slug)
    year, week = period.slug.split("-w")
    first = date.fromisoformat(period.start)
    last = first + timedelta(days=6)
    if lang == "zh":
        return f"{year}年第{int(week)}周（{first.month}月{first.day}日至{last.month}月{last.day}日）"
    ends = (f"{day.day} {_MONTHS[day.month - 1]}" for day in (first, last))
    return f"Week {int(week)} of {year} ({' to '.join(ends)})"


def figure_year(story: Story) -> str:
    """The year of the shard that holds a story's figures, or `undated`."""
    return (story.article.date or story.article.issue_date)[:4] or "undated"


def figure_years(rows: Sequence[FigureRow]) -> tuple[str, ...]:
    """The years that have figures, newest first, `undated` last."""
    years = {figure_year(row.story) for row in rows}
    return (*sorted(years - {"undated"}, reverse=True), *sorted(years & {"undated"}))


def _figure_pages(lang: Lang, rows: Sequence[FigureRow]) -> Iterator[SitePage]:
    """The table of all figures, newest article first."""
    count = max(1, -(-len(rows) // FIGURES_SIZE))

    def path(edition: Lang, number: int) -> str:
        return f"/{edition}/figures/" + (f"page/{number}/" if number > 1 else "")

    for number in range(1, count + 1):
        context = {
            "rows": tuple(rows[(number - 1) * FIGURES_SIZE : number * FIGURES_SIZE]),
            "number": number,
            "total": len(rows),
            "years": figure_years(rows),
            "pages": tuple(path(lang, at) for at in range(1, count + 1)),
        }
        yield SitePage(path(lang, number), lang, "figures.html", "@figures", path(other(lang), number), context)


def _article_page(
    lang: Lang, story: Story, related: Sequence[Story], mentions: Sequence[Mention], figures: Sequence[Figure]
) -> SitePage:
    article_id = story.article.id
    twin = article_path(other(lang), article_id)
    context = {
        "story": story,
        "related": tuple(related),
        "mentions": tuple(mentions),
        "figures": _key_figures(story, figures),
        "figure_count": len(figures),
    }
    return SitePage(article_path(lang, article_id), lang, "article.html", "", twin, context)


def _key_figures(story: Story, figures: Sequence[Figure]) -> tuple[FigureRow, ...]:
    """The figures of an article's box: those of its summary first, then those that say what they measure."""
    told = "".join(story.article.summary)
    ordered = sorted(
        range(len(figures)), key=lambda at: (figures[at].sentence not in told, not figures[at].measures, at)
    )
    return tuple(FigureRow(story, figures[at]) for at in sorted(ordered[:FIGURES_SHOWN]))


def _list_pages(lang: Lang, mark: Shelfmark) -> Iterator[SitePage]:
    count = max(1, -(-len(mark.stories) // PAGE_SIZE))
    for number in range(1, count + 1):
        context = {
            "stories": mark.stories[(number - 1) * PAGE_SIZE : number * PAGE_SIZE],
            "about": mark.about[lang],
            "pages": tuple(mark.path(lang, at) for at in range(1, count + 1)),
            "number": number,
            "total": len(mark.stories),
            "mark": mark,
        }
        twin = mark.path(other(lang), number)
        yield SitePage(mark.path(lang, number), lang, "list.html", mark.title[lang], twin, context)


# ── lists ────────────────────────────────────────────────────────────────────────────────────────────────


def _topics(stories: Sequence[Story], taxonomy: Taxonomy) -> Iterator[Shelfmark]:
    for topic in taxonomy.topics:
        its = tuple(story for story in stories if topic.slug in story.article.topics)
        if its:
            about: Mapping[Lang, str] = {"zh": topic.about_zh, "en": topic.about_en}
            yield Shelfmark("topics", topic.slug, {"zh": topic.zh, "en": topic.en}, about, its)


def _districts(stories: Sequence[Story], gazetteer: Gazetteer) -> Iterator[Shelfmark]:
    ordered = sorted(gazetteer.districts, key=lambda district: district.zh in (CITY, NATION))
    for district in ordered:
        its = tuple(story for story in stories if district.zh in story.article.districts)
        if its:
            yield Shelfmark(
                "districts", district.slug, {"zh": district.zh, "en": district.en}, {"zh": "", "en": ""}, its
            )


def _dates(stories: Sequence[Story]) -> Iterator[Shelfmark]:
    by_slug: dict[str, list[Story]] = {}
    for story in stories:
        day = story.article.date or story.article.issue_date
        parts = day.split("-") if day else ["undated"]
        for depth in range(1, len(parts) + 1):
            by_slug.setdefault("/".join(parts[:depth]), []).append(story)
    for mark, its in sorted(by_slug.items(), key=lambda pair: (pair[0] != "undated", pair[0]), reverse=True):
        yield Shelfmark(
            "dates",
            mark,
            {"zh": date_label("zh", mark), "en": date_label("en", mark)},
            {"zh": "", "en": ""},
            tuple(its),
        )


def _collection(stories: Sequence[Story]) -> Shelfmark:
    return Shelfmark(
        "collections",
        "china-singapore",
        {"zh": "中国—新加坡", "en": "China–Singapore"},
        {
            "zh": "涉及新加坡以及中新（重庆）战略性互联互通示范项目的文章。",
            "en": "Articles that concern Singapore or the China–Singapore (Chongqing) Demonstration Initiative on Strategic "
            "Connectivity.",
        },
        tuple(story for story in stories if story.article.singapore),
    )


def _sources(stories: Sequence[Story], sources: Sequence[SourceInfo]) -> Iterator[Shelfmark]:
    infos = {info.file: info for info in sources}
    by_file: dict[str, list[Story]] = {}
    for story in stories:
        for name in dict.fromkeys((story.article.source_file, *(p.source_file for p in story.printings))):
            by_file.setdefault(name, []).append(story)
    taken: set[str] = set()
    for name, its in sorted(by_file.items()):
        info = infos.get(name, SourceInfo())
        mark = slug(name.rpartition(".")[0] or name) or "source"
        while mark in taken:
            mark += "-x"
        taken.add(mark)
        zh = f"{info.publication}（{name}）" if info.publication else name
        en = f"{info.publication_en or info.publication} ({name})" if info.publication else name
        its = sorted(its, key=lambda story: story.article.lines)
        received: Mapping[Lang, str] = {"zh": "", "en": ""}
        if info.original_name:
            received = {"zh": f"收到时的文件名：{info.original_name}", "en": f"Received as {info.original_name}"}
        yield Shelfmark("sources", mark, {"zh": zh, "en": en}, received, tuple(its))


def date_label(lang: Lang, mark: str) -> str:
    """`2023/09/12` → 2023年9月12日, 12 September 2023; shorter marks give a month or a year."""
    if mark == "undated":
        return "无日期" if lang == "zh" else "Undated"
    numbers = [int(part) for part in mark.replace("-", "/").split("/")]
    if lang == "zh":
        return "".join(f"{number}{unit}" for number, unit in zip(numbers, "年月日", strict=False))
    month = [_MONTHS[numbers[1] - 1]] if len(numbers) > 1 else []
    return " ".join([*(str(number) for number in numbers[2:]), *month, str(numbers[0])])


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def _years(stories: Sequence[Story]) -> tuple[str, ...]:
    return tuple(sorted({day[:4] for s in stories if (day := s.article.date or s.article.issue_date)}, reverse=True))


def _mentions(stories: Sequence[Story], named: Mapping[str, Sequence[Entity]]) -> dict[str, tuple[Mention, ...]]:
    """For each story whom and what it names that other stories name too, with the nearest of them."""
    index: dict[tuple[str, str], list[int]] = {}
    for at, story in enumerate(stories):
        for entity in named[story.article.id]:
            index.setdefault((entity.kind, entity.name), []).append(at)
    mentions: dict[str, tuple[Mention, ...]] = {}
    for at, story in enumerate(stories):
        found = []
        for entity in named[story.article.id]:
            its = index[entity.kind, entity.name]
            if 1 < len(its) <= max(3, len(stories) // 4):
                near = sorted((other for other in its if other != at), key=lambda other: (abs(other - at), other))
                found.append(Mention(entity, tuple(stories[other] for other in near[:MENTIONED])))
        mentions[story.article.id] = tuple(found[:MENTIONS])
    return mentions


def _related(stories: Sequence[Story], named: Mapping[str, Sequence[Entity]]) -> dict[str, tuple[Story, ...]]:
    """For each story the few that share most: whom and what they name, topics, the main district; the rarer, the more.
    By index, so that cost stays linear."""
    index: dict[str, list[int]] = {}
    place: dict[tuple[str, int], int] = {}
    for at, story in enumerate(stories):
        for key in _keys(story, named):
            its = index.setdefault(key, [])
            place[key, at] = len(its)
            its.append(at)
    related: dict[str, tuple[Story, ...]] = {}
    for at, story in enumerate(stories):
        scores: dict[int, float] = {}
        for key in _keys(story, named):
            its = index[key]
            mine = place[key, at]
            for near in its[max(0, mine - 20) : mine + 21] if len(its) > 41 else its:
                if near != at:
                    scores[near] = scores.get(near, 0.0) + 1.0 / (1 + len(its)) ** 0.5
        best = sorted(scores, key=lambda near: (-scores[near], near))[:RELATED]
        related[story.article.id] = tuple(stories[near] for near in best)
    return related


def _keys(story: Story, named: Mapping[str, Sequence[Entity]]) -> list[str]:
    article = story.article
    return [
        *(f"t:{topic}" for topic in article.topics),
        *(f"d:{name}" for name in article.districts[:1]),
        *(f"{entity.kind}:{entity.name}" for entity in named[article.id]),
    ]
