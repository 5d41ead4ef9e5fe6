"""What is repaired, and what is left for an editor."""

import pytest

from generator.checks import check_pair
from generator.glossary import Glossary, Term
from generator.translate.repair import repair

GLOSSARY = Glossary(
    (
        Term(
            "西部陆海新通道",
            "New International Land-Sea Trade Corridor",
            wrong=("new land and sea passage in the west",),
        ),
    )
)


def mended(zh, en):
    return repair(zh, en, check_pair(zh, en, GLOSSARY), GLOSSARY)


REPAIRED = [
    ("共有1723万人。", "There were 1,723,000 people.", "There were 17.23 million people."),
    ("投资5900亿元。", "RMB 5.9 trillion was invested.", "RMB 590 billion was invested."),
    ("面积39.43万平方米。", "An area of 39.43 million square metres.", "An area of 394,300 square metres."),
    (
        "出口1.22万亿元，进口8730亿元。",
        "Exports of RMB 12.2 trillion, imports of RMB 87.3 billion.",
        "Exports of RMB 1.22 trillion, imports of RMB 873 billion.",
    ),
    (
        "甲出资1200.00万元，乙出资1800.00万元。",
        "A paid RMB 1.20.00 million, B RMB 1.80.00 million.",
        "A paid RMB 12 million, B RMB 18 million.",
    ),
    ("出售7877万股。", "7.87 million shares were sold.", "78.77 million shares were sold."),
    ("完成十一点一亿亩。", "1.110 million mu were completed.", "1.11 billion mu were completed."),
    ("每小时3000英里", "300 miles an hour", "3,000 miles an hour"),
    ("占3.59%。", "It makes up 359 per cent.", "It makes up 3.59 per cent."),
    ("降至百分之零点二五。", "It was cut to 0.5 per cent.", "It was cut to 0.25 per cent."),
    ("二〇三五年的目标", "The goals for 2053", "The goals for 2035"),
    ("上世纪70年代，这里是钢铁厂。", "In the 1990s it was a steel plant.", "In the 1970s it was a steel plant."),
    ("代表将于星期二返回。", "They will return on Thursday.", "They will return on Tuesday."),
    ("第61次会议", "The 16th meeting", "The 61st meeting"),
    ("造成17人死亡、43人受伤。", "It killed 17 people and injured 34.", "It killed 17 people and injured 43."),
    ("机上有162名乘客。", "There were 62 passengers on board.", "There were 162 passengers on board."),
    ("比赛于11月21日举行。", "The match was held on 1 November.", "The match was held on 21 November."),
    ("这是第14枚金牌。", "It was the fourth gold medal.", "It was the 14th gold medal."),
    ("共有10.04万人移居该国。", "A total of 10,004 people moved there.", "A total of 100,400 people moved there."),
    ("报告于25日公布。", "The report was published on 25 December.", "The report was published on the 25th."),
    ("9月8日开会。", "The meeting was on 8 December.", "The meeting was on 8 September."),
    ("投资1.5亿元。", "It invested $150 million.", "It invested RMB 150 million."),
    ("画价310万欧元。", "The painting cost $3.1 million.", "The painting cost €3.1 million."),
    ("补贴10万日元。", "A subsidy of 100,000 yuan.", "A subsidy of 100,000 yen."),
    ("已连续第八周上升。", "It rose for the eighteenth week.", "It rose for the 8th week."),
    ("要保暖。", "Keep warm. It's not like it's a bad idea.", "Keep warm."),
    ("他说：“真方便！”", "He said: “So easy! It's not like it's a bad idea.", "He said: “So easy!”"),
    ("中国公民受到关注。", "Sino-Sino-Sino-Sino-Sino citizens drew attention.", "Sino citizens drew attention."),
    ("孙瑞哲说，很好。", "Sun Shui-chul said it was good.", "Sun Ruizhe said it was good."),
    ("在Tollcross工厂", "At the Tollcros plant", "At the Tollcross plant"),
    (
        "建设西部陆海新通道",
        "Building the new land and sea passage in the west",
        "Building the New International Land-Sea Trade Corridor",
    ),
]


@pytest.mark.parametrize(("zh", "en", "expected"), REPAIRED, ids=[zh for zh, _, _ in REPAIRED])
def test_certain_faults_are_mended(zh, en, expected):
    assert mended(zh, en) == expected


@pytest.mark.parametrize(("zh", "expected"), [(zh, expected) for zh, _, expected in REPAIRED])
def test_what_was_mended_has_no_flag_left(zh, expected):
    assert check_pair(zh, expected, GLOSSARY) == ()


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("投资5900亿元。", "RMB 590 billion was invested."),
        ("30家企业", "Several enterprises"),
        ("甲30人，乙40人。", "A has 13, B has 14."),
        ("线路10条，列百强区第5。", "Routes were created; it ranks 5th of the top 100 districts."),
        ("投资30亿元。", "Seven companies invested."),
        ("增长3%和5%。", "It grew by 4% and 6%."),
        ("出售7877万股。", "It sold 1.2 million shares."),
        ("建设西部陆海新通道", "Building a road to the sea"),
        ("解放碑是地标。", "解放碑 is a landmark."),
        ("增长3%。", ""),
    ],
)
def test_what_is_not_certain_is_left(zh, en):
    assert mended(zh, en) is None


def test_a_right_figure_stays_beside_a_wrong_one():
    assert (
        mended("甲1000万元，乙100万元。", "A 10 million yuan, B 10,000 yuan.") == "A 10 million yuan, B 1 million yuan."
    )
