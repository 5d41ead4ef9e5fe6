"""Which candidate is kept, and which figures of an engine are believed."""

import pytest

from generator.checks import ALL_CHECKS, CheckRules
from generator.checks.names import names_in
from generator.glossary import Glossary
from generator.translate.choice import better_of, judge
from generator.translate.engine import Candidate

NONE = Glossary()


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("贷款余额251亿元。", "Outstanding loans were RMB 25.1 billion."),
        ("新增就业94万人。", "There were 940,000 new jobs."),
        ("投资10多万元。", "More than RMB 100,000 was invested."),
        ("种植3.2万亩。", "An area of 2,130 hectares was planted."),
        (
            "落实党的二十大精神，推进“十四五”规划。",
            "Carry out the spirit of the 20th Congress and the 14th Five-Year Plan.",
        ),
        ("提供3至5万个岗位。", "It offers 30,000 to 50,000 jobs."),
        ("抗击新冠疫情，中铁二十三局。", "In the fight against COVID-19, the 23rd Bureau, or Bureau No. 23."),
        ("2023年，1月至5月增长4.7%。", "In 2023, growth was 4.7% from January to May."),
    ],
)
def test_an_exact_figure_is_believed(zh: str, en: str) -> None:
    assert judge(zh, en, 0, NONE, ALL_CHECKS).flags == ()


@pytest.mark.parametrize(
    ("zh", "en", "told"),
    [
        ("贷款余额251亿元。", "Outstanding loans were RMB 25 billion.", "251亿 is not exactly in the English"),
        ("改造老旧小区65.91万平方米。", "Old areas of 659,000 square metres were renewed.", "65.91万 is not exactly"),
        ("新增就业68.78万人。", "There were 687,800 new jobs and 867 more.", "867 is not in the Chinese"),
        ("支持就业创业。", "Support 36 start-ups.", "36 is not in the Chinese"),
        ("帮扶183万人。", "It helped 1.83 million,30 people.", "torn figure"),
    ],
)
def test_a_figure_that_is_not_exact_is_marked(zh: str, en: str, told: str) -> None:
    judged = judge(zh, en, 0, NONE, ALL_CHECKS)
    assert [flag.severity for flag in judged.flags] == ["serious"]
    assert told in judged.flags[0].detail


def test_the_check_of_figures_can_be_switched_off() -> None:
    assert (
        judge(
            "贷款余额251亿元。",
            "Outstanding loans were RMB 25 billion.",
            0,
            NONE,
            CheckRules(off=frozenset({"number"})),
        ).flags
        == ()
    )


def test_of_equal_candidates_the_plain_one_is_kept_and_else_the_likelier() -> None:
    zh = "会议听取汇报。"
    plain = judge(zh, "The meeting heard a report.", -2.0, NONE, ALL_CHECKS)
    others = [Candidate("A report was heard.", -0.1), Candidate("A report was heard at the meeting.", -0.05)]
    assert better_of(zh, plain, others, NONE, ALL_CHECKS).en == plain.en
    flagged = judge(zh, "The meeting heard a 汇报.", -0.01, NONE, ALL_CHECKS)
    assert better_of(zh, flagged, others, NONE, ALL_CHECKS).en == "A report was heard at the meeting."
    assert better_of(zh, flagged, [], NONE, ALL_CHECKS) == flagged


@pytest.mark.parametrize(
    ("zh", "names"),
    [
        ("区长谢东出席会议。", ["Xie Dong"]),
        ("谢东指出，黄茂军强调要抓落实。", ["Xie Dong"]),
        ("记者王小明、区委书记黄茂军", ["Huang Maojun"]),
        ("龙水镇说，高层表示。", []),
        ("会议听取汇报。", []),
    ],
)
def test_names_are_found_with_their_pinyin(zh: str, names: list[str]) -> None:
    found = names_in(zh)
    assert all(zh[first:last] for (first, last), _ in found)
    assert set(names) <= {pinyin for _, pinyin in found}
    assert bool(names) == bool(found)
