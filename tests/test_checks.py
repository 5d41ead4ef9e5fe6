"""Each check: pairs that pass, pairs that fail, pairs that must be left alone."""

import json
import time

import pytest

from generator.checks import CHECKS, check_pair
from generator.checks.pairs import check_pairs
from generator.glossary import Glossary, Term
from generator.translate.repair import repair

NONE = Glossary()
GLOSSARY = Glossary(
    (
        Term("西部陆海新通道", "New International Land-Sea Trade Corridor", also=("Western Land-Sea Corridor",)),
        Term("亩", "mu", category="unit"),
    )
)


def codes(zh, en, glossary=NONE):
    return {flag.check for flag in check_pair(zh, en, glossary)}


SOUND = [
    ("比赛在星期天举行。", "The match is on Sunday."),
    ("他曾两度出任财政部长。", "He was twice finance minister."),
    ("近三分之一的选民仍未拿定主意。", "Almost one voter in three had yet to decide."),
    (
        "若无三分之二多数支持，总统的否决权就不能被推翻。",
        "It takes a two-thirds majority to override the president's veto.",
    ),
    ("失业率为5.3%，不低于全国平均水平。", "Unemployment was 5.3 per cent, on or above the national average."),
    ("比赛在周日举行。", "The match is on Sunday."),
    ("贷款余额5900亿元，增长34%。", "Loans stood at RMB 590 billion, up 34 per cent."),
    ("贷款余额5900亿元，增长34%。", "Outstanding loans: 590 billion yuan, an increase of 34%."),
    ("30多年来，他一直在这里。", "He has been here for more than three decades."),
    ("经过三十多年的发展", "After more than 30 years of development"),
    ("上世纪80年代的老楼。", "An old building from the 1980s."),
    ("80年代的老楼。", "An old building from the eighties, the 80s."),
    ("贷款16.5亿元。", "Loans of 1.65 billion yuan."),
    ("今年1—6月，产值增长5%。", "Output grew 5% in the first half of the year."),
    ("2017年的产值比2016年增长3%。", "Output in 2017 was up 3% year on year."),
    ("较去年增长一倍。", "It doubled from last year."),
    ("四分之一的企业", "A quarter of the enterprises"),
    ("25%的企业", "A quarter of the enterprises"),
    ("三分之二的居民", "Two thirds of the residents"),
    ("两成的企业", "Two-tenths of the enterprises"),
    ("土地3万亩。", "Land of 2,000 hectares."),
    ("土地3万亩。", "Land of 30,000 mu."),
    ("产值1.27万亿元。", "Output of nearly RMB 1.3 trillion."),
    ("第五届峰会9月8日至10日举行。", "The fifth summit was held from September 8 to 10."),
    ("投资3至5万元。", "An investment of 30,000 to 50,000 yuan."),
    ("会议14：30开始。", "The meeting began at 2:30 p.m."),
    ("2人受伤。", "Both were injured."),
    ("销售额为500 万英镑。", "Sales were £5m."),
    ("施行日期为二零一八年一月一日。", "It takes effect on January 1, 2018."),
    ("节能率达到100%。", "All of it saves energy."),
    ("甲、乙均增长6%，其中乙6%。", "Both grew by 6%."),
    ("数千万元的收入。", "An income of tens of millions of yuan."),
    (
        "“三农”工作是重中之重，一带一路倡议。",
        "Work on agriculture, rural areas and farmers comes first; the Belt and Road.",
    ),
    ("价格下降5.7%。", "Prices fell by 5.7%."),
    ("不得占用耕地。", "Farmland must not be occupied."),
    ("区长谢东主持召开会议。", "District Mayor Xie Dong chaired the meeting."),
    ("汪洋将出席论坛。", "Wang Yang will attend the forum."),
    ("戴维斯说，这很好。", "Davis said that it was good."),
]


@pytest.mark.parametrize(("zh", "en"), SOUND, ids=[f"{zh} {en[:20]}" for zh, en in SOUND])
def test_sound_pairs_raise_nothing(zh, en):
    assert check_pair(zh, en, NONE) == ()


