"""Lines that belong to the page and to no article: masthead, folio, section label, imprint, the paper's own notices.

A page's furniture is set in small pieces (第2版 | 要闻 | 2024年5月16日 星期四 | 责编 李某): a line is furniture when every
piece of it is.
"""

import re

from generator.segment.patterns import Newsroom

_PAPER_NAME = re.compile(
    r"^[\u4e00-\u9fff]{1,6}(?:日报|晚报|晨报|时报|商报|都市报|导报|周报|早报|新报|青年报|农村报|法治报)(?:社|[·•][\u4e00-\u9fff]{2,6})?$"
    r"|^[\u4e00-\u9fff]{2,4}融媒$|^[\u4e00-\u9fff]{2,6}报\s*[A-Z][A-Z' ]{4,30}$"
    r"|^(?:今日)?[\u4e00-\u9fff]{2,3}(?<!喜)(?<!捷)(?<!战)(?<!海)(?<!简)(?<!通)(?<!快)(?<!预)(?<!汇)(?<!申)(?<!回)(?<!墙)(?<!板)报$|^今日[\u4e00-\u9fff]{2}$"
)
"""A masthead; not what merely ends in 报, as 喜报 and 天气预报 do."""
_ROLE = (
    r"(?:本版|本期|值班)?(?:总值班|责任编辑|责编|编辑|美编|校对|主编|总编辑?|编委|值班主编|值班主任|值班编委|值班总编|执行主编|编审|版式设计|版式|视觉编辑|视觉|图片编辑|图编|组版|排版"
    r"|美术编辑|制图|审读|审核|一读|二读|一审|二审|三审|初审|终审|检校|策划|统筹|监制|见习编辑|版面编辑|版面设计|设计)"
)
_PIECES = (
    r"第?\s*[0-9０-９]{1,3}\s*[版期]?|[A-Z]\d{1,2}版?|第?\s*[A-Z]?\d{1,3}\s*版|第?[一二三四五六七八九十]{1,3}版|[零〇一二三四五六七八九十]{1,3}版"
    r"|(?:20|19)\d{2}|(?!据)[\u4e00-\u9fff]{2,4}新闻|天气[:：].*"
    r"|\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日|(?:20|19)\d{2}[-./]\d{1,2}[-./]\d{1,2}"
    r"|[二〇零一九三四五六七八]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日"
    r"|[（(]?(?:星期|周|礼拜)[一二三四五六日天][）)]?|[（(]?农历.{1,16}|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年.{0,10}"
    r"|(?:今日|本期|今天)?(?:共)?\d{1,3}个?版|(?:今日|本期)[一二三四五六七八九十]{1,3}版|(?:今日)?对开.{0,6}版|总第?\s*\d{1,6}\s*期?|第\s*\d{1,6}\s*期|(?:20|19)\d{2}年?第\d{1,4}期"
    r"|[\u4e00-\u9fff]{2,10}(?:融媒体中心|报社|编辑部)(?:出版|主办|编印|承办)"
    r"|(?:国内)?统一(?:连续出版物|刊)号.{0,20}|CN\s*\d{2}\s*[-—]?\s*\d{4}(?:[/／]\w)?|\d{2}[-—]\d{4}|ISSN.{4,14}|邮发代号.{0,12}|\d{2,3}[-—]\d{1,3}|准印证号?.{0,24}|渝内字.{0,14}号"
    r"|第|[\u4e00-\u9fff]{2,12}主管主办|(?:中共|重庆)[^，。]{2,24}(?:主管|主办|出版|机关报)(?:主办|出版)?|[^，。]{2,16}(?:公司|印务|印刷厂)承?印刷?|零售价?.{0,12}|(?:每份|定价|全年定?价|月价|季价)\D?.{1,12}"
    r"|(?:新闻)?(?:热线|电话|传真|邮箱|信箱|网址|社址|地址|邮编|邮政编码|投稿|订阅|来稿|官网|微信|微博|客户端|公众号|广告|发行|报料|印刷|印数|网站|官方|扫码|法律顾问|本报地址|编辑部)"
    r"(?:热线|电话|邮箱|请寄|地址|部|科|公众号|微信|网|许可证号?|经营许可证)*[:：].{0,60}"
    r"|[\u4e00-\u9fff]{0,6}(?:电话|热线|邮箱|信箱|邮编|传真|网址|社址|地址)(?:[:：].{0,60})?"
    r"|(?:投稿|来稿|电子|联系|新闻|广告|发行|报料|订报|监督|举报|值班|办公|采编)[\u4e00-\u9fff]{0,4}(?:热线|电话|邮箱|请寄|地址)\D?.{0,50}"
    r"|数字报|电子(?:版|报)|内部(?:资料|交流|刊物)|免费(?:交流|赠阅|取阅)|邮编\d{6}|(?:森林)?火警|1[12]\d{1,3}|[\d()（）+-]{7,20}|[\w.+-]+@[\w.-]+|(?:https?://|www\.)\S+|[\w-]+\.(?:com|cn|net|org)(?:\.cn)?"
    rf"|{_ROLE}(?:[:：/／].{{0,12}})?|[-—·－]\s*\d{{1,3}}\s*[-—·－]|[A-Z]{{2,}}|!\[.*|\(?\S+\.(?:jpe?g|png|gif|webp)\)?"
)
_PIECE = re.compile(rf"^(?:{_PIECES})$")
_ROLE_FIRST = re.compile(rf"^{_ROLE}(?P<name>[\u4e00-\u9fff]{{2,4}})?$")
_WITH_NAME = re.compile(rf"^{_ROLE}[:：/／]?[\u4e00-\u9fff]{{2,4}}$")
_NAME_PART = re.compile(r"^[\u4e00-\u9fff]{1,4}$")
_IMAGE = re.compile(r"^!\[[^\]]*\]\([^)]*\)$|^<img\b[^>]*>$")
_SPLIT = re.compile(r"[\s|｜·•／/、，,;；]+|(?<=\d版)|(?<=[日年])(?=(?:星期|农历))")
_GAPS = re.compile(r"[\s\-—]")
_PAGE = re.compile(
    r"^(?:第?\s*[A-Z]?\d{1,3}\s*版|[A-Z]\d{1,2})[\s:：]*|[\s:：]*(?:第?\s*[A-Z]?\d{1,3}\s*版|[A-Z]?\d{1,2})$"
)
"""A page's number before or after the name of its section."""
_SPACED = re.compile(r"(?<![\u4e00-\u9fff\d])(?:[\u4e00-\u9fff]\s+){1,7}[\u4e00-\u9fff](?![\u4e00-\u9fff\d])")
_ISSUED = re.compile(r"^[\u4e00-\u9fff]{4,24}\s*\d{4}年\d{1,2}月\d{1,2}日印发$|^(?:抄送|分送|主题词|发送)[:：]")
"""The foot of an official document."""
_OF_PICTURES = re.compile(
    r"^(?:本版|本期|本组)(?:图片|照片|摄影)(?:除[^。]{2,10}外)?[^。]{0,4}(?:由.{2,20}(?:提供|供图)|.{0,8}摄)$"
)
"""Who took the pictures of the page."""
_DISCLOSED = re.compile(r"^[（(]此件[^（）()]{2,10}[）)]$")
"""How widely an official document may be made known."""
_WEATHER = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,8}气象[台局][^。]{0,24}[：:]|(?:[\u4e00-\u9fff]{2,3})?(?:气象信息|天气预报|今日天气|天气)\s*[：:]?)?\s*(?:今[天晚日]|明[天晚日]|后天|白天|夜间)[^。]{0,60}?(?:晴|阴|多云|阵?雨|雪|雾)[^。]{0,60}\d\s*[℃°]"
    r"|^[\u4e00-\u9fff]{0,8}气象[台局][^。：:]{0,24}[：:][^。]{0,40}?(?:晴|阴|多云|雨|雪|雾)[^。]{0,40}\d\s*[℃°]"
)
"""A forecast of the weather."""


