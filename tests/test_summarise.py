"""Summaries: whole sentences of the article, in order, that tell it; and odd articles."""

import pytest

from generator.model import Article, Block
from generator.summarise import Cues, summarise

CUES = Cues(formulaic=("会议强调", "为指导"), dependent=("他指出", "此举", "同时"), acts=("开工", "建成"))
NEWS = (
    "3月8日，滨江步道三期正式开工，全长4.6公里，总投资2.3亿元。",
    "会议强调，要以新思想为指导，提高站位，狠抓落实。",
    "此举将惠及沿线居民。工程计划明年6月建成，届时滨江步道全线贯通。",
)


def article(*paragraphs: str, title: str = "滨江步道三期开工") -> Article:
    return Article("", "a.txt", "news", title, tuple(Block("paragraph", text) for text in paragraphs), ((1, 2),))


def test_a_summary_has_whole_sentences_of_the_body_in_their_order() -> None:
    made = summarise(article(*NEWS), CUES)
    places = [made.body.index(sentence) for sentence in made.summary]
    assert made.summary[0] == NEWS[0]
    assert places == sorted(places)
    assert 1 <= len(made.summary) <= 3


def test_formulas_and_sentences_that_lean_on_another_stay_out() -> None:
    summary = "".join(summarise(article(*NEWS), CUES).summary)
    assert "会议强调" not in summary
    assert "此举" not in summary


def test_a_headline_without_text_has_no_summary() -> None:
    assert summarise(article(), CUES).summary == ()


@pytest.mark.parametrize(
    "text",
    [
        "只有一句话的新闻也是新闻。",
        "很" * 5000 + "。",
        "1 2 3 4 5",
        "English only. No Chinese here.",
        "一、甲\n二、乙",
        "。",
    ],
)
def test_odd_articles_give_a_sentence_of_theirs_or_none(text: str) -> None:
    made = summarise(article(text), CUES)
    assert all(sentence and sentence in text for sentence in made.summary)
