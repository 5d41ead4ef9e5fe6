"""Segmentation → one self-contained HTML page: every source line coloured by article and role, for the editor's eye."""

from collections.abc import Iterator, Sequence
from html import escape

from generator.model import Article, Edit, Page
from generator.segment import Segmentation

LOW = 0.7
"""Decisions below this confidence stand out; on the five real pages, all cut right, nine of about ninety do."""

_STYLE = """
body{font:15px/1.6 system-ui,sans-serif;margin:1.5rem auto;max-width:75rem;padding:0 1rem;color:#1c1c1c;background:#fff}
h1{font-size:1.4rem}h2{font-size:1.1rem;margin:2rem 0 .3rem}p{margin:.3rem 0}
table{border-collapse:collapse;width:100%}td{vertical-align:top;padding:.05rem .5rem}
td.n{color:#666;text-align:right;width:3rem;font-variant-numeric:tabular-nums}td.r{width:8rem;color:#444;font-size:.85em}
td.d{width:16rem;font-size:.85em;color:#444}tr.blank td{height:.5rem}
tr.furniture td.t{color:#777;text-decoration:line-through}
tr.headline td.t{font-weight:700}tr.heading td.t{font-weight:600}tr.caption td.t,tr.credit td.t{font-style:italic}
mark.edit{background:#fff3b0}b.low{background:#b00020;color:#fff;padding:0 .3rem;border-radius:.2rem}
.a0{background:#e8f1fb}.a1{background:#e9f6ea}.a2{background:#fdf0e2}
.a3{background:#f3e9f8}.a4{background:#e5f5f4}.a5{background:#fbe9ee}
"""


def report(pages: Sequence[tuple[Page, Segmentation]]) -> str:
    """The HTML text of the report. All text of the pages is escaped; no page gives a report that says so."""
    body = "".join(_page(page, result) for page, result in pages) or "<p>No page was read.</p>"
    low = sum(decision.score < LOW for _, result in pages for a in result.articles for decision in a.decisions)
    found = sum(len(result.articles) for _, result in pages)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>How the pages were cut</title>'
        f"<style>{_STYLE}</style></head><body><h1>How the pages were cut</h1>"
        f"<p>{len(pages)} pages, {found} articles, {low} unsure choices "
        f'(<b class="low">marked</b>). Changed characters are <mark class="edit">marked</mark>; '
        "hover to see what stood there.</p>"
        f"{body}</body></html>\n"
    )


def _page(page: Page, result: Segmentation) -> str:
    owner = {line: index for index, article in enumerate(result.articles) for line in _lines(article.lines)}
    notes = _notes(result.articles)
    for (first, last), reason in zip(result.furniture, result.reasons, strict=True):
        for number in range(first, last + 1):
            notes.setdefault(number, []).append(escape(reason))
    edits: dict[int, list[Edit]] = {}
    for edit in page.edits:
        edits.setdefault(edit.line, []).append(edit)
    rows = "".join(
        _row(number, page, owner.get(number), _role(number, page, owner, result), notes.get(number, []), edits)
        for number in range(1, len(page.lines) + 1)
    )
    titles = "".join(
        f'<li class="a{index % 6}">{escape(article.title or "(no headline)")} — {article.kind}, '
        f"lines {', '.join(f'{a}–{b}' for a, b in article.lines)}</li>"
        for index, article in enumerate(result.articles)
    )
    return f"<h2>{escape(page.source_file)}</h2><ol>{titles}</ol><table>{rows}</table>"


def _row(
    number: int, page: Page, article: int | None, role: str, notes: list[str], edits: dict[int, list[Edit]]
) -> str:
    text = _marked(page.raw_lines[number - 1], edits.get(number, []))
    colour = f" a{article % 6}" if article is not None and role != "blank" else ""
    label = "" if role == "blank" else role if article is None else f"{article + 1} · {role}"
    return (
        f'<tr class="{role}{colour}"><td class="n">{number}</td><td class="r">{label}</td>'
        f'<td class="t">{text}</td><td class="d">{"; ".join(notes)}</td></tr>\n'
    )


def _marked(raw: str, edits: Sequence[Edit]) -> str:
    """A raw line, escaped, with its edits shown as they read now and the old characters in the title."""
    pieces: list[str] = []
    at = 0
    for edit in edits:
        if edit.column < at:
            continue
        pieces.append(escape(raw[at : edit.column]))
        was = " ".join(f"U+{ord(ch):04X}" for ch in edit.before)
        title = escape(f"{edit.rule}: {_visible(edit.before)} ({was})", quote=True)
        pieces.append(f'<mark class="edit" title="{title}">{escape(edit.after or "·")}</mark>')
        at = edit.column + len(edit.before)
    pieces.append(escape(raw[at:]))
    return "".join(_visible(piece) for piece in pieces)


def _visible(text: str) -> str:
    return "".join(ch if ch.isprintable() or ch == "\u3000" else "·" for ch in text)


def _notes(articles: Sequence[Article]) -> dict[int, list[str]]:
    """Per line: the choices made there, the unsure ones marked."""
    notes: dict[int, list[str]] = {}
    for article in articles:
        for decision in article.decisions:
            text = f"{escape(decision.what)} {decision.score:.2f}"
            notes.setdefault(decision.line, []).append(f'<b class="low">{text}</b>' if decision.score < LOW else text)
    return notes


def _role(number: int, page: Page, owner: dict[int, int], result: Segmentation) -> str:
    line = page.lines[number - 1].strip()
    if not line:
        return "blank"
    if number not in owner:
        return "furniture"
    article = result.articles[owner[number]]
    bare = "".join(line.strip("#* ").split())
    heads = (article.title, article.kicker, *article.subtitle)
    named: tuple[tuple[str, Sequence[str]], ...] = (
        ("headline", heads),
        ("heading", article.headings),
        ("caption", article.captions),
    )
    for role, texts in named:
        if any(bare and bare.lstrip("—") in "".join(text.split()) for text in texts):
            return role
    body = "".join(article.body.split())
    return "text" if bare[:6] in body or bare[-6:] in body else "credit"


def _lines(ranges: Sequence[tuple[int, int]]) -> Iterator[int]:
    for first, last in ranges:
        yield from range(first, last + 1)
