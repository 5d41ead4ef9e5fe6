"""Ready-made articles (`--articles FILE.jsonl`) → stories, for texts that need no cutting."""

import json
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from pathlib import Path

from generator.errors import InputError, Problem
from generator.identify import is_id, slug, unique_id
from generator.language.sentences import split_english_sentences, split_sentences
from generator.model import Article, Block, Story, Translation

BlocksOf = Callable[[str], tuple[Block, ...]]
"""Markdown text → blocks; given by the caller, since Markdown is read in `render` only."""

GIVEN = "supplied"
"""Origin of English that came with an article."""

_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


@dataclass(frozen=True, slots=True)
class ReadyMade:
    """Stories from a file, the English that came with them by article id, and what is wrong with its lines."""

    stories: tuple[Story, ...]
    english: dict[str, "English"]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class English:
    """The English part of a ready-made article."""

    title: str
    summary: tuple[str, ...]
    blocks: tuple[Block, ...]


def load_ready_made(path: Path, topics: Collection[str], districts: Collection[str], blocks_of: BlocksOf) -> ReadyMade:
    """The articles of a JSON-lines file. A line that cannot be used gives a problem and the others go on; raises
    InputError if the file cannot be read or holds no usable line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read: {error}", "give a UTF-8 file of JSON lines", file=str(path)) from error
    stories: list[Story] = []
    english: dict[str, English] = {}
    problems: list[Problem] = []
    taken: set[str] = set()
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            problems.append(Problem(path.name, number, f"no JSON: {error}", "one object a line"))
            continue
        story, translated, faults = _story(record, path.name, taken, topics, districts, blocks_of)
        problems += [Problem(path.name, number, found, remedy) for found, remedy in faults]
        if story:
            taken.add(story.article.id)
            stories.append(story)
            if translated:
                english[story.article.id] = translated
    if not stories:
        raise InputError("holds no usable article", "one JSON object a line; see the README", file=str(path))
    return ReadyMade(tuple(stories), english, tuple(problems))


def _story(
    record: object,
    file: str,
    taken: set[str],
    topics: Collection[str],
    districts: Collection[str],
    blocks_of: BlocksOf,
) -> tuple[Story | None, English | None, list[tuple[str, str]]]:
    faults: list[tuple[str, str]] = []
    zh = record.get("zh") if isinstance(record, dict) else None
    if not isinstance(record, dict) or not isinstance(zh, dict):
        return None, None, [("no object with `zh`", "give id, date, district, topics, zh and en")]
    title, summary, body = (_text(zh.get(key)) for key in ("title", "summary", "body_markdown"))
    if not title and not body:
        return None, None, [("neither title nor text", "give `zh.title` and `zh.body_markdown`")]
    date = _text(record.get("date")) or None
    if date and not _DATE.fullmatch(date):
        faults.append((f"date {date!r}", "write YYYY-MM-DD"))
        date = None
    given = _text(record.get("id"))
    article_id = given if is_id(given) else f"{date or 'undated'}-{slug(given or title) or 'article'}"
    if given and article_id != given:
        faults.append((f"id {given!r} cannot be a URL, {article_id} is used", "use a-z, 0-9 and single hyphens"))
    if article_id in taken:
        unique = unique_id(article_id, taken)
        faults.append((f"id {article_id} stands twice, {unique} is used", "give each article an id of its own"))
        article_id = unique
    slugs = record.get("topics")
    known = tuple(topic for topic in slugs if topic in topics) if isinstance(slugs, list) else ()
    faults += [(f"unknown topic {topic!r}", "see content/taxonomy.yaml") for topic in slugs or () if topic not in known]
    district = _text(record.get("district"))
    if district and district not in districts:
        faults.append((f"unknown district {district!r}", "see content/gazetteer.yaml"))
        district = ""
    article = Article(
        id=article_id,
        source_file=file,
        kind="news",
        title=title,
        blocks=blocks_of(body),
        lines=(),
        date=date,
        date_basis="given with the article" if date else "",
        districts=(district,) if district else (),
        topics=known,
        singapore="新加坡" in title + body or "中新互联互通" in title + body,
        summary=(summary,) if summary else (),
    )
    return Story(article), _english(record.get("en"), blocks_of), faults


def _english(record: object, blocks_of: BlocksOf) -> English | None:
    if not isinstance(record, dict):
        return None
    title, summary, body = (_text(record.get(key)) for key in ("title", "summary", "body_markdown"))
    if not (title or summary or body):
        return None
    return English(title, (summary,) if summary else (), blocks_of(body))


def _sentences(text: str) -> tuple[str, ...]:
    return tuple(part for first, end in split_sentences(text) if (part := text[first:end].strip()))


def _text(value: object) -> str:
    return " ".join(str(value).split()) if isinstance(value, str) and "\n" not in value else str(value or "").strip()


def as_stories(given: ReadyMade) -> tuple[Story, ...]:
    """The stories; those that came in both languages with their English, aligned block by block and, where the sentences
    are as many, sentence by sentence."""
    return tuple(
        replace(story, translations=_aligned(story, given.english[story.article.id]))
        if story.article.id in given.english
        else story
        for story in given.stories
    )


def _aligned(story: Story, english: English) -> tuple[Translation, ...]:
    article = story.article
    found = [Translation("title", article.title, english.title, GIVEN)] if article.title else []
    theirs = [block.text for block in english.blocks if block.kind != "separator"]
    mine = [(number, block) for number, block in enumerate(article.blocks, 1) if block.kind != "separator"]
    for place, (number, block) in enumerate(mine):
        last = place == len(mine) - 1
        en = " ".join(theirs[place:]) if last else theirs[place] if place < len(theirs) else ""
        zh_parts = _sentences(block.text) if block.kind == "paragraph" else (block.text,)
        spans = split_english_sentences(en)
        en_parts = [en[first:end].strip() for first, end in spans]
        key = f"p{number}"
        if block.kind == "paragraph" and len(zh_parts) == len(en_parts) > 1:
            found += [
                Translation(f"{key}-s{at}", zh, part, GIVEN)
                for at, (zh, part) in enumerate(zip(zh_parts, en_parts, strict=True), 1)
            ]
        else:
            found.append(
                Translation(key if block.kind == "heading" else f"{key}-s1", block.text, en, GIVEN if en else "")
            )
    if article.summary and english.summary:
        joined = "".join(article.summary)
        found.append(Translation("summary-1", joined, " ".join(english.summary), GIVEN))
    return tuple(found)
