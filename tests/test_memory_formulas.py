"""Formulas of the memory: what gets its own figures, ordinals, dates and persons put in, and what must not."""

import re
from pathlib import Path

import pytest

from generator.content.reference import load_reference
from generator.glossary import Glossary, Term
from generator.model import Flag
from generator.translate.filling import filled
from generator.translate.formulas import Formulas
from generator.translate.memory import Entry, Memory
from generator.translate.memory_files import load_memory

ROOT = Path(__file__).parent.parent
GLOSSARY = Glossary(
    (
        Term("区长", "District Mayor", category="title"),
        Term("副区长", "District Vice Mayor", category="title"),
        Term("区委书记", "Secretary of the District Committee", category="title"),
        Term("总理", "Premier", also=("Prime Minister",), category="title"),
        Term("黄茂军", "Huang Maojun", category="person"),
        Term("李显龙", "Lee Hsien Loong", category="person"),
        Term("高新区", "High-tech Zone"),
    )
)


def got(known: tuple[str, str], asked: str) -> str | None:
    memory = Memory([Entry(*known, "supplied")], formulas=Formulas(GLOSSARY))
    entry = memory.get(asked)
    assert entry is None or (entry.zh, entry.origin, entry.repaired) == (asked, "supplied", True)
    return entry and entry.en


FIRES = ("火灾起数下降12.8%。", "The number of fires fell by 12.8%.")
DAY = ("9月12日，会议召开。", "On 12 September, the meeting was held.")
TWO_DAYS = (
    "截至9月12日，自8月1日起共办理60件。",
    "Up to 12 September, from 1 August on, a total of 60 cases were handled.",
)
FROM_TO = ("5月12日至5月30日开展活动。", "From 12 May to 30 May activities were held.")
MAYOR = ("区长谢东主持会议。", "District Mayor Xie Dong chaired the meeting.")


@pytest.mark.parametrize(
    ("known", "asked", "english"),
    [
        (FIRES, "火灾起数下降7.5%。", "The number of fires fell by 7.5%."),
        (
            ("新增企业150家。", "A total of 150 companies were added."),
            "新增企业1507家。",
            "A total of 1,507 companies were added.",
        ),
        (
            ("新增企业1507家。", "A total of 1,507 companies were added."),
            "新增企业82家。",
            "A total of 82 companies were added.",
        ),
        (
            ("新增企业15家、项目20个。", "Projects: 20 were added; companies: 15."),
            "新增企业30家、项目40个。",
            "Projects: 40 were added; companies: 30.",
        ),
        (("2023年工作安排", "Work plan for 2023"), "2026年工作安排", "Work plan for 2026"),
        (("增长3.5%，占比8%。", "Up 3.5%, a share of 8%."), "增长4.5%，占比8%。", "Up 4.5%, a share of 8%."),
        (
            ("投资5900亿元，增长4.5%。", "Investment was RMB 590 billion, up 4.5%."),
            "投资5900亿元，增长6.1%。",
            "Investment was RMB 590 billion, up 6.1%.",
        ),
        (
            ("一季度增长4.5%。", "In the first quarter it grew by 4.5%."),
            "一季度增长5.6%。",
            "In the first quarter it grew by 5.6%.",
        ),
        (("实现一个8%的增长。", "An 8% rise was achieved."), "实现一个11.5%的增长。", "An 11.5% rise was achieved."),
        (
            ("2023年新增80家，", "In 2023, 80, or more, were added,"),
            "2024年新增95家，",
            "In 2024, 95, or more, were added,",
        ),
        (
            ("2023年比2019年增长4.5%。", "In 2023 it was up 4.5% from 2019."),
            "2024年比2020年增长4.5%。",
            "In 2024 it was up 4.5% from 2020.",
        ),
        (("“2+N”模式", "the “2+N” model"), "“3+N”模式", "the “3+N” model"),
        (("2023至2025年", "from 2023 to 2025"), "2026至2028年", "from 2026 to 2028"),
        (
            ("12月26日至2027年1月2日", "From 26 December to 2 January 2027"),
            "12月28日至2028年1月3日",
            "From 28 December to 3 January 2028",
        ),
        (
            ("应到47人，实到45人。", "Of 47 members, 45 attended."),
            "应到50人，实到45人。",
            "Of 50 members, 45 attended.",
        ),
        (("第61次常务会议", "61st executive meeting"), "第62次常务会议", "62nd executive meeting"),
        (("第61次常务会议", "61st executive meeting"), "第112次常务会议", "112th executive meeting"),
        (("第七次会议召开。", "The seventh meeting was held."), "第八次会议召开。", "The eighth meeting was held."),
        (("第十六届节会开幕。", "The 16th festival opened."), "第二十一届节会开幕。", "The 21st festival opened."),
        (DAY, "10月3日，会议召开。", "On 3 October, the meeting was held."),
        (("2023年9月12日召开。", "Held on 12 September 2023."), "2024年1月5日召开。", "Held on 5 January 2024."),
        (("9月12日召开。", "Held on September 12."), "3月5日召开。", "Held on March 5."),
        (
            ("9月8日至10日开展。", "Carried out from 8 to 10 September."),
            "6月1日至3日开展。",
            "Carried out from 1 to 3 June.",
        ),
        (("截至3月末", "At the end of March"), "截至11月末", "At the end of November"),
        (("2022年8月获批。", "Approved in August 2022."), "2025年6月获批。", "Approved in June 2025."),
        (("今年3月，", "In March this year"), "今年5月，", "In May this year"),
        (FROM_TO, "6月2日至7月4日开展活动。", "From 2 June to 4 July activities were held."),
        (("4月20日至6月21日", "From 20 April to 21 June"), "4月20日至7月5日", "From 20 April to 5 July"),
        (MAYOR, "区长罗毅主持会议。", "District Mayor Luo Yi chaired the meeting."),
        (MAYOR, "区长黄茂军主持会议。", "District Mayor Huang Maojun chaired the meeting."),
        (("黄茂军强调。", "Huang Maojun stressed this."), "李显龙强调。", "Lee Hsien Loong stressed this."),
        (MAYOR, "区长吕志安主持会议。", "District Mayor Lü Zhi’an chaired the meeting."),
        (
            (
                "9月12日，区长谢东主持召开第61次会议。",
                "On 12 September, District Mayor Xie Dong chaired the 61st meeting.",
            ),
            "11月3日，区长罗毅主持召开第63次会议。",
            "On 3 November, District Mayor Luo Yi chaired the 63rd meeting.",
        ),
    ],
)
def test_a_formula_gets_its_own_figures_ordinals_dates_and_persons(
    known: tuple[str, str], asked: str, english: str
) -> None:
    assert got(known, asked) == english


