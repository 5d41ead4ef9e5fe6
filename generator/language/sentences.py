"""Where sentences begin and end, in Chinese and in English."""

import re

from generator.language.characters import CLOSING, OPENING, PARTNER, SENTENCE_ENDS

LONG_QUOTE = 120
"""A quotation or bracket longer than this many characters is split inside: the closing mark is probably lost, and no one
translates or reads a sentence of that size as a whole."""


def split_sentences(text: str, *, clauses: bool = True) -> list[tuple[int, int]]:
    """Half-open spans of the sentences of a Chinese `text`, in order; joined, they give `text` back. Empty text gives an
    empty list. A sentence ends after 。！？；… and the closing marks that follow; not inside a quotation or bracket
    unless that is left open or very long. Without `clauses`, a semicolon ends nothing."""
    ends = SENTENCE_ENDS if clauses else SENTENCE_ENDS - {"；"}
    spans: list[tuple[int, int]] = []
    start = done = 0
    waiting: list[str] = []
    for match in _MARKS.finditer(text):
        at = match.start()
        ch = text[at]
        if at < done:
            continue
        if ch in OPENING:
            if _closes_soon(text, at):
                waiting.append(PARTNER[ch])
        elif waiting and ch == waiting[-1]:
            waiting.pop()
            if not waiting and at and text[at - 1] in ends and _sentence_may_end(text, at + 1):
                spans.append((start, at + 1))
                start = at + 1
        elif ch in ends and not waiting:
            end = at + 1
            while end < len(text) and (text[end] in ends or text[end] in CLOSING):
                end += 1
            spans.append((start, end))
            start = done = end
    if start < len(text):
        spans.append((start, len(text)))
    return spans


_MARKS = re.compile(f"[{re.escape(OPENING + CLOSING + ''.join(sorted(SENTENCE_ENDS)))}]")


def sentences_of(text: str, *, clauses: bool = True) -> tuple[str, ...]:
    """The sentences themselves, without surrounding space; empty ones left out."""
    return tuple(part for first, end in split_sentences(text, clauses=clauses) if (part := text[first:end].strip()))


def _closes_soon(text: str, at: int) -> bool:
    """Whether the opening mark at `at` is closed within `LONG_QUOTE` characters."""
    return text.find(PARTNER[text[at]], at + 1, at + 1 + LONG_QUOTE) >= 0


def _sentence_may_end(text: str, at: int) -> bool:
    """Whether a sentence can end before `at`, just after a closing quotation mark that follows a full stop. It goes on
    when the quotation is only a part of it: “……。”他说, or “…”“…”."""
    following = text[at : at + 1]
    if not following or following in "\n":
        return True
    return not (following in "，、的等是—" or following in OPENING or _SAYS.match(text, at))


_SAYS = re.compile(r"[^。！？；，“”]{0,24}?(?:说|表示|介绍|指出|强调|认为|告诉|坦言|感慨|称|道)[。，：]?")

_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Co|Ltd|Inc|No|vs|e\.g|i\.e|approx|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec)|\b[A-Z])\.$"
)
_ENGLISH_END = re.compile(r"(?<![.!?…])[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z0-9])")


def split_english_sentences(text: str) -> list[tuple[int, int]]:
    """Half-open spans of the sentences of an English `text`; joined, they give `text` back."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _ENGLISH_END.finditer(text):
        if match[0].startswith(".") and _ABBREVIATION.search(text[start : match.start() + 1]):
            continue
        spans.append((start, match.end()))
        start = match.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans
