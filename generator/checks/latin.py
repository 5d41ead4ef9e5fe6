"""Latin words of the Chinese must stand in the English: iPhone, COVID-19, Tollcross."""

import re
import unicodedata
from collections.abc import Mapping

from generator.checks.pair import Pair
from generator.model import Flag

_LATIN = re.compile(r"[A-Za-zÀ-ɏ][A-Za-z0-9À-ɏ&.+-]*[A-Za-z0-9À-ɏ+]")
_TOLD: Mapping[str, str] = {
    "km": r"kilomet|miles?\b",
    "kg": r"kilo",
    "cm": r"centimet|inch",
    "mm": r"millimet|inch",
    "ml": r"millilit",
    "mg": r"milligram",
    "kw": r"kilowatt",
    "mw": r"megawatt",
    "gw": r"gigawatt",
    "kwh": r"kilowatt",
    "kmh": r"kilomet|kph|mph|km",
    "gb": r"gigabyte",
    "mb": r"megabyte",
    "ghz": r"gigahertz",
    "mhz": r"megahertz",
    "hz": r"hertz",
    "db": r"decibel",
    "vs": r"\bv\b|versus|against|\bv\.",
    "pk": r"against|versus|compet|battle|duel|contest|face|show|fight|beat|match|compar|\bvs?\b",
    "app": r"applicat|software|program",
    "ai": r"artificial intelligence",
    "it": r"information technology|\bi\.t\.|tech",
    "uk": r"brit|united kingdom|england",
    "us": r"america|united states|u\.s",
    "usa": r"america|united states|u\.s",
    "eu": r"europe",
    "un": r"united nations|u\.n",
    "ceo": r"chief exec",
    "cfo": r"chief financ",
    "coo": r"chief operat",
    "cto": r"chief tech",
    "covid-19": r"coronavirus|covid",
    "covid": r"coronavirus",
    "tv": r"television",
    "pc": r"computer",
    "vr": r"virtual",
    "ar": r"augmented",
    "ip": r"intellectual|\bips?\b",
    "ktv": r"karaoke",
    "suv": r"sport[s-]? ?utility|suv",
    "wifi": r"wi-?fi|wireless",
    "logo": r"emblem|badge|sign|symbol",
    "ok": r"\bfine\b|all right|okay|alright|good",
    "ppt": r"powerpoint|slide|presentation",
    "vip": r"important|\bvips?\b|guest",
    "mv": r"music video|video",
    "cp": r"couple|pair",
    "ui": r"interface",
    "hr": r"human resources",
    "no": r"\bnos?\b|number|#",
    "top": r"\btop",
    "isis": r"islamic state|\bis\b",
    "is": r"islamic state|isil|isis|daesh",
    "ps": r"photoshop|p\.?s",
    "ins": r"instagram",
    "fb": r"facebook",
    "q": r"question",
    "a": r"answer",
}
"""Latin words of Chinese texts → what English may have for them."""
_SLANG = frozenset(
    "get hold low high out fans fan bug emo diss cue up feel by and the of for to in mini plus pro max show".split()
)
"""Words that Chinese takes from English in another sense: get到, hold住."""


def check_latin(pair: Pair) -> list[Flag]:
    """Latin words of the Chinese that the English lost."""
    lost = lost_latin(pair.zh, pair.en)
    return [Flag("latin", "minor", f"{lost[0]} is missing")] if lost else []


def lost_latin(zh: str, en: str) -> list[str]:
    """Latin words of the Chinese that are not in the English, in order, each once."""
    zh = _IN_BRACKETS.sub("", zh)
    held = _flat(en)
    lower = en.lower()
    return [
        word
        for word in dict.fromkeys(_LATIN.findall(zh))
        if len(word) >= 2 and word.lower() not in _SLANG and _flat(word) not in held and not _expanded(word, lower)
    ]


_IN_BRACKETS = re.compile(r"(?<=[\u4e00-\u9fff])[（(][A-Z]{2,5}[）)]")
"""The initials of what stands before them in Chinese (居民消费价格指数（CPI）), which add nothing."""


def _flat(text: str) -> str:
    """Without accents, case, spaces, hyphens and dots: Wi-Fi is WiFi, No. 1 is NO.1."""
    plain = "".join(ch for ch in unicodedata.normalize("NFKD", text) if not unicodedata.combining(ch))
    return re.sub(r"[\s.\-–—_’'·/]", "", plain.lower())


def _expanded(word: str, en: str) -> bool:
    """GDP as gross domestic product, km as kilometres, iPhone11 in its parts."""
    told = _TOLD.get(word.lower())
    if told and re.search(told, en):
        return True
    parts = re.findall(r"[a-z]+|\d+", word.lower())
    if len(parts) > 1 and all(
        re.search(rf"(?<![a-z0-9]){part}(?![0-9])" if part.isdigit() else part, en) for part in parts
    ):
        return True
    if not (word.isupper() and 3 <= len(word) <= 6 and word.isalpha()):
        return False
    words = [other for other in re.findall(r"[a-z]+", en) if other not in ("of", "the", "and", "for", "on", "in")]
    initials = "".join(other[0] for other in words)
    return word.lower() in initials
