"""Precision and recall of the duplicates stage by kind of pair, beside plain MinHash; and a run at scale.

python -m benchmarks.dedupe.run [--scale ARTICLES]
"""

import argparse
import random
import resource
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rensa import RMinHash

from benchmarks.dedupe.variants import Pair, bases, issues, pairs
from generator.content.manifest import load_manifest
from generator.dedupe import DuplicateIndex, Fingerprint, compared_text, deduplicate, fingerprint_of
from generator.dedupe.compare import shingles
from generator.dedupe.join import find_continuations
from generator.model import Article
from generator.normalise import normalise
from generator.read import list_files, read_pages
from generator.segment import segment

SEEDS = Path(__file__).parents[2] / "seeds"
BASELINE = 0.5
"""Estimated Jaccard from which plain MinHash calls two texts duplicates; the best of 0.3, 0.4, …, 0.8 on these
pairs."""


def seed_articles() -> list[Article]:
    """The articles of the real pages."""
    infos, _ = load_manifest(SEEDS / "sources.yaml")
    pages = read_pages(list_files([SEEDS])[0], infos).pages
    return [article for page in pages for article in segment(normalise(page))]


def plain_minhash(one: Article, other: Article) -> float:
    """Jaccard of 5-character shingles as 128 hashes estimate it."""
    signatures = []
    for article in (one, other):
        signature = RMinHash(num_perm=128, seed=1)
        signature.update(sorted(shingles(compared_text(article), 5)))
        signatures.append(signature)
    return float(signatures[0].jaccard(signatures[1]))


def evaluate(found: Sequence[Pair]) -> None:
    """Prints a table: kind, pairs, share judged right by us and by the baseline; then precision and recall of both."""
    ours: dict[str, list[bool]] = defaultdict(list)
    theirs: dict[str, list[bool]] = defaultdict(list)
    for pair in found:
        ours[pair.kind].append(len(deduplicate([pair.one, pair.other])) == 1)
        theirs[pair.kind].append(plain_minhash(pair.one, pair.other) >= BASELINE)
    same = {pair.kind: pair.same for pair in found}
    print("| kind | pairs | found the same | plain MinHash |\n|---|---|---|---|")
    for kind, answers in ours.items():
        print(f"| {kind} | {len(answers)} | {_share(answers)} | {_share(theirs[kind])} |")
    for name, answers in (("digest", ours), ("plain MinHash", theirs)):
        right = sum(sum(one) for kind, one in answers.items() if same[kind])
        wrong = sum(sum(one) for kind, one in answers.items() if not same[kind])
        total = sum(len(one) for kind, one in answers.items() if same[kind])
        print(
            f"{name}: recall {right / total:.4f},"
            f" precision {right / (right + wrong):.4f} ({wrong} wrong of {right + wrong})"
        )


def evaluate_joins(articles: Sequence[Article], headline: bool) -> None:
    """Prints how many continuations were joined, and rightly, with the other articles as background."""
    right = wrong = total = 0
    for heads, rests, others in issues(articles, 1, headline):
        chains = find_continuations([*heads, *rests, *others])
        found = {(chain.parts[0], chain.parts[1] - 5) for chain in chains}
        right += sum(head == rest < 4 for head, rest in found)
        wrong += sum(not head == rest < 4 for head, rest in found)
        total += 4
    name = "headline repeated" if headline else "no headline"
    print(f"continued, {name}: recall {right / total:.3f}, precision {right / max(1, right + wrong):.3f} of {total}")


def _share(answers: Sequence[bool]) -> str:
    return f"{sum(answers) / len(answers):.3f}"


def scale(articles: Sequence[Article], count: int) -> None:
    """Prints the cost of an archive of `count` articles of 800 characters, made of sentences of the real ones."""
    rng = random.Random(7)
    text = "".join(compared_text(article) for article in articles)
    words = [text[at : at + 4] for at in range(0, len(text) - 4, 4)]

    def made() -> str:
        start = rng.randrange(len(text) - 40)
        return text[start : start + 40] + "".join(rng.choices(words, k=190))

    index = DuplicateIndex()
    known: list[Fingerprint] = []
    begun, found = time.perf_counter(), 0
    for number in range(count):
        one = made()
        found += len(index.query(one))
        index.add(str(number), one)
        known.append(fingerprint_of(one))
    built = time.perf_counter() - begun
    page = [made() for _ in range(10)]
    begun = time.perf_counter()
    for one in page:
        index.query(one)
        index.add("new", one)
    added = time.perf_counter() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{count} articles: built in {built:.1f} s with all checks ({found} pairs) and fingerprints,"
        f" a page of 10 added in {added:.4f} s, {memory:.0f} MB"
    )
    begun = time.perf_counter()
    again = DuplicateIndex()
    for one in known:
        signed = again.signed(one)
        again.candidates(one.plain, signed)
        again.add("", one.plain, signed=signed)
    print(f"from kept fingerprints: built and queried in {time.perf_counter() - begun:.1f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=int, default=0, metavar="ARTICLES")
    count = parser.parse_args().scale
    articles = bases(seed_articles())
    if count:
        scale(articles, count)
    else:
        evaluate([pair for seed in range(5) for pair in pairs(articles, seed)])
        unjumped = [replace(article, continued_from=None, continued_to=None) for article in articles]
        evaluate_joins(unjumped, headline=True)
        evaluate_joins(unjumped, headline=False)


if __name__ == "__main__":
    main()
