"""How newspapers word what is no running text: openings, jumps, captions, signatures, numbering."""

import re
from dataclasses import dataclass
from functools import lru_cache

from generator.language.words import Words
from generator.segment.line_kinds import LABEL, chances

MARKS = "□■◎◆●○▲△★"
"""Signs that papers set before bylines and standing heads."""
COLONS = ("：", ":")
LONGEST_KICKER = 12
"""Characters of the name of an office or place above a headline, with its colon."""
_N = r"[0-9一二三四五六七八九十A-Za-z]{1,4}"
JUMP_FROM = re.compile(
    rf"[（(【\[]?\s*(?:上接|紧接|接)第?\s*({_N})\s*版[^（）()]{{0,20}}?[）)】\]]|^(?:上接|紧接)第?\s*({_N})\s*版"
)
JUMP_TO = re.compile(
    rf"[（(【\[]?\s*(?:下转|转)第?\s*({_N})\s*版[^（）()]{{0,20}}?[）)】\]]|(?:下转)第?\s*({_N})\s*版$"
    rf"|[（(]\s*([0-9]{{1,2}}|[A-Z][0-9]{{1,2}})\s*版\s*[）)]$|(?<=[\u4e00-\u9fff”》！？])\s+第?([0-9]{{1,2}})\s*版$"
    rf"|^(?:详见|见|下转)\s*(?:今日|本报)?第?\s*({_N})\s*版$"
    rf"|(?:^|\s)(?:详见|见|转)?第?({_N})\s*版\s*[▶►▷→>＞»]{{1,4}}$"
    rf"|(?:[▶►▷→>＞»]{{1,4}}|》{{2,4}})\s*(?:详见|全文见|见|下转|转)?\s*(?:今日|本报)?第?\s*({_N})\s*版$"
    rf"|[（(【\[]\s*(?:详见|全文见|见|(?:详细|相关|全文)?报道见|内容见|详情见)(?:今日|本报)?第?\s*({_N})\s*版\s*[）)】\]]$"
)

