"""Normalising: what each rule changes, what it must leave alone, and that every change is on record."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content.newsroom import load_normalise_rules
from generator.model import Edit, Page
from generator.normalise import normalise, normalise_line

RULES, _ = load_normalise_rules(Path(__file__).parent.parent / "content" / "normalise.yaml")


def restored(page: Page) -> tuple[str, ...]:
    """The raw lines, made from the normalised ones by undoing the edits."""
    lines: list[str] = []
    for number, line in enumerate(page.lines, 1):
        shift, text = 0, line
        for edit in (edit for edit in page.edits if edit.line == number):
            at = edit.column + shift
            assert text[at : at + len(edit.after)] == edit.after
            text = text[:at] + edit.before + text[at + len(edit.after) :]
        lines.append(text)
    return tuple(lines)


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("重慶市區政府", "重庆市区政府"),
        ("乾隆年间的乾清宫", "乾隆年间的乾清宫"),
        ("看著", "看着"),
        ("杨闇公故居，放流长吻鮠", "杨闇公故居，放流长吻鮠"),
        ("在瞭望台创作瞭新歌，囘到村里", "在瞭望台创作了新歌，回到村里"),
        ("达到42OTB，2Ol8年，lO万株，8O座，l2O万，K2O34路段", "达到420TB，2018年，10万株，80座，120万，K2034路段"),
        ("２０２３年ＧＤＰ", "2023年GDP"),
        ("同比增长3４％", "同比增长34%"),
        ("高质量发展,开放", "高质量发展，开放"),
        ("他说:“好!”", "他说：“好！”"),
        ("办法(试行)出炉", "办法（试行）出炉"),
        ("企业 and 科技型企业", "企业和科技型企业"),
        ("软\u00ad件\u200b园\ue5e5区", "软件园区"),
        ("\u202e倒着", "倒着"),
        ("开通第ll条航线", "开通第11条航线"),
        ("走了l2个村，2O23年1l月投入3O万元", "走了12个村，2023年11月投入30万元"),
        ("全长5lOO米，举办lO项活动，合同额3lOO万元", "全长5100米，举办10项活动，合同额3100万元"),
        ("同比增长5,8%，回落1，2个百分点", "同比增长5.8%，回落1.2个百分点"),
        ("接待学生2.6万人次.", "接待学生2.6万人次。"),
        ("髙端产业，捜寻黒土，纷至遝来", "高端产业，搜寻黑土，纷至沓来"),
        ("“天尺之恋'以声光电讲述，“好\"。", "“天尺之恋”以声光电讲述，“好”。"),
        ("ll月16日增长ll.4%，涨了O.12元，达到4.l万份", "11月16日增长11.4%，涨了0.12元，达到4.1万份"),
    ],
)
def test_chinese_text_gets_one_shape(raw: str, wanted: str) -> None:
    assert normalise_line(raw, RULES)[0] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "上午10:30开始",
        "累计1,600余个",
        "增长4.7%",
        "网址https://example.cn/a?b=c,d:e",
        "邮箱a.b@example.cn",
        "Plain text, with (Latin) punctuation: all of it.",
        "“6810”目标",
        "O2O模式与H2O，5G时代",
        "“It's time”活动，7' 6\"",
        "2022—2035年",
        "",
        "　　本报讯",
    ],
)
def test_numbers_times_addresses_and_right_text_stay(text: str) -> None:
    assert normalise_line(text, RULES) == (text, [])


def test_a_change_is_recorded_with_its_place_and_rule() -> None:
    page = normalise(Page("x.txt", ("第一行。", "重慶,山城"), ("第一行。", "重慶,山城")))
    assert page.lines == ("第一行。", "重庆，山城")
    assert page.edits == (Edit(2, 1, "慶", "庆", "t2s"), Edit(2, 2, ",", "，", "punctuation"))


@given(
    st.lists(st.text(alphabet=st.sampled_from("重慶市,:()0１２３ａ％\u200b\ue000\t “”.and 和區\u00ad"), max_size=30))
)
def test_the_raw_text_can_be_had_back_from_the_record(lines: list[str]) -> None:
    raw = tuple(lines)
    page = normalise(Page("x.txt", raw, raw))
    assert len(page.lines) == len(raw)
    assert page.raw_lines == raw
    assert restored(page) == raw


def test_normalised_text_is_left_alone() -> None:
    raw = ("重慶市，2023年（試行）", "企业 and 科技")
    once = normalise(Page("x.txt", raw, raw))
    twice = normalise(Page("x.txt", once.lines, once.lines))
    assert twice.lines == once.lines
    assert not twice.edits


def test_a_line_of_a_hundred_thousand_characters_takes_no_longer_than_it_should() -> None:
    line = "本报讯" * 33_000
    assert normalise_line(line)[0] == line


def test_a_number_that_a_wrap_breaks_is_mended_on_either_line() -> None:
    lines = ("带动4", "　O余名村民，走了l", "2个村")
    page = normalise(Page("p.txt", lines, lines))
    assert page.lines == ("带动4", "　0余名村民，走了1", "2个村")
    assert restored(page) == lines


def test_a_mark_that_a_wrap_left_alone_below_chinese_is_chinese() -> None:
    raw = ("首日接待一百多位老人。(记者 熊敏秀", ")", "12", ")")
    assert normalise(Page("x.txt", raw, raw)).lines == ("首日接待一百多位老人。（记者 熊敏秀", "）", "12", ")")