FAULTY = [
    ("number", "贷款余额5900亿元。", "Loans stood at RMB 5.9 billion."),
    ("number", "共有1723万人。", "There were 1,723,000 people."),
    ("number", "增长百分之零点二五。", "It grew by 0.5 per cent."),
    ("number", "30多年来，他一直在这里。", "He has been here over the years."),
    ("number", "二〇三五年的目标", "The goals for 2053"),
    ("number", "第61次常务会议", "The 16th executive meeting"),
    ("number", "三分之一的企业", "Most of the enterprises"),
    ("number", "产值1.27万亿元。", "Output of RMB 1.2 trillion."),
    ("number", "土地3万亩。", "Land of 20,000 hectares."),
    ("number", "投资3至5万元。", "An investment of 3 to 50,000 yuan."),
    ("number", "节能率达到100%。", "All of it: 101% energy saving."),
    ("number", "甲增长6%，乙增长6%。", "A grew by 7%, B grew by 6%."),
    ("number", "2017年比2016年增长3%。", "In 2017 it was up 3% on 2061, year on year."),
    ("date", "报告于25日公布。", "The report was published on 25 December."),
    ("currency", "投资1.5亿元。", "It invested $150 million."),
    ("residue", "解放碑是地标。", "解放碑 is a landmark."),
    ("length", "会议审议通过了关于进一步加强生态环境保护工作的若干意见和实施方案。", "Thank you, everyone."),
    ("length", "会议结束。", " "),
    (
        "cut",
        "会议审议通过了关于进一步加强生态环境保护工作的若干意见。",
        "The meeting adopted several opinions on further strengthening the work of",
    ),
    ("repeat", "中国公民在机场受到关注。", "Sino-Sino-Sino-Sino-Sino-Sino has drawn attention at the airport."),
    ("stock", "要注意防寒保暖。", "Keep warm. It's not like it's a bad idea."),
    ("direction", "价格下降5.7%。", "Prices rose by 5.7%."),
    ("direction", "产值增长6%。", "Output fell by 6%."),
    ("direction", "不得占用耕地。", "Farmland can be occupied."),
    (
        "direction",
        "可可价格上个月上涨了近两成，利润将减少。",
        "Cocoa prices fell by nearly 20 per cent; profits will be reduced.",
    ),
    (
        "direction",
        "失业率为5.3%，低于全国平均水平。",
        "Unemployment was 5.3 per cent, higher than the national average.",
    ),
    ("direction", "里拉今年累计贬值18%。", "The lira has appreciated by 18 per cent this year."),
    (
        "direction",
        "律师说不会提出上诉，但会申请减刑。",
        "The lawyer said they would appeal against it, but apply for a reduction.",
    ),
    ("direction", "这种治疗疾病的新药尚未获批。", "This new drug for the disease has been approved."),
    ("direction", "反对派拒绝承认选举结果。", "The opposition recognized the results of the election."),
    (
        "length",
        "法院认为，该公司隐瞒了药物的副作用，误导了监管部门，应承担赔偿责任。",
        "The court held that the company concealed the side effects.",
    ),
    ("brackets", "评委称其“优美而残酷”。", "The jury called it “ “beautiful and cruel."),
    ("name", "区长谢东主持召开会议。", "District Mayor Xie Tong chaired the meeting."),
    ("latin", "引进Cevian公司。", "The company Sevan was brought in."),
    ("brackets", "他说：“很好。”", "He said: “Very good."),
]


@pytest.mark.parametrize(("code", "zh", "en"), FAULTY, ids=[f"{code} {zh}" for code, zh, _ in FAULTY])
def test_faults_are_told_by_their_check(code, zh, en):
    assert code in codes(zh, en)


def test_every_check_has_a_faulty_pair_here():
    assert set(CHECKS) <= {code for code, _, _ in FAULTY}


@pytest.mark.parametrize(("code", "zh", "en"), FAULTY, ids=[f"{code} {zh}" for code, zh, _ in FAULTY])
def test_a_check_that_is_off_tells_nothing(code, zh, en):
    off = {"number", "date"} if code in ("number", "date") else {code}
    assert code not in {flag.check for flag in check_pair(zh, en, NONE, off=off)}


def test_a_term_may_have_any_accepted_rendering():
    zh = "建设西部陆海新通道"
    assert codes(zh, "Building the Western Land-Sea Corridor", GLOSSARY) == set()
    assert codes(zh, "Building a new passage by land and sea", GLOSSARY) == {"glossary"}


def test_units_are_no_terms():
    assert codes("土地3万亩。", "Land of 2,000 hectares.", GLOSSARY) == set()


@pytest.mark.parametrize(
    "text", ["", "\u202e{{ }}", "9" * 9000, "（" * 3000, "说" * 9000, "Wang " * 3000, "A-" * 5000, "1." * 5000]
)
def test_hostile_texts_never_break_a_check(text):
    for zh, en in ((text, "ok"), ("好", text), (text, text)):
        repair(zh, en, check_pair(zh, en, GLOSSARY), GLOSSARY)


def test_bad_lines_are_told_and_the_rest_goes_on():
    lines = ["{", '{"id": 1}', "", '{"id": 2, "zh": "增长34%", "en": "up 43%"}', "[1]"]
    answers = list(check_pairs(lines, NONE, repair))
    assert [problem.line for _, problem in answers if problem] == [1, 2, 5]
    (answer,) = (json.loads(text) for text, _ in answers if text)
    assert answer == {
        "id": 2,
        "flags": [{"check": "number", "detail": "34% is missing or changed; the English has 43%"}],
        "repaired": "up 34%",
    }


def test_a_thousand_pairs_take_less_than_two_seconds():
    pairs = [(zh, en) for _, zh, en in FAULTY] + SOUND
    start = time.process_time()
    for number in range(1000):
        zh, en = pairs[number % len(pairs)]
        repair(zh, en, check_pair(zh, en, NONE), NONE)
    assert time.process_time() - start < 2
