"""Scores the segmenter on the real seeds and on composed pages, beside a plain baseline.

python benchmarks/segmentation/run.py [--pages 60] [--seed 1] [--failures 5] [--speed]
"""

import argparse
import json
import random
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from baseline import cut as baseline_cut
from compose import Composed, Piece, compose, shorten
from metrics import Found, Score, f1, loose, score_page

from generator.content.newsroom import load_newsroom, load_normalise_rules
from generator.model import Article, Page, SourceInfo
from generator.normalise import normalise
from generator.read import split_lines
from generator.segment import segment

ROOT = Path(__file__).parent.parent.parent
GOLDEN = ROOT / "tests" / "golden" / "pages"
SEEDS = ROOT / "seeds"
NEWSROOM, _ = load_newsroom(ROOT / "content" / "newsroom.yaml")
RULES, _ = load_normalise_rules(ROOT / "content" / "normalise.yaml")


def main() -> int:
    """Run and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=60, help="composed pages")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--failures", type=int, default=0, help="print this many articles that are not exact")
    parser.add_argument("--speed", action="store_true", help="also time 1,000 pages of 3,000 characters")
    arguments = parser.parse_args()
    pool = load_pool()
    pages = composed_pages(pool, arguments.pages, arguments.seed)
    print(f"{'':34} articles  exact F1  headline  boundary F1  WindowDiff  characters")
    report("five real texts, ours", [(text, gold, ours(text)) for text, gold in real_pages()])
    report("five real texts, baseline", [(text, gold, baseline_cut(text)) for text, gold in real_pages()])
    results = [(page.text, wanted(page), ours(page.text)) for page in pages]
    report(f"{len(pages)} composed pages, ours", results)
    report(f"{len(pages)} composed pages, baseline", [(p.text, wanted(p), baseline_cut(p.text)) for p in pages])
    if arguments.failures:
        show_failures(pages, results, arguments.failures)
    if arguments.speed:
        time_pages(pages)
    return 0


def ours(text: str) -> list[Found]:
    """Our articles of a page text."""
    lines = tuple(split_lines(text))
    page = normalise(Page("page.txt", lines, lines, info=SourceInfo()), RULES)
    return [as_found(article) for article in segment(page, NEWSROOM)]


def as_found(article: Article) -> Found:
    """What is scored of an article."""
    lines = frozenset(number for first, last in article.lines for number in range(first, last + 1))
    return Found(article.title, article.body, lines)


def wanted(page: Composed) -> list[Found]:
    """The right answer of a composed page."""
    return [Found(gold.title, gold.body, frozenset(gold.lines)) for gold in page.gold]


def real_pages() -> list[tuple[str, list[Found]]]:
    """The seeds with their golden articles."""
    pages = []
    for seed in sorted(SEEDS.glob("*.txt")):
        golden = GOLDEN / f"{seed.stem}.jsonl"
        text = seed.read_text(encoding="utf-8")
        articles = [json.loads(line) for line in golden.read_text(encoding="utf-8").splitlines() if line.strip()]
        pages.append((text, [_golden_found(article) for article in articles]))
    return pages


def _golden_found(article: dict) -> Found:
    lines = frozenset(number for first, last in article["lines"] for number in range(first, last + 1))
    return Found(article["title"], article["body"], lines)


def load_pool() -> list[Piece]:
    """Pieces from the golden articles of the seeds: whole ones, and stretches of the long ones under their subheads."""
    pieces: list[Piece] = []
    for golden in sorted(GOLDEN.glob("*.jsonl")):
        if not (SEEDS / f"{golden.stem}.txt").is_file():
            continue
        for line in golden.read_text(encoding="utf-8").splitlines():
            article = json.loads(line)
            paragraphs = tuple(article["body"].split("\n")) if article["body"] else ()
            headings = set(article["headings"])
            if len(paragraphs) >= 2 and len(paragraphs) <= 14 and article["title"] and not article["continued_to"]:
                marks = tuple(i for i, text in enumerate(paragraphs) if text in headings)
                pieces.append(
                    Piece(
                        article["title"],
                        paragraphs,
                        article["kicker"],
                        tuple(article["subtitle"]),
                        tuple(article["byline"]),
                        marks,
                    )
                )
            elif len(paragraphs) > 14:
                pieces += _stretches(paragraphs, headings)
    return pieces


def _stretches(paragraphs: tuple[str, ...], headings: set[str]) -> list[Piece]:
    pieces: list[Piece] = []
    title, run = "", []
    for paragraph in (*paragraphs, ""):
        if paragraph in headings or not paragraph:
            if title and len(run) >= 2 and len(title) <= 30:
                pieces.append(Piece(title, tuple(run)))
            title, run = paragraph.strip("*#—一二三四五六七八九十、（） "), []
        else:
            run.append(paragraph)
    return pieces


def composed_pages(pool: list[Piece], count: int, seed: int) -> list[Composed]:
    """`count` pages, each from its own draw of shortened pieces."""
    pages = []
    for number in range(count):
        rng = random.Random(seed * 100_003 + number)
        drawn = [shorten(piece, rng) for piece in pool]
        pages.append(compose(f"composed-{seed}-{number:03}", drawn, seed * 100_003 + number))
    return pages


def report(name: str, pages: list[tuple[str, list[Found], list[Found]]]) -> Score:
    """Print one line of the table; the sum of the scores."""
    scores = [score_page(gold, found, len(split_lines(text))) for text, gold, found in pages]
    total = scores[0]
    for score in scores[1:]:
        total = total + score
    print(
        f"{name:34} {total.gold:8}  {f1(total.exact, total.found, total.gold):8.3f}  "
        f"{total.headlines / total.gold:8.3f}  {f1(total.boundary_hits, total.boundary_found, total.boundary_gold):11.3f}"
        f"  {total.window_errors / total.windows:10.3f}  {total.characters_right / total.characters:10.3f}"
    )
    return total


def show_failures(pages: list[Composed], results: list[tuple[str, list[Found], list[Found]]], most: int) -> None:
    """Print gold articles that no found article equals, with the nearest one."""
    shown = 0
    for page, (_, gold, found) in zip(pages, results, strict=True):
        for one in gold:
            if any(loose(one.title) == loose(x.title) and loose(one.body) == loose(x.body) for x in found):
                continue
            near = max(found, key=lambda x: len(x.lines & one.lines), default=None)
            print(f"\n--- {page.name}\nwanted: {one.title!r} lines {min(one.lines)}-{max(one.lines)}")
            if near:
                print(f"found:  {near.title!r} lines {min(near.lines)}-{max(near.lines)}")
                a, b = loose(one.body), loose(near.body)
                at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
                print(f"bodies part at {at} of {len(a)}/{len(b)}: {a[at - 8 : at + 20]!r} / {b[at - 8 : at + 20]!r}")
            shown += 1
            if shown >= most:
                return


def time_pages(pages: list[Composed]) -> None:
    """Time 1,000 pages of 3,000 characters on one core, and the memory taken."""
    texts = [page.text for page in pages]
    big = ["\n".join(texts[i % len(texts) :] + texts)[:3000] for i in range(1000)]
    start = time.perf_counter()
    count = sum(len(ours(text)) for text in big)
    elapsed_s = time.perf_counter() - start
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\n1,000 pages of 3,000 characters: {elapsed_s:.1f} s on one core, {count} articles, peak {peak_mb:.0f} MB")
    long = ("\n".join(texts) * 10)[:100_000]
    for size in (12_500, 25_000, 50_000, 100_000):
        start = time.perf_counter()
        ours(long[:size])
        print(f"one page of {size:,} characters: {time.perf_counter() - start:.2f} s")


if __name__ == "__main__":
    sys.exit(main())