@pytest.mark.parametrize(
    ("known", "asked"),
    [
        # figures that are converted, or that are part of something else
        (("增长1200亿元。", "Up RMB 120 billion."), "增长5900亿元。"),
        (("增长1200亿元。", "Up RMB 120 billion."), "增长1200万元。"),
        (("共1.2万人。", "12,000 people in all."), "共1.3万人。"),
        (("建5G基站80个。", "80 5G base stations."), "建6G基站80个。"),
        (("每晚8点开放。", "Open at 8 pm."), "每晚12点开放。"),
        (("增长3—5%。", "Up 3–5%."), "增长4—6%。"),
        (("10余家", "More than 10 companies"), "20余家"),
        (("占3成", "30%"), "占4成"),
        (("气温为-5度。", "It is -5 degrees."), "气温为-7度。"),
        (("1—8月增长4.5%。", "Up 4.5% in the first eight months."), "1—9月增长4.5%。"),
        # one and many, a and an
        (("新增1个中心。", "1 centre was set up."), "新增20个中心。"),
        (("新增20个中心。", "20 centres were set up."), "新增1个中心。"),
        (("实现一个7%的增长。", "A 7% rise was achieved."), "实现一个8%的增长。"),
        (("增加80个。", "There was an 80 added."), "增加180个。"),
        (("第七次会议召开。", "A seventh meeting was held."), "第八次会议召开。"),
        # a figure that stands twice, or is told in words
        (("增长4%，下降4%。", "Up 4%, down 4%."), "增长5%，下降6%。"),
        (("增长4%，下降6%。", "Up 4%, down 6%."), "增长5%，下降5%。"),
        (("新增3个中心。", "Three centres were set up."), "新增4个中心。"),
        (("三类、3个。", "3 classes, three of them."), "三类、5个。"),
        (("两类、占2%。", "2 classes, two per cent."), "两类、占5%。"),
        (("由12家变为24家。", "The number doubled from 12 to 24."), "由12家变为36家。"),
        (("甲12家、乙16家。", "A has 12 and B has 16, 28 in all."), "甲13家、乙16家。"),
        (("增长100%。", "It doubled."), "增长200%。"),
        # up and down that only the English says
        (("由12家变为15家。", "The number rose from 12 to 15."), "由15家变为12家。"),
        # figures without a comma, and what would need one
        (("拨打12345。", "Call 12345."), "拨打123456。"),
        (("实施863计划。", "The 863 Programme is carried out."), "实施1024计划。"),
        (("编号20。", "Number 20."), "编号007。"),
        (("新增企业150家。", "A total of 150 companies were added."), "新增企业1500000家。"),
        # a year that is told by the distance to another
        (("2017年总值比2016年增长14.2%。", "In 2017 it was up 14.2% year on year."), "2018年总值比2016年增长14.2%。"),
        (
            ("2017年1月比2016年增长14.2%。", "In January 2017 it was up 14.2% on the year."),
            "2018年1月比2016年增长14.2%。",
        ),
        # ordinals
        (("第二大城市", "the second-largest city"), "第三大城市"),
        (("第2大城市", "the 2nd most populous city"), "第3大城市"),
        (("居第2名", "ranked 2nd"), "居第1名"),
        (("第一次会议", "the first meeting"), "第二次会议"),
        (("新增80家。", "80 were added."), "新增0家。"),
        (("许多企业由12家变为15家。", "Many companies: the number rose from 12 to 15."), "许多企业由15家变为12家。"),
        (("第七次会议召开。", "The seventh meeting was held."), "第十四次会议召开。"),
        (("第三产业增长。", "The tertiary sector grew."), "第二产业增长。"),
        (("第二批和第2号", "The second batch and the 2nd one"), "第三批和第2号"),
        # dates: order, sense of time, shared months, days told otherwise
        (TWO_DAYS, "截至7月12日，自8月1日起共办理60件。"),
        (("自8月1日起，截至9月12日。", "Up to 12 September, from 1 August on."), "自7月1日起，截至9月12日。"),
        (FROM_TO, "6月12日至5月30日开展活动。"),
        (("4月20日和4月25日召开。", "Held on 20 and 25 April."), "4月20日和5月25日召开。"),
        (("4月20日和25日召开。", "Held on 20 and 25 April."), "5月20日和25日召开。"),
        (("4月20日召开，25日结束。", "Held on 20 April, closed on 25 April."), "5月20日召开，25日结束。"),
        (("9月12日召开。", "Held on Tuesday, 12 September."), "9月13日召开。"),
        (("9月12日召开。", "Held yesterday, on 12 September."), "9月13日召开。"),
        (("9月12日召开。", "Held on 12 September 2023."), "9月13日召开。"),
        (("2023年9月12日召开。", "Held on 12 September."), "2024年9月12日召开。"),
        (("9月12日召开。", "Held on 12 September."), "2024年9月12日召开。"),
        (("9月12日召开。", "Held in mid-autumn."), "9月13日召开。"),
        (("9月12日召开。", "Held on 12 September, as in March."), "10月12日召开。"),
        (("农历9月12日召开。", "Held on 12 September."), "农历10月12日召开。"),
        (("9月12日、12家", "On 12 September, 12 companies"), "9月12日、15家"),
        # rankings, sums, shares that the English words otherwise
        (("应到47人，实到45人。", "Of 47 members, 45 attended."), "应到47人，实到47人。"),
        (("完成率50%。", "Half was done."), "完成率60%。"),
        (("近3年", "in the past three years"), "近5年"),
        (("小牛3月龄。", "The calf is 3 months old."), "小牛5月龄。"),
        (("上午9:30开会。", "The meeting began at 9:30."), "上午10:30开会。"),
        (("“3·15”活动12场", "12 events of “15 March”"), "“5·15”活动12场"),
        # persons
        (("区长谢东主持会议。", "District Mayor Xie Dong chaired his meeting."), "区长罗毅主持会议。"),
        (("区长谢东主持会议。", "Mr Xie Dong, District Mayor, chaired the meeting."), "区长罗毅主持会议。"),
        (("区长谢东主持会议。", "District Mayor Xie Dong chaired the meeting; Xie spoke."), "区长罗毅主持会议。"),
        (("区长谢东主持会议。", "The District Mayor chaired the meeting."), "区长罗毅主持会议。"),
        (("谢东说。", "Xie Dong said so."), "马克龙说。"),
        (("总理莫迪出席会议。", "Prime Minister Mo Di attended the meeting."), "总理马龙出席会议。"),
        (MAYOR, "区长李国强主持会议。"),
        (MAYOR, "区长欧阳修主持会议。"),
        (MAYOR, "区长不久前主持会议。"),
        (("黄茂军、黄茂军强调。", "Huang Maojun and Huang Maojun stressed this."), "李显龙、黄茂军强调。"),
        # what a check objects to
        (("高新区增长4.5%。", "The zone grew by 4.5%."), "高新区增长5.5%。"),
        # no formula at all
        (("会议召开。", "A meeting was held."), "会议召开了。"),
        (("\ue000家", "12 companies"), "12家"),
        (("12家", "12 companies"), "\ue000家"),
    ],
)
def test_what_is_not_certain_is_not_put_in(known: tuple[str, str], asked: str) -> None:
    assert got(known, asked) is None


