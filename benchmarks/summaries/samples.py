"""The articles that have a reference summary, in a development and a held-out half."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from benchmarks.dedupe.run import seed_articles
from benchmarks.segmentation.marked_format import HELD, PAGES, MarkedArticle, load_pages
from generator.model import Article, Block, Page
from generator.normalise import normalise
from generator.yaml_source import load_yaml

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Sample:
    """An article with its reference."""

    key: str
    """File and first line of a real page, or page and number of a marked one."""
    article: Article
    reference: str
    held: bool
    """Weights and word lists are never set on it, and nobody reads what the method takes from it."""


def load_samples() -> list[Sample]:
    """All samples. The real pages are for development, for their summaries are read and discussed; of the marked pages each
    article falls in a half by the SHA-256 of its key, even is held out."""
    real = {f"{one.source_file}:{one.lines[0][0]}": one for one in seed_articles()}
    marked = {
        f"{page.name}/{one.number}": as_article(f"{page.name}.txt", one)
        for folder in (PAGES, HELD)
        for page in load_pages(folder)
        for one in page.articles
    }
    samples = []
    for name, articles in (("references.yaml", real), ("references_pages.yaml", marked)):
        references, problem = load_yaml(HERE / name)
        if problem or not isinstance(references, dict):
            raise SystemExit(f"{name}: {problem}")
        for key, text in references.items():
            held = name == "references_pages.yaml" and is_held(str(key))
            samples.append(Sample(str(key), articles[str(key)], str(text), held))
    return samples


def is_held(key: str) -> bool:
    """Whether an article of a marked page is held out."""
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % 2 == 0


def as_article(source_file: str, marked: MarkedArticle) -> Article:
    """The article as it was marked, with normal characters: no mistake of our cutting is in it."""
    headings = set(marked.headings)
    normal = normalise(Page(source_file, marked.body, marked.body)).lines
    blocks = tuple(
        Block("heading", text, 2 if text.startswith("（") else 1) if raw in headings else Block("paragraph", text)
        for raw, text in zip(marked.body, normal, strict=True)
    )
    return Article(
        id="",
        source_file=source_file,
        kind=marked.kind,  # type: ignore[arg-type]
        title=marked.title,
        blocks=blocks,
        lines=((1, 1),),
        kicker=marked.kicker,
        subtitle=marked.subtitle,
    )
