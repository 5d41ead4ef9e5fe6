"""Article → segments: what is translated as a whole, each with its place, so that both languages stay aligned."""

from generator.language.sentences import sentences_of
from generator.model import Article, Segment


def segments_of(article: Article) -> tuple[Segment, ...]:
    """The segments of an article in reading order. Headlines, subheads and captions are segments of their own, the body is
    cut into sentences. A summary sentence that an editor wrote, and that the body does not hold, is one too."""
    found: list[Segment] = []
    if article.title:
        found.append(Segment("title", "title", article.title))
    if article.kicker:
        found.append(Segment("kicker", "kicker", article.kicker))
    found += [Segment(f"subtitle-{at}", "subtitle", text) for at, text in enumerate(article.subtitle, 1)]
    for number, block in enumerate(article.blocks, 1):
        if block.kind == "heading":
            found.append(Segment(f"p{number}", "heading", block.text))
        elif block.kind == "paragraph":
            found += [
                Segment(f"p{number}-s{at}", "sentence", text) for at, text in enumerate(sentences_of(block.text), 1)
            ]
    found += [Segment(f"caption-{at}", "caption", text) for at, text in enumerate(article.captions, 1)]
    known = {segment.zh for segment in found}
    extra = [clause for text in article.summary for clause in sentences_of(text) if clause not in known]
    return (*found, *(Segment(f"summary-{at}", "summary", text) for at, text in enumerate(extra, 1)))
