"""Stories get ids that stay: readable, ASCII, unique, and the same on every later build."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pypinyin import Style, lazy_pinyin

from generator.language.characters import is_han
from generator.model import Article, Story

MAX_SLUG = 48
"""Characters of the slug: about eight syllables, enough to recognise a headline."""

SAME_TEXT = 0.5
"""Share of 8-character shingles from which a cut is the same article as a stored one. Different articles of one page
share under 0.05 (quoted slogans); an article whose ends moved by a paragraph keeps over 0.8."""

_SHINGLE = 8
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Known:
    """An article that already has an id."""

    id: str
    source_file: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Identified:
    """Stories with ids, and the known ids of the same source files that no story took."""

    stories: tuple[Story, ...]
    left: tuple[str, ...]


def identify(stories: Sequence[Story], known: Sequence[Known]) -> Identified:
    """Each story with an id in its article: that of the known article from the same source with most text in common,
    else a new one. The order of `known` does not matter."""
    by_source: dict[str, list[Known]] = {}
    for one in sorted(known, key=lambda one: one.id):
        by_source.setdefault(one.source_file, []).append(one)
    pairs: list[tuple[float, int, str]] = []
    for index, story in enumerate(stories):
        sources = [story.article.source_file, *(printing.source_file for printing in story.printings)]
        candidates = [one for source in dict.fromkeys(sources) for one in by_source.get(source, ())]
        shingles = _shingles(story.article.title, story.article.body)
        for one in candidates:
            likeness = _likeness(shingles, _shingles(one.title, one.body))
            if likeness >= SAME_TEXT:
                pairs.append((-likeness, index, one.id))
    given: dict[int, str] = {}
    taken: set[str] = set()
    for _, index, known_id in sorted(pairs):
        if index not in given and known_id not in taken:
            given[index] = known_id
            taken.add(known_id)
    reserved = {one.id for one in known}
    named: list[Story] = []
    for index, story in enumerate(stories):
        article_id = given.get(index) or unique_id(story.article.id or new_id(story.article), reserved)
        reserved.add(article_id)
        named.append(replace(story, article=replace(story.article, id=article_id)))
    touched = {story.article.source_file for story in stories}
    left = tuple(sorted(one.id for one in known if one.id not in taken and one.source_file in touched))
    return Identified(tuple(named), left)


def name_articles(articles: Sequence[Article]) -> tuple[Article, ...]:
    """The articles with ids of their own, unique among them, in order; an id that an article has is its first wish."""
    reserved: set[str] = set()
    named: list[Article] = []
    for article in articles:
        article_id = unique_id(article.id or new_id(article), reserved)
        reserved.add(article_id)
        named.append(replace(article, id=article_id))
    return tuple(named)


def new_id(article: Article) -> str:
    """`2023-09-12-qu-zheng-fu-zhao-kai…`: the date (the issue's if the article has none, else `undated`) and the
    pinyin of the headline's beginning; the body's where there is no headline."""
    words = article.title or article.body
    return f"{article.date or article.issue_date or 'undated'}-{slug(words) or 'article'}"


_ENOUGH = MAX_SLUG // 2
"""Characters whose pinyin fills a slug: a syllable and its hyphen take two characters at least."""


def slug(text: str) -> str:
    """ASCII slug of a Chinese or Latin text: pinyin without tones, whole syllables, at most `MAX_SLUG` characters.
    Text with neither Han, Latin letters nor digits gives an empty string."""
    kept = "".join(ch if is_han(ch) or (ch.isascii() and ch.isalnum()) else " " for ch in text[:_ENOUGH])
    syllables = " ".join(lazy_pinyin(kept, style=Style.NORMAL, errors="default", v_to_u=False)).lower()
    result = ""
    for syllable in re.findall(r"[a-z0-9]+", syllables):
        longer = f"{result}-{syllable}" if result else syllable
        if len(longer) > MAX_SLUG:
            return result or syllable[:MAX_SLUG]
        result = longer
    return result


def unique_id(wanted: str, reserved: Iterable[str]) -> str:
    """`wanted`, or `wanted-2`, `wanted-3`, … if it is reserved."""
    reserved = set(reserved) if not isinstance(reserved, set) else reserved
    number, candidate = 1, wanted
    while candidate in reserved:
        number += 1
        candidate = f"{wanted}-{number}"
    return candidate


def is_id(text: str) -> bool:
    """Whether a text can be an id: lower-case ASCII letters, digits and single hyphens, at most 120 characters."""
    return len(text) <= 120 and bool(_ID.fullmatch(text))


def _shingles(title: str, body: str) -> frozenset[str]:
    text = re.sub(r"\s", "", body) or re.sub(r"\s", "", title)
    if len(text) <= _SHINGLE:
        return frozenset({text})
    return frozenset(text[at : at + _SHINGLE] for at in range(len(text) - _SHINGLE + 1))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))
