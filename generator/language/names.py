"""Chinese personal names in pinyin: family name first, the given name in one word (ISO 7098, GB/T 28039)."""

from pypinyin import Style, pinyin

READ_AS_SURNAME = {
    "曾": "zeng",
    "单": "shan",
    "解": "xie",
    "仇": "qiu",
    "覃": "qin",
    "翟": "zhai",
    "区": "ou",
    "尹": "yin",
    "查": "zha",
    "朴": "piao",
    "任": "ren",
    "盖": "ge",
    "缪": "miao",
    "乐": "yue",
    "员": "yun",
    "种": "chong",
    "召": "shao",
    "繁": "po",
    "折": "she",
    "逄": "pang",
    "祭": "zhai",
}
"""Characters that are read otherwise as a family name than as a word."""


COMPOUND_SURNAMES = frozenset(
    "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 司徒 夏侯 轩辕 端木 百里 东郭 南宫 申屠 独孤"
    " 呼延 闻人 澹台 太史 钟离 鲜于 司空".split()
)


def person_in_pinyin(name: str) -> str:
    """`黄茂军` → `Huang Maojun`, `欧阳修` → `Ouyang Xiu`. A name of one character, or none, gives its pinyin alone."""
    size = 2 if len(name) > 2 and name[:2] in COMPOUND_SURNAMES else 1
    family, given = _spelled(name[:size], surname=True), _spelled(name[size:])
    return " ".join(part for part in (family, given) if part)


def _spelled(text: str, *, surname: bool = False) -> str:
    syllables = [
        READ_AS_SURNAME[ch] if surname and ch in READ_AS_SURNAME else pinyin(ch, style=Style.NORMAL, v_to_u=True)[0][0]
        for ch in text
    ]
    joined = ""
    for syllable in syllables:
        joined += "’" if joined and syllable[0] in "aeo" else ""
        joined += syllable
    return joined[:1].upper() + joined[1:]
