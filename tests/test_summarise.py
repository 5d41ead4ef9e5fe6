"""Summaries: whole sentences of the article, in order, that tell it and that stand without the others."""

from pathlib import Path

import pytest

from generator.content.site_file import load_cues
from generator.model import Article, Block
from generator.summarise import Cues, summarise
from generator.summarise.sentences import FEATURES, read_sentences

ROOT = Path(__file__).parent.parent
NEWS = (
    "3月8日，滨江步道三期正式开工，全长4.6公里，总投资2.3亿元。",
    "会议强调，要以新思想为指导，提高站位，狠抓落实。",
    "此举将惠及沿线居民。工程计划明年6月建成，届时滨江步道全线贯通。",
)


@pytest.fixture(scope="module")
def cues() -> Cues:
    """The lists that the project comes with."""
    found, problems = load_cues(ROOT / "content" / "summary.yaml")
    assert not problems
    return found


def article(*paragraphs: str, title: str = "滨江步道三期开工") -> Article:
    return Article("", "a.txt", "news", title, tuple(Block("paragraph", text) for text in paragraphs), ((1, 2),))


def test_a_summary_has_whole_sentences_of_the_body_in_their_order(cues: Cues) -> None:
    made = summarise(article(*NEWS), cues)
    places = [made.body.index(sentence) for sentence in made.summary]
    assert made.summary[0] == NEWS[0]
    assert places == sorted(places)
    assert 1 <= len(made.summary) <= 3


def test_named_places_organisations_and_titles_count_once_each(cues: Cues) -> None:
    texts = (
        "市科技局印发《办法》，在重庆大学、重庆大学和龙水景区举行。",
        "《甲》《乙》《丙》《丁》《戊》印发。",
        "大家都说好。",
    )
    values = [read_sentences([text], frozenset(), cues)[0].features[FEATURES.index("named")] for text in texts]
    assert values == [0.75, 1.0, 0.0]


def test_a_numbered_heading_that_runs_in_is_no_summary(cues: Cues) -> None:
    text = "1.决胜全面建成小康社会取得成就。全区新建步道4.6公里，投入资金2.3亿元。"
    assert summarise(article(text), cues).summary == ("全区新建步道4.6公里，投入资金2.3亿元。",)


def test_the_first_sentence_of_a_continuation_is_like_any_other(cues: Cues) -> None:
    texts = ["合作共赢，携手迈向明天。", "一季度新增项目46个，完成投资120亿元。"]
    begun, continued = (read_sentences(texts, frozenset(), cues, continued=on)[0].features[0] for on in (False, True))
    assert (begun, continued < 0.02) == (1.0, True)


def test_formulas_stay_out(cues: Cues) -> None:
    assert "会议强调" not in "".join(summarise(article(*NEWS), cues).summary)


def test_a_summary_does_not_begin_with_the_meeting_stressed(cues: Cues) -> None:
    made = summarise(
        article(
            "会议强调，要投入12.5亿元建成水厂3座，惠及居民8万人。",
            "9月12日，区长主持召开区政府常务会议，审议水厂建设方案。",
            title="区政府召开常务会议",
        ),
        cues,
    )
    assert made.summary[0].startswith("9月12日")


@pytest.mark.parametrize(
    ("needed", "leaning"),
    [
        ("老街改造二期昨日开工。", "此举将新增车位320个，惠及居民5600户，总投资2.3亿元。"),
        ("支部书记王强流转土地860亩。", "在他的努力下，村里争取资金680万元，硬化道路9.4公里，建成冷库3座。"),
        ("渝中区区长会见了客商。", "他说，渝中将新建楼宇12栋，引进企业300家，投资50亿元。"),
        ("全区数据平台本月投用。", "目前，该平台累计归集数据21.6亿条，处置事件7万件，办结率99.6%。"),
    ],
)
def test_a_sentence_that_leans_on_another_comes_with_it_or_not_at_all(cues: Cues, needed: str, leaning: str) -> None:
    filler = "街上人来人往，天气不错，大家都很开心。"
    summary = summarise(article(filler, f"{needed}{leaning}", title="今日要闻"), cues).summary
    assert leaning not in summary or needed in summary
    assert summary


