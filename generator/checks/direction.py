"""Rise must not become fall, a ban no permission, and a negation must not vanish."""

import re

from generator.checks.pair import Pair
from generator.model import Flag

_LINK = r"(?:了|约|近|超|逾|超过|至|到|为|幅度为|幅度达|达){0,2}\s?$"
_FALL = re.compile(
    rf"(?:下降|减少|下跌|下滑|降低|回落|缩小|萎缩|下调|下挫|降幅|减幅|跌幅|缩减|锐减|骤降|暴跌|收窄|减持|调低|裁减|跌|降){_LINK}"
)
_RISE = re.compile(
    rf"(?:增长|上升|上涨|增加|提高|提升|扩大|攀升|增幅|涨幅|上调|激增|猛增|飙升|大涨|暴涨|增持|调高|攀高|涨|升){_LINK}"
)
_FALL_WORDS = re.compile(
    r"\b(?:fall|fell|drop|declin|decreas|down|reduc|cut|low|less|shr[iau]nk|slump|slid|contract|fewer|lost|loss|los[et]|minus|narrow|dip"
    r"|tumbl|plung|negative|eas|retreat|slow|slip|shed|weak|off\b|halv|smaller|cheaper|below|trim|slash|deprecia|erod|plummet|sank|sink|lay|laid|behind)",
    re.IGNORECASE,
)
_RISE_WORDS = re.compile(
    r"\b(?:ris|rose|increas|grow|grew|up|climb|high|more|gain|expan|improv|rais|surg|jump|soar|widen|add|advanc|exceed|over|boost"
    r"|extra|plus|tripl|doubl|larger|better|hik|lift|extend|broaden|enhanc|accelerat|strengthen|rebound|upgrad|increment|swell|swoll"
    r"|faster|great|apprecia|above|ahead|bought|buy|tighten|rall)",
    re.IGNORECASE,
)
_SURELY_UP = re.compile(
    r"\b(?:rise|rises|rose|rising|increas\w+|grew|grow|growth|growing|climb\w*|surg\w+|jump\w*|soar\w*|up)\b",
    re.IGNORECASE,
)
_SURELY_DOWN = re.compile(
    r"\b(?:fall|falls|fell|falling|fallen|drop\w*|declin\w+|decreas\w+|reduc\w+|cut|cuts|shrank|slump\w*|tumbl\w+|plung\w+|down)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[;:.](?!\d)|,(?!\d)|\b(?:while|whereas|but|and|with|after|compared|than|from|against)\b|[()—–]")
_BAN = re.compile(r"(?:不得(?!不|以|而知|了|到|已)|严禁|禁止)")
_NOT = re.compile(
    r"(?<![有且])(?:没有(?!了解|人员)|从未|尚未|并未|并非|未能|不能(?!不)|不会(?!不)|不可能|不(?:适合|适用|符合|支持|承认|同意|包括|允许|需要|打算)|未(?:发现|获|见到|有|予|被|作|出现|达到|取得|受|遭|造成|收到|透露|公布|说明)|无法|不再|不予|不宜|不许|不准|不愿|拒绝|从不|不是)"
)
_HALF_A_NO = re.compile(
    r"没有[^，。]{0,8}不|若[无没非不][^。]{0,24}不|并非(?:没有|不|无)|不是(?:没有|不)|无一不|非[^，。]{1,6}不可|不仅|不但|不只|不光|不止|要不|是不是|会不会|能不能|有没有|[吗呢？?]|除非|不得不|不能不|无不|莫不|而是|就没有|好不"
)
_NO_WORDS = re.compile(
    r"\b(?:not|no|never|nor|neither|none|nobody|nothing|nowhere|cannot|cant|dont|doesnt|wont|without|hardly|barely|scarcely|rarely"
    r"|seldom|few|little|less|fewer|lack\w*|fail\w*|refus\w*|reject\w*|declin\w*|den(?:y|ied|ies)|unable|impossible|avoid\w*|prevent\w*"
    r"|stop\w*|ceas\w+|yet|still|only|rather|instead|beyond|out|free|absent|absence|miss\w*|short|ban\w*|prohibit\w*|forbid\w*"
    r"|forbad\w*|refrain|illegal|unlawful|bar|barr\w+|halt\w*|strict\w*|zero|disallow\w*|outlaw\w*|exclu\w+|embargo\w*|restrict\w*"
    r"|half-?heart\w*|too|far from|against|except|but|unless|until|end\w*|empty|reluctan\w+|unwilling"
    r"|oppos\w*|away|remain\w*|under|dis(?!ease|cuss|tric|tanc|cover|play|tribut|tinct|patch|cipl|aster|clos)\w{4,}"
    r"|un(?!der|i[aoqtv]|anim|veil|ite)\w{4,}|im(?!port|prov|pact|plem|ag|med|pos[ei])\w{4,}"
    r"|in(?!dee|dep|dex|com[ei]|corp|suran|sur[ei]|cas|clud)(?:ab|ad|ef|el|ex|su|ca|co|de)\w{3,}|ir(?!elan|ish)\w{4,}|il\w{4,}|non\w*"
    r"|(?!regard)\w+less)\b"
    r"|n[’' ]t\b",
    re.IGNORECASE,
)


