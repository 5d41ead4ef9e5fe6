"""Quantities of Chinese text: Arabic figures with 十百千万亿, Chinese numerals where they are a number (not 一体 or 三农),
percentages, fractions, 成, multiples, dates, years, decades, hours."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from fractions import Fraction

from generator.language.numerals import ARABIC, DIGITS, NUMERALS, numeral, scale_of
from generator.language.quantity import Kind, Quantity

_COUNTED = (
    "个项条名人家种场次年岁天月周小分公里米平吨亩元户件座所支架辆台张套份篇册届期批层间"
    "栋对位笔处株头只艘艇站线路村镇乡区县市省国部多余倍点字页卷集轮步级类款组双片幢万亿"
)
"""What may follow a Chinese numeral without 万 or 亿 when it counts something: 二十八个, 三十年, 一百二十户."""

_SCALE = r"[十百千]?万亿|[十百千]?[万亿]|[十百](?!帕|[\u4e00-\u9fff]?[年度]报)|千(?![瓦米克卡伏赫帕焦兆]|字节)"
"""140千瓦 are 140 kilowatts, 5千吨 are 5,000 tonnes."""
_NOT_TENTHS = "[为立果员本效功都渝长品分交套就绩材形语全名不]|年(?!轻)|人(?!口)"
"""After 成 and a numeral before it, words and no tenths: 七成功, 两成员; but 七成年轻人."""
_ZH = re.compile(
    r"(?P<dotmonth>(?<![\d.])\d{1,2})[·・](?P<dotday>\d{1,2})(?!\d)"
    rf"|(?:(?P<century>\d{{1,2}}|[{NUMERALS}]{{1,3}})\s?世纪|(?P<lastcentury>上世纪|上个世纪))"
    r"(?:\s?(?P<decade>\d0|[一二三四五六七八九]十)\s?年代)?"
    r"|(?P<year4decade>(?:1[89]|20)\d0)\s?年代"
    r"|(?<!\d)(?P<bare_decade>[2-9]0|[二三四五六七八九]十)(?:\s?年代|(?<=[5-9]0)后(?![退来续期方面]))"
    rf"|(?P<of_den>\d{{1,9}}|[{NUMERALS}]{{1,12}})分之(?P<of_num>(?:{ARABIC})|[{NUMERALS}点]{{1,20}})(?!决赛)"
    r"|(?<![\d/])(?P<slash_num>\d)/(?P<slash_den>[2-9]|10)(?![\d/]|决赛)"
    r"|(?<![第一二三四五六七八九十百\d])(?P<hanclock>十[一二]?|[一二两三四五六七八九])点"
    r"(?:(?P<hanminute>[零一二三四五六七八九十]{1,3})分(?!之)|[一三]刻|半(?=[，。、左起到至前后]|$)|[钟整])"
    r"|(?<![十百千万亿\d])(?P<hanmonth>十[一二]?|[一二三四五六七八九])月"
    r"(?P<handay>[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号]"
    r"|(?P<hanyear>[零〇○一二三四五六七八九]{4})年"
    r"|(?<!\d)(?P<year>(?:1[89]|20)\d{2})(?:\s?年(?!代)|(?=\s?[-—－–~～至]{1,2}\s?(?:1[89]|20)\d{2}\s?年))"
    r"|(?<!\d)(?P<month>\d{1,2})\s?月(?!球|亮|票)(?:\s?(?P<day>\d{1,2})\s?[日号])?"
    r"|(?<!\d)(?P<dayonly>\d{1,2})\s?日(?!元|均)"
    r"|(?<![\d.])(?P<seconds>\d{1,2})\s?秒\s?(?P<hundredths>\d{1,3})(?!\d|\s?[/％%多秒分])"
    r"|(?<![\d:：.])(?P<clock>[01]?\d|2[0-4])(?:[:：](?P<minute>[0-5]\d)(?!\d|[:：.]\d)|\s?[时点](?=\s?\d{1,2}\s?分"
    r"|[整半许钟多至到前后起，。、；]|左右|$)|(?<=[日号上下午晚晨夜天早间]\d)\s?[时点]|(?<=[日号上下午晚晨夜天早间]\d\d)\s?[时点])"
    rf"|第\s?(?:(?P<ordnum>\d{{1,9}})|(?P<ord>[{NUMERALS}]{{1,12}})(?=[届次个批轮季条期名位版代大周天年章节部号任场局站家枚艘座块份集]))"
    rf"|(?P<han_times>[{NUMERALS}]{{1,8}}(?:点[零一二三四五六七八九]{{1,4}})?)倍"
    rf"|(?<![A-Za-z\d.])(?P<num>{ARABIC})(?![A-Za-z]*\d*[A-Za-z]\d)\s?(?P<more>[多余几])?(?P<scale>{_SCALE})?"
    r"(?P<more2>[多余几])?(?P<mixed>(?<=亿)\d{1,4}(?:\.\d{1,4})?[百千]?万|(?<=[\d百千]万)\d(?:\.\d{1,3})?千|(?<=[\d百千]万)\d{3,4}(?![\d年.,:%％]))?"
    rf"(?P<tail>个百分点|%|％|‰|倍|成(?!{_NOT_TENTHS}))?(?P<half>个半|(?<!\d{{4}})年半|小时半)?"
    rf"|(?P<han>(?<![数上几双])[一二三四五六七八九十百千两][{NUMERALS}点]{{0,24}}[万亿](?:(?!千[瓦米克卡伏赫])[{NUMERALS}]){{0,12}}"
    rf"|(?<![{NUMERALS}数上几双多余来\d.\s])亿(?=元))"
    rf"|(?<![{NUMERALS}第数上几双初])(?P<count>[一二三四五六七八九]?[十百千][{NUMERALS}]{{0,10}})(?P<countmore>[多余几])?"
    rf"(?:(?P<countscale>(?<=[多余几])[万亿])|(?=[{_COUNTED}]))"
    r"(?!分[之外明重]|国集团)(?<!十(?=月))(?<!十[一二](?=月))"
    rf"|(?<![分第十百千万])(?P<hancheng>[一二三四五六七八九两])成(?P<hanmore>[一二三四五六七八九半](?![{NUMERALS}{_COUNTED}]))?(?!{_NOT_TENTHS})"
)
_RANGE = re.compile(
    rf"({ARABIC})(\s?(?:[-—－–~～至到]{{1,2}}|、)\s?)(?=(?:{ARABIC})\s?(?:[多余])?({_SCALE}|%|％|个百分点|倍))"
)
_SINGLE = frozenset("十百千")
"""A unit alone counts only with 多, 余 or 几 behind it, or 十 before a measure: 百姓 and 千里 are words."""


def chinese_quantities(text: str) -> list[Quantity]:
    """The quantities of a Chinese text, in order. A date gives its month and its day. In 3至5万 the first figure has the
    scale of the second."""
    text = "".join(unicodedata.normalize("NFKC", ch) if "\uff10" <= ch <= "\uff19" or ch == "．" else ch for ch in text)
    shared = {match.start(): match[3] for match in _RANGE.finditer(text) if _ascending(match, text)}
    found: list[Quantity] = []
    for match in _ZH.finditer(text):
        found += _from_match(match, shared)
    return found


def _ascending(match: re.Match[str], text: str) -> bool:
    """Whether the second figure of a range is the larger one, so that the first shares its scale. 3、4万 is a range too."""
    following = re.match(ARABIC, text[match.end() :])
    if following is None:
        return False
    first, second = (Fraction(found.replace(",", "")) for found in (match[1], following[0]))
    return second == first + 1 if "、" in match[2] else first < second


def _from_match(match: re.Match[str], shared: Mapping[int, str]) -> list[Quantity]:
    if match["num"]:
        return [_arabic(match, shared.get(match.start("num")))]
    group = match.lastgroup or ""
    for names, read in _READERS:
        if any(match[name] for name in names):
            return [
                Quantity(value, kind, match[0], match.span(), scaled, more)
                for value, kind, scaled, more in read(match)
                if value is not None
            ]
    raise AssertionError(f"no reader for {group}")


Reading = tuple[Fraction | None, Kind, bool, bool]
"""Value, kind, scaled, more."""


def _plain(value: Fraction | int | str | None, kind: Kind) -> Reading:
    return (Fraction(value) if value is not None else None), kind, False, False


def _arabic(match: re.Match[str], shared: str | None) -> Quantity:
    tail = match["tail"] or ""
    scale = match["scale"]
    if shared and not scale and not tail:
        scale, tail = (None, shared) if shared in ("%", "％", "个百分点", "倍") else (shared, "")
    value = Fraction(match["num"].replace(",", "")) * scale_of(scale) + _mixed(match["mixed"])
    if match["half"]:
        value += Fraction(1, 2)
    kind: Kind = "percent" if tail in ("个百分点", "%", "％") else "times" if tail == "倍" else "number"
    if tail == "成":
        value, kind = value * 10, "percent"
    elif tail == "‰":
        value, kind = value / 10, "percent"
    return Quantity(value, kind, match[0], match.span(), bool(scale), bool(match["more"] or match["more2"]))


def _mixed(text: str | None) -> Fraction:
    """What stands behind 亿 or 万: 5000万 of 3亿5000万, 5千 of 2万5千."""
    figure = re.match(r"[\d.]+", text or "")
    return Fraction(figure[0]) * scale_of((text or "")[figure.end() :]) if figure else Fraction(0)


def _month_and_day(month: str, day: str) -> Callable[[re.Match[str]], list[Reading]]:
    def read(match: re.Match[str]) -> list[Reading]:
        first = _plain(numeral(match[month]), "month")
        return [first, _plain(numeral(match[day]), "day")] if match[day] else [first]

    return read


def _century(match: re.Match[str]) -> list[Reading]:
    century = Fraction(20) if match["lastcentury"] else numeral(match["century"])
    decade = numeral(match["decade"]) if match["decade"] else None
    if century is None or (match["lastcentury"] and decade is None):
        return []
    return [_plain((century - 1) * 100 + decade, "decade") if decade is not None else _plain(century, "ordinal")]


def _fraction(match: re.Match[str]) -> list[Reading]:
    denominator, numerator = numeral(match["of_den"]), numeral(match["of_num"])
    if not denominator or numerator is None:
        return []
    if denominator in (100, 1000):
        return [_plain(numerator * 100 / denominator, "percent")]
    return [_plain(numerator / denominator, "number")]


def _race_time(match: re.Match[str]) -> list[Reading]:
    """9秒92 is 9.92 seconds."""
    return [_plain(Fraction(f"{match['seconds']}.{match['hundredths']}"), "number")]


def _clock(match: re.Match[str]) -> list[Reading]:
    hour = _plain(match["clock"], "hour")
    minute = match["minute"]
    return [hour, _plain(minute, "number")] if minute and int(minute) else [hour]


def _han_clock(match: re.Match[str]) -> list[Reading]:
    """两点四十分; of a quarter and a half hour only the hour, since English puts them in many ways."""
    hour = _plain(numeral(match["hanclock"]), "hour")
    return [hour, _plain(numeral(match["hanminute"]), "number")] if match["hanminute"] else [hour]


def _tenths(match: re.Match[str]) -> list[Reading]:
    """九成 is 90 %, 九成五 95 %."""
    more = match["hanmore"] or "零"
    return [_plain(DIGITS[match["hancheng"]] * 10 + (5 if more == "半" else DIGITS[more]), "percent")]


def _counted(match: re.Match[str]) -> list[Reading]:
    value = numeral(match["count"])
    if value is None or (match["count"] in _SINGLE and not (match["countmore"] or match["count"] == "十")):
        return []
    after = match.string[match.end() : match.end() + 2]
    if match["count"] in _SINGLE and not match["countmore"] and after[:1] in "分点字路部":
        return []
    scale = match["countscale"]
    return [(value * scale_of(scale), "number", bool(scale), bool(match["countmore"]))]


def _han(match: re.Match[str]) -> list[Reading]:
    value = numeral(match["han"])
    return [(value, "number", True, False)] if value is not None and value >= 10 else []


_READERS: tuple[tuple[tuple[str, ...], Callable[[re.Match[str]], list[Reading]]], ...] = (
    (("dotmonth",), _month_and_day("dotmonth", "dotday")),
    (("century", "lastcentury"), _century),
    (("year4decade",), lambda match: [_plain(match["year4decade"], "decade")]),
    (("bare_decade",), lambda match: [_plain(numeral(match["bare_decade"]), "decade")]),
    (("of_den",), _fraction),
    (("slash_num",), lambda match: [_plain(Fraction(int(match["slash_num"]), int(match["slash_den"])), "number")]),
    (("hanmonth",), _month_and_day("hanmonth", "handay")),
    (("hanyear",), lambda match: [_plain("".join(str(DIGITS[ch]) for ch in match["hanyear"]), "year")]),
    (("year",), lambda match: [_plain(match["year"], "year")]),
    (("month",), _month_and_day("month", "day")),
    (("dayonly",), lambda match: [_plain(match["dayonly"], "day")]),
    (("seconds",), _race_time),
    (("clock",), _clock),
    (("ordnum", "ord"), lambda match: [_plain(numeral(match["ordnum"] or match["ord"]), "ordinal")]),
    (("han_times",), lambda match: [_plain(numeral(match["han_times"]), "times")]),
    (("han",), _han),
    (("count",), _counted),
    (("hancheng",), _tenths),
    (("hanclock",), _han_clock),
)
"""Groups of the pattern → what they say."""
