"""`content/articles/` as a whole: what editors have there, what to write there, nothing of theirs ever lost.

Beside each file that editors see, `content/.generated/` keeps the text that the generator last wrote, so that an
editor's change can be told from the generator's own. When both changed the same field, the editor's file stays, the
new text is put beside it as `ID.zh.upstream.md`, and the clash is reported until an editor deletes that file.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.content.article_file import ZH_FIELDS, Fields, parse_file, parse_pairs, render_file
from generator.content.convert import EN_FIELDS, EN_HEAD, GENERATED_KEYS, en_fields, story_of, zh_fields
from generator.content.merge import merge
from generator.errors import Problem
from generator.files import write_atomically
from generator.identify import Known, is_id
from generator.model import Story

ARTICLES = "articles"
GENERATED = ".generated"
_UPSTREAM = ".zh.upstream.md"
_SCHEMAS = {"zh": ZH_FIELDS, "en": EN_FIELDS}


@dataclass(frozen=True, slots=True)
class Entry:
    """The files of one article. A field is None when that file is missing or cannot be used."""

    id: str
    folder: str
    """Folder below `articles/`: the year or `undated`."""
    zh: Fields | None = None
    zh_base: Fields | None = None
    en: Fields | None = None
    en_base: Fields | None = None
    locked: tuple[str, ...] = ()
    """Languages whose file has a fault: it is not to be written over."""

    def name(self, lang: str) -> str:
        """Path of the article's file below `content/`."""
        return f"{ARTICLES}/{self.folder}/{self.id}.{lang}.md"


@dataclass(frozen=True, slots=True)
class Shelf:
    """All entries by id, and what is wrong with their files."""

    entries: Mapping[str, Entry]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Files to write and to delete, as paths below `content/`."""

    write: Mapping[str, str]
    delete: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shelved:
    """Stories as the editors' files tell them, and what has to change in `content/`."""

    stories: tuple[Story, ...]
    changes: Changes
    problems: tuple[Problem, ...]


# ── edges ────────────────────────────────────────────────────────────────────────────────────────────────


def load_shelf(content: Path) -> Shelf:
    """Read every article file below `content/`."""
    entries: dict[str, Entry] = {}
    problems: list[Problem] = []
    root = content / ARTICLES
    for path in sorted(root.rglob("*.md")) if root.is_dir() else ():
        match = re.fullmatch(r"(.+)\.(zh|en)\.md", path.name)
        name = path.relative_to(content).as_posix()
        if path.name.endswith(_UPSTREAM):
            article_id = path.name.removesuffix(_UPSTREAM)
            entries.setdefault(article_id, Entry(article_id, path.parent.relative_to(root).as_posix()))
            remedy = "take over what you want, then delete this file"
            problems.append(Problem(name, 0, "the source changed where an editor had changed the article", remedy))
            continue
        if not match or not is_id(match[1]):
            problems.append(Problem(name, 0, "not named ID.zh.md or ID.en.md", "rename it", "note"))
            continue
        article_id, lang = match[1], match[2]
        folder = path.parent.relative_to(root).as_posix()
        entry = entries.get(article_id, Entry(article_id, folder))
        mine, faults = _read(path, name, lang)
        base, _ = _read(content / GENERATED / folder / path.name, name, lang)
        problems += faults
        locked = (*entry.locked, lang) if faults else entry.locked
        if lang == "zh":
            entry = replace(entry, zh=mine, zh_base=base, folder=folder, locked=locked)
        else:
            entry = replace(entry, en=mine, en_base=base, locked=locked)
        entries[article_id] = entry
    return Shelf(entries, tuple(problems))


def apply_changes(content: Path, changes: Changes) -> int:
    """Write and delete; the number of files that really changed."""
    count = sum(write_atomically(content / name, text.encode()) for name, text in sorted(changes.write.items()))
    for name in changes.delete:
        (content / name).unlink(missing_ok=True)
    return count + len(changes.delete)


