"""Articles → stories: reprints are told once, with where else they ran; parts on several pages become one article.

articles ──join──▶ whole articles ──index──▶ pairs worth a look ──compare──▶ the same or not ──▶ stories
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from generator.dedupe.compare import Likeness, Thresholds, compare, share
from generator.dedupe.difference import Change, difference
from generator.dedupe.index import DuplicateIndex, Fingerprint, compared_text, fingerprint, fingerprint_of
from generator.dedupe.join import find_continuations, join
from generator.model import Article, Printing, Story

__all__ = [
    "Change",
    "DuplicateIndex",
    "Fingerprint",
    "Rulings",
    "Thresholds",
    "compared_text",
    "deduplicate",
    "difference",
    "duplicate_of",
    "fingerprint",
    "fingerprint_of",
    "reference",
]

Relation = Literal["exact", "reprint", "truncated", "near", "continued"]

_FULL = 0.98
"""Share of the longest text's length from which a text counts as just as full."""

ENOUGH = 12
"""Texts of one story that others are compared with: the tests' kinds of reprints are found by far fewer."""

_CUT = 0.9
"""Share of the canonical text's length below which a reprint is called cut."""


@dataclass(frozen=True, slots=True)
class Rulings:
    """Editors' rulings from `content/duplicates.yaml`: pairs of references, see `reference`, and the thresholds for all
    others."""

    same: frozenset[frozenset[str]] = frozenset()
    different: frozenset[frozenset[str]] = frozenset()
    thresholds: Thresholds = field(default_factory=Thresholds)


@dataclass(frozen=True, slots=True)
class _Member:
    """An article with its comparable text, and the parts it was joined from."""

    article: Article
    fingerprint: Fingerprint
    parts: tuple[Article, ...] = ()
    """The continuations that were joined to it."""

    @property
    def plain(self) -> str:
        """Its text as it is compared."""
        return self.fingerprint.plain

    def names(self) -> frozenset[str]:
        return frozenset(name for part in (self.article, *self.parts) for name in _names(part))


@dataclass(slots=True)
class _Groups:
    """Union–find over numbers; two that an editor keeps apart never meet, not even through a third."""

    parent: list[int]
    apart: frozenset[frozenset[int]]
    members: dict[int, list[int]] = field(default_factory=dict)

    def root(self, one: int) -> int:
        while self.parent[one] != one:
            self.parent[one] = self.parent[self.parent[one]]
            one = self.parent[one]
        return one

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        ours, theirs = self.members.get(first, [first]), self.members.get(second, [second])
        if first == second:
            return
        if self.apart and any(frozenset((a, b)) in self.apart for a in ours for b in theirs):
            return
        self.parent[second] = first
        self.members[first] = ours + theirs


def reference(article: Article) -> str:
    """The name by which an article is told from all others before ids are given: its id, else `FILE:LINE` with its
    first line. In rulings any of its lines will do, and the file alone for all articles of it."""
    return article.id or f"{article.source_file}:{article.lines[0][0] if article.lines else 1}"


def deduplicate(
    articles: Sequence[Article],
    rulings: Rulings | None = None,
    fingerprints: Sequence[Fingerprint] = (),
) -> tuple[Story, ...]:
    """Stories in the order in which their first article came. The canonical article is the fullest text; of equally
    full ones that with a headline, the earliest, the first by its text: neither the order nor the names of files
    matter. `fingerprints` are those of the articles, where they were made before with the same thresholds."""
    rulings = rulings or Rulings()
    thresholds = rulings.thresholds
    members = _joined(articles, rulings, fingerprints)
    named = [member.names() for member in members] if rulings.same or rulings.different else []
    groups = _Groups(list(range(len(members))), frozenset(_ruled(rulings.different, named)))
    for one, other in sorted(_ruled(rulings.same, named), key=sorted):
        groups.join(one, other)
    _gather(members, groups, thresholds)
    gathered: dict[int, list[_Member]] = {}
    for at, member in enumerate(members):
        gathered.setdefault(groups.root(at), []).append(member)
    return tuple(_story(group, thresholds) for group in gathered.values())


def _gather(members: Sequence[_Member], groups: _Groups, thresholds: Thresholds) -> None:
    """Join the members that are one story. A story that ran a thousand times is looked up by its first few printings:
    a text that is entered already, or whose story has enough texts in the index, is not entered again."""
    index = DuplicateIndex(thresholds)
    entered: list[int] = []
    by_text: dict[str, int] = {}
    for at, member in enumerate(members):
        twin = by_text.setdefault(member.plain, at)
        if twin != at and _same(members[twin], member, thresholds).same:
            groups.join(twin, at)
            if groups.root(twin) == groups.root(at):
                continue
        tried: Counter[int] = Counter()
        signed = index.signed(member.fingerprint)
        for number in index.candidates(member.plain, signed):
            root = groups.root(entered[number])
            if root == groups.root(at) or tried[root] >= ENOUGH:
                continue
            tried[root] += 1
            if _same(members[entered[number]], member, thresholds).same:
                groups.join(entered[number], at)
        known = groups.members.get(groups.root(at), ())
        if len(known) <= ENOUGH:
            index.add("", member.plain, signed=signed)
            entered.append(at)


