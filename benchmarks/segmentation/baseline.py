"""A plain segmenter to compare with: a new article at each Markdown heading, short line without a full stop after a blank
line, or reporter's opening; blank lines divide paragraphs. It is what one writes in an afternoon."""

import re

from metrics import Found

_OPENING = re.compile(r"^\s*(?:.{1,6}报讯|□|（?新华社)")
_END = re.compile(r"[。！？；，：、,;:!?…”]$")


def cut(text: str) -> list[Found]:
    """Articles of a page text."""
    articles: list[tuple[str, list[str], list[int]]] = []
    in_body = False
    for number, line in enumerate(text.split("\n"), 1):
        stripped = line.strip()
        if not stripped:
            continue
        headline = stripped.startswith("#") or (len(stripped) <= 30 and not _END.search(stripped))
        if headline and (in_body or not articles) and len(stripped) > 5:
            articles.append((stripped.lstrip("# "), [], [number]))
            in_body = False
            continue
        if not articles or (_OPENING.match(stripped) and in_body):
            articles.append(("", [], []))
        articles[-1][1].append(stripped)
        articles[-1][2].append(number)
        in_body = True
    return [Found(title, "\n".join(body), frozenset(lines)) for title, body, lines in articles]
