"""What a short line is by its characters: a caption, a standing head, or anything else.

Papers set captions without a credit, names of columns and slogans, and their wording is too free for patterns alone. So
each character, pair of characters and known wording speaks for or against either kind, with weights learnt from lines
written for it (`benchmarks/segmentation/short_lines`), the headlines and the marked pages: multinomial logistic regression.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

LONGEST = 45
"""Characters of the longest line that is looked at; a caption has rarely more."""
LABEL = 0.5
"""Chance from which a line is taken for a label."""
WEIGHTS = "kind_weights.tsv"


class Chances(NamedTuple):
    """How likely a line is each kind, 0 to 1; the rest is that it is a headline, a subhead or running text."""

    caption: float = 0.0
    """What a picture shows."""
    label: float = 0.0
    """The name of a column or series, a section, a slogan."""


KINDS = Chances._fields


@lru_cache(maxsize=4096)
def chances(text: str) -> Chances:
    """How likely a line is each kind; all 0 for one that is empty or too long to be of any."""
    return chances_by(text, _weights()) if 1 < len(text) <= LONGEST else Chances()


def chances_by(text: str, weights: Mapping[str, Sequence[float]]) -> Chances:
    """The same by these weights, for each sign those of the kinds in their order."""
    totals = [0.0] * len(KINDS)
    for sign in signs(text):
        for at, weight in enumerate(weights.get(sign, ())):
            totals[at] += weight
    powers = [math.exp(min(total, 50.0)) for total in totals]
    whole = 1.0 + math.fsum(powers)
    return Chances(*(power / whole for power in powers))


def signs(text: str) -> Iterator[str]:
    """The signs of a line, each once: its characters and pairs of them, where it begins and ends, how long it is."""
    plain = _LATIN.sub("a", _NUMBER.sub("9", text))
    framed = f"^{plain}$"
    yield from sorted({*plain, *(framed[at : at + 2] for at in range(len(framed) - 1))})
    yield from (name for name, wording in _WORDINGS.items() if wording.fullmatch(text))
    yield "always"
    yield f"{len(plain) // 2 * 2} characters"


_WORDINGS = {
    "as a standing head": re.compile(
        r"[\u4e00-\u9fff]{2,4}(?:论坛|时评|漫笔|随笔|杂谈|快评|短评|锐评|评论|观察|视点|视角|风采|风采录|人物|讲堂|走笔|札记|手记|见闻|茶座|茶馆|夜话|聊斋|来风|史话|记忆|故事|词典|影像|图志|副刊|文苑|文萃|诗苑|诗汇|漫谈|话题|热评|声音)"
        r"|(?:.{4,30}——)?(?:深入)?学习(?:宣传)?贯彻.{2,30}(?:精神|思想)(?:[ —]+(?:奋力|加快|全力|谱写).{4,24})?"
        r"|(?:[\u4e00-\u9fff]{3,8}|[\u4e00-\u9fff]{2,8} )看[\u4e00-\u9fff]{2,3}"
        r"|(?:新春|记者)走基层|“[^”]{4,16}”(?:进行时|在行动)"
        r"|[\u4e00-\u9fff]{4} ?(?:进行时|在行动|面对面|大家谈|直通车|回音壁|曝光台)"
        r"|.{4,30}——(?:(?:奋力|全力|决战|冲刺|大干|奋战|攻坚|实干|打好|打赢).{2,24}|.{2,14}(?:在行动|进行时))|[\u4e00-\u9fff]{2,4}[·•][\u4e00-\u9fff]{2,4}"
        r"|[\u4e00-\u9fff]{4,8} [·•] [\u4e00-\u9fff]{2,4}"
        r"|(?:奋进新(?:征程|时代)|贯彻落实党的|喜迎|学习宣传贯彻|深入学习贯彻|牢记.{2,8}嘱托).{0,40}"
    ),
    "as a view or scene": re.compile(
        r"(?!.*[的是有要会])(?:[\u4e00-\u9fff]{4,12}(?:车间|现场|基地|园区|公园|广场|工地|[里内上中镇村])，)?"
        r"[\u4e00-\u9fff]{2,8}(?:正在[\u4e00-\u9fff]{2,14}。?|在(?!于)[\u4e00-\u9fff“”]{3,14}。)"
        r"|[\u4e00-\u9fff]{4,20}(?:一角|一景|全景|全貌|外景|夜景|远景|鸟瞰图?|俯瞰图?|航拍图?|效果图|示意图|实景图?|现场(?=。))。?"
    ),
    "as who does what": re.compile(
        r"[\u4e00-\u9fff]{0,10}(?:游客|市民|村民|工人|人员|[学队社职]员|员工|师傅|[复技艺]师|匠人|学生|志愿者|居民|农户|民警|医生|护士|老师"
        r"|孩子)们?在(?![于家即线哪])[\u4e00-\u9fff“”]{3,14}。?"
        r"|[\u4e00-\u9fff“”]{4,20}(?:作业|施工|活动|生产|比赛|演出|仪式|签约|救援|演练)现场。?"
    ),
}
"""Wordings that are signs by themselves."""
_NUMBER = re.compile(r"\d+(?:[.:：]\d+)*")
_LATIN = re.compile(r"[A-Za-z]+")


@lru_cache(maxsize=1)
def _weights() -> dict[str, tuple[float, ...]]:
    """The weights of each sign, for the kinds in their order. Read once: they are part of the program."""
    rows = resources.files(__package__).joinpath(WEIGHTS).read_text(encoding="utf-8").splitlines()
    return {sign: tuple(map(float, its)) for sign, *its in (row.split("\t") for row in rows[1:])}