def duplicate_of(stories: Iterable[Story]) -> Mapping[str, str]:
    """Reference of each article that is not canonical → id (or reference) of the canonical one."""
    return {one.id: reference(story.article) for story in stories for one in story.printings}


def _joined(articles: Sequence[Article], rulings: Rulings, fingerprints: Sequence[Fingerprint]) -> list[_Member]:
    """The articles as members, continuations put where their first part is."""
    rests: dict[int, tuple[int, ...]] = {}
    for chain in find_continuations(articles, [known.plain for known in fingerprints]):
        names = [_names(articles[at]) for at in chain.parts] if rulings.different else []
        if not list(_ruled(rulings.different, names)):
            rests[chain.parts[0]] = chain.parts[1:]
    gone = {at for parts in rests.values() for at in parts}
    members = []
    for at, article in enumerate(articles):
        if at in gone:
            continue
        parts = tuple(articles[part] for part in rests.get(at, ()))
        whole = join(article, parts)
        known = fingerprints[at] if fingerprints and not parts else fingerprint(whole, rulings.thresholds)
        members.append(_Member(whole, known, parts))
    return members


def _names(article: Article) -> frozenset[str]:
    lines = {f"{article.source_file}:{line}" for first, last in article.lines for line in range(first, last + 1)}
    return frozenset({article.source_file, reference(article), *lines})


def _ruled(pairs: frozenset[frozenset[str]], named: Sequence[frozenset[str]]) -> Iterable[frozenset[int]]:
    """The pairs of numbers that pairs of references mean."""
    places: dict[str, list[int]] = {}
    for at, names in enumerate(named if pairs else ()):
        for name in names:
            places.setdefault(name, []).append(at)
    for pair in pairs:
        first, second = (sorted(pair) * 2)[:2]
        for one in places.get(first, ()):
            yield from (frozenset((one, other)) for other in places.get(second, ()) if one != other)


def _same(one: _Member, other: _Member, thresholds: Thresholds) -> Likeness:
    """Whether two articles are one story. A headline without text is never one with an article."""
    if (one.article.kind == "headline") != (other.article.kind == "headline"):
        return Likeness(False, 0.0, "a headline alone")
    return compare(one.plain, other.plain, thresholds, (one.article.date, other.article.date))


# ── stories ──────────────────────────────────────────────────────────────────────────────────────────────


def _story(group: Sequence[_Member], thresholds: Thresholds) -> Story:
    canonical = _canonical(group)
    printings = [_printing(canonical, other, thresholds) for other in group if other is not canonical]
    printings += [_continuation(part) for member in group for part in member.parts]
    merged = _merged(canonical.article, [member.article for member in group])
    return Story(merged, tuple(sorted(printings, key=lambda one: (one.source_file, one.id))))


def _canonical(group: Sequence[_Member]) -> _Member:
    full = max(len(member.plain) for member in group) * _FULL
    return min(
        (member for member in group if len(member.plain) >= full),
        key=lambda member: (
            not member.article.title,
            member.article.date or "9999",
            member.plain,
            member.article.title,
            member.article.publication,
            reference(member.article),
        ),
    )


def _merged(canonical: Article, articles: Sequence[Article]) -> Article:
    """The canonical article with what the others add: the earliest date, a headline, names, source, districts,
    topics."""
    ordered = sorted(articles, key=lambda article: (article is not canonical, article.date or "9999", article.body))
    dated = [article for article in ordered if article.date]
    earliest = min(dated, key=lambda article: article.date or "") if dated else canonical
    basis = earliest.date_basis
    if earliest is not canonical and earliest.date != canonical.date and basis:
        basis = f"{basis} ({earliest.source_file})"

    def first(field_name: str) -> str:
        return next((value for article in ordered if (value := str(getattr(article, field_name)))), "")

    return replace(
        canonical,
        title=first("title"),
        date=earliest.date,
        date_basis=canonical.date_basis if earliest.date == canonical.date else basis,
        byline=next((article.byline for article in ordered if article.byline), ()),
        source=first("source"),
        districts=canonical.districts or next((article.districts for article in ordered if article.districts), ()),
        topics=canonical.topics or next((article.topics for article in ordered if article.topics), ()),
        singapore=any(article.singapore for article in articles),
    )


def _printing(canonical: _Member, other: _Member, thresholds: Thresholds) -> Printing:
    likeness = _same(canonical, other, thresholds)
    relation: Relation = "near"
    if other.plain == canonical.plain:
        relation = "exact" if other.article.title == canonical.article.title else "reprint"
    elif len(other.plain) < _CUT * len(canonical.plain):
        relation = "truncated"
    found = likeness.share if likeness.same else share(other.plain, canonical.plain)
    return _as_printing(other.article, relation, found)


def _continuation(part: Article) -> Printing:
    return _as_printing(part, "continued", 1.0)


def _as_printing(article: Article, relation: Relation, found: float) -> Printing:
    date = article.date or article.issue_date or None
    where = (reference(article), article.source_file, article.publication, date, article.title)
    return Printing(*where, relation, round(found, 3))
