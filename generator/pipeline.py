"""The order of the stages, and nothing else. Read from top to bottom: raw pages in, a site out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from generator.classify import classify
from generator.content.manifest import load_manifest
from generator.content.ready_made import as_stories, load_ready_made
from generator.content.reference import Reference, load_reference
from generator.content.shelf import (
    Shelf,
    apply_changes,
    english_edits,
    known_articles,
    load_shelf,
    shelve,
    shelve_english,
)
from generator.cut_cache import CutCache, Kept, page_key
from generator.dedupe import Fingerprint, deduplicate, fingerprint
from generator.errors import EngineError, InputError, Problem
from generator.gazetteer import CITY, NATION
from generator.identify import identify, name_articles, new_id
from generator.model import Article, Page, SourceInfo, Story
from generator.normalise import normalise
from generator.plan import plan
from generator.publish import stage, write_files
from generator.read import MANIFEST, list_files, read_pages
from generator.render import render
from generator.render.markdown import blocks_from_markdown
from generator.search import search_records, write_index
from generator.segment import Segmentation, segment_page
from generator.summarise import summarise
from generator.translate import Counts, apply_memory, count, missing, translate_missing
from generator.translate.engine import Engine
from generator.translate.formulas import Formulas
from generator.translate.memory import Entry, Memory
from generator.translate.memory_files import keep_new, save_memory
from generator.translate.memory_index import open_memory
from generator.translate.protect import Protection
from generator.translate.stale import is_stale

T = TypeVar("T")
EDITED = "edited"
MANY_PAGES, CHUNK, CHUNKS = 200, 50, 64
"""Pages from which on all cores are used, the fewest handed to one at a time, since starting costs as much as 30 pages, and
the most parts of the work: each has the editors' data sent along."""


