"""The key figures of an article: every quantity with its unit, what it measures, and what it is compared with.

What a figure measures is read off the clause before it: `绿色贷款余额超5900亿元` measures 绿色贷款余额.
A clause that begins with its figure or with a comparison (`同比增长34%`) speaks of what the figure before it measures.
"""

import re
from collections.abc import Iterator
from typing import Literal

from generator.language.characters import han_count
from generator.language.quantities import Quantity, chinese_quantities
from generator.language.sentences import split_sentences
from generator.model import Article, Figure, FigureKind

_UNITS = (
    "平方公里 平方米 平方千米 立方米 公里 千米 米 公顷 亩 千瓦时 千瓦 兆瓦 吨 公斤 "
    "标准箱 美元 欧元 港元 新元 元 人次 人 户 家次 家 个 项 件 "
    "条 所 座 台 辆 架 艘 次 场次 场 批次 批 种 笔 "
    "栋 幢 间 套 张 只 支 名 位 对 部 册 篇 处 "
    "片 类 款 枚 份 宗 起 例 床 箱 班 列 天 年 "
    "个月 小时 分钟 岁 期 层 级 头 株 棵 口 根 门 席 "
    "字 度 学时 "
)
_UNIT = re.compile("|".join(sorted(set(_UNITS.split()), key=lambda unit: (-len(unit), unit))))
_NOT_COUNTED = re.compile(r"[点时](?:至|到|钟|整|半|许|[，。、])|[号日月]|[·—－-]\d")
_CLAUSE = re.compile(r"[，。；：！？、（）“”\n]")
_COMPARISON = re.compile(
    r"(?:同比|环比|比上年(?:同期)?|比去年(?:同期)?|[较比](?!如)[^，。；]{1,14}?)?"
    r"(?:实际|名义|累计|分别|平均|大幅|大约|年均)*"
    r"(?:增长|增加|增幅|提高|提升|上升"
    r"|上涨|下降|减少|降低|下滑|回落|快|慢|高出|低于|净增|增速|扩大|缩小|翻)(?:了|到|至|达|约|超过|超|近|不少于)*$"
)
_BOUND = (
    ("about", re.compile(r"(?:约|大约|左右|大概)$")),
    ("over", re.compile(r"(?:超过?|逾|突破|不少于|不低于|至少|以上|多达|高达)$")),
    ("under", re.compile(r"(?:近|将近|不足|不超过|低于|最多|以内|最高)$")),
)
_VERB_TAIL = re.compile(
    r"(?:已?经?(?:达到?了?|为|是|有|共有?|共计|累计|合计|分别|约|超过?"
    r"|逾|近|突破|实现|完成|升至|降至|提高到|提升到|增至|达成|位居|计划|预计|不少于|不低于"
    r"|至|到|了|的|将|已|等|在|占|给予|最高|至少|通过|带动|吸引|惠及|投入|争取|获得|收到|发放))+$"
)
_HEAD = re.compile(
    r"^(?:其中|在|比如|例如|突出|引进|新增|推动|相继启动|累计培育|特别提出|同时|此外|目前|当前|截至[^，]*|据悉|据介绍|数据显示|如今|同期|今年|去年|全年|并|还|也|而|且|又)+"
)


def figures_of(article: Article) -> tuple[Figure, ...]:
    """The figures of the paragraphs of an article, in order. Dates, ordinals, times of the day and figures inside names
    (《…》) are none. An article without figures gives an empty tuple."""
    found: list[Figure] = []
    for number, block in enumerate(article.blocks, 1):
        if block.kind == "paragraph":
            sentences = (block.text[first:end] for first, end in split_sentences(block.text))
            for at, sentence in enumerate((text for text in sentences if text.strip()), 1):
                found += _figures(sentence.strip(), f"p{number}-s{at}")
    return tuple(found)


def _figures(sentence: str, key: str) -> Iterator[Figure]:
    measures = ""
    names = [match.span() for match in re.finditer(r"《[^》]*》|“\d[^”]{0,8}”", sentence)]
    for quantity in chinese_quantities(sentence):
        first, end = quantity.span
        if quantity.kind not in ("number", "percent", "times") or any(a < first < b for a, b in names):
            continue
        unit = _unit(sentence[end:], quantity)
        if unit is None:
            continue
        clause = _CLAUSE.split(sentence[:first])[-1]
        comparison = _comparison(clause)
        own = _measured(clause[: len(clause) - len(comparison)] if comparison else clause)
        measures = own or measures or _before(sentence[:first])
        kind: FigureKind = "amount"
        if quantity.kind != "number":
            kind = "times" if quantity.kind == "times" else "points" if "百分点" in quantity.surface else "percent"
        yield Figure(
            key=key,
            kind=kind,
            value=quantity.value,
            unit=unit,
            surface=quantity.surface + (unit if kind == "amount" else ""),
            measures=measures,
            comparison=comparison,
            bound=_bound(clause, sentence[end + len(unit) * (kind == "amount") :], quantity.more),
            sentence=sentence,
        )


def _unit(after: str, quantity: Quantity) -> str | None:
    """The unit of a quantity; None where it is no quantity at all (a time of the day, part of a name)."""
    if quantity.kind == "percent":
        return "百分点" if "百分点" in quantity.surface else "%"
    if quantity.kind == "times":
        return "倍"
    if _NOT_COUNTED.match(after):
        return None
    match = _UNIT.match(after.lstrip())
    if match:
        return match[0]
    return "" if quantity.scaled or quantity.value >= 1000 else None


def _comparison(clause: str) -> str:
    match = _COMPARISON.search(clause)
    return match[0] if match else ""


def _measured(clause: str) -> str:
    """What the words before a figure name; empty if that is no noun of two characters or more."""
    text = _HEAD.sub("", clause.strip())
    shorter = _VERB_TAIL.sub("", text)
    return shorter if 2 <= han_count(shorter) <= 30 else ""


def _before(text: str) -> str:
    """What the nearest clause before names, for a figure that stands at the beginning of its own."""
    for clause in reversed(_CLAUSE.split(text)[:-1]):
        named = _measured(clause)
        if named and not re.search(r"\d", named):
            return named
    return ""


def _bound(clause: str, after: str, more: bool) -> Literal["", "about", "over", "under"]:
    if more or after.startswith(("以上", "多", "余")):
        return "over"
    if after.startswith("左右"):
        return "about"
    for name, pattern in _BOUND:
        if pattern.search(clause):
            return name  # type: ignore[return-value]
    return ""
