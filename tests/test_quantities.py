"""Quantities of both languages: what is read from them, and what must not be read."""

from fractions import Fraction

import pytest

from generator.language.numerals import numeral
from generator.language.quantities import chinese_quantities, english_quantities


def read(quantities):
    return [(quantity.kind, quantity.value) for quantity in quantities]


CHINESE = [
    ("5900亿元", [("number", 590_000_000_000)]),
    ("1.27万亿元", [("number", 1_270_000_000_000)]),
    ("1,234.5万元", [("number", 12_345_000)]),
    ("7000余万元", [("number", 70_000_000)]),
    ("200多亿", [("number", 20_000_000_000)]),
    ("5百万", [("number", 5_000_000)]),
    ("十一点一亿亩", [("number", 1_110_000_000)]),
    ("一亿零五十万", [("number", 100_500_000)]),
    ("三千六百五十万", [("number", 36_500_000)]),
    ("亿元级楼宇", [("number", 100_000_000)]),
    ("百万千瓦机组", [("number", 1_000_000)]),
    ("十几万", [("number", 100_000)]),
    ("达到１５８万人，增长３.６％", [("number", 1_580_000), ("percent", Fraction(36, 10))]),
    ("3至5万元", [("number", 30_000), ("number", 50_000)]),
    ("1.5万~2万平方米", [("number", 15_000), ("number", 20_000)]),
    ("6－7％", [("percent", 6), ("percent", 7)]),
    ("二十八个", [("number", 28)]),
    ("三十多年", [("number", 30)]),
    ("一百二十户", [("number", 120)]),
    ("三分之一", [("number", Fraction(1, 3))]),
    ("近1/5", [("number", Fraction(1, 5))]),
    ("百分之零点二五", [("percent", Fraction(1, 4))]),
    ("26个百分点", [("percent", 26)]),
    ("两成", [("percent", 20)]),
    ("6成", [("percent", 60)]),
    ("千分之五", [("percent", Fraction(1, 2))]),
    ("5‰", [("percent", Fraction(1, 2))]),
    ("3.3倍", [("times", Fraction(33, 10))]),
    ("三点五倍", [("times", Fraction(7, 2))]),
    ("9月8日至10日", [("month", 9), ("day", 8), ("day", 10)]),
    ("一月一日", [("month", 1), ("day", 1)]),
    ("5·15", [("month", 5), ("day", 15)]),
    ("二〇三五年", [("year", 2035)]),
    ("2020-2025年", [("year", 2020), ("year", 2025)]),
    ("20 世纪 60 年代", [("decade", 1960)]),
    ("上世纪九十年代", [("decade", 1990)]),
    ("90后干部", [("decade", 90)]),
    ("第五届", [("ordinal", 5)]),
    ("第61次", [("ordinal", 61)]),
    ("第一百零五条", [("ordinal", 105)]),
    ("14：30", [("hour", 14), ("number", 30)]),
    ("下午3点半", [("hour", 3)]),
]


@pytest.mark.parametrize(("text", "expected"), CHINESE, ids=[text for text, _ in CHINESE])
def test_chinese_quantities_have_exact_values(text, expected):
    assert read(chinese_quantities(text)) == expected


@pytest.mark.parametrize(
    "text",
    "一带一路 三农 统一 万一 千方百计 十分重要 千家万户 两江四岸 一区两群 四面八方 百姓 双十一 "
    "成千上万 N95 数百万 几十万 分之".split(),
)
def test_words_with_numerals_in_them_are_no_quantities(text):
    assert chinese_quantities(text) == []


ENGLISH = [
    ("RMB 590 billion", [("number", 590_000_000_000)]),
    ("RMB1.27 trillion", [("number", 1_270_000_000_000)]),
    ("£5m", [("number", 5_000_000)]),
    ("5.2bn", [("number", 5_200_000_000)]),
    ("12 300 people", [("number", 12_300)]),
    ("9,628 million", [("number", 9_628_000_000)]),
    ("1.2 hundred million", [("number", 120_000_000)]),
    ("half a million", [("number", 500_000)]),
    ("one and a half million", [("number", 1_500_000)]),
    ("three million six hundred and fifty thousand", [("number", 3_650_000)]),
    ("twenty-eight", [("number", 28)]),
    ("five and six", [("number", 5), ("number", 6)]),
    ("four decades", [("number", 40)]),
    ("5 to 6 million", [("number", 5_000_000), ("number", 6_000_000)]),
    ("one third", [("number", Fraction(1, 3))]),
    ("two-tenths", [("number", Fraction(1, 5))]),
    ("three-quarters", [("number", Fraction(3, 4))]),
    ("20 per cent", [("percent", 20)]),
    ("12.5 percentage points", [("percent", Fraction(25, 2))]),
    ("3.3-fold", [("times", Fraction(33, 10))]),
    ("threefold", [("times", 3)]),
    ("doubled", [("times", 2)]),
    ("the fifth session", [("ordinal", 5)]),
    ("twenty-first", [("ordinal", 21)]),
    ("8–10 September", [("number", 8), ("number", 10), ("month", 9)]),
    ("September 8 to 10", [("month", 9), ("number", 8), ("number", 10)]),
    ("2021–25", [("number", 2021), ("year", 2025)]),
    ("No.5", [("number", 5)]),
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH, ids=[text for text, _ in ENGLISH])
def test_english_quantities_have_exact_values(text, expected):
    assert read(english_quantities(text)) == expected


@pytest.mark.parametrize("text", ["it may rise", "they march on", "tens of millions", "COVID variants"])
def test_english_words_are_no_quantities(text):
    assert english_quantities(text) == []


def test_spans_hold_the_surface():
    text = "较上年增长34%，达5900亿元"
    assert [text[first:last] for first, last in (quantity.span for quantity in chinese_quantities(text))] == [
        "34%",
        "5900亿",
    ]


@pytest.mark.parametrize(
    "text", ["9" * 20_000, "一" * 20_000 + "万", "1," * 20_000, "万" * 20_000, "分之" * 9_000, "٣٤万", "1." * 9_000]
)
def test_hostile_text_is_read_in_time(text):
    chinese_quantities(text)
    english_quantities(text)


def test_no_number_has_no_value():
    assert [numeral(text) for text in ("", "十十", "点五", "一点")] == [None] * 4