_PAPER = (
    r"[\u4e00-\u9fff]{0,8}?(?:本报|本刊|本网|本台|日报|晚报|晨报|商报|都市报|时报|周报|渝报|导报"
    r"|[\u4e00-\u9fff]报|新闻网|在线|融媒体?|融媒体中心)"
)
OPENING = re.compile(
    rf"^(?:[\u4e00-\u9fff]{{2,8}}讯\s?[（(][^（）()。]{{0,8}}(?:记者|通讯员|实习生)|{_PAPER}\s*(?:综合)?讯[\s（(，,：]|(?:本报|本刊|本网|{_PAPER})讯(?=[\u4e00-\u9fff\d])"
    r"|[（(]?(?:据)?(?:新华社|中新社|中新网|新华网|人民日报)[\u4e00-\u9fff]{0,12}?\d{1,2}月\d{1,2}日(?:专?电|讯|消息)"
    r"|(?:本报|新华社)[\u4e00-\u9fff]{2,8}\d{1,2}月\d{1,2}日(?:专?电|讯)"
    r"|(?:据)?(?:新华社|中新社|中新网|新华网)[\u4e00-\u9fff]{0,8}电\s?[（(][^（）()。]{0,8}记者"
    r"|据(?:新华社|中新社|中新网|新华网)(?:专?电|报道|消息)(?=记者|日前|近日|\d)"
    r"|据?[\u4e00-\u9fff]{2,8}报(?:\d{1,2}月\d{1,2}日)?(?:讯|消息|报道)\s?[（(][^（）()。]{0,8}记者"
    r"|[（(](?:[\u4e00-\u9fff]{2,8}(?:报|网|社|台|客户端)|本报)?(?:首席|全媒体|特约|见习)?(?:记者|通讯员)[^（）()。]{2,40}[）)]\s*(?=[^\s。，])"
    r"|据[\u4e00-\u9fff]{2,10}(?:消息|报道|讯|电)?\s*[（(][^（）()]{0,12}记者"
    r"|据(?:新华社|新华网|人民日报|央视|中新社|中新网|[\u4e00-\u9fff]{2,8}客户端)[^。]{0,8}(?:电|讯|消息|报道)[，,：\s])"
)
SOFT_OPENING = re.compile(
    r"^(?:记者)?(?:近日|日前|昨日|昨天|今日|今天|今年以来|近年来|近期|最近|连日来|眼下|时下|当下|入冬以来|入夏以来|春节期间|国庆期间|[\u4e00-\u9fff]{2,4}期间)[，,：]?"
    r"|^\d{1,2}月\d{1,2}日(?!电|讯)|^记者[\u4e00-\u9fff\d]{0,8}(?:从|在)"
)
_SAYS = "说|表示|介绍|强调|指出|要求|认为|告诉|坦言|感慨|透露"
GOES_ON = re.compile(
    rf"^(?:会议(?!室)|[\u4e00-\u9fff]{{0,3}}会上[，,]|会[前后][，,]|[\u4e00-\u9fff]{{2,4}}(?:{_SAYS})(?:记者|说)?[，,：:]|“[^”]*”[^，。“]{{1,30}}(?:{_SAYS})"
    r"|(?:同时|此外|另外|其中|其次|最后|下一步|接下来|据了解|据介绍|随后|为此|对此|与此同时|不仅如此|除此之外|活动中|活动现场|当天|当日|后来|此后|然而|不过|但是?|而且?|更|也|还)[，,\u4e00-\u9fff]"
    r"|在(?!即|建)[^，。；]{2,20}，|[他她它其该此]|这(?!里|天|几天)|——)"
)
"""How a text goes on from what is above it, and an article never begins: of 900 such paragraphs on marked pages one did."""
OPENING_ALONE = re.compile(rf"^{_PAPER}\s*(?:综合)?讯\s*(?:[（(][^（）()]{{2,80}}[）)])?$")
"""An opening whose text begins on the next line."""
OPENING_CREDIT = re.compile(
    r"^(?:据(?P<other>[\u4e00-\u9fff]{2,10}?)(?:消息|报道|讯|电)?|(?P<paper>[\u4e00-\u9fff]{1,10}?)(?:综合)?讯)"
    r"\s*[（(](?P<people>[^（）()]{2,80})[）)]\s*[，,：:]?\s*"
)
OPENING_PLAIN = re.compile(
    r"^(?P<paper>(?:本|[\u4e00-\u9fff]{1,6})(?:报|刊|网|台|社|媒体|中心))讯\s*[，,：:]?\s*"
    r"(?:(?P<people>(?:[\u4e00-\u9fff]{0,4}记者|通讯员)[^，。：（）“]{2,30}?)报道[：:，,]?\s*)?"
)
"""Without brackets; the reporters may follow as 记者某某报道."""
OPENING_PEOPLE = re.compile(
    r"^[（(](?P<people>(?P<paper>[\u4e00-\u9fff]{2,8}(?:报|网|社|台|客户端))?[^（）()]{2,50})[）)]\s*(?=\S)"
)
"""Reporters in brackets before the text."""
DATELINE = re.compile(
    r"^[（(]?(?:据)?(?P<agency>新华社|中新社|中新网|新华网|人民日报|本报|央视新闻|[\u4e00-\u9fff]{2,8}报(?:客户端)?)(?P<place>[\u4e00-\u9fff]{0,12}?)"
    r"(?:(?P<month>\d{1,2})月(?P<day>\d{1,2})日)?(?:专?电|讯|消息)\s*(?:[（(](?P<people>[^（）()]{2,80})[）)])?\s*[，,：:]?\s*"
)
CLOSING_DATELINE = re.compile(
    r"^[（(](?P<agency>新华社|中新社|新华网|人民日报|据[\u4e00-\u9fff]{2,10})[\u4e00-\u9fff]{0,12}?(?:(?:\d{4}年)?\d{1,2}月\d{1,2}日)?(?:专?电|讯|消息|报道)?(?:\s*记者(?P<people>[^（）()。]{2,60}))?[）)]$"
)
REPRINT_CREDIT = re.compile(
    r"^[（(]?据[\u4e00-\u9fff]{2,8}(?:报|社|网|客户端)\s*(?:记者|通讯员)\s*[\u4e00-\u9fff][\u4e00-\u9fff\s、]{1,20}[）)]?$"
)
"""Whose report an item reprints: 据山城日报 记者 某某."""
SOURCE_LINE = re.compile(
    r"^(?!.*(?:记者|(?:获悉?|介绍|了解|透露|统计|表示|分析|测算)$))[（(]?(?:据|来源[:：]|本文来源[:：]|转自[:：]?|稿件来源[:：]|摘自|原载|原刊)\s*(?P<source>[\u4e00-\u9fff“”《》A-Za-z]{2,20}?)"
    r"(?:报道|消息|电)?[）)]?$"
)
CAPTION = re.compile(
    r"(?:摄[/／:：]\s*[\u4e00-\u9fff](?:\s?[\u4e00-\u9fff]){1,3}|^[\u4e00-\u9fff]{2,4}\s+摄|[\s（(／/。][\u4e00-\u9fff](?:\s?[\u4e00-\u9fff]){1,3}\s*[/／]?\s*摄[）)]?|(?:记者|通讯员|实习生|摄影师)\s*[\u4e00-\u9fff\s]{2,6}摄(?:影)?[）)]?"
    r"|图片?由[^。，]{2,24}(?:提供|供图)[）)]?|(?:资料图片?|供图|网络图|图源[:：].{1,12})[）)]?|摄影报道[）)]?)\s*$"
)
PHOTOGRAPHER = re.compile(r"(?:特约|本报)?摄影(?:记者|师)?[ ：:/／]\s*[\u4e00-\u9fff](?:\s?[\u4e00-\u9fff]){1,3}")
"""The photographer alone on a line."""
REPORTED = re.compile(r"[。！？”]\s*[（(][^（）()]{2,30}摄影报道[）)]$")
"""The credit of who wrote and photographed an item, at the end of its text."""
PICTURE_STORY = re.compile(
    r"(?:[\u4e00-\u9fff]{0,8}(?:记者|通讯员)\s*[\u4e00-\u9fff][\u4e00-\u9fff\s、]{1,20}\s)摄影报道"
)
"""The same alone on its line, below a picture story."""
CAPTION_START = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,6}（[左右中前后][一二三四排]?）(?=.{2,30}$)|[▲▼◀▶△]|[\[［【]?(?:上图|下图|左图|右图|图[一二三四①②③\d]?)[为是：:]|图为)"
)
PHOTO_CREDIT = re.compile(
    r"(?:图片|照片|本版图片|本组图片|配图)(?:均)?由[^。，]{2,24}(?:提供|供图)|图[/／][\u4e00-\u9fff]{2,4}$"
)
SEPARATOR = re.compile(r"^(?:[一二三四五六七八九十]{1,2}|[ⅠⅡⅢⅣⅤ]|[*＊★☆◆■●○—\-=_~·•]{2,}|[*＊★☆◆]|\d)$")
DOCUMENT_NUMBER = re.compile(
    r"^\s*[\u4e00-\u9fff]{1,12}(?:发|办|函|字|令|文|府|委|规|告|通)[\u4e00-\u9fff]{0,4}[〔\[［（(]\s*\d{4}\s*[〕\]］）)]\s*第?\s*\d+\s*号\s*$"
)
ISSUE_DATE = re.compile(
    r"^（(?:\d{4}|[〇零一二三四五六七八九]{4})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日）$"
)
ADOPTION = re.compile(r"^（\d{4}年\d{1,2}月\d{1,2}日）$|(?:通过|发布|公布|施行|批准|修订|印发|修正)[）)]$")
_NUMBERING = re.compile(
    r"第(?P<part>[一二三四五六七八九十百]+)(?:部分|章|节|编)|第(?P<article>[一二三四五六七八九十百]+)条|(?P<han>[一二三四五六七八九十]{1,3})、"
    r"|（(?P<bracket>[一二三四五六七八九十]{1,3})）|(?P<digit>\d{1,3})[.．、](?!\d)|（(?P<digit_bracket>\d{1,2})）"
)
_NUMBERING_STARTS = frozenset("第（0123456789一二三四五六七八九十")
SIGNATURE_DATE = re.compile(
    r"^(?:\d{4}|[〇零一二三四五六七八九]{4})年(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})日$"
)
SIGNATURE_BODY = re.compile(
    r"^[\u4e00-\u9fff（）()“”、 ]{3,40}"
    r"(?:政府|办公室|委员会|领导小组|指挥部|[局委办部厅院会处社司队组署]|中心|公司|集团|法院|检察院|学校|大学|银行|街道|办事处|协会)(?:（章）)?$"
)
SALUTATION = re.compile(
    r"^(?:编辑同志|编辑部|各位|尊敬的|同志们|亲爱的|广大|全区|全市)[^。；]{0,40}[：:]$|^各[^。；]{3,120}[：:]$|^[^。；]{2,60}(?:办事处|人民政府|部门|单位)）?[：:]$"
)
"""Whom a notice or report addresses."""
NOTE = re.compile(
    r"^(?:注释?|备注|附注|说明|附件\d?|附|编后|编后语|编者按|编者的话|编者注|(?:记者|采访|编辑)(?:手记|札记|感言)|(?:编辑|专家|记者)点评|新闻链接|相关链接|链接|延伸阅读|新闻背景|名词解释|小贴士|温馨提示|提示)[:：]?$|^附件\d?[:：]"
)
"""What introduces a note to the text above, and never an article."""
ATTENDED = re.compile(
    r"(?:参加|出席|列席|陪同)(?:会议|调研|活动|会见|检查|考察|座谈会?|巡查|督导|督查|视察|学习会?|慰问|巡河|暗访|走访|接访|(?:启动|开工)?仪式)?。$"
)
"""How the last paragraph of an item on a meeting ends."""
DOCUMENT_TITLE = re.compile(
    r"^关于[^。；]{2,80}的(?:[\u4e00-\u9fff]{0,4})(?:意见|通知|建议|决定|方案|办法|公告|通告|批复|函|通报|请示|决议|说明|报告|公示|启事)(?:（[^（）]{1,8}）)?$"
)
_NOTE_STARTS = frozenset("注备附说编记采专新相链延名小温提")
"""First characters of what `NOTE` finds."""
ROW = re.compile(r"^(?:\d{1,2}月\d{1,2}日|(?:周|星期)[一二三四五六日天]|\d{1,2}[:：]\d{2}\S{0,8})(?: [^ ]+){2,}$")
"""A row of a timetable: a day or an hour, and things set apart by spaces."""
_DIGITS = {ch: value for value, ch in enumerate("零一二三四五六七八九十")}