def test_what_a_pointing_word_points_to_is_found_further_back(cues: Cues) -> None:
    named = "6月2日，滨江水厂扩建项目签约落户高新区，总投资12亿元。"
    between = "区委书记见证签约。"
    pointing = "该项目占地80亩，建成后年产值20亿元，解决就业800余人。"
    summary = summarise(article(named + between + pointing, title="滨江水厂扩建"), cues).summary
    assert summary == (named, pointing)


def test_a_quotation_alone_tells_nothing(cues: Cues) -> None:
    quotation = "“项目总投资18.6亿元，年产值22亿元，我们有信心在明年3月建成！”"
    fact = "11月8日，己二酸项目主体封顶，总投资18.6亿元。"
    summary = summarise(article(f"{quotation}负责人说。", fact, title="己二酸项目封顶"), cues).summary
    assert quotation not in summary
    assert fact in summary


def test_no_quotation_is_cut_open(cues: Cues) -> None:
    torn = "他说：“今年收入3万元。" + "明年还要增收" * 30 + "。建成3座水厂，投资5亿元。”"
    for sentence in summarise(article(torn, "5月2日，水厂建成投用，惠及5万人。"), cues).summary:
        assert sentence.count("“") == sentence.count("”")


def test_who_was_there_and_who_greeted_whom_is_left_out(cues: Cues) -> None:
    made = summarise(
        article(
            "3月6日，区长会见泰国客商一行，双方就冷链物流合作进行交流。",
            "区长对客商一行的到来表示欢迎。",
            "区委常委、常务副区长，区级有关部门负责人参加。",
            title="区长会见泰国客商",
        ),
        cues,
    )
    assert made.summary == ("3月6日，区长会见泰国客商一行，双方就冷链物流合作进行交流。",)


def test_a_feature_is_told_by_its_facts_not_by_its_scene(cues: Cues) -> None:
    scene = "清晨，走进金竹村的果园，一串串果实缀满枝头，村民们忙着采摘，一派热闹景象。"
    fact = "近年来，金竹镇发展脆李1.2万亩，建成冷库3座，带动1800余户群众户均增收1.5万元。"
    assert summarise(article(scene, fact, title="千亩脆李喜获丰收"), cues).summary == (fact,)


def test_a_long_report_has_a_sentence_of_several_parts_and_seven_at_most(cues: Cues) -> None:
    blocks: list[Block] = []
    for number in range(10):
        blocks.append(Block("heading", f"第{number}部分", 1))
        blocks += [
            Block("paragraph", f"第{number}项工作稳步推进，第{at}次检查了{at}家企业的情况。") for at in range(24)
        ]
        blocks.append(Block("paragraph", f"第{number}部分建成项目{number + 11}个，完成投资{number + 31}亿元。"))
    report = Article("", "a.txt", "report", "工作报告", tuple(blocks), ((1, 2),))
    summary = summarise(report, cues).summary
    assert len(report.body) > 6000
    assert len(summary) == 7
    assert len({sentence[:2] for sentence in summary}) == 7, "one of each part"
    assert sorted(summary, key=report.body.index) == list(summary)


def test_a_headline_without_text_has_no_summary(cues: Cues) -> None:
    assert summarise(article(), cues).summary == ()


def test_lists_of_words_may_all_be_empty() -> None:
    assert summarise(article(*NEWS), Cues()).summary[0] == NEWS[0]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("只有一句话的新闻也是新闻。", True),
        ("很" * 5000 + "。", False),
        ("很长，" * 1667 + "完。", False),
        ("1 2 3 4 5", False),
        ("2023。 4567。 8901 2345 6789。", False),
        ("English only. No Chinese here.", False),
        ("English with a Chinese stop。", False),
        ("一、甲\n二、乙", False),
        ("。", False),
        ("”。”。”", False),
        ("？！？！", False),
    ],
)
def test_odd_articles_have_a_sentence_of_theirs_or_none(cues: Cues, text: str, wanted: bool) -> None:
    made = summarise(article(*text.split("\n")), cues)
    assert bool(made.summary) == wanted
    assert all(sentence in text for sentence in made.summary)
