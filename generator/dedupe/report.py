"""Stories that ran more than once → one self-contained HTML page: what differs, word by word, and the line that rules
otherwise, for the editor's eye."""

from collections.abc import Mapping, Sequence
from html import escape

from generator.dedupe.difference import Change, difference
from generator.model import Article, Printing, Story

LONGEST = 20_000
"""Characters of a text that are compared; the alignment of two texts costs their lengths multiplied."""
_STYLE = """
body{font:16px/1.7 system-ui,sans-serif;margin:1.5rem auto;max-width:60rem;padding:0 1rem;color:#1c1c1c;background:#fff}
h1{font-size:1.4rem}h2{font-size:1.15rem;margin:2.2rem 0 .3rem}h3{font-size:1rem;margin:1.2rem 0 .2rem}
p.text{border-left:4px solid #ddd;padding-left:.8rem;white-space:pre-wrap}
del{background:#fbd5d5;text-decoration:line-through}ins{background:#cdeccf;text-decoration:none}
code{background:#f2f2f2;padding:.1rem .35rem;user-select:all}.meta{color:#555;font-size:.9em}
"""


def difference_report(stories: Sequence[Story], articles: Mapping[str, Article]) -> str:
    """The HTML text. `articles` are all articles by id, to compare the texts of the printings. All text is escaped; where
    nothing ran twice the page says so."""
    told = [story for story in stories if story.printings]
    body = "".join(_story(story, articles) for story in told) or "<p>No story ran more than once.</p>"
    count = sum(len(story.printings) for story in told)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>What ran more than once</title>'
        f"<style>{_STYLE}</style></head><body><h1>What ran more than once</h1>"
        f"<p>{len(told)} stories, {count} further printings. <del>Struck out</del> stands only in the text that was kept, "
        "<ins>green</ins> only in the other. To overrule, copy the line below a pair into "
        "<code>content/duplicates.yaml</code> under <code>different:</code>.</p>"
        f"{body}</body></html>\n"
    )


def _story(story: Story, articles: Mapping[str, Article]) -> str:
    kept = story.article
    head = (
        f'<h2 lang="zh-Hans">{escape(kept.title or kept.id)}</h2>'
        f'<p class="meta">kept: {escape(_place(kept))}, {len(kept.body)} characters</p>'
    )
    return head + "".join(_printing(kept, printing, articles.get(printing.id)) for printing in story.printings)


def _printing(kept: Article, printing: Printing, other: Article | None) -> str:
    place = _place(other) if other else printing.source_file
    share = f"{printing.similarity:.0%} of the shorter text is in the longer"
    head = (
        f'<h3><span lang="zh-Hans">{escape(printing.title or printing.id)}</span></h3>'
        f'<p class="meta">{escape(place)}: {printing.relation}, {share}</p>'
    )
    if other is None or printing.relation == "continued":
        return head
    changes = difference(kept.body[:LONGEST], other.body[:LONGEST])
    ruling = f"- [{_place(kept)}, {_place(other)}]"
    return (
        f'{head}<p class="text" lang="zh-Hans">{"".join(map(_change, changes))}</p><p><code>{escape(ruling)}</code></p>'
    )


def _change(change: Change) -> str:
    if change.kind == "equal":
        return escape(change.before)
    old = f"<del>{escape(change.before)}</del>" if change.before else ""
    return old + (f"<ins>{escape(change.after)}</ins>" if change.after else "")


def _place(article: Article) -> str:
    return f"{article.source_file}:{article.lines[0][0] if article.lines else 1}"
