"""People, organisations and places that an article names: a light index by wording, to link articles that share them.

Rules, not a model: a person is a name after an office (区长谢东) or before a verb of saying or doing (黄茂军强调) that also
stands in the article with an office; an organisation begins with a place or 市, 区, 县 and ends as organisations do (……局,
……公司); a place is a landmark or town of the gazetteer. Precision counts: a wrong link misleads, a missing one does not.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from generator.gazetteer import CITY, NATION, Gazetteer
from generator.language.words import Words
from generator.model import Article

EntityKind = Literal["person", "organisation", "place"]
_STOP = "的了在和与及为从向对由将把被是有等，。、；：！？“”《》（）\\s"
_HAN = r"\u4e00-\u9fff"


@dataclass(frozen=True, slots=True)
class Entity:
    """Someone or something that an article names."""

    kind: EntityKind
    name: str
    """As printed, in Simplified Chinese."""
    count: int
    """How often, headline included."""


@dataclass(frozen=True)
class EntityWords:
    """Data of `content/entities.yaml` and the surnames of `content/newsroom.yaml`."""

    offices: tuple[str, ...] = ("书记", "区长", "县长", "主任")
    """Offices and callings that stand directly before a name."""
    acts: tuple[str, ...] = ("说", "表示", "强调", "指出")
    """Verbs that stand directly after a name."""
    endings: tuple[str, ...] = ("有限公司", "集团", "大学")
    """How organisations end that begin with a place."""
    short_endings: tuple[str, ...] = ("局", "委", "办")
    """How organs of a city, district or county end (区民政局)."""
    surnames: frozenset[str] = frozenset("李王张刘陈")
    not_names: frozenset[str] = frozenset()
    """Words that look like names and are none."""

    @cached_property
    def person(self) -> re.Pattern[str]:
        """An office and a name, or a name and a verb, with what ends the name."""
        single = "".join(sorted(name for name in self.surnames if len(name) == 1))
        compound = "|".join(sorted(name for name in self.surnames if len(name) > 1)) or "(?!)"
        name = rf"(?P<name>(?:{compound}|[{single}])[{_HAN}]{{1,2}}?)"
        offices, acts = _either(self.offices), _either(self.acts)
        return re.compile(
            rf"(?:(?P<office>{offices})|(?<![{_HAN}])){name}(?=(?P<act>{acts})|[，。、；：（“”\s和与及等率]|$)"
        )

    @cached_property
    def organ(self) -> re.Pattern[str]:
        """An organ of a city, district or county."""
        return re.compile(
            rf"(?<![{_HAN}])(?:[市区县](?!长|委书记|级|内|外|里))[^{_STOP}]{{1,10}}?(?:{_either(self.short_endings)})(?![长员公事里])"
        )


class EntityFinder:
    """Finds what articles name; its patterns are made once."""

    def __init__(self, gazetteer: Gazetteer, words: EntityWords) -> None:
        self._gazetteer = gazetteer
        self._words = words
        districts = [one for one in gazetteer.districts if one.zh not in (CITY, NATION)]
        self._starts = Words(
            ["重庆", "中国", "国家", *(name for one in districts for name in one.names if len(name) >= 2)]
        )
        self._rest = re.compile(rf"[^{_STOP}]{{0,14}}?(?:{_either(words.endings)})(?![长员])")
        whole = {name for one in gazetteer.districts for name in (one.zh, one.zh.rstrip("区县市"))} - {""}
        self._districts = tuple(sorted(whole))

    def entities(self, article: Article) -> tuple[Entity, ...]:
        """What an article names, most often named first; its reporters are not. An article without text names nothing."""
        text = "\n".join((article.kicker, article.title, *article.subtitle, article.body))
        kinds: tuple[tuple[EntityKind, set[str]], ...] = (
            ("person", _people(text, self._words) - set(article.byline)),
            ("organisation", self._organisations(text)),
            ("place", self._places(text)),
        )
        found = [Entity(kind, name, text.count(name)) for kind, names in kinds for name in names]
        return tuple(sorted(found, key=lambda entity: (-entity.count, entity.kind, entity.name)))

    def _organisations(self, text: str) -> set[str]:
        return {
            name
            for name in (*self._named(text), *self._words.organ.findall(text))
            if 3 < len(name) <= 18 and not name.endswith(_NO_ORGANISATION) and name not in self._words.not_names
        }

    def _named(self, text: str) -> Iterator[str]:
        """What begins with a place and ends as organisations do."""
        last = 0
        for first, end in self._starts.spans(text):
            if first >= last and (match := self._rest.match(text, end)):
                last = match.end()
                yield text[first:last]

    def _places(self, text: str) -> set[str]:
        found: set[str] = set()
        for word in set(self._gazetteer.finder.found(text)):
            owners = {district for district, _ in self._gazetteer.owners[word]}
            if (
                owners
                and not owners & {CITY, NATION}
                and len(word) >= 3
                and not word.endswith((*self._districts, *_ORGANS))
            ):
                found.add(word)
        return found


def _people(text: str, words: EntityWords) -> set[str]:
    with_office: set[str] = set()
    with_act: Counter[str] = Counter()
    for match in words.person.finditer(text):
        name = match["name"]
        if name in words.not_names or not 2 <= len(name) <= 4:
            continue
        if match["office"]:
            with_office.add(name)
            with_office |= set(_listed(text[match.end() :], words))
        elif match["act"]:
            with_act[name] += 1
    return with_office | {name for name, count in with_act.items() if count >= 2 and len(name) == 3}


def _listed(rest: str, words: EntityWords) -> Iterator[str]:
    """The names that follow a name in a list: 、罗毅、艾正兵出席."""
    while match := re.match(rf"、([{_HAN}]{{2,3}}?)(?=[、，。等和]|{_either(words.acts)})", rest):
        if match[1][0] not in words.surnames or match[1] in words.not_names:
            return
        yield match[1]
        rest = rest[match.end() :]


_NO_ORGANISATION = ("常委", "重庆有限公司", "重庆公司", "中小学")
"""What is left of a name that began before the place, an office, a kind of organisations."""
_ORGANS = ("政府", "区委", "县委", "日报", "人大", "政协", "时报", "报")


def _either(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) or r"(?!)"
