"""Page → Page in one shape: Simplified, full-width Chinese punctuation, nothing invisible; every change on record.

Lines stay lines: joining them is the segmenter's work. `Page.raw_lines` keeps the text as it was read.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

import opencc

from generator.language.characters import is_cjk_punctuation, is_han, is_invisible
from generator.model import Edit, Page


@dataclass(frozen=True, slots=True)
class NormaliseRules:
    """Data of `content/normalise.yaml`."""

    keep: tuple[str, ...] = ()
    """Words that neither the Traditional→Simplified step nor `words` may touch."""
    words: Mapping[str, str] = field(default_factory=dict)
    """Words to replace, longest first."""
    latin: Mapping[str, str] = field(default_factory=lambda: {"and": "和"})
    """Latin words that stand for Chinese ones between Chinese characters."""


DEFAULT_RULES = NormaliseRules()

_TO_FULL = {",": "，", ":": "：", ";": "；", "!": "！", "?": "？", "(": "（", ")": "）"}
_SPACES = frozenset("\u00a0\u2002\u2003\u2009\u202f\t")
_KEEP_WIDE = frozenset("，：；！？（）～￥［］｜")
"""Full-width forms that belong to Chinese text and stay."""
_PLAIN = re.compile(r"[ -~\u4e00-\u9fff，。、：；！？“”‘’（）《》—…·％\u3000]*")
"""What most lines consist of: nothing invisible in it."""
_URL = re.compile(r"(?:https?://|www\.)[\x21-\x7e]+|[A-Za-z0-9.+_-]{1,64}@[A-Za-z0-9-]{1,63}\.[A-Za-z0-9.]{1,63}")


_LATIN_STOP = re.compile(r"(?<=[\u4e00-\u9fff”’）》％%〕])\.(?=[\u4e00-\u9fff“‘（《”’）\d]|\s*$)")
"""A Latin full stop that ends a Chinese sentence: after Chinese, before Chinese or the end of the line."""
_STOP_AT_END = re.compile(r"(?<=[\u4e00-\u9fff”’）》])\.(?=\s*$)")
"""The same on a page that ends its sentences otherwise: a slip, and sure only at the end of a line."""


def normalise(page: Page, rules: NormaliseRules = DEFAULT_RULES) -> Page:
    """The page with normalised lines and one `Edit` for each change. Same number of lines; an empty page stays one."""
    lines: list[str] = []
    edits: list[Edit] = []
    half_width = _is_half_width(page.raw_lines)
    full_stops = _has_latin_stops(page.raw_lines)
    ends = ["", *(line.rstrip()[-1:] for line in page.raw_lines)]
    begins = [*(line.lstrip()[:1] for line in page.raw_lines[1:]), ""]
    for number, (raw, around) in enumerate(zip(page.raw_lines, zip(ends, begins, strict=False), strict=False), 1):
        text, changes = normalise_line(
            raw, rules, half_width=half_width, latin_stops=full_stops, number=number, around=around
        )
        lines.append(text)
        edits += changes
    return replace(page, lines=tuple(lines), edits=tuple(edits))


def normalise_line(
    raw: str,
    rules: NormaliseRules = DEFAULT_RULES,
    *,
    half_width: bool = False,
    latin_stops: bool = False,
    number: int = 0,
    around: tuple[str, str] = ("", ""),
) -> tuple[str, list[Edit]]:
    """One line, the `number`th of its page, and its edits. `half_width` says that the page sets Chinese punctuation in
    half width, so that quotation marks and commas without a Chinese neighbour are converted too; `latin_stops`, that it
    ends Chinese sentences with a Latin full stop; `around` are the last character of the line above and the first of the
    line below, for a number that a wrap has broken."""
    left_alone = raw.strip() in _TO_FULL and _chinese(around[0])
    if raw.isascii() and not left_alone and not any(ch in "\t" or ord(ch) < 32 for ch in raw):
        return raw, []
    if _SETTLED.fullmatch(raw) and _stays(raw, rules, around):
        return raw, []
    line = _Line(raw, number)
    _drop_invisible(line)
    _compatibility(line)
    _simplify(line, rules)
    _latin_slips(line, rules)
    _digit_slips(line, around)
    _punctuation(line, half_width, left_alone=left_alone)
    for match in (_LATIN_STOP if latin_stops else _STOP_AT_END).finditer(line.text):
        line.put(match.start(), match.end(), "。", "punctuation")
    return line.text, line.edits()


_SETTLED = re.compile(r"[0-9A-Za-z%+/ \u4e00-\u9fff，。、：；！？“”‘’（）《》—…·\u3000-]*")
"""A line in which only the steps on words can find something to change."""


def _stays(raw: str, rules: NormaliseRules, around: tuple[str, str]) -> bool:
    """Whether none of the steps on words changes a settled line."""
    return (
        _converter().convert(raw) == raw
        and not any(word in raw for word in rules.words)
        and not (" " in raw and any(f" {word} " in raw for word in rules.latin))
        and not _DIGIT_SLIP.search(around[0] + raw.strip() + around[1])
    )


class _Line:
    """A line under change: each character remembers the raw span it came from."""

    __slots__ = ("_edits", "chars", "number", "raw", "spans")

    def __init__(self, raw: str, number: int) -> None:
        self.raw = raw
        self.number = number
        self.chars = list(raw)
        self.spans = [(at, at + 1) for at in range(len(raw))]
        self._edits: dict[int, Edit] = {}

    @property
    def text(self) -> str:
        return "".join(self.chars)

    def put(self, first: int, end: int, new: str, rule: str) -> None:
        """Replace characters first..end by `new` (of any length)."""
        before = self.raw[self.spans[first][0] : self.spans[end - 1][1]]
        start, stop = self.spans[first][0], self.spans[end - 1][1]
        earlier = self._edits.get(start)
        rules = f"{earlier.rule}+{rule}" if earlier and rule not in earlier.rule.split("+") else rule
        self._edits[start] = Edit(self.number, start, before, new, rules)
        self.chars[first:end] = list(new)
        self.spans[first:end] = [(start, stop)] * len(new)

    def edits(self) -> list[Edit]:
        return [edit for _, edit in sorted(self._edits.items()) if edit.before != edit.after]


def _drop_invisible(line: _Line) -> None:
    if _PLAIN.fullmatch(line.raw):
        return
    for at in range(len(line.chars) - 1, -1, -1):
        ch = line.chars[at]
        if ch in _SPACES:
            line.put(at, at + 1, " ", "space")
        elif (ch > "~" and is_invisible(ch)) or (ch < " "):
            line.put(at, at + 1, "", "invisible")


def _compatibility(line: _Line) -> None:
    """Full-width digits and Latin, ligatures and compatibility forms by NFKC; Chinese punctuation keeps its width."""
    for at, ch in enumerate(line.chars):
        if ch < "\u2000" or ch in _KEEP_WIDE or ch == "\u3000" or "\u4e00" <= ch <= "\u9fff":
            continue
        if "\uff01" <= ch <= "\uff5e" or "\uf900" <= ch <= "\ufaff" or "\u2f00" <= ch <= "\u2fdf":
            new = unicodedata.normalize("NFKC", ch)
            if new != ch and len(new) == 1:
                line.put(at, at + 1, new, "width")


def _simplify(line: _Line, rules: NormaliseRules) -> None:
    text = line.text
    converted = _converter().convert(text)
    if converted != text and len(converted) == len(text):
        kept = _kept(text, rules)
        for at, (before, after) in enumerate(zip(text, converted, strict=True)):
            if before != after and at not in kept:
                line.put(at, at + 1, after, "t2s")
    text = line.text
    for word in sorted((word for word in rules.words if word in text), key=lambda word: (-len(word), word)):
        new = rules.words[word]
        at = line.text.find(word)
        while at >= 0 and new != word:
            if at not in _kept(line.text, rules):
                line.put(at, at + len(word), new, "variant")
            at = line.text.find(word, at + 1)


def _kept(text: str, rules: NormaliseRules) -> set[int]:
    """Where the words stand that are left as they are."""
    return {at for word in rules.keep for match in re.finditer(re.escape(word), text) for at in range(*match.span())}


@lru_cache(maxsize=1)
def _converter() -> opencc.OpenCC:
    """The character tables of OpenCC; reading them takes 20 ms, and they are the same for every line."""
    return opencc.OpenCC("t2s")


def _latin_slips(line: _Line, rules: NormaliseRules) -> None:
    if " " not in line.chars:
        return
    for word, han in rules.latin.items():
        pattern = re.compile(rf"(?<=[\u4e00-\u9fff]) {re.escape(word)} (?=[\u4e00-\u9fff])")
        while match := pattern.search(line.text):
            line.put(match.start(), match.end(), han, "latin-slip")


_DIGIT_SLIP = re.compile(
    "|".join(
        (
            r"(?<![A-Za-z\d])(?:\d[\doOlI]*[oOlI]|[lI]{1,3}[oO\d])[\doOlI]*(?=[.%\u4e00-\u9fff])",  # but O2O模式, H2O
            r"(?<![A-Za-z\d])l{1,3}(?=\.?\d|月|日|\+\d)",
            r"(?<![A-Za-z\d])[oO](?=\.\d)",
            r"(?<=\d\.)l(?=[\d%\u4e00-\u9fff])",
            r"(?<=[\u4e00-\u9fff”》）])l{1,3}(?=[\u4e00-\u9fff])",
            r"(?<=\d)[oO]{1,4}(?=[\d.%]|[TGM]B|[kc]m)",
        )
    )
)


_LETTERS = re.compile(r"[lIoO]+")
_AS_DIGITS = str.maketrans("lIoO", "1100")


def _digit_slips(line: _Line, around: tuple[str, str]) -> None:
    """A letter that recognition puts for a digit inside a number: l2个村, 2O23年."""
    text = line.text
    indent = len(text) - len(text.lstrip())
    for match in _DIGIT_SLIP.finditer(around[0] + text.strip() + around[1]):
        first = match.start() - len(around[0]) + indent
        for slip in _LETTERS.finditer(match[0]):
            at, end = first + slip.start(), first + slip.end()
            if indent <= at and end <= len(text.rstrip()):
                line.put(at, end, slip[0].translate(_AS_DIGITS), "digit-slip")


_DECIMAL_COMMA = re.compile(r"(?:(?<=[\u4e00-\u9fff]\d)|(?<=[\u4e00-\u9fff]\d\d))[,，](?=\d{1,2}(?:%|个百分点))")
"""A comma that recognition puts for the decimal point: 增长5,8%."""


_CLOSED_WRONG = re.compile(r"“[^“”'\"‘]{0,30}[\u4e00-\u9fff]['\"](?=[\u4e00-\u9fff，。、；：！？]|$)")
"""A quotation that is opened in full width and closed by a straight mark: “天尺之恋'。"""