def is_furniture(text: str, newsroom: Newsroom) -> bool:
    """Whether every piece of a line is furniture of the page. An empty line is not."""
    if text.startswith(("抄送：", "分送：")) and len(text) <= 140:
        return True
    if ("℃" in text or "°" in text) and len(text) <= 140 and _WEATHER.match(text):
        return True
    if "。" in text or "“" in text or text[-1:] in ("，", "、", "；"):
        return False
    bare = _closed_up(text.strip().lstrip("#").replace("**", "").strip())
    if not bare or len(bare) > 140:
        return False
    if bare[0] in "【〔[" and newsroom.is_section(bare.strip("【】〔〕[]")):
        return True
    if _IMAGE.match(bare):
        return True
    if (_PHONE.search(bare) or _IMPRINT.search(bare)) and "，" not in bare:
        return True
    if _is_piece(bare, newsroom) or _ISSUED.match(bare) or _OF_PICTURES.match(bare) or _DISCLOSED.match(bare):
        return True
    if "热线" in bare or "电话" in bare:
        bare = re.sub(r"(?<=\d) (?=\d)", "", bare)
    if _SPACED_DAY.search(bare):
        bare = _SPACED_DAY.sub(lambda match: re.sub(r"\s", "", match[0]), bare)
    pieces = [piece for piece in _SPLIT.split(bare) if piece and piece not in "-—"]
    if _all_furniture(pieces, newsroom):
        return True
    closed = _GAPS.sub("", bare)
    return closed != bare and _is_piece(closed, newsroom)


