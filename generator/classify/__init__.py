"""Articles → articles with date, districts, topics and the China–Singapore mark, each with its evidence."""

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.classify.dates import Stated, date_of, stated_years
from generator.classify.districts import districts_of, home_of
from generator.classify.folio import folio_date, mastheads
from generator.classify.topics import topics_of
from generator.gazetteer import Gazetteer
from generator.model import Article, Page
from generator.taxonomy import Taxonomy

_SINGAPORE = re.compile(
    r"新加坡|中新[（(]重庆[）)]|中新(?:互联互通|合作|跨境|金融|国际|战略性|双边|两国|关系|项目|示范)|狮城"
)


def classify(articles: Sequence[Article], page: Page, gazetteer: Gazetteer, taxonomy: Taxonomy) -> tuple[Article, ...]:
    """The articles of one page with their facts. The page tells the year and the home district where articles do not."""
    home = home_of(articles, page.info.home_district, tuple(mastheads(page)), gazetteer)
    folio = folio_date(page)
    stated = stated_years(page, folio)
    return tuple(_with_facts(article, page, folio, stated, home, gazetteer, taxonomy) for article in articles)


def _with_facts(
    article: Article,
    page: Page,
    folio: str,
    stated: Sequence[Stated],
    home: str,
    gazetteer: Gazetteer,
    taxonomy: Taxonomy,
) -> Article:
    dated = date_of(article, page, folio, stated)
    districts, places = districts_of(article, home, gazetteer)
    topics, words = topics_of(article, taxonomy)
    return replace(
        article,
        date=dated.day if dated else None,
        date_basis=dated.basis if dated else "",
        issue_date=page.info.issue_date or folio,
        publication=page.info.publication,
        publication_en=page.info.publication_en,
        page=page.info.page,
        districts=districts,
        topics=topics,
        singapore=is_about_singapore(article),
        evidence=(*places, *words),
    )


def is_about_singapore(article: Article) -> bool:
    """Whether the headline or the body names Singapore or the China–Singapore initiative; 中新社 and 中新网 do not."""
    return bool(_SINGAPORE.search(" ".join((article.kicker, article.title, *article.subtitle)) + article.body))