def check_direction(pair: Pair) -> list[Flag]:
    """Falls told as rises and rises told as falls, in the clause of their figure; a ban or a plain negation without any
    negative word."""
    zh, en = pair.zh, pair.en
    if turned := _turned(pair):
        return [Flag("direction", "serious", turned)]
    found = _BAN.search(zh) or (None if _HALF_A_NO.search(zh) else _NOT.search(zh))
    if found and not _negatives(zh, en):
        return [Flag("direction", "minor", f"the Chinese has {found[0]}, the English no negative")]
    for word, wrong, right, besides in _OPPOSITES:
        told = None if word not in zh or re.search(besides, zh) else re.search(wrong, en, re.IGNORECASE)
        if told and not re.search(right, en, re.IGNORECASE):
            return [Flag("direction", "minor", f"the Chinese has {word}, the English “{told[0]}”")]
    return []


_DENIES = r"\bnot?\b|n't|neither|nor\b"
_SUITS = r"\b(?:appropriate|suitable|advisable|fit) (?:for|to)\b"
_SUITS_NOT = rf"unsuit|inappro|inadvis|unfit|\bnever|avoid|should not|{_DENIES}"
_OPPOSITES = (
    (
        "降息",
        r"\b(?:increas\w+|rais\w+|hik\w+)\b",
        r"\b(?:cut|lower|reduc|eas|trim|slash|drop|decreas|down)",
        "加息|上调",
    ),
    (
        "加息",
        r"\b(?:cut\w*|lower\w*|reduc\w+|decreas\w+)\b",
        r"\b(?:increas|rais|hik|tighten|lift|higher|rise|rose)",
        "降息",
    ),
    ("由盈转亏", r"\bloss\w* (?:in)?to (?:a )?profit", r"\bprofit\w* (?:in)?to (?:a )?loss", "扭亏"),
    ("扭亏为盈", r"\bprofit\w* (?:in)?to (?:a )?loss", r"\bloss\w* (?:in)?to (?:a )?profit", "转亏"),
    ("不满", r"\bsatisf\w+|\bpleased\b", rf"dissat|unsat|unhapp|discontent|displeas|anger|{_DENIES}", "[^不]满意"),
    (
        "反对",
        r"\bsupport\w*|\bin favou?r\b",
        rf"oppos|against|object|reject|resist|disapprov|veto|protest|{_DENIES}",
        "支持|赞成",
    ),
    (
        "否认",
        r"\badmit\w*|\bconfirm\w*",
        rf"\bden(?:y|ied|ies)|reject|refut|dismiss|disput|{_DENIES}",
        "承认|证实|确认",
    ),
    (
        "无法",
        r"\b(?:was|were|is|are|been) (?:still )?able to\b",
        rf"\bunable|cannot|\bfail|\bnever|without|imposs|inab|{_DENIES}",
        "才能|能够",
    ),
    ("不宜", _SUITS, _SUITS_NOT, "[^不]适[宜合]"),
    ("不适合", _SUITS, _SUITS_NOT, "[^不]适[宜合]"),
    (
        "低于",
        r"\b(?:higher|more|greater) than\b|\babove\b|\bexceed\w*",
        rf"\b(?:low|below|less|under|fewer|short|beneath|least|minimum|within|most|fall|fell|down|small|trail|lag)|{_DENIES}",
        "[不非]低于|高于|超过|多于",
    ),
    (
        "高于",
        r"\b(?:lower|less|fewer) than\b|\bbelow\b",
        rf"\b(?:high|above|more|exceed|over|great|up|top|outpac|outperform|fast|beat|surpass|better|ahead|most|large)|{_DENIES}",
        "[不非]高于|低于|少于",
    ),
    (
        "贬值",
        r"\bappreciat\w*|\bstrengthen\w*",
        r"\b(?:deprecia|weak|fall|fell|devalu|lost|los|drop|slid|declin|down|low|slump|tumbl|plung|cheap)",
        "升值",
    ),
    (
        "升值",
        r"\bdeprecia\w*|\bdevalu\w*|\bweaken\w*",
        r"\b(?:apprecia|ris|rose|strengthen|gain|up|climb|surg|strong|increas|grow|grew|higher)",
        "贬值",
    ),
    (
        "拒绝承认",
        r"\brecogni[sz]e[ds]?\b|\backnowledge[ds]?\b|\badmit\w*",
        rf"refus|reject|declin|\bden(?:y|ied)|unwilling|withh|{_DENIES}",
        "(?<!拒绝)承认",
    ),
    (
        "拒绝",
        r"\baccept\w*|\bagree[ds]?\b",
        rf"refus|reject|declin|\bden(?:y|ied)|turn|unwilling|{_DENIES}",
        "接受|同意",
    ),
)
"""Chinese words, English ones that say the opposite, and what besides in either language makes these sound."""
_TELLS_OTHERWISE = (
    (re.compile(r"结束|终|末|底|届满|到期|完"), re.compile(r"end\w*")),
    (re.compile(r"但|然而|却|可是|不过"), re.compile(r"but")),
    (re.compile(r"[上起控申]诉|反对|抗议|针对|打击|防|抗"), re.compile(r"against")),
    (re.compile(r"反对[派党]|在野"), re.compile(r"opposition")),
)
"""What in the Chinese makes which negative words tell something else."""
_ONLY_WITHOUT = re.compile(r"\b(?:without|unless|out|un\w{4,})\b", re.IGNORECASE)


