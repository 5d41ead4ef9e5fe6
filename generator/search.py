"""The search index of a site, by Pagefind (https://pagefind.app).

Pagefind cuts Chinese into words, differently in text and query, so that it misses a third of the places. Therefore each Han
character is indexed as a word of its own, and `search.js` asks for a phrase of single characters: then every substring is
found, and nothing else. The text shown to readers is not touched.

Topic, district and year are kept as metadata of each record and filtered by `search.js`: Pagefind's own filter files come
out in another order, and under other names, on every run.
"""

import json
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from pagefind.service import get_executable

from generator.errors import PublishError
from generator.language.characters import is_cjk_punctuation, is_han
from generator.model import LANGS, Lang, Site, Story
from generator.plan import article_path

FOLDER = "pagefind"
_UNUSED = ("pagefind-*ui*", "pagefind-highlight.js")
"""Pagefind's own search forms; the site has one of its own."""
_LANGUAGES: dict[Lang, str] = {"zh": "zh", "en": "en"}


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """One article of one edition, as it is searched."""

    url: str
    lang: Lang
    title: str
    text: str
    topics: tuple[str, ...]
    """Slugs."""
    districts: tuple[str, ...]
    """Slugs."""
    date: str
    """`YYYY-MM-DD`, or empty."""


def search_records(site: Site, district_slugs: dict[str, str]) -> Iterator[SearchRecord]:
    """A record for each published story and language. The English record holds the Chinese too, since its page does."""
    for lang in LANGS:
        for story in site.stories:
            article = story.article
            english = {item.zh: item.en for item in story.translations if item.en}
            title = english.get(article.title, article.title) if lang == "en" else article.title
            yield SearchRecord(
                url=article_path(lang, article.id),
                lang=lang,
                title=title or (article.body[:40] if lang == "zh" else _first(story)[:60]),
                text=_text(story, lang),
                topics=article.topics,
                districts=tuple(district_slugs[name] for name in article.districts if name in district_slugs),
                date=article.date or article.issue_date,
            )


def _first(story: Story) -> str:
    return next((item.en or item.zh for item in story.translations), story.article.body)


def _text(story: Story, lang: Lang) -> str:
    article = story.article
    chinese = "\n".join(
        (
            article.kicker,
            article.title,
            *article.subtitle,
            article.body,
            *article.captions,
            *article.byline,
            article.source,
        )
    )
    english = "\n".join(item.en for item in story.translations if item.en)
    return f"{english}\n{chinese}" if lang == "en" else chinese


def spaced(text: str, separator: str) -> str:
    """The text with every Han character and every Chinese mark set off as a word."""
    parts = [f"{separator}{ch}{separator}" if is_han(ch) or is_cjk_punctuation(ch) else ch for ch in text]
    return re.sub(f"(?:{re.escape(separator)})+", separator, "".join(parts))


def write_index(out: Path, records: Iterable[SearchRecord]) -> int:
    """Write the index into the site's folder; the number of records. Raises PublishError if Pagefind fails.

    Pagefind's program reads a folder of small pages made for it, one a record. (Its Python service waits a tenth of a second
    for each record.)"""
    with tempfile.TemporaryDirectory(prefix="digest-index-") as temporary:
        count = 0
        for record in records:
            page = Path(temporary, *record.url.strip("/").split("/"), "index.html")
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(_page(record), encoding="utf-8")
            count += 1
        try:
            command = [str(get_executable()), "--site", temporary, "--output-path", str(out / FOLDER), "--quiet"]
            subprocess.run(command, capture_output=True, text=True, check=True)
        except (OSError, subprocess.CalledProcessError, FileNotFoundError) as error:
            told = (getattr(error, "stderr", "") or str(error)).strip().splitlines()[-1:]
            raise PublishError(f"the search index cannot be made: {' '.join(told)}", "run digest doctor") from error
    for name in _UNUSED:
        for path in sorted((out / FOLDER).glob(name)):
            path.unlink()
    _sort_entry(out / FOLDER / "pagefind-entry.json")
    return count


def _page(record: SearchRecord) -> str:
    """The page that Pagefind reads for a record: the spaced text, and the metadata as attributes."""
    meta = {
        "title": record.title,
        "date": record.date,
        "topic": " ".join(record.topics),
        "district": " ".join(record.districts),
        "year": record.date[:4],
    }
    marks = "".join(
        f'<i data-pagefind-meta="{key}[data-of]" data-of="{escape(_one_line(value))}"></i>'
        for key, value in meta.items()
        if value
    )
    text = escape(spaced(_one_line(record.text), "\u200b" if record.lang == "zh" else " "))
    lang = _LANGUAGES[record.lang]
    return f'<!doctype html><html lang="{lang}"><body data-pagefind-body>{marks}<p>{text}</p></body></html>'


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _sort_entry(path: Path) -> None:
    """Write the index's list of languages in a fixed order; Pagefind's changes from run to run."""
    entry = json.loads(path.read_bytes())
    path.write_text(json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":")), encoding="utf-8")