def _closed_up(text: str) -> str:
    """Words that are set with a space between their characters, joined (要 闻 → 要闻)."""
    if len(text.split()) < 2:
        return text
    return _SPACED.sub(lambda match: re.sub(r"\s", "", match[0]), text)


def _all_furniture(pieces: list[str], newsroom: Newsroom) -> bool:
    """Whether every piece is furniture, where a role makes names of the short pieces after it."""
    if _is_folio(pieces, newsroom):
        return True
    names_follow = False
    roles = sum(bool(_WITH_NAME.match(piece)) for piece in pieces)
    if roles >= 2 and len(pieces[0]) <= 6:
        pieces = pieces[1:]  # the newsroom, before its editors
    for piece in pieces:
        role = _ROLE_FIRST.match(piece)
        if role and (not role["name"] or newsroom.is_name(role["name"])):
            names_follow = not role["name"]
        elif _is_piece(piece, newsroom):
            names_follow = False
        elif not (names_follow and _NAME_PART.match(piece)):
            return False
    return bool(pieces)


def _is_folio(pieces: list[str], newsroom: Newsroom) -> bool:
    """Whether a line has a day and another piece of a folio, and besides them but short names of sections."""
    if not any(_DAY.match(piece) for piece in pieces):
        return False
    unknown = [piece for piece in pieces if not _is_piece(piece, newsroom)]
    return len(pieces) - len(unknown) >= 2 and all(_LABEL.match(piece) for piece in unknown)


_SPACED_DAY = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日")
_PHONE = re.compile(r"(?:热线|电话|服务|订阅|订报|报料|咨询|举报|投诉)\D{0,6}\s*(?:\d{3,4}-)?\d{7,8}$")
"""A line that ends in a number to call."""
_IMPRINT = re.compile(
    r"^(?:主办|主管|承办|出版)单位[:：]|^下期.{0,8}\d{1,2}月\d{1,2}日出版$|(?:邮箱|信箱|投稿)[:：]\s*\S+@\S+$"
)
"""Who brings the paper out, when the next number comes, where to write to."""
_DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日|(?:20|19)\d{2}[-./]\d{1,2}[-./]\d{1,2}")
_LABEL = re.compile(r"[\u4e00-\u9fff]{2,4}$")


def _is_piece(text: str, newsroom: Newsroom) -> bool:
    if newsroom.is_section(text) or _PIECE.match(text) or _PAPER_NAME.match(text):
        return True
    if text.isalpha():
        return False
    inner = _PAGE.sub("", text)
    return inner != text and (newsroom.is_section(inner) or bool(_PAPER_NAME.match(inner)))
