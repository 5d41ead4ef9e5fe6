"""What an article is about, by the weighted vocabulary of the taxonomy."""

import math
from collections import Counter

from generator.model import Article, Evidence
from generator.taxonomy import Taxonomy

TITLE_TIMES = 4
CAP = 5
SHARE = 0.5
"""A second or third topic must reach this share of the first. At 0.4 work reports got topics of single paragraphs."""
MOST = 3


def topics_of(article: Article, taxonomy: Taxonomy) -> tuple[tuple[str, ...], tuple[Evidence, ...]]:
    """One to three topic slugs, strongest first, with the words that speak for each. A text without any word of the
    taxonomy gets the last resort `governance`, if the taxonomy has it."""
    head = " ".join((article.kicker, article.title, *article.subtitle, *article.headings))
    counts = Counter(taxonomy.finder.found(article.body))
    for word, count in Counter(taxonomy.finder.found(head)).items():
        counts[word] += TITLE_TIMES * count
    scores: dict[str, float] = {}
    terms: dict[str, dict[str, float]] = {}
    for word, count in counts.items():
        for slug, weight in taxonomy.owners[word]:
            gain = weight * math.sqrt(min(count, CAP * CAP))
            scores[slug] = scores.get(slug, 0.0) + gain
            terms.setdefault(slug, {})[word] = gain
    ranked = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
    if not ranked:
        fallback = "governance" if "governance" in taxonomy.by_slug else ""
        return ((fallback,) if fallback else ()), ()
    best = ranked[0][1]
    kept = [(slug, score) for slug, score in ranked[:MOST] if score >= SHARE * best]
    evidence = tuple(
        Evidence(slug, round(score, 1), tuple(sorted(terms[slug], key=lambda w: (-terms[slug][w], w))[:8]))
        for slug, score in kept
    )
    return tuple(slug for slug, _ in kept), evidence
