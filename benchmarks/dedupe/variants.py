"""Pairs of articles made from real ones: reprints of each kind at several noise levels, and pairs that only look
alike."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from opencc import OpenCC

from generator.language.sentences import sentences_of
from generator.model import Article, Block, Page
from generator.normalise import normalise

SYNONYMS = {
    "进一步": "更加",
    "开展": "进行",
    "推动": "促进",
    "加快": "加速",
    "提升": "提高",
    "近日": "日前",
    "以及": "和",
    "目前": "当前",
    "举行": "召开",
    "打造": "建设",
    "全面": "全方位",
    "持续": "不断",
    "强调": "指出",
    "实现": "达成",
    "组织": "安排",
    "同时": "与此同时",
    "重要": "重大",
    "活动": "行动",
    "工作": "事务",
}


@dataclass(frozen=True, slots=True)
class Pair:
    kind: str
    same: bool
    one: Article
    other: Article


def bases(articles: Sequence[Article]) -> list[Article]:
    """The articles with a text, and the parts of long ones as articles of their own."""
    found: list[Article] = []
    for article in articles:
        size = len(article.body)
        if 150 <= size < 4000:
            found.append(article)
        elif size >= 4000:
            found += _parts(article)
    return found


def _parts(article: Article) -> Iterator[Article]:
    group: list[Block] = []
    title, number = article.title, 0
    for block in (*article.blocks, Block("heading", "")):
        if block.kind == "heading" and sum(len(one.text) for one in group) >= 300:
            yield replace(article, title=title, blocks=tuple(group), lines=((number, number),))
            group, number, title = [], number + 1, block.text
        if block.kind == "paragraph":
            group.append(block)


def pairs(articles: Sequence[Article], seed: int) -> Iterator[Pair]:
    """Every kind of pair for each article, by a fixed seed."""
    rng = random.Random(seed)
    pool = [ch for article in articles for ch in article.body if "\u4e00" <= ch <= "\u9fff"]
    for at, article in enumerate(articles):
        copy = replace(article, source_file="copy.txt", lines=((1, 9),), continued_from=None, continued_to=None)
        other = articles[(at + 1 + rng.randrange(len(articles) - 1)) % len(articles)]
        other = replace(other, source_file="copy.txt", continued_from=None, continued_to=None)
        yield Pair("exact", True, article, copy)
        yield Pair("headline", True, article, replace(copy, title=other.title))
        for share in (0.75, 0.5, 0.35):
            yield Pair(f"truncated {share:.0%}", True, article, _cut(copy, share))
        for share in (0.02, 0.05, 0.10):
            yield Pair(f"edited {share:.0%}", True, article, _edited(copy, share, rng))
        yield Pair("script and width", True, article, _traditional(copy))
        for rate in (0.01, 0.03, 0.05):
            yield Pair(f"wrong characters {rate:.0%}", True, article, _noisy(copy, rate, pool, rng))
        yield Pair("wrong characters 3% and cut to 60%", True, article, _noisy(_cut(copy, 0.6), 0.03, pool, rng))
        yield Pair("- same closing part", False, *_closing(article, other, rng))
        if len(re.findall(r"(?<!\d)\d{1,3}(?!\d)", article.body)) >= 3 and re.search(r"\d", article.body[:80]):
            yield Pair("- same form, other figures", False, article, _figures(copy, rng))
            yield Pair("- another session", False, article, _session(copy, other, rng))
        if len(sentences_of(article.body)) >= 10:
            yield Pair("- report and summary", False, article, _summary(copy))
        yield Pair("- same speech quoted", False, *_quoting(article, other, articles, rng))
        yield Pair("- another article", False, article, other)


def issues(
    articles: Sequence[Article], seed: int, headline: bool
) -> Iterator[tuple[list[Article], list[Article], list[Article]]]:
    """Front pages of five articles that go on on page 2, and page 2, in the same order but for one continuation that is
    lost and one that belongs to none of them, both last; and the articles that are in neither."""
    rng = random.Random(seed)
    for _ in range(40):
        chosen = rng.sample(list(articles), 6)
        halves = [_split(article, rng, headline) for article in chosen]
        others = [article for article in articles if all(article is not one for one in chosen)]
        yield [head for head, _ in halves[:5]], [rest for _, rest in (*halves[:4], halves[5])], others


def _with(article: Article, paragraphs: Sequence[str]) -> Article:
    return replace(article, blocks=tuple(Block("paragraph", text) for text in paragraphs if text))


def _paragraphs(article: Article) -> list[str]:
    return [block.text for block in article.blocks if block.kind == "paragraph"]


def _cut(article: Article, share: float) -> Article:
    """The first sentences up to a share of the characters."""
    left = share * len(article.body)
    kept: list[str] = []
    for paragraph in _paragraphs(article):
        text = ""
        for sentence in sentences_of(paragraph):
            if left <= 0 and (kept or text):
                break
            text += sentence
            left -= len(sentence)
        kept.append(text)
    return _with(article, kept)


def _edited(article: Article, share: float, rng: random.Random) -> Article:
    """Credit of the first line gone, words replaced, one sentence in 1/share dropped."""
    texts = []
    for paragraph in _paragraphs(article):
        kept = [sentence for sentence in sentences_of(paragraph) if rng.random() >= share or len(sentence) > 80]
        text = "".join(kept) or paragraph
        for word, better in SYNONYMS.items():
            if rng.random() < 6 * share:
                text = text.replace(word, better)
        texts.append(text)
    texts[0] = re.sub(r"^.{0,6}讯\s*[（(][^）)]*[）)]", "", texts[0])
    return _with(article, texts)


def _traditional(article: Article) -> Article:
    """The article in Traditional characters with half-width marks and full-width digits, as `normalise` gives it
    back."""
    converter = OpenCC("s2t")
    wide = str.maketrans("0123456789，；", "０１２３４５６７８９,;")
    lines = tuple(converter.convert(text).translate(wide) for text in _paragraphs(article))
    return _with(article, normalise(Page("copy.txt", lines, lines)).lines)


def _noisy(article: Article, rate: float, pool: Sequence[str], rng: random.Random) -> Article:
    """Wrong characters as recognition makes them: replaced nine times in ten, else lost."""

    def wrong(ch: str) -> str:
        if rng.random() >= rate or ch == "\n":
            return ch
        if rng.random() < 0.1:
            return ""
        return str(rng.randrange(10)) if ch.isdigit() else rng.choice(pool)

    return _with(article, ["".join(map(wrong, text)) for text in _paragraphs(article)])


def _split(article: Article, rng: random.Random, headline: bool = False) -> tuple[Article, Article]:
    """The article on pages 1 and 2, cut inside a paragraph, the continuation with or without its headline."""
    texts = _paragraphs(article)
    total = sum(map(len, texts))
    at = int(total * rng.uniform(0.35, 0.65))
    first: list[str] = []
    rest: list[str] = []
    for text in texts:
        if at >= len(text):
            first.append(text)
        elif at > 0:
            first.append(text[:at])
            rest.append(text[at:])
        else:
            rest.append(text)
        at -= len(text)
    head = replace(_with(article, first), source_file="p1.txt", continued_to=2, continued_from=None, page=1)
    tail = replace(_with(article, rest), source_file="p2.txt", continued_from=1, continued_to=None, page=2)
    issue = {"publication": "日报", "issue_date": "2023-09-14"}
    tail = replace(tail, kind="continuation", title=article.title if headline else "", byline=())
    return replace(head, **issue), replace(tail, **issue)


def _closing(one: Article, other: Article, rng: random.Random) -> tuple[Article, Article]:
    """Two articles that end with the same 200 to 400 characters."""
    end = one.body.replace("\n", "")[-rng.randrange(200, 400) :]
    return _with(one, [*_paragraphs(one), end]), _with(other, [*_paragraphs(other), end])


def _session(article: Article, other: Article, rng: random.Random) -> Article:
    """Another session of the same body: the same beginning with another day and number, half of the sentences
    others."""
    figures = _figures(article, rng)
    sentences = list(sentences_of(figures.body.replace("\n", "")))
    strange = list(sentences_of(other.body.replace("\n", ""))) or [""]
    mixed = [one if at % 2 == 0 else strange[at % len(strange)] for at, one in enumerate(sentences)]
    return _with(article, ["".join(mixed)])


def _figures(article: Article, rng: random.Random) -> Article:
    """The same words with other figures, as in next month's bulletin."""

    def changed(match: re.Match[str]) -> str:
        value = int(match[0])
        return str(value + rng.randrange(1, 7)) if value < 1900 or value > 2100 else match[0]

    return _with(article, [re.sub(r"\d+", changed, text) for text in _paragraphs(article)])


def _summary(article: Article) -> Article:
    """One sentence in three, from the first to the last."""
    return _with(article, ["".join(sentences_of(article.body)[::3])])


def _quoting(one: Article, other: Article, pool: Sequence[Article], rng: random.Random) -> tuple[Article, Article]:
    """Two articles with one speech of 300 characters in their middle, about half of each."""
    speech = rng.choice(pool).body.replace("\n", "")[:300]
    halves = [_paragraphs(_cut(article, 300 / max(300, len(article.body)))) for article in (one, other)]
    first, second = ([*half[:1], f"他说：“{speech}”", *half[1:]] for half in halves)
    return _with(one, first), _with(other, second)