_GROWS = re.compile(
    r"”变“|[\u4e00-\u9fff][展升增扩降减涨]至|(?:[超逾达增降涨破近]|为)\d|[\u4e00-\u9fff]为[\u4e00-\u9fff]"
)


@dataclass(frozen=True, slots=True)
class HeadlineWords:
    """Verbs as headlines use them, to tell a whole clause from a label or the half of a clause."""

    starting: tuple[str, ...] = ("举办", "召开", "开展", "来")
    """Verbs that begin a headline line without a subject, or go on with the subject of the line above."""
    inner: tuple[str, ...] = ("举办", "落户", "喜获")
    """Verbs that make a clause of a line they stand inside, and are seldom nouns."""

    def starts_with_verb(self, text: str) -> bool:
        """Whether a line begins with a verb."""
        return text.startswith(self.starting)

    def has_verb(self, text: str) -> bool:
        """Whether a line holds a verb of its own after its first character."""
        return bool(_finder(self.inner).found(text[1:])) or bool(_GROWS.search(text))


@lru_cache(maxsize=4)
def _finder(words: tuple[str, ...]) -> Words:
    """Finds verbs in a line; building it takes longer than ten thousand searches."""
    return Words(words)


@dataclass(frozen=True, slots=True)
class Newsroom:
    """Data of `content/newsroom.yaml`: words that change from paper to paper."""

    sections: frozenset[str] = frozenset({"要闻", "综合"})
    roles: tuple[str, ...] = ("记者", "通讯员", "实习生")
    headlines: HeadlineWords = HeadlineWords()
    surnames: frozenset[str] = frozenset("李王张刘陈")
    notices: frozenset[str] = frozenset({"遗失声明"})
    """Headings of the paper's own notices and advertisements, which are furniture with all that stands below them."""
    briefs: frozenset[str] = frozenset({"简讯"})
    """Headings under which every line with a sign before it is an item of its own."""
    brief_frames: frozenset[str] = frozenset({"短讯"})
    """What such a heading ends with behind a word of two characters, often the paper's own name for its place (龙乡短波)."""

    def heads_briefs(self, label: str) -> bool:
        """Whether a label is the heading of short items."""
        return label in self.briefs or label[2:] in self.brief_frames

    def is_section(self, label: str) -> bool:
        """Whether a text is the label of a section or column."""
        return label in self.sections or self.heads_briefs(label)

    def is_name(self, text: str) -> bool:
        """Whether a text of two to four characters can be a Chinese personal name: it begins with a surname."""
        if not 2 <= len(text) <= 4 or not all("\u4e00" <= ch <= "\u9fff" for ch in text):
            return False
        return text[:2] in self.surnames if len(text) == 4 else text[0] in self.surnames


