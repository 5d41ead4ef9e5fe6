"""Personal names: a Chinese name must come out in pinyin. Told only where the English has the family name with another
given name, so that foreign names in Chinese characters and titles without a name raise nothing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from pypinyin import Style, pinyin

from generator.checks.pair import Pair
from generator.language.names import READ_AS_SURNAME
from generator.model import Flag

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪"
    "范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤耿温康施文牛樊葛邢安齐易乔伍庞颜倪"
    "庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶"
    "解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎屠古阎佘晏"
)
_NO_NAME_ENDS = "镇县区市乡村路街道委局办院校司会层度国省州厅部社报网队组站"
"""龙水镇说, 高层表示: no persons."""
_ADVERBS = "将也还又在对就均都已曾并则率向同"
"""May stand between a name of two characters and its verb: 汪洋将出席."""
_AFTER = (
    "表示|说|指出|强调|介绍|谈及|认为|主持|出席|会见|称|透露|告诉|坦言|回应|"
    "参加|率|调研|致辞|讲话|宣布|担任|当选|代表|带领|提出|要求|宣读|走进|来到"
)
_BEFORE = (
    "记者|通讯员|实习生|书记|主席|总理|部长|市长|区长|县长|主任|局长|院长|"
    "校长|经理|董事长|教授|发言人|委员|同志|秘书长|会长|司长|处长|镇长|队长|博士|大使|创始人|名将|选手|球员|导演|演员"
    "|作家|律师|专家|学者|医生|队员|冠军|院士|研究员|分析师|负责人|经济学家|科学家|总裁|首席执行官"
)
_NAME = re.compile(
    rf"(?:(?P<cue>{_BEFORE})|(?<![\u4e00-\u9fff]))(?P<name>(?P<family>[{_SURNAMES}])[\u4e00-\u9fff]{{1,2}}?)"
    rf"(?:(?P<verb>{_AFTER})|(?(cue)(?=[从在以向对就于与和]|[^\u4e00-\u9fff]|$)|(?=[^\u4e00-\u9fff]|$)))"
)


@dataclass(frozen=True, slots=True)
class NameSlip:
    """A name that the English has with another given name."""

    zh: str
    right: str
    """Pinyin, family name first."""
    wrong: str
    """As the English has it."""
    certain: bool
    """Every character of the name has one reading only, and the family name stands once in the English."""


def check_names(pair: Pair) -> list[Flag]:
    """Names whose given name is not the one of the Chinese."""
    slips = name_slips(pair.zh, pair.en)
    if slips:
        return [Flag("name", "minor", f"{slip.zh} is {slip.right}, not {slip.wrong}") for slip in slips]
    return [Flag("name", "minor", f"{wrong} is nobody of the Chinese") for wrong in _nobodies(pair.zh, pair.en)][:1]


_PINYIN = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iong|iang|uang|ang|eng|ong|iao|ian|ing|uai|uan|ai|ei|ao|ou|an|en|ia|ie|iu|in|ua|uo"
    r"|ui|un|ue|er|a|o|e|i|u)){2}"
)
"""Two syllables; one alone is as often an English word."""


def _nobodies(zh: str, en: str) -> Iterator[str]:
    """Names in pinyin whose family name is in the Chinese, and that no place of the Chinese reads."""
    for family in sorted({_readings(ch, family=True)[0] for ch in zh if ch in _SURNAMES}):
        for name in _given_names(family, en):
            given = name.split(" ", 1)[1].lower()
            if _PINYIN.fullmatch(given) and not _explained(name, zh):
                yield name


def name_slips(zh: str, en: str) -> list[NameSlip]:
    """Names of the Chinese that the English has with the same family name and another given name."""
    flat = _flat(en)
    slips: list[NameSlip] = []
    for _, name in _found(zh):
        families, givens = _readings(name[0], family=True), _spellings(name[1:])
        if any(family + given in flat or given + family in flat for family in families for given in givens):
            continue
        others = [wrong for family in families for wrong in _given_names(family, en)]
        others = [wrong for wrong in others if not _explained(wrong, zh.replace(name, "　"))]
        shorter = {family + given for family in families for given in _spellings(name[1])}
        if len(others) == 1 and _flat(others[0]) not in shorter and not any(slip.zh == name for slip in slips):
            right = f"{families[0].capitalize()} {givens[0].capitalize()}"
            certain = len(givens) == 1 and en.count(others[0]) == 1
            slips.append(NameSlip(name, right, others[0], certain))
    return slips


def names_in(zh: str) -> list[tuple[tuple[int, int], str]]:
    """Half-open spans of the personal names of a Chinese text with their pinyin, family name first; without those that have
    a character of several readings."""
    found: list[tuple[tuple[int, int], str]] = []
    for first, name in _found(zh):
        givens = _spellings(name[1:])
        if len(givens) == 1:
            pinyin_of_family = _readings(name[0], family=True)[0]
            found.append(((first, first + len(name)), f"{pinyin_of_family.capitalize()} {givens[0].capitalize()}"))
    return found


def _found(zh: str) -> list[tuple[int, str]]:
    """Offset and characters of each name that a title, an office or a verb of saying gives away."""
    found: list[tuple[int, str]] = []
    for match in _NAME.finditer(zh):
        name = match["name"]
        if len(name) == 3 and name[-1] in _ADVERBS:
            name = name[:2]
        if (match["cue"] or match["verb"]) and name[-1] not in _NO_NAME_ENDS:
            found.append((match.start("name"), name))
    return found


def _flat(text: str) -> str:
    return re.sub(r"[\s’'‘-]", "", text.lower())


def _readings(ch: str, *, family: bool = False) -> list[str]:
    """The readings of a character without tones, the usual one first."""
    if family and ch in READ_AS_SURNAME:
        return [READ_AS_SURNAME[ch]]
    if family:
        return [pinyin(ch, style=Style.NORMAL)[0][0]]
    return list(dict.fromkeys(pinyin(ch, style=Style.NORMAL, heteronym=True)[0]))


def _spellings(given: str) -> list[str]:
    spelled = map("".join, product(*map(_readings, given)))
    return [text.replace("ü", "v") for text in spelled][:8]


def _given_names(family: str, en: str) -> Sequence[str]:
    """`Wang Jinning` for `wang`: the family name with the capitalised words after it."""
    return re.findall(rf"\b{family.capitalize()}\s[A-Z][a-z]+(?:[-’'][A-Za-z][a-z]*)?", en)


def _explained(english: str, zh: str) -> bool:
    """Whether some place of the Chinese reads like an English name."""
    flat = _flat(english)
    for at, ch in enumerate(zh):
        if not flat.startswith(pinyin(ch, style=Style.NORMAL)[0][0]) and ch not in READ_AS_SURNAME:
            continue
        for length in (2, 3):
            piece = zh[at : at + length]
            if len(piece) == length and flat in {
                family + given for family in _readings(ch, family=True) for given in _spellings(piece[1:])
            }:
                return True
    return False
