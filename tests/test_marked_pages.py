"""The marked pages of the segmentation benchmark give the text that was marked and its right answer."""

import pytest

from benchmarks.segmentation.marked_format import HELD, LATER, PAGES, load_pages, ranges, read_marked

SOURCE = """\
%page wrap=10 indent=　　 break=keep column=4
%1 date=2024-05-16 district=万州区 topics=health byline=甲乙 to=2
%2 kind=headline
0F|要闻
1K|长江之畔
1T|一城好水
1t|出峡来
1T|万州在行动
1P|{B 本报讯（记者 甲乙）}今年以来，{重慶=>重庆}万州投入12.5亿元治水，
2T|另有新闻
2J|详见2版

1C|成效明显。{J （下转2版）}
1H|**治水有方**
"""


def test_text_gold_joins_what_was_printed_in_pieces() -> None:
    page = read_marked("sample", SOURCE)
    first, second = page.articles
    assert first.title == "一城好水出峡来 万州在行动"
    assert first.kicker == "长江之畔"
    assert first.body == ("今年以来，重庆万州投入12.5亿元治水，成效明显。", "治水有方")
    assert first.headings == ("治水有方",)
    assert (second.kind, second.title, second.body) == ("headline", "另有新闻", ())


def test_lines_of_the_gold_are_the_lines_of_the_text() -> None:
    page = read_marked("sample", SOURCE)
    lines = page.text.split("\n")
    first, second = page.articles
    assert "".join(lines[n - 1] for n in second.lines) == "另有新闻详见2版"
    printed = "".join(lines[n - 1] for n in first.lines).replace("　", "")
    assert printed == (
        "长江之畔一城好水出峡来万州在行动本报讯（记者 甲乙）今年以来，重慶万州投入12.5亿元治水，"
        "成效明显。（下转2版）**治水有方**"
    )
    assert not set(first.lines) & set(second.lines)


def test_no_closing_mark_begins_a_line_and_no_number_is_broken() -> None:
    page = read_marked("sample", SOURCE)
    lines = page.text.split("\n")
    assert not [line for line in lines if line[:1] in set("，。）、")]
    assert any("12.5" in line for line in lines)


def test_line_that_is_not_marked_is_named() -> None:
    with pytest.raises(ValueError, match="sample:2: not a marked line"):
        read_marked("sample", "%1 date=\nno mark\n")
    with pytest.raises(ValueError, match="article 4 has no line of facts"):
        read_marked("sample", "4T|标题\n")


@pytest.mark.parametrize(
    "page", [*load_pages(PAGES), *load_pages(HELD), *load_pages(LATER)], ids=lambda page: page.name
)
def test_every_marked_page_is_sound(page) -> None:
    lines = page.text.split("\n")
    seen: set[int] = set()
    for article in page.articles:
        assert article.lines
        assert not seen & set(article.lines), "a line of two articles"
        seen |= set(article.lines)
        assert all(lines[number - 1].strip() for number in article.lines)
        assert article.kind == "headline" or article.body
        assert set(article.headings) <= set(article.body)


def test_ranges_are_joined() -> None:
    assert ranges([3, 1, 2, 7]) == [(1, 3), (7, 7)]