def bare_label(text: str) -> str:
    """A heading without the signs and spaces papers put around it (◆ 简讯 → 简讯)."""
    return re.sub(r"[^\u4e00-\u9fff]", "", text)


def is_note(text: str) -> bool:
    """Whether a text opens a note to what stands above it (编后：, 附件：…)."""
    return text[:1] in _NOTE_STARTS and bool(NOTE.match(text))


def ends_alone(text: str) -> bool:
    """Whether nothing goes on from a line although it has no stop: a row of a table, the heading of a note."""
    return is_row(text) or is_note(text)


def is_row(text: str) -> bool:
    """Whether a line is a row of a timetable."""
    return " " in text and bool(ROW.match(text))


def answers(text: str) -> bool:
    """Whether a text goes on from a reader's letter above it: what the paper did with it, or the answer."""
    return bool(_ANSWERS.match(text))


_ANSWERS = re.compile(
    r"^(?:记者|编辑|本报)[^。，]{0,8}(?:此信|来信|该信|就此|随后|为此)|^[\u4e00-\u9fff、]{2,16}(?:回复|答复)[：:]"
)


def is_rubric(text: str) -> bool:
    """Whether a text is the standing name of a column or a slogan, as far as its wording tells, and introduces no note."""
    return chances(text).label > LABEL and not is_note(text)


def page_number(text: str) -> int | None:
    """`1`, `A02`, `三` → 1, 2, 3; None for what is no page number."""
    digits = re.sub(r"\D", "", text)
    return int(digits) if digits else han_number(text)


def han_number(text: str) -> int | None:
    """`十二` → 12, up to 99; None for other texts."""
    if not text or any(ch not in _DIGITS for ch in text):
        return None
    if "十" not in text:
        return _DIGITS[text] if len(text) == 1 else None
    tens, _, ones = text.partition("十")
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def numbering(text: str) -> tuple[str, int] | None:
    """Style and number of a numbered heading or paragraph (`一、`, `（二）`, `3.`, `第四条`), else None."""
    if not text or text[0] not in _NUMBERING_STARTS:
        return None
    match = _NUMBERING.match(text)
    if match is None or match.lastgroup is None:
        return None
    number = int(match[match.lastgroup]) if match[match.lastgroup].isdigit() else han_number(match[match.lastgroup])
    return (match.lastgroup, number) if number is not None else None


def jump(pattern: re.Pattern[str], text: str) -> int | None:
    """The page number of the first jump of that pattern in `text`."""
    match = pattern.search(text)
    if not match:
        return None
    return page_number(next(group for group in match.groups() if group))
