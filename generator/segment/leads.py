"""How texts begin: as no article does, since they go on from what stands above them, or with a scene, as features do."""

import re
from collections.abc import Sequence

from generator.segment.patterns import ATTENDED, GOES_ON
from generator.segment.units import Unit

_INTRODUCED = re.compile(
    r"(?:书记|[区县镇乡市局院校村社会部]长|主任|主席|经理|代表|负责人|[村居市]民|老板|老人|工人|教师|医生|技术员)(?P<name>[\u4e00-\u9fff]{3})"
)
"""A name behind an office or a trade, as it stands where somebody is named first."""
_ACTS = frozenset("说表介告还也在一强指要认希带")
"""With these a verb or adverb begins behind a name of two characters."""
_SCENE = re.compile(
    r"(?:清晨|清早|早晨|黎明|凌晨|拂晓|傍晚|午后|夜幕|入夜|夜色|晨雾|晨曦|天刚|天还没亮|天色|(?:早上|上午|下午|晚上|中午)\d{1,2}[点时]"
    r"|初春|盛夏|金秋|深秋|寒冬|初冬|初夏|初秋|阳春|仲夏|隆冬|[春夏秋冬][日末]|时值|正值|[\u4e00-\u9fff]{1,3}月的|[^。]{0,40}……)"
)


LONGEST = 60
"""Characters of the longest paragraph that tells nothing but who else was there."""


def scenes(units: Sequence[Unit]) -> list[bool]:
    """Texts that begin with a scene, by the hour or the season, as features do: of those on marked pages seven in ten begin
    an article, of all paragraphs one in ten."""
    return [unit.kind == "text" and not unit.opening and _SCENE.match(unit.text) is not None for unit in units]


def going_on(units: Sequence[Unit]) -> list[bool]:
    """Texts that are worded as no article begins, or begin with somebody's bare name whose office stands in the texts above,
    since the last opening."""
    found = [False] * len(units)
    known: set[str] = set()
    for at, unit in enumerate(units):
        if unit.kind != "text":
            continue
        if unit.opening:
            known = set()
        bare = unit.text[:3] in known or (unit.text[:2] in known and unit.text[2:3] in _ACTS)
        alone = len(unit.text) <= LONGEST and unit.text.count("。") == 1 and "“" not in unit.text
        attended = alone and ATTENDED.search(unit.text)
        found[at] = not unit.opening and bool(bare or attended or GOES_ON.match(unit.text))
        names = [match["name"] for match in _INTRODUCED.finditer(unit.text)]
        known.update(name if name[2] not in _ACTS else name[:2] for name in names)
    return found