def _punctuation(line: _Line, half_width: bool, *, left_alone: bool) -> None:
    """Chinese marks in full width. `left_alone` says that the line is but a mark, which a wrap has left below Chinese."""
    text = line.text
    if not left_alone and not any(is_han(ch) for ch in text):
        return
    for match in _DECIMAL_COMMA.finditer(text):
        line.put(match.start(), match.end(), ".", "digit-slip")
    for match in _CLOSED_WRONG.finditer(text):
        line.put(match.end() - 1, match.end(), "”", "punctuation")
    protected = {at for match in _URL.finditer(text) for at in range(*match.span())}
    for at, ch in enumerate(text):
        if ch not in _TO_FULL or line.chars[at] != ch or at in protected:
            continue
        if left_alone or _in_chinese(text, at, half_width):
            line.put(at, at + 1, _TO_FULL[ch], "punctuation")


def _in_chinese(text: str, at: int, half_width: bool) -> bool:
    """Whether the half-width mark at `at` belongs to the Chinese around it, not to a number, time or Latin text."""
    ch = text[at]
    before = text[at - 1] if at else ""
    after = text[at + 1] if at + 1 < len(text) else ""
    if ch in ",:" and before.isdigit() and after.isdigit():
        return ch == "," and not re.match(r"\d{3}(?!\d)", text[at + 1 :])
    if ch == "(":
        inside = text[at + 1 : at + 24].partition(")")[0]
        return _chinese(before) or any(map(is_han, inside))
    if ch == ")":
        opened = text.rfind("(", max(0, at - 24), at)
        if opened >= 0 and text.find(")", opened, at) < 0:
            return _in_chinese(text, opened, half_width)
        return "（" in text[:at] or any(map(is_han, text[max(0, at - 24) : at])) or _chinese(before)
    near = _chinese(before) or _chinese(after)
    return near or (half_width and not (before.isascii() and before.isalpha() and after in " " and after))


def _chinese(ch: str) -> bool:
    return bool(ch) and (is_han(ch) or is_cjk_punctuation(ch) or ch in "%")


def _has_latin_stops(lines: tuple[str, ...]) -> bool:
    """Whether a page ends its Chinese sentences with Latin full stops."""
    sample = "\n".join(lines)[:20000]
    stops = re.findall(r"(?<=[\u4e00-\u9fff”’）》)%％])\.(?=[\u4e00-\u9fff“‘（《(]|\s*$)", sample, re.MULTILINE)
    return len(stops) >= 3 and len(stops) > sample.count("。")


def _is_half_width(lines: tuple[str, ...]) -> bool:
    """Whether a page sets its Chinese commas in half width."""
    sample = "".join(lines)[:20000]
    return len(re.findall(r"(?<=[\u4e00-\u9fff]),", sample)) > 4 * sample.count("，") + 4