def _read(path: Path, name: str, lang: str) -> tuple[Fields | None, tuple[Problem, ...]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None, ()
    except (OSError, UnicodeDecodeError) as error:
        return None, (Problem(name, 0, f"cannot be read: {error}", "save it as UTF-8 text"),)
    parsed = parse_file(text, name, _SCHEMAS[lang])
    return parsed.fields, parsed.problems


# ── Chinese ──────────────────────────────────────────────────────────────────────────────────────────────


def known_articles(shelf: Shelf) -> tuple[Known, ...]:
    """What `identify` needs to give articles their old ids."""
    known = []
    for entry in shelf.entries.values():
        base = entry.zh_base or entry.zh
        if base is not None:
            source = (entry.zh or base).get("source_file") or base["source_file"]
            known.append(Known(entry.id, str(source), str(base.get("title", "")), str(base["body"])))
    return tuple(known)


def shelve(stories: Sequence[Story], left: Iterable[str], shelf: Shelf) -> Shelved:
    """Merge fresh stories (with ids) into the shelf. `left` are ids whose source was read but does not hold them any
    more: they go if no editor touched them, else stay and are reported. Entries of other sources are kept."""
    result: list[Story] = []
    write: dict[str, str] = {}
    delete: list[str] = []
    problems: list[Problem] = []
    fresh = {story.article.id for story in stories}
    for story in stories:
        entry = shelf.entries.get(story.article.id) or Entry(story.article.id, _folder(story.article.id))
        merged_story, texts, problem = _shelve_one(story, entry)
        result.append(merged_story)
        write |= texts
        problems += [problem] if problem else []
    gone = set(left)
    for entry in shelf.entries.values():
        if entry.id in fresh:
            continue
        if entry.id in gone and entry.zh is not None and not _touched(entry):
            delete += [entry.name(lang) for lang in ("zh", "en")]
            delete += [_base_name(entry, lang) for lang in ("zh", "en")]
            problems.append(Problem(entry.name("zh"), 0, "not in its source any more, removed", "", "note"))
            continue
        fields = entry.zh or entry.zh_base
        if fields is None:
            continue
        if entry.id in gone:
            remedy = "delete it, or empty its `source_file` to keep it for good"
            problems.append(Problem(entry.name("zh"), 0, "edited by hand but not in its source any more", remedy))
        result.append(story_of(_complete(fields, entry.zh_base), (), None))
    return Shelved(tuple(result), Changes(write, tuple(delete)), tuple(problems))


def _shelve_one(story: Story, entry: Entry) -> tuple[Story, dict[str, str], Problem | None]:
    theirs = zh_fields(story)
    locked = "zh" in entry.locked
    last_good = entry.zh_base if locked else None
    mine = entry.zh if entry.zh is not None else last_good or theirs
    merged = merge(mine, entry.zh_base, theirs, GENERATED_KEYS)
    result = story_of(merged.fields, merged.edited, story.article)
    result = replace(result, publish=result.publish and (entry.en is None or entry.en.get("publish") is not False))
    if locked:
        return result, {}, None
    base_text = render_file(theirs)
    texts = {_base_name(entry, "zh"): base_text}
    if entry.zh != merged.fields:
        texts[entry.name("zh")] = render_file(merged.fields)
    if not merged.clashes:
        return result, texts, None
    upstream_name = entry.name("zh").removesuffix(".zh.md") + _UPSTREAM
    texts[upstream_name] = base_text
    found = f"source and editor both changed {', '.join(merged.clashes)}; the editor's text is kept"
    problem = Problem(entry.name("zh"), 0, found, f"compare {upstream_name}, then delete that file")
    return result, texts, problem


def _complete(fields: Fields, base: Fields | None) -> Fields:
    """Fields that could not be read are taken from the base, or left empty."""
    empty: Fields = {key: (None if kind is int else kind()) for key, kind in ZH_FIELDS.items()}
    return {**empty, "publish": True, **(base or {}), **fields}


def _touched(entry: Entry) -> bool:
    zh_touched = entry.zh_base is None or any(
        entry.zh_base.get(key) != value for key, value in (entry.zh or {}).items()
    )
    return zh_touched or "en" in entry.locked or bool(english_edits(Shelf({entry.id: entry}, ())).edits)


def _base_name(entry: Entry, lang: str) -> str:
    return f"{GENERATED}/{entry.folder}/{entry.id}.{lang}.md"


def _folder(article_id: str) -> str:
    year = article_id[:4]
    return year if year.isdigit() else "undated"


# ── English ──────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class EnglishEdits:
    """What editors changed in the English files."""

    edits: tuple[tuple[str, str], ...]
    """(Chinese, English) pairs, in the order of ids and of the text."""
    unplaced: frozenset[str]
    """Ids whose English file holds text that belongs to no Chinese: the file must not be written over."""
    problems: tuple[Problem, ...]


def english_edits(shelf: Shelf) -> EnglishEdits:
    """Pairs whose English an editor changed since the generator wrote the file. Without a base, every pair counts."""
    edits: list[tuple[str, str]] = []
    unplaced: set[str] = set()
    problems: list[Problem] = []
    for entry in shelf.entries.values():
        if entry.en is None or entry.en == entry.en_base:
            continue
        before = dict(_pairs(entry.en_base)) if entry.en_base else {}
        for zh, en in _pairs(entry.en):
            if not zh and en:
                unplaced.add(entry.id)
                found = f"English without its Chinese: “{en[:40]}”"
                problems.append(Problem(entry.name("en"), 0, found, "put it below the `>` line it translates"))
            elif zh and not en and before.get(zh):
                unplaced.add(entry.id)
                found = f"no English below “{zh[:20]}”"
                problems.append(
                    Problem(entry.name("en"), 0, found, "write it there; to have it made anew, delete the file")
                )
            elif zh and en and before.get(zh) != en:
                edits.append((zh, en))
    return EnglishEdits(tuple(edits), frozenset(unplaced), tuple(problems))


def shelve_english(stories: Sequence[Story], shelf: Shelf, unplaced: frozenset[str]) -> Changes:
    """The English files of translated stories. Files that cannot be read or hold unplaced text stay as they are."""
    write: dict[str, str] = {}
    for story in stories:
        entry = shelf.entries.get(story.article.id) or Entry(story.article.id, _folder(story.article.id))
        if "en" in entry.locked or entry.id in unplaced:
            continue
        publish = entry.en is None or entry.en.get("publish") is not False
        fields = en_fields(story, publish)
        text = render_file(fields)
        write[_base_name(entry, "en")] = text
        if entry.en != fields:
            write[entry.name("en")] = text
    return Changes(write)


def _pairs(fields: Fields) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, many in EN_HEAD.items():
        zh, en = fields.get(f"{key}_zh"), fields.get(key)
        if many and isinstance(zh, list) and isinstance(en, list):
            pairs += list(zip(map(str, zh), map(str, en), strict=False))
        elif not many and zh:
            pairs.append((str(zh), str(en or "")))
    return [*pairs, *parse_pairs(str(fields.get("body", "")))]
