"""Which districts an article is about, main first, by the names, places and organs of the gazetteer."""

import re
from collections import Counter
from collections.abc import Sequence

from generator.gazetteer import CITY, NATION, Gazetteer
from generator.model import Article, Evidence

_LOCAL = re.compile(
    r"(?<![\u4e00-\u9fff])(?:我|全|本)?(?:区|县)(?:委|政府|长|人大|政协|纪委)"
    r"|(?:全|我|本)[区县](?![\u4e00-\u9fff]{0,1}县)"
    r"|[，。、 ](?:区|县)[\u4e00-\u9fff]{1,8}?(?:局|委|办|分局|院|联)"
)
"""Organs named without their district, as a district's own paper does."""

_INSTITUTION = re.compile(r"重庆市?(?=[\u4e00-\u9fff]{2,12}?(?:公司|学院|大学|医院|集团|工厂|研究院))")
"""The city in the name of a firm or school, which speaks for neither city nor district."""
_FROM = re.compile(r"来自(?=[\u4e00-\u9fff]{2,8}的)[\u4e00-\u9fff]{2,8}的")
"""Where a guest or visitor comes from is not where the article is at home."""

LOCAL_WEIGHT = 1.5
CAP = 6
"""A word counts at most so often: a name in every sentence is one subject, not six."""
TITLE_TIMES = 3
PASSING = 3.0
"""One mention of the city or country: less than the page's home district, where the article is the paper's own."""
LEAST = 3.0
"""A district's name once, or a place of it twice: less is a passing mention."""
SHARE_OF_CITY, SHARE_OF_NATION = 0.5, 0.3
"""A district must pass this share of what speaks for the whole city or country. On the real pages districts have at
least 0.9 where they are the subject, and at most 0.25 where they are examples in a list."""
SECOND = 0.35
"""A further district must reach this share of the main one, and be named twice."""


def districts_of(article: Article, home: str, gazetteer: Gazetteer) -> tuple[tuple[str, ...], tuple[Evidence, ...]]:
    """Districts with their evidence, main first. `home` is the district of the paper; organs without a name count for
    it. Without any sign the main value is the home district, else 全市."""
    head = " ".join((article.kicker, article.title, *article.subtitle))
    text = "\n".join((article.body, *article.captions, article.document_number))
    counts = Counter(gazetteer.finder.found(_plain(text)))
    for word in gazetteer.finder.found(_plain(head)):
        counts[word] += TITLE_TIMES
    scores: dict[str, float] = {}
    terms: dict[str, list[str]] = {}
    for word, count in counts.items():
        for district, weight in gazetteer.owners[word]:
            scores[district] = scores.get(district, 0.0) + weight * min(count, CAP)
            terms.setdefault(district, []).append(word)
    local = len(_LOCAL.findall("，" + head + "，" + text))
    if home in gazetteer.by_name and local:
        scores[home] = scores.get(home, 0.0) + LOCAL_WEIGHT * min(local, CAP)
        terms.setdefault(home, []).append("区")
    city, nation = scores.pop(CITY, 0.0), scores.pop(NATION, 0.0)
    ranked = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
    passing = city + nation <= PASSING and not article.source
    main = _main(ranked, *((0.0, 0.0) if home and passing else (city, nation)), home)
    found = [main]
    best = dict(ranked).get(main, 0.0)
    for district, score in ranked:
        named = sum(counts[word] for word in terms[district] if word in counts)
        if district != main and named >= 2 and score >= max(2 * LEAST, SECOND * best):
            found.append(district)
    weights = dict(ranked) | {CITY: city, NATION: nation}
    evidence = tuple(
        Evidence(name, round(weights.get(name, 0.0), 1), tuple(sorted(terms.get(name, ()))[:8])) for name in found[:4]
    )
    return tuple(found[:4]), evidence


def home_of(articles: Sequence[Article], stated: str, papers: Sequence[str], gazetteer: Gazetteer) -> str:
    """The district of a page: what the manifest says, else the one in the paper's name, else the one that its texts name
    most; empty without any."""
    if stated in gazetteer.by_name:
        return stated
    found = gazetteer.finder.found(" ".join(papers))
    named = {district for word in found for district, _ in gazetteer.owners[word]} - {CITY, NATION}
    if len(named) == 1:
        return named.pop()
    counts: Counter[str] = Counter()
    for article in articles:
        head = f"{article.title} {article.kicker}"
        words = Counter(gazetteer.finder.found(f"{head}\n{head}\n{article.source}\n{article.body}"))
        for word, count in words.items():
            for district, weight in gazetteer.owners[word]:
                if district not in (CITY, NATION):
                    counts[district] += round(weight * min(count, CAP))
    best = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:2]
    if not best or best[0][1] < 2 * LEAST or (len(best) > 1 and best[1][1] > 0.7 * best[0][1]):
        return ""
    return best[0][0]


def _plain(text: str) -> str:
    """The text without names of places that do not tell where it is about."""
    return _FROM.sub("", _INSTITUTION.sub("", text))


def _main(ranked: Sequence[tuple[str, float]], city: float, nation: float, home: str) -> str:
    if ranked:
        district, score = ranked[0]
        listed = sum(other == score for _, other in ranked) >= 3
        if score >= LEAST and not listed and score > SHARE_OF_CITY * city and score >= SHARE_OF_NATION * nation:
            return district
    if city or nation:
        return CITY if city * 1.5 >= nation else NATION
    return home or (ranked[0][0] if ranked else CITY)
