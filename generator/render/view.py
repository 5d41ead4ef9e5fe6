"""Stories as the templates see them: texts chosen for a language, with the language of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.entities import Entity
from generator.gazetteer import Gazetteer
from generator.glossary import Glossary
from generator.language.names import person_in_pinyin
from generator.language.sentences import sentences_of
from generator.model import Article, Block, Lang, Story, Translation
from generator.plan import article_path, date_label
from generator.taxonomy import Taxonomy
from generator.translate import ITSELF

HTML_LANG: Mapping[Lang, str] = {"zh": "zh-Hans", "en": "en"}


@dataclass(frozen=True, slots=True)
class Text:
    """A text and its language, as for an HTML `lang`."""

    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class Link:
    """A label and where it leads."""

    label: str
    path: str


@dataclass(frozen=True, slots=True)
class Card:
    """An article in a list."""

    path: str
    title: Text
    kicker: Text
    summary: tuple[Text, ...]
    date: str
    """As a label; empty for none."""
    iso: str
    districts: tuple[Link, ...]
    topics: tuple[Link, ...]
    kind: str
    untranslated: bool
    """The title has no English, and this is the English edition."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One segment in both languages."""

    key: str
    zh: str
    en: str
    flagged: bool
    details: tuple[str, ...]
    """What the checks say."""


@dataclass(frozen=True, slots=True)
class BodyBlock:
    """A block of the body with its segments."""

    kind: str
    level: int
    anchor: str
    pairs: tuple[Pair, ...]


class Views:
    """Makes views; knows the names of districts, topics and official terms."""

    def __init__(self, gazetteer: Gazetteer, taxonomy: Taxonomy, glossary: Glossary) -> None:
        self._districts = gazetteer.by_name
        self._topics = taxonomy.by_slug
        self._terms = glossary.by_zh

    def card(self, story: Story, lang: Lang) -> Card:
        """A story in a list of that edition."""
        article = story.article
        english = english_of(story)
        title = self.title(story, lang)
        day = article.date or article.issue_date
        return Card(
            path=article_path(lang, article.id),
            title=title,
            kicker=choose(article.kicker, english, lang),
            summary=tuple(summary_texts(story, lang)),
            date=date_label(lang, day) if day else "",
            iso=day,
            districts=self.districts(article, lang),
            topics=self.topics(article, lang),
            kind=article.kind,
            untranslated=lang == "en" and title.lang != "en",
        )

    def title(self, story: Story, lang: Lang) -> Text:
        """The headline; the beginning of the text where there is none."""
        article = story.article
        if article.title:
            return choose(article.title, english_of(story), lang)
        first = next((part for block in article.blocks for part in sentences_of(block.text)), article.id)
        shown = choose(first, english_of(story), lang)
        return Text(shorten(shown.text), shown.lang)

    def districts(self, article: Article, lang: Lang) -> tuple[Link, ...]:
        """Links to the article's districts."""
        known = [self._districts[name] for name in article.districts if name in self._districts]
        return tuple(Link(one.zh if lang == "zh" else one.en, f"/{lang}/districts/{one.slug}/") for one in known)

    def topics(self, article: Article, lang: Lang) -> tuple[Link, ...]:
        """Links to the article's topics."""
        known = [self._topics[slug] for slug in article.topics if slug in self._topics]
        return tuple(Link(one.zh if lang == "zh" else one.en, f"/{lang}/topics/{one.slug}/") for one in known)

    def entity(self, entity: Entity, lang: Lang) -> Text:
        """The name for an edition: in English the official term if there is one, a person in pinyin, else as printed."""
        if lang == "zh":
            return Text(entity.name, HTML_LANG["zh"])
        if term := self._terms.get(entity.name):
            return Text(term.en, "en")
        if entity.kind == "person":
            return Text(person_in_pinyin(entity.name), "en")
        return Text(entity.name, HTML_LANG["zh"])


def english_of(story: Story) -> dict[str, str]:
    """Chinese segment → English, for those that have one."""
    return {item.zh: item.en for item in story.translations if item.en}


def choose(zh: str, english: Mapping[str, str], lang: Lang) -> Text:
    """The text for an edition: English if there is one, else the Chinese, marked as such."""
    if lang == "en" and zh:
        if en := english.get(zh):
            return Text(en, "en")
        parts = sentences_of(zh)
        if len(parts) > 1 and all(part in english for part in parts):
            return Text(" ".join(english[part] for part in parts), "en")
    return Text(zh, HTML_LANG["zh"])


def summary_texts(story: Story, lang: Lang) -> list[Text]:
    """The summary's sentences for an edition; blank ones, as an editor's file may have, left out."""
    english = english_of(story)
    return [choose(sentence, english, lang) for sentence in story.article.summary if sentence.strip()]


def shorten(text: str, most: int = 60) -> str:
    """A beginning of the text, cut at a word's end, with an ellipsis if anything is left out."""
    if len(text) <= most:
        return text
    cut = text[:most]
    return (cut.rsplit(" ", 1)[0] if " " in cut[most // 2 :] else cut).rstrip("，,;；") + "…"


def body_blocks(story: Story) -> tuple[BodyBlock, ...]:
    """The body with both languages, block by block."""
    by_block: dict[int, list[Translation]] = {}
    for item in story.translations:
        if item.key.startswith("p"):
            by_block.setdefault(int(item.key[1:].partition("-")[0]), []).append(item)
    blocks: list[BodyBlock] = []
    for number, block in enumerate(story.article.blocks, 1):
        found = by_block.get(number) or ([Translation(f"p{number}", block.text, "", "")] if block.text else [])
        blocks.append(BodyBlock(block.kind, _level(block), f"p{number}", tuple(as_pair(item) for item in found)))
    return tuple(blocks)


def as_pair(item: Translation) -> Pair:
    """A translation as the templates see it."""
    details = tuple(flag.detail for flag in item.flags if flag.severity == "serious")
    return Pair(item.key, item.zh, item.en, item.serious, details)


def head_pairs(story: Story, prefix: str) -> tuple[Pair, ...]:
    """The pairs of a head part: `title`, `kicker`, `subtitle`, `caption`."""
    return tuple(as_pair(item) for item in story.translations if item.key.partition("-")[0] == prefix)


@dataclass(frozen=True, slots=True)
class Origins:
    """What the English of an article is made of."""

    edited: int
    supplied: int
    engines: tuple[tuple[str, int], ...]
    missing: int
    flagged: int


def origins_of(translations: Sequence[Translation]) -> Origins:
    """Counts of segments by origin; segments without Chinese do not count."""
    engines: dict[str, int] = {}
    for item in translations:
        if item.origin and item.origin not in ("edited", "supplied", ITSELF):
            engines[item.origin] = engines.get(item.origin, 0) + 1
    return Origins(
        edited=sum(item.origin == "edited" for item in translations),
        supplied=sum(item.origin == "supplied" for item in translations),
        engines=tuple(sorted(engines.items())),
        missing=sum(not item.origin for item in translations),
        flagged=sum(item.serious for item in translations),
    )


def _level(block: Block) -> int:
    return min(4, max(2, block.level + 1)) if block.kind == "heading" else 0
