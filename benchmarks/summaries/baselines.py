"""The summarisers that ours is measured against."""

from collections.abc import Callable, Sequence

from generator.language.sentences import sentences_of
from generator.model import Article

Summariser = Callable[[Article], Sequence[str]]


def lead(count: int) -> Summariser:
    """The first sentences of the body."""
    return lambda article: [
        sentence
        for block in article.blocks
        if block.kind == "paragraph"
        for sentence in sentences_of(block.text, clauses=False)
    ][:count]


def from_sumy(count: int = 2) -> dict[str, Summariser]:
    """LexRank and TextRank of sumy with our sentences and pairs of characters as words; none where it is not installed."""
    try:
        from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
        from sumy.summarizers.lex_rank import LexRankSummarizer
        from sumy.summarizers.text_rank import TextRankSummarizer
    except ImportError:
        return {}

    class Pairs:
        def to_words(self, text: str) -> tuple[str, ...]:
            return tuple(text[at : at + 2] for at in range(len(text) - 1) if text[at : at + 2].isalnum())

    def run(kind: type) -> Summariser:
        def summarise(article: Article) -> list[str]:
            words = Pairs()
            document = ObjectDocumentModel([Paragraph([Sentence(one, words) for one in lead(10**6)(article)])])
            return [str(sentence) for sentence in kind()(document, count)]

        return summarise

    return {f"sumy LexRank, {count}": run(LexRankSummarizer), f"sumy TextRank, {count}": run(TextRankSummarizer)}
