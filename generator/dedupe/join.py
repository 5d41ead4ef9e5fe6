"""The first part of an article and its continuation on another page → one article.

A jump line tells the page, not the article. What fits is found by: page numbers, publication and day where known; the
headline, which papers repeat over the rest; and what the texts share, names and terms above all, weighed by how rare
they are among all parts at hand.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from generator.dedupe.compare import plain_text
from generator.dedupe.seam import Seams
from generator.language.characters import SENTENCE_ENDS
from generator.model import Article, Block

ENOUGH = 3.5
"""Points from which two parts are joined: a repeated headline gives 3, paper, day and both page numbers 3 together,
shared terms up to 2.5, characters that meet at the break as they do elsewhere up to 0.6, a quotation that is open at the
break and closed after it 0.4."""

SHARED = 17.0
"""Points for each unit of cosine; a part and its continuation have 0.05 to 0.2, two articles of one issue 0.02 to
0.1."""

MEETING = 0.1
"""Points for each nat of what the characters at the break tell, see `Seams.likeness`."""

MARGIN = 0.2
"""Points by which the best fit must beat the next; otherwise the parts stay apart, for an editor to rule on."""

ALL_PAIRS, RARE = 200_000, 40
"""Pairs up to which every first part is compared with every rest; beyond, a rest is compared with so many first parts,
found by terms that no more of them have."""

SAMPLE = 4_000
"""Articles from which it is learnt how common a term is; of more, so many evenly spread."""

_PAGE_IN_NAME = re.compile(r"[-_.]?p?0*\d{1,3}(?:版)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Joined:
    """Numbers of a first part and of the parts that go on from it, in order."""

    parts: tuple[int, ...]


def find_continuations(articles: Sequence[Article], plain: Sequence[str] = ()) -> tuple[Joined, ...]:
    """Chains of parts that are one article, by the number of the first part. Parts that fit nothing surely are in
    none. `plain` are the plain texts of the articles, where they are at hand."""
    heads = [at for at, article in enumerate(articles) if article.continued_to is not None]
    rests = [at for at, article in enumerate(articles) if article.continued_from is not None]
    if not heads or not rests:
        return ()
    plain = plain or [plain_text(article.body) for article in articles]
    sample = range(0, len(articles), 1 + len(articles) // SAMPLE)
    commonness = Counter(chain.from_iterable(_terms(articles[at], plain[at]) for at in sample))
    terms = {at: _terms(articles[at], plain[at]) for at in {*heads, *rests}}
    weights = {
        term: math.log((1 + len(sample)) / max(1, commonness[term])) ** 2 for term in frozenset().union(*terms.values())
    }
    norms = {at: math.sqrt(math.fsum(map(weights.__getitem__, terms[at]))) for at in terms}
    seams = Seams(articles[at].body for at in sample)
    points: dict[tuple[int, int], float] = {}
    for head, rest in _worth_a_look(heads, rests, terms):
        if head != rest and _possible(articles[head], articles[rest]):
            shared = math.fsum(map(weights.__getitem__, terms[head] & terms[rest]))
            cosine = shared / (norms[head] * norms[rest] or 1.0)
            value = fit(articles[head], articles[rest], cosine, seams)
            if value >= ENOUGH - MARGIN:
                points[head, rest] = value
    following = _best_pairs(points)
    starts = sorted(set(following) - set(following.values()))
    return tuple(Joined(tuple(_chain(start, following))) for start in starts)


def _worth_a_look(
    heads: Sequence[int], rests: Sequence[int], terms: Mapping[int, frozenset[str]]
) -> Iterator[tuple[int, int]]:
    """All pairs of few parts; of many, for each rest the first parts that share most of the terms that few of them have."""
    if len(heads) * len(rests) <= ALL_PAIRS:
        yield from ((head, rest) for head in heads for rest in rests)
        return
    having: dict[str, list[int]] = {}
    for head in heads:
        for term in terms[head]:
            having.setdefault(term, []).append(head)
    for rest in rests:
        shared = Counter(head for term in terms[rest] if len(its := having.get(term, ())) <= RARE for head in its)
        yield from ((head, rest) for head, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:RARE])


def fit(head: Article, rest: Article, cosine: float, seams: Seams) -> float:
    """Points for `rest` going on from `head`, if it can. `cosine`: likeness of their weighed terms, 0 to 1."""
    points = min(2.5, SHARED * cosine) + _headline_points(head.title, rest.title)
    points += max(-0.3, min(0.6, MEETING * seams.likeness(head.body, rest.body)))
    points += 1.0 if head.publication and head.publication == rest.publication else 0.0
    points += 1.0 if head.issue_date and head.issue_date == rest.issue_date else 0.0
    points += 0.5 * (bool(head.page) + bool(rest.page))
    same_issue = _issue_name(head.source_file) == _issue_name(rest.source_file) != ""
    points += 1.0 if same_issue and not (head.publication and head.issue_date) else 0.0
    open_quotes = head.body.count("“") > head.body.count("”")
    closes = 0 <= rest.body.find("”") < (rest.body.find("“") if "“" in rest.body else len(rest.body))
    return points + (0.4 if open_quotes and closes else -0.5 if open_quotes != closes else 0.0)


def join(head: Article, rests: Sequence[Article]) -> Article:
    """One article of a first part and what goes on from it: the headline of the part that has one, all names and
    captions, the sentence that the page break cut put together again. `lines` stay those of the first part's file."""
    joined = head
    for rest in rests:
        joined = replace(
            joined,
            kind=joined.kind if joined.kind not in ("headline", "continuation") else rest.kind,
            title=joined.title or rest.title,
            kicker=joined.kicker or rest.kicker,
            subtitle=joined.subtitle or rest.subtitle,
            blocks=_seam(joined.blocks, rest.blocks),
            byline=tuple(dict.fromkeys((*joined.byline, *rest.byline))),
            source=joined.source or rest.source,
            dateline=joined.dateline or rest.dateline,
            captions=tuple(dict.fromkeys((*joined.captions, *rest.captions))),
            continued_to=rest.continued_to,
            districts=tuple(dict.fromkeys((*joined.districts, *rest.districts))),
            topics=tuple(dict.fromkeys((*joined.topics, *rest.topics)))[:3],
            singapore=joined.singapore or rest.singapore,
        )
    return joined