class Steps(Protocol):
    """Who is told of the steps: the console, or a test."""

    def each(self, name: str, items: Iterable[T], total: int | None = None) -> Iterator[T]:
        """The items, one after the other."""

    def step(self, name: str) -> AbstractContextManager[None]:
        """A step without parts."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One page, cut."""

    page: Page
    """Without its lines where nobody asked for them."""
    segmentation: Segmentation
    """Empty where nobody asked for the pages."""
    articles: tuple[Article, ...]
    """With their facts and summaries, and the id each would like."""
    fingerprints: tuple[Fingerprint, ...]
    """Of the articles, for finding duplicates."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What the pages gave."""

    cuts: tuple[Cut, ...]
    articles: tuple[Article, ...]
    """All articles in page order, with ids and summaries."""
    stories: tuple[Story, ...]
    sources: tuple[SourceInfo, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Folders:
    """Where things are."""

    seeds: Path
    content: Path
    out: Path
    templates: Path


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did."""

    pages_read: int
    articles: int
    merged: int
    """Duplicates merged into another article."""
    stories: int
    """Stories published."""
    counts: Counts
    new_translations: int
    files_written: int
    problems: tuple[Problem, ...]


def extract(
    paths: Sequence[Path], reference: Reference, steps: Steps, *, keep_pages: bool = False, cache: Path | None = None
) -> Extraction:
    """Raw files → articles and stories. `keep_pages` keeps the lines of the pages and how they were cut, for the
    editor's report; ten thousand pages of them take more memory than all their articles. Without it, the file `cache`
    keeps the cuts for the next run."""
    cuts, sources, problems = _read_and_cut(paths, reference, steps, keep_pages, cache)
    empty = [
        Problem(cut.page.source_file, 0, "no article found in it", "check the text of this file")
        for cut in cuts
        if not cut.articles
    ]
    articles = [article for cut in cuts for article in cut.articles]
    with steps.step("name"):
        named = name_articles(articles)
    with steps.step("dedupe"):
        fingerprints = [one for cut in cuts for one in cut.fingerprints]
        stories = deduplicate(named, reference.rulings, fingerprints=fingerprints)
    return Extraction(cuts, named, stories, sources, (*problems, *empty))


def _read_and_cut(
    paths: Sequence[Path], reference: Reference, steps: Steps, keep_pages: bool, cache: Path | None
) -> tuple[tuple[Cut, ...], tuple[SourceInfo, ...], tuple[Problem, ...]]:
    """The pages of the files, cut; what the manifests say; and problems. The pages' texts, a fifth of a gigabyte for ten
    thousand, are let go when it returns."""
    files, path_problems = list_files(paths)
    manifest, manifest_problems = _manifests(paths)
    reading = read_pages(files, manifest)
    cutting = partial(_cut_pages, reference=reference, keep_pages=keep_pages)
    made = cutting(reading.pages) if keep_pages or cache is None else _cut_new(reading.pages, reference, cache, cutting)
    cuts = tuple(steps.each("cut", made, len(reading.pages)))
    return cuts, tuple(manifest.values()), (*path_problems, *manifest_problems, *reading.problems)


def _cut_pages(pages: Sequence[Page], reference: Reference, keep_pages: bool) -> Iterator[Cut]:
    """The pages cut, in their order; many of them on all cores."""
    cut = partial(_cut_page, reference=reference, keep_pages=keep_pages)
    if len(pages) < MANY_PAGES:
        yield from map(cut, pages)
        return
    with ProcessPoolExecutor() as workers:
        yield from workers.map(cut, pages, chunksize=max(CHUNK, len(pages) // CHUNKS))


def _cut_new(
    pages: Sequence[Page], reference: Reference, cache: Path, cutting: Callable[[Sequence[Page]], Iterator[Cut]]
) -> Iterator[Cut]:
    """The pages cut, in their order: those that the cache does not have."""
    keys = [page_key(page, reference.cut_stamp) for page in pages]
    shelf = CutCache(cache)
    found = list(shelf.found(keys))
    fresh = cutting([page for page, kept in zip(pages, found, strict=True) if kept is None])
    new: list[tuple[bytes, Kept]] = []
    for page, key, kept in zip(pages, keys, found, strict=True):
        if kept is None:
            cut = next(fresh)
            new.append((key, (cut.articles, cut.fingerprints)))
            yield cut
        else:
            yield Cut(_without_lines(page), Segmentation((), (), ()), *kept)
    shelf.keep([key for key, kept in zip(keys, found, strict=True) if kept is not None], new)


def _without_lines(page: Page) -> Page:
    return replace(page, lines=(), raw_lines=(), edits=())


def _cut_page(page: Page, reference: Reference, keep_pages: bool) -> Cut:
    normal = normalise(page, reference.rules)
    segmentation = segment_page(normal, reference.newsroom)
    classified = classify(segmentation.articles, normal, reference.gazetteer, reference.taxonomy)
    if not keep_pages:
        normal = _without_lines(normal)
        segmentation = Segmentation((), (), ())
        classified = tuple(replace(article, decisions=(), evidence=()) for article in classified)
    articles = tuple(summarise(replace(one, id=new_id(one)), reference.cues) for one in classified)
    return Cut(
        normal,
        segmentation,
        articles,
        tuple(fingerprint(article, reference.rulings.thresholds) for article in articles),
    )


def build(
    folders: Folders,
    engine: Engine | None,
    steps: Steps,
    ready_made: Path | None = None,
    *,
    protect: bool = True,
    day: str = "",
) -> Report:
    """The one command for editors. An engine that fails on the way stops nothing: what it finished is kept, and the site is
    made with that. What is new in the memory gets the date `day`. Raises DigestError when there is nothing to build a site
    from."""
    reference, problems = load_reference(folders.content)
    memory, memory_problems = _memory(folders, reference, day)
    found = list(problems + memory_problems)
    if ready_made is None:
        extraction = extract([folders.seeds], reference, steps, cache=_cuts(folders))
        found += extraction.problems
        with steps.step("content"):
            stories, shelf, shelf_problems = _shelve(extraction.stories, folders, reference, memory)
        found += shelf_problems
        sources, read, articles = extraction.sources, len(extraction.cuts), len(extraction.articles)
        merged = sum(len(story.printings) for story in extraction.stories)
    else:
        given = load_ready_made(
            ready_made, set(reference.taxonomy.by_slug), set(reference.gazetteer.by_name), blocks_from_markdown
        )
        found += given.problems
        stories, shelf = as_stories(given), None
        sources, read, articles, merged = (), 0, len(given.stories), 0
    if not stories:
        raise InputError("there is no article to make a site from", "put page texts there", file=str(folders.seeds))
    new, failure = _translate(stories, engine, reference, memory, folders, steps, protect=protect)
    if failure is not None:
        found.append(replace(failure.problem, severity="warning"))
    with steps.step("memory"):
        save_memory(folders.content / "memory", memory, memory_problems)
        translated = _with_english(stories, memory)
        if shelf is not None:
            edits = english_edits(shelf)
            apply_changes(folders.content, shelve_english(translated, shelf, edits.unplaced))
    files = publish(translated, sources, folders, reference, steps)
    shown = sum(story.publish for story in translated)
    return Report(read, articles, merged, shown, count(translated), new, files, tuple(found))


def translate(
    folders: Folders, engine: Engine, steps: Steps, *, protect: bool = True, day: str = ""
) -> tuple[int, Counts, tuple[Problem, ...]]:
    """Translate what has no English yet; the number of new segments, what the whole is made of, and problems. What is
    finished is kept also where the engine fails; then raises EngineError."""
    reference, problems = load_reference(folders.content)
    memory, memory_problems = _memory(folders, reference, day)
    extraction = extract([folders.seeds], reference, steps, cache=_cuts(folders))
    stories, shelf, shelf_problems = _shelve(extraction.stories, folders, reference, memory)
    new, failure = _translate(stories, engine, reference, memory, folders, steps, protect=protect)
    save_memory(folders.content / "memory", memory, memory_problems)
    translated = apply_memory(stories, memory)
    apply_changes(folders.content, shelve_english(translated, shelf, english_edits(shelf).unplaced))
    if failure is not None:
        raise failure
    return new, count(translated), (*problems, *memory_problems, *extraction.problems, *shelf_problems)


def publish(
    stories: Sequence[Story], sources: Sequence[SourceInfo], folders: Folders, reference: Reference, steps: Steps
) -> int:
    """Stories → the site in its place; the number of files written."""
    with steps.step("plan"):
        site = plan(stories, reference.gazetteer, reference.taxonomy, sources, reference.entity_words)
    with stage(folders.out) as fresh:
        files = render(
            site,
            reference.settings,
            reference.gazetteer,
            reference.taxonomy,
            reference.glossary,
            reference.units,
            folders.templates,
        )
        written = write_files(fresh, steps.each("render", files))
        slugs = {district.zh: district.slug for district in reference.gazetteer.districts}
        with steps.step("index"):
            write_index(fresh, search_records(site, slugs))
    return written


def _cuts(folders: Folders) -> Path:
    """Where the cuts of pages are kept: beside the editors' folder, where nothing is under version control."""
    return folders.content.parent / ".cache" / "cuts.sqlite"


def _memory(folders: Folders, reference: Reference, day: str) -> tuple[Memory, tuple[Problem, ...]]:
    """The memory; the index of a large one lies beside the editors' folder, where nothing is under version control."""
    index = folders.content.parent / ".cache" / "memory.sqlite"
    formulas = Formulas(reference.glossary, reference.check_rules)
    return open_memory(folders.content / "memory", index, day=day, formulas=formulas)


def _shelve(
    stories: Sequence[Story], folders: Folders, reference: Reference, memory: Memory
) -> tuple[tuple[Story, ...], Shelf, tuple[Problem, ...]]:
    """Stories as the editors' files tell them; the editors' English goes into the memory."""
    shelf = load_shelf(folders.content)
    identified = identify(stories, known_articles(shelf))
    shelved = shelve(identified.stories, identified.left, shelf)
    apply_changes(folders.content, shelved.changes)
    edits = english_edits(shelf)
    for zh, en in edits.edits:
        memory.put(Entry(zh, en, EDITED))
    retold = tuple(
        replace(story, article=summarise(story.article, reference.cues))
        if "body" in story.edited and "summary" not in story.edited
        else story
        for story in shelved.stories
    )
    return retold, shelf, (*shelf.problems, *shelved.problems, *edits.problems)


def _translate(
    stories: Sequence[Story],
    engine: Engine | None,
    reference: Reference,
    memory: Memory,
    folders: Folders,
    steps: Steps,
    *,
    protect: bool,
) -> tuple[int, EngineError | None]:
    """Put what the engine makes of the missing segments into the memory, batch by batch; how many, and why no more."""
    if engine is None:
        return 0, None
    stale = partial(is_stale, engine=engine, glossary=reference.glossary)
    texts = missing(_untranslated(stories), memory, stale)
    done = 0
    places = {
        district.zh: district.en for district in reference.gazetteer.districts if district.zh not in (CITY, NATION)
    }
    protection = Protection(places=places) if protect else Protection(kinds=())
    batches = translate_missing(texts, engine, reference.glossary, rules=reference.check_rules, protection=protection)
    try:
        for batch in steps.each("translate", batches):
            for entry in batch:
                memory.put(entry)
            keep_new(folders.content / "memory", memory)
            done += len(batch)
    except EngineError as error:
        return done, error
    return done, None


def _untranslated(stories: Sequence[Story]) -> list[Story]:
    return [story for story in stories if not story.translations]


def _with_english(stories: Sequence[Story], memory: Memory) -> tuple[Story, ...]:
    """Stories that came with their English keep it; the others get theirs from the memory."""
    return tuple(story if story.translations else apply_memory([story], memory)[0] for story in stories)


def _manifests(paths: Sequence[Path]) -> tuple[dict[str, SourceInfo], tuple[Problem, ...]]:
    """The manifests of the folders that paths are or lie in."""
    infos: dict[str, SourceInfo] = {}
    problems: list[Problem] = []
    for folder in dict.fromkeys(path if path.is_dir() else path.parent for path in paths):
        found, faults = load_manifest(folder / MANIFEST)
        infos |= found
        problems += faults
    return infos, tuple(problems)
