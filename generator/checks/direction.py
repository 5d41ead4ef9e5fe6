"""Rise must not become fall, nor a ban a permission."""

import re

from generator.model import Flag

_FIGURE = r"(?:了|约|近|超|逾|超过|至|到)?\s?(?:\d|百分之|[一二三四五六七八九两]成)"
_FALL = re.compile(rf"(?:下降|减少|下跌|下滑|降低|回落|缩小|萎缩|降幅为?|减幅为?|跌幅为?){_FIGURE}")
_RISE = re.compile(rf"(?:增长|上升|上涨|增加|提高|提升|扩大|攀升|增幅为?|涨幅为?){_FIGURE}")
_FALL_WORDS = re.compile(
    r"\b(?:fall|fell|drop|declin|decreas|down|reduc|cut|low|less|shr[iau]nk|slump|slid|contract|fewer|lost|loss|los[et]|minus|narrow|dip"
    r"|tumbl|plung|negative|eas|retreat|slow|slip|shed|weak|off\b|halv)",
    re.IGNORECASE,
)
_RISE_WORDS = re.compile(
    r"\b(?:ris|rose|increas|grow|grew|up|climb|high|more|gain|expan|improv|rais|surg|jump|soar|widen|add|advanc|exceed|over|boost"
    r"|extra|plus|tripl|doubl|larger|better|hik|lift|extend|broaden|enhanc|accelerat|strengthen|rebound|upgrad|increment|swell|swoll|faster|great)",
    re.IGNORECASE,
)
_BAN = re.compile(r"(?:不得(?!不|以|而知|了|到|已)|严禁|禁止)")
_BAN_WORDS = re.compile(
    r"\b(?:not|no|never|nor|neither|none|ban|bans|banned|banning|prohibit\w*|forbid\w*|forbad\w*|without|cannot|refrain|stop\w*|avoid\w*|illegal|unlawful|bar|barr\w+"
    r"|prevent\w*|halt\w*|strict\w*|zero|disallow\w*|refus\w*|deny|denied|outlaw\w*|exclu\w+|embargo\w*|restrict\w*)\b|n[’']t\b",
    re.IGNORECASE,
)


def check_direction(zh: str, en: str) -> list[Flag]:
    """Falls told as rises only, rises told as falls only, and bans without any negative word."""
    falls, rises = bool(_FALL.search(zh)), bool(_RISE.search(zh))
    down, up = bool(_FALL_WORDS.search(en)), bool(_RISE_WORDS.search(en))
    if falls and not rises and up and not down:
        return [Flag("direction", "serious", "the Chinese falls, the English only rises")]
    if rises and not falls and down and not up:
        return [Flag("direction", "serious", "the Chinese rises, the English only falls")]
    if _BAN.search(zh) and not _BAN_WORDS.search(en):
        return [Flag("direction", "minor", "the Chinese forbids, the English has no negative")]
    return []
