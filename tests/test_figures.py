"""Key figures: value, unit, what is measured, comparison; and the digest made of them."""

from fractions import Fraction

import pytest

from generator.digest import digest_of
from generator.figures import figures_of
from generator.model import Article, Block, Story


def article(*paragraphs: str, title: str = "标题") -> Article:
    return Article("", "a.txt", "news", title, tuple(Block("paragraph", text) for text in paragraphs), ((1, 2),))


def test_a_figure_has_value_unit_measure_and_bound() -> None:
    (figure,) = figures_of(article("一季度，全区文旅企业营收超58.6亿元。"))
    assert (figure.value, figure.unit, figure.surface) == (Fraction(5_860_000_000), "元", "58.6亿元")
    assert (figure.measures, figure.bound, figure.key) == ("全区文旅企业营收", "over", "p1-s1")


def test_growth_speaks_of_what_the_figure_before_it_measures() -> None:
    amount, growth = figures_of(article("外贸进出口总额73亿元，同比增长4.2%。"))
    assert amount.measures == growth.measures == "外贸进出口总额"
    assert (growth.kind, growth.comparison, growth.unit) == ("percent", "同比增长", "%")


@pytest.mark.parametrize(
    "text", ["9月8日举行第61次会议。", "《十条措施20问》印发。", "每晚8点到11点。", "", "no figures", "。。。"]
)
def test_dates_ordinals_names_and_hours_are_no_figures(text: str) -> None:
    assert figures_of(article(text)) == ()


def test_the_digest_takes_the_weightiest_story_and_its_figures() -> None:
    long = article("全区新开工项目46个。" + "各部门抓紧落实。" * 60, title="大事")
    stories = [Story(article("小事一件。", title="小事")), Story(long)]
    digest = digest_of(stories, most_stories=1)
    assert [story.article.title for story in digest.stories] == ["大事"]
    assert [row.figure.surface for row in digest.figures] == ["46个"]
    assert digest_of([]).stories == ()
