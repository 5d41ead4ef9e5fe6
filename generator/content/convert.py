"""Stories ↔ the fields of their files in `content/articles/`."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast, get_args

from generator.content.article_file import (
    ZH_FIELDS,
    Fields,
    format_ranges,
    parse_blocks,
    parse_ranges,
    render_blocks,
    render_pairs,
)
from generator.model import Article, ArticleKind, Printing, Story, Translation

GENERATED_KEYS = frozenset({"id", "source_file", "lines", "also_printed"})
"""Front matter that always follows the source: an editor's change to it has no effect."""

EDITOR_DATE = "set by an editor"
KINDS: frozenset[str] = frozenset(get_args(ArticleKind))


def zh_fields(story: Story) -> Fields:
    """The fields of a story's Chinese file."""
    article = story.article
    return {
        "id": article.id,
        "title": article.title,
        "kicker": article.kicker,
        "subtitle": list(article.subtitle),
        "byline": list(article.byline),
        "source": article.source,
        "date": article.date or "",
        "date_basis": article.date_basis,
        "districts": list(article.districts),
        "topics": list(article.topics),
        "singapore": article.singapore,
        "summary": list(article.summary),
        "captions": list(article.captions),
        "kind": article.kind,
        "document_number": article.document_number,
        "adoption": article.adoption,
        "publication": article.publication,
        "publication_en": article.publication_en,
        "issue_date": article.issue_date,
        "page": article.page or None,
        "continued_from": article.continued_from,
        "continued_to": article.continued_to,
        "source_file": article.source_file,
        "lines": format_ranges(article.lines),
        "also_printed": [_printing_text(printing) for printing in story.printings],
        "publish": story.publish,
        "body": render_blocks(article.blocks),
    }


def story_of(fields: Fields, edited: Sequence[str], upstream: Article | None) -> Story:
    """The story that a Chinese file tells. `upstream` gives what no file holds (decisions, evidence); `edited`
    names the keys an editor changed: a changed date gets an editor's basis."""
    text = _texts(fields)
    lists = {key: tuple(cast(list[str], fields[key])) for key, kind in ZH_FIELDS.items() if kind is list}
    basis = text["date_basis"]
    if "date" in edited and "date_basis" not in edited:
        basis = EDITOR_DATE if text["date"] else ""
    kind = text["kind"] if text["kind"] in KINDS else "news"
    article = Article(
        id=text["id"],
        source_file=text["source_file"],
        kind=cast(ArticleKind, kind),
        title=text["title"],
        blocks=parse_blocks(text["body"]),
        lines=parse_ranges(text["lines"]),
        kicker=text["kicker"],
        subtitle=lists["subtitle"],
        byline=lists["byline"],
        source=text["source"],
        captions=lists["captions"],
        document_number=text["document_number"],
        adoption=text["adoption"],
        continued_from=_number(fields["continued_from"]),
        continued_to=_number(fields["continued_to"]),
        date=text["date"] or None,
        date_basis=basis,
        issue_date=text["issue_date"],
        publication=text["publication"],
        publication_en=text["publication_en"],
        page=_number(fields["page"]) or 0,
        districts=lists["districts"],
        topics=lists["topics"],
        singapore=bool(fields["singapore"]),
        summary=lists["summary"],
        decisions=upstream.decisions if upstream else (),
        evidence=upstream.evidence if upstream else (),
    )
    if upstream and "body" not in edited:
        article = replace(article, blocks=upstream.blocks)
    printings = tuple(filter(None, (_printing(item) for item in lists["also_printed"])))
    return Story(article, printings, publish=bool(fields["publish"]), edited=tuple(edited))


def en_fields(story: Story, publish: bool) -> Fields:
    """The fields of a story's English file: head fields with their Chinese beside them, the body as pairs. `publish` is
    what an editor's file says."""
    by_key = {translation.key: translation for translation in story.translations}
    fields: Fields = {"id": story.article.id}
    for key, many in EN_HEAD.items():
        found = [item for item in story.translations if item.key == key or item.key.startswith(f"{key}-")]
        if many:
            fields[key] = [item.en for item in found]
            fields[f"{key}_zh"] = [item.zh for item in found]
        else:
            one = by_key.get(key)
            fields[key] = one.en if one else ""
            fields[f"{key}_zh"] = one.zh if one else ""
    fields["publish"] = publish
    fields["body"] = render_pairs([(item.zh, item.en) for item in story.translations if _in_body(item)])
    return fields


EN_HEAD: Mapping[str, bool] = {"title": False, "kicker": False, "subtitle": True, "caption": True, "summary": True}
"""Head fields of the English file, by segment key; true for lists."""

EN_FIELDS: Mapping[str, type] = {
    "id": str,
    **{name: list if many else str for key, many in EN_HEAD.items() for name in (key, f"{key}_zh")},
    "publish": bool,
}


def _in_body(translation: Translation) -> bool:
    return translation.key.partition("-")[0] not in EN_HEAD


def _texts(fields: Fields) -> dict[str, str]:
    keys = [key for key, kind in ZH_FIELDS.items() if kind is str]
    return {key: str(fields.get(key) or "") for key in [*keys, "body"]}


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _printing_text(printing: Printing) -> str:
    parts = (
        printing.relation,
        f"{printing.similarity:.2f}",
        printing.id,
        printing.source_file,
        printing.publication,
        printing.date or "",
        printing.title,
    )
    return " | ".join(part.replace("|", "｜") for part in parts)


def _printing(text: str) -> Printing | None:
    parts = [part.strip() for part in text.split("|")]
    if len(parts) != 7 or parts[0] not in ("exact", "reprint", "truncated", "near", "continued"):
        return None
    relation, similarity, article_id, source_file, publication, date, title = parts
    share = float(similarity) if similarity.replace(".", "", 1).isdigit() else 0.0
    return Printing(article_id, source_file, publication, date or None, title, relation, share)  # type: ignore[arg-type]
