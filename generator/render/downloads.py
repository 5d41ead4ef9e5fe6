"""All articles as data: JSON and CSV, with both languages."""

import csv
import io
import json

from generator.gazetteer import Gazetteer
from generator.model import Site, Story
from generator.plan import article_path
from generator.render.text import clean_text
from generator.render.view import choose, english_of, summary_texts
from generator.taxonomy import Taxonomy

COLUMNS = (
    "id",
    "date",
    "title_zh",
    "title_en",
    "summary_zh",
    "summary_en",
    "districts",
    "topics",
    "source",
    "source_file",
    "url_zh",
    "url_en",
)


def articles_json(site: Site, gazetteer: Gazetteer, taxonomy: Taxonomy) -> bytes:
    """A list of records, newest first."""
    records = [_record(story, gazetteer, taxonomy) for story in site.stories]
    return (json.dumps(records, ensure_ascii=False, indent=1) + "\n").encode()


def articles_csv(site: Site, gazetteer: Gazetteer, taxonomy: Taxonomy) -> bytes:
    """The same as CSV with a byte order mark, as spreadsheets want it. A cell that a spreadsheet would take for a formula
    begins with an apostrophe."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for story in site.stories:
        record = _record(story, gazetteer, taxonomy)
        cells = [
            value if isinstance(value := record[name], str) else "; ".join(map(str, value or ())) for name in COLUMNS
        ]
        writer.writerow(["'" + cell if cell[:1] in ("=", "+", "-", "@", "\t") else cell for cell in cells])
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def _record(story: Story, gazetteer: Gazetteer, taxonomy: Taxonomy) -> dict[str, str | list[str]]:
    article = story.article
    english = english_of(story)
    title = choose(article.title, english, "en")
    known = [gazetteer.by_name[name].en for name in article.districts if name in gazetteer.by_name]
    return {
        "id": article.id,
        "date": article.date or "",
        "title_zh": clean_text(article.title),
        "title_en": clean_text(title.text) if title.lang == "en" else "",
        "summary_zh": clean_text("".join(article.summary)),
        "summary_en": clean_text(" ".join(text.text for text in summary_texts(story, "en") if text.lang == "en")),
        "districts": known,
        "topics": [slug for slug in article.topics if slug in taxonomy.by_slug],
        "source": clean_text(article.source or article.publication),
        "source_file": clean_text(article.source_file),
        "url_zh": article_path("zh", article.id),
        "url_en": article_path("en", article.id),
    }