def _seam(first: tuple[Block, ...], second: tuple[Block, ...]) -> tuple[Block, ...]:
    if not first or not second or first[-1].kind != "paragraph" or second[0].kind != "paragraph":
        return (*first, *second)
    if first[-1].text.rstrip("”’）》")[-1:] in SENTENCE_ENDS:
        return (*first, *second)
    return (*first[:-1], replace(first[-1], text=first[-1].text + second[0].text), *second[1:])


def _possible(head: Article, rest: Article) -> bool:
    """Whether nothing that is known speaks against the pair."""
    if head.page and rest.continued_from != head.page:
        return False
    if rest.page and head.continued_to != rest.page:
        return False
    known = (
        (head.publication, rest.publication),
        (head.issue_date, rest.issue_date),
        (head.document_number, rest.document_number),
    )
    if any(one and other and one != other for one, other in known):
        return False
    if head.source_file == rest.source_file and head.lines and rest.lines:
        return head.lines[0] < rest.lines[0]
    return True


def _headline_points(head: str, rest: str) -> float:
    """3 for the same headline, less for a shortened one, minus 2 for quite another; 0 where the rest has none."""
    one, other = plain_text(head), plain_text(rest)
    if not one or not other:
        return 0.0
    if one in other or other in one:
        return 3.0
    pairs, others = _pairs(one), _pairs(other)
    likeness = len(pairs & others) / max(1, min(len(pairs), len(others)))
    return 3.0 * likeness if likeness >= 0.4 else -2.0


def _terms(article: Article, plain: str) -> frozenset[str]:
    return _pairs(plain_text(article.title)) | _pairs(plain)


def _pairs(text: str) -> frozenset[str]:
    return frozenset([text[at : at + 2] for at in range(max(1, len(text) - 1))])


def _issue_name(source_file: str) -> str:
    """A file's name without suffix and page number, if it names a day: pages of one issue differ in the page only."""
    stem = source_file.rsplit(".", 1)[0]
    name = _PAGE_IN_NAME.sub("", stem)
    return name if name != stem and len(re.findall(r"\d", name)) >= 6 else ""


def _best_pairs(points: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """First part → its continuation: pairs that are each other's best by `MARGIN`, surest first."""
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    by_head: dict[int, list[tuple[int, float]]] = {}
    by_rest: dict[int, list[tuple[int, float]]] = {}
    for (head, rest), value in points.items():
        by_head.setdefault(head, []).append((rest, value))
        by_rest.setdefault(rest, []).append((head, value))
    for (head, rest), value in sorted(points.items(), key=lambda item: (-item[1], item[0])):
        if value < ENOUGH or head in chosen or rest in taken:
            continue
        rivals = [other for two, other in by_head[head] if two != rest and two not in taken]
        rivals += [other for one, other in by_rest[rest] if one != head and one not in chosen]
        if all(value - rival >= MARGIN for rival in rivals):
            chosen[head] = rest
            taken.add(rest)
    return chosen


def _chain(start: int, following: Mapping[int, int]) -> list[int]:
    parts = [start]
    while parts[-1] in following and following[parts[-1]] not in parts:
        parts.append(following[parts[-1]])
    return parts