def _negatives(zh: str, en: str) -> bool:
    """Whether the English has a negative word that tells nothing else (`without approval`: 未经批准; `end`: 结束)."""
    words = {match[0].lower() for match in _NO_WORDS.finditer(en)}
    for chinese, english in _TELLS_OTHERWISE:
        if chinese.search(zh):
            words = {word for word in words if not english.fullmatch(word)}
    if re.search(r"未经|未获|未取得", zh) and _BAN.search(zh):
        words = {word for word in words if not _ONLY_WITHOUT.fullmatch(word)}
    return bool(words)


def _turned(pair: Pair) -> str:
    """What was turned round; empty for nothing. Where all figures of the Chinese go one way the whole English is looked at,
    otherwise the clause of the figure alone."""
    zh, en = pair.zh, pair.en
    if "纪录" in zh:
        return ""  # a record that rises may be a time that falls
    ways = {quantity.span: _way(zh[: quantity.span[0]]) for quantity in pair.wanted}
    told = set(ways.values()) - {0}
    if not told:
        return _told_otherwise(zh, en)
    down, up = bool(_FALL_WORDS.search(en)), bool(_RISE_WORDS.search(en))
    if told == {-1} and up and not down:
        return "the Chinese falls, the English only rises"
    if told == {1} and down and not up:
        return "the Chinese rises, the English only falls"
    for ours, theirs in pair.matching.pairs:
        clause = _clause_at(en, theirs.span)
        up, down = bool(_SURELY_UP.search(clause)), bool(_SURELY_DOWN.search(clause))
        way = ways[ours.span]
        at_hand = theirs.kind == ours.kind == "percent" and up != down and way == (-1 if up else 1)
        if at_hand or _moves(en[: theirs.span[0]]) == -way != 0:
            return f"{ours.surface} {'falls' if way < 0 else 'rises'} in the Chinese, but not in “{clause.strip()}”"
    return ""


_UP = re.compile(r"上涨|上升|攀升|飙升|走高|增长|增加|增多")
_DOWN = re.compile(r"下降|下跌|下滑|走低|暴跌|降低|锐减|减少")


def _told_otherwise(zh: str, en: str) -> str:
    """What was turned round in a sentence of rises or of falls only, whose figures do not tell by how much."""
    up, down = bool(_UP.search(zh)), bool(_DOWN.search(zh))
    if up and not down and _SURELY_DOWN.search(en) and not _RISE_WORDS.search(en):
        return "the Chinese rises, the English only falls"
    if down and not up and _SURELY_UP.search(en) and not _FALL_WORDS.search(en):
        return "the Chinese falls, the English only rises"
    return ""


_FELL = r"fell|falls|fall|fallen|dropped|declined|decreased|slid|slipped|tumbled|plunged"
_ROSE = r"rose|rises|rise|risen|increased|grew|grown|climbed|jumped|surged|soared"
_BY = (
    r"(?: (?:sharply|slightly|steadily))?(?: (?:by|to))?(?: (?:about|around|nearly|almost|over|more than|some))?"
    r" (?:(?:US)?[$€£])?$"
)
_JUST_UP, _JUST_DOWN = re.compile(rf"\b(?:{_ROSE}){_BY}"), re.compile(rf"\b(?:{_FELL}){_BY}")


def _moves(before: str) -> int:
    """1 where the English has risen directly before a figure, -1 where it has fallen."""
    return 1 if _JUST_UP.search(before) else -1 if _JUST_DOWN.search(before) else 0


def _way(before: str) -> int:
    """1 for a figure that tells a rise, -1 for a fall, 0 for neither."""
    return 1 if _RISE.search(before) else -1 if _FALL.search(before) else 0


def _clause_at(en: str, span: tuple[int, int]) -> str:
    first = max((match.end() for match in _CLAUSE.finditer(en, 0, span[0])), default=0)
    last = next((match.start() for match in _CLAUSE.finditer(en, span[1])), len(en))
    return en[first:last]