@pytest.mark.parametrize(
    "known",
    [
        Entry(*FIRES, "argos 1.9"),
        Entry(*FIRES, "supplied", (Flag("length", "minor", ""),)),
    ],
)
def test_only_sound_english_of_people_lends_itself(known: Entry) -> None:
    assert Memory([known]).get("火灾起数下降7.5%。") is None
    assert Memory([known]).get(FIRES[0]) == known


def test_the_record_that_needs_the_fewest_changes_is_taken_then_the_edited_one() -> None:
    known = [
        Entry("第3批增长4.5%。", "The 3rd batch grew by 4.5%.", "edited"),
        Entry("第5批增长4.5%。", "Batch 5th: growth of 4.5%.", "supplied"),
        Entry("第6批增长5.5%。", "In the 6th batch, growth was 5.5%.", "edited"),
    ]
    for order in (known, known[::-1]):
        memory = Memory(order)
        assert (memory.get("第5批增长9.5%。") or known[0]).en == "Batch 5th: growth of 9.5%."
        assert (memory.get("第7批增长5.5%。") or known[0]).en == "In the 7th batch, growth was 5.5%."
        assert (memory.get("第7批增长8.5%。") or known[0]).en == "The 7th batch grew by 8.5%."


def test_an_edit_is_at_once_a_source_and_one_that_gets_flags_no_more() -> None:
    memory = Memory([Entry(*FIRES, "supplied")])
    assert (memory.get("火灾起数下降7.5%。") or memory.entries()[0]).en == "The number of fires fell by 7.5%."
    memory.put(Entry(FIRES[0], "Fires were down 12.8%.", "edited"))
    assert (memory.get("火灾起数下降7.5%。") or memory.entries()[0]).en == "Fires were down 7.5%."
    memory.put(Entry(FIRES[0], "Fires were down.", "edited", (Flag("number", "serious", "lost"),)))
    assert memory.get("火灾起数下降7.5%。") is None


def test_nothing_that_is_only_like_a_record_is_ever_given() -> None:
    memory = Memory([Entry("区政府召开会议研究重点项目。", "The government met on key projects.", "edited")])
    assert memory.get("区政府召开会议研究重点工程。") is None


@pytest.mark.timeout(5)
@pytest.mark.parametrize(
    "text",
    [
        "",
        "%" * 20000,
        "a%" * 10000,
        "9" * 5000,
        "1月" * 3000,
        "第" * 5000,
        "1-" * 4000,
        "１２月３日",
        "9月" + "日" * 3000,
    ],
)
def test_odd_text_has_a_formula_in_little_time(text: str) -> None:
    formulas = Formulas(GLOSSARY)
    formula = formulas.of(text)
    assert filled(formula, "A meeting.", formula, formulas) in (None, "A meeting.")


def test_the_memory_of_the_seeds_puts_other_figures_into_its_own_sentences_without_a_flag() -> None:
    """Each figure of the supplied sentences made larger by 11, one at a time: it is put in, and nothing else changes."""
    reference, _ = load_reference(ROOT / "content")
    formulas = Formulas(reference.glossary, reference.check_rules)
    memory, _ = load_memory(ROOT / "content" / "memory", formulas=formulas)
    asked = done = 0
    for entry in memory.entries()[::3]:
        for slot in formulas.of(entry.zh).slots:
            if slot.kind != "figure":
                continue
            first, end = slot.span
            whole, point, decimals = slot.text.replace(",", "").partition(".")
            new = f"{int(whole) + 11}{point}{decimals}"
            found = memory.get(entry.zh[:first] + new + entry.zh[end:])
            asked += 1
            if found is not None:
                done += 1
                figures = re.findall(r"\d[\d,.]*", found.en.replace(",", ""))
                assert new in [figure.rstrip(".") for figure in figures]
                assert re.sub(r"\d[\d,.]*", "", found.en) == re.sub(r"\d[\d,.]*", "", entry.en)
    assert done >= asked * 0.6
