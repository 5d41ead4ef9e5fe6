"""Protection: what an engine loses is given to it in another form, and no mark ever stays in the English."""

import re
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.glossary import Glossary, Term
from generator.model import Flag
from generator.translate import translate_missing
from generator.translate.clauses import Clauses, clauses_of
from generator.translate.engine import Candidate
from generator.translate.protect import EVERYTHING, Protected, Protection, holds_in, protected_sources, restored

GLOSSARY = Glossary(
    (
        Term("区委", "District Committee"),
        Term("成渝地区双城经济圈", "Chengdu-Chongqing Economic Circle"),
        Term("亿元", "RMB 100 million", category="unit"),
        Term("高质量", "high-quality", check=False),
    )
)
ALL_FLAGS = [Flag(check, "serious", "") for check in ("number", "glossary", "name")]


def sources(zh: str, protection: Protection = EVERYTHING, flags: Sequence[Flag] = ALL_FLAGS) -> dict[str, Protected]:
    return {source.form: source for source in protected_sources(zh, flags, GLOSSARY, protection)}


@pytest.mark.parametrize(
    ("zh", "english", "mark"),
    [
        ("贷款余额超5900亿元，增长34%。", "贷款余额超 RMB 590 billion，增长34%。", "贷款余额超473元，增长34%。"),
        ("新增就业5.07万人。", "新增就业 50,700 人。", "新增就业473人。"),
        ("提供3至5万个岗位。", "提供 30,000 至 50,000 个岗位。", "提供473至526个岗位。"),
        ("投资10多万元。", "投资 more than RMB 100,000。", "投资473元。"),
        ("财政支出1.27万亿美元。", "财政支出 1.27 trillion 美元。", "财政支出473美元。"),
        ("推进成渝地区双城经济圈建设。", "推进 Chengdu-Chongqing Economic Circle 建设。", "推进TX2建设。"),
        ("区长谢东出席会议。", "区长 Xie Dong 出席会议。", "区长TX2出席会议。"),
        ("9月8日至10日举行。", "8 to 10 September 举行。", None),
        ("9月18日，会议举行。", "18 September，会议举行。", None),
        ("启动二十八个项目。", "启动28个项目。", None),
        ("到二〇三五年建成。", "到2035年建成。", None),
        ("第六十一次会议。", "第61次会议。", None),
        ("占两成以上，百分之三十四。", "占20%以上，34%。", None),
    ],
)
def test_a_sentence_is_given_in_other_forms(zh: str, english: str, mark: str | None) -> None:
    found = {form: source.zh for form, source in sources(zh).items()}
    assert found == {"english": english} | ({"mark": mark} if mark else {})


@pytest.mark.parametrize("zh", ["会议听取汇报。", "增长34%，新增23个。", "高质量发展。", "百姓冷暖。", ""])
def test_what_holds_nothing_is_not_translated_twice(zh: str) -> None:
    assert sources(zh) == {}


def test_only_what_the_flags_call_for_is_replaced() -> None:
    zh = "9月8日，区委安排5900亿元。"

    def kinds(check: str) -> set[str]:
        found = protected_sources(zh, [Flag(check, "minor", "")], GLOSSARY, EVERYTHING)
        replaced = "".join(source.zh for source in found if source.form == "english")
        parts = {"figure": "RMB 590", "date": "8 Sept", "term": "District"}
        return {kind for kind, part in parts.items() if part in replaced}

    assert kinds("number") == {"figure", "date"}
    assert kinds("currency") == {"figure"}
    assert kinds("glossary") == {"term"}
    assert kinds("residue") == kinds("length") == {"figure", "date", "term"}
    assert protected_sources(zh, [], GLOSSARY, EVERYTHING) == ()


def test_kinds_can_be_switched_off() -> None:
    zh = "区委安排5900亿元。"
    assert sources(zh, Protection(kinds=())) == {}
    assert sources(zh, Protection(kinds=("term",)))["english"].zh == "District Committee 安排5900亿元。"


def test_places_are_held_too() -> None:
    found = sources("走进渝中区。", Protection(places={"渝中区": "Yuzhong District"}))
    assert found["english"].zh == "走进 Yuzhong District。"


def test_of_what_overlaps_the_longer_is_held() -> None:
    glossary = Glossary((Term("区委", "DC"), Term("区委常委会", "Standing Committee"), Term("5900亿元大关", "mark")))
    found = [hold.en for hold in holds_in("区委常委会：突破5900亿元大关", glossary, {})]
    assert found == ["Standing Committee", "mark"]


def test_a_mark_is_never_what_stands_in_the_sentence_already() -> None:
    zh = "区委投资473元，5.26亿元，618亿元，TX2。"
    source = sources(zh)["mark"]
    assert "473" not in [mark for mark, _ in source.marks]
    assert not [mark for mark, _ in source.marks if mark.startswith("TX")]
    assert len({mark for mark, _ in source.marks}) == 2


def test_more_holds_than_marks_are_left_as_they_are() -> None:
    zh = "、".join(f"{number}.3亿元" for number in range(11, 40))
    source = sources(zh)["mark"]
    assert source.zh.count("亿元") == 29 - len(source.marks)
    assert len(source.marks) >= 8


# ── back ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ("Loans topped 473 yuan, up 34%.", "Loans topped RMB 590 billion, up 34%."),
        ("Loans topped RMB 473, up 34%.", "Loans topped RMB 590 billion, up 34%."),
        ("Loans topped RMB473 yuan, up 34%.", "Loans topped RMB 590 billion, up 34%."),
        ("Loans topped 473, up 34%.", "Loans topped RMB 590 billion, up 34%."),
        ("Loans up 34%.", None),
        ("Loans topped 473 yuan, up 473 yuan.", None),
        ("Loans topped 473 million yuan, up 34%.", None),
        ("Loans topped 473% yuan, up 34%.", None),
        ("Loans topped 4,473 yuan, up 34%.", None),
        ("Loans topped 47.3 yuan, up 34%.", None),
        ("Loans topped 473.4 yuan, up 34%.", None),
        ("Loans topped 1473 yuan, up 473.", None),
        ("The 473rd loan.", None),
        ("Loans A473, up 34%.", None),
    ],
)
def test_a_figure_comes_back_once_and_whole_or_the_candidate_goes(english: str, expected: str | None) -> None:
    assert restored(english, sources("贷款余额超5900亿元，增长34%。")["mark"]) == expected


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ("TX2 met TX3.", "District Committee met Xie Dong."),
        ("The tx2 met Tx 3.", "The District Committee met Xie Dong."),
        ("The TX-2 met TX3's men.", "The District Committee met Xie Dong's men."),
        ("TX2 met.", None),
        ("TX2 met TX3 and TX4.", None),
        ("TX2 met TX3 of TX.", None),
        ("TX2, TX2 met TX3.", None),
        ("TX22 met TX3.", None),
        ("XTX2 met TX3.", None),
    ],
)
def test_a_term_comes_back_once_and_whole_or_the_candidate_goes(english: str, expected: str | None) -> None:
    assert restored(english, sources("区委会见区长谢东。")["mark"]) == expected


def test_what_is_not_money_gets_no_currency() -> None:
    source = sources("新增就业5.07万人。")["mark"]
    assert restored("There were 473 new jobs.", source) == "There were 50,700 new jobs."


@given(st.text(alphabet="473 526TXtx23-.,RMByuan亿", max_size=40))
def test_no_mark_ever_stays(english: str) -> None:
    source = sources("区委安排5900亿元、21.6亿条。")["mark"]
    assert [mark for mark, _ in source.marks] == ["TX2", "473", "526"]
    found = restored(english, source)
    assert found is None or not re.search(r"473|526|tx\s?-?\d", found, re.IGNORECASE)


@given(st.text(alphabet="区委谢东书记出席5900.7亿万元多至-9月8日第六十一次两成%TX473 ，。", max_size=30))
def test_any_sentence_can_be_protected(zh: str) -> None:
    for source in sources(zh, Protection(places={"区": "District"})).values():
        assert source.zh != zh
        marks = [mark for mark, _ in source.marks]
        assert len(marks) == len(set(marks))
        assert all(source.zh.count(mark) == 1 for mark in marks)


# ── the choice ───────────────────────────────────────────────────────────────────────────────────────────


class Engine:
    """An engine that a test describes by what it makes of a text."""

    name = "described 1"
    fingerprint = "d"

    def __init__(self, english: Callable[[str], Sequence[str]]) -> None:
        self.english = english
        self.asked: list[list[str]] = []

    def translate(self, texts: Sequence[str]) -> list[list[Candidate]]:
        self.asked.append(list(texts))
        return [[Candidate(en, -float(rank)) for rank, en in enumerate(self.english(text))] for text in texts]


ZH = "截至3月末，全市绿色贷款余额超5900亿元。"


def chosen(engine: Engine, protection: Protection = EVERYTHING) -> tuple[str, tuple[Flag, ...]]:
    ((entry,),) = translate_missing([ZH], engine, GLOSSARY, protection=protection)
    return entry.en, entry.flags


def test_a_lost_figure_is_brought_back_by_its_mark() -> None:
    def english(zh: str) -> list[str]:
        found = re.search(r"\d{3}(?=元)", zh)
        return [
            f"At the end of March, green loans topped {found[0]} yuan." if found else "At the end of March, loans grew."
        ]

    assert chosen(Engine(english)) == ("At the end of March, green loans topped RMB 590 billion.", ())


def test_a_lost_figure_is_brought_back_by_its_english() -> None:
    def english(zh: str) -> list[str]:
        found = re.search(r"RMB [\d.]+ billion", zh)
        return [f"At the end of March, loans topped {found[0] if found else 'much'}."]

    assert chosen(Engine(english)) == ("At the end of March, loans topped RMB 590 billion.", ())


def test_with_an_engine_that_loses_marks_the_plain_candidate_wins() -> None:
    en, flags = chosen(
        Engine(lambda zh: ["At the end of March, loans topped 59 yuan." if "亿" in zh else "Loans TX 473 473."])
    )
    assert "59 yuan" in en
    assert [flag.severity for flag in flags] == ["serious"], "and it is marked"


def test_a_sound_sentence_is_not_translated_twice() -> None:
    engine = Engine(lambda _: ["At the end of March, green loans topped RMB 590 billion."])
    assert chosen(engine)[1] == ()
    assert engine.asked == [[ZH]]


def test_protection_can_be_switched_off() -> None:
    engine = Engine(lambda _: ["Loans."])
    assert chosen(engine, Protection(kinds=()))[1]
    assert engine.asked == [[ZH]]


def test_what_needed_no_repair_is_better_than_what_did() -> None:
    def english(zh: str) -> list[str]:
        if "亿" in zh:
            return ["At the end of March, loans topped RMB 5.9 billion."]
        return [f"At the end of March, green loans topped {zh.split('超')[1].strip(' 。')}."]

    ((entry,),) = translate_missing([ZH], Engine(english), GLOSSARY)
    assert entry.en == "At the end of March, green loans topped RMB 590 billion."
    assert not entry.repaired


def test_all_protected_sources_of_a_batch_go_in_one_call() -> None:
    engine = Engine(lambda _: ["Nothing of this."])
    texts = [f"安排{number}亿元。" for number in range(11, 20)]
    list(translate_missing(texts, engine, GLOSSARY))
    assert len(engine.asked) == 2
    assert len(engine.asked[1]) == len(set(engine.asked[1])) == 10, (
        "the nine marked ones are the same but for the figure"
    )


# ── clause by clause ─────────────────────────────────────────────────────────────────────────────────────

LOST = [Flag("length", "serious", "")]


@pytest.mark.parametrize(
    ("zh", "parts"),
    [
        (
            "会议听取了区政府的工作汇报，研究部署了下一步的工作，要求各部门切实抓好落实。",
            ("会议听取了区政府的工作汇报。", "研究部署了下一步的工作。", "要求各部门切实抓好落实。"),
        ),
        (
            "会议指出，各级各部门要提高政治站位；要坚持问题导向和目标导向，抓好落实。",
            ("会议指出，各级各部门要提高政治站位。", "要坚持问题导向和目标导向，抓好落实。"),
        ),
        (
            "他说：“这是一个很大的进步，我们都很高兴，会继续努力。”大家都同意他的这个看法，会议结束。",
            ("他说：“这是一个很大的进步，我们都很高兴，会继续努力。”大家都同意他的这个看法，会议结束。",),
        ),
    ],
)
def test_a_sentence_in_which_the_engine_got_lost_is_cut_at_its_clauses(zh: str, parts: tuple[str, ...]) -> None:
    assert clauses_of(zh, LOST) == ((Clauses(parts),) if len(parts) > 1 else ())


@pytest.mark.parametrize("flags", [[], [Flag("number", "serious", "")], [Flag("length", "minor", "")]])
def test_other_sentences_are_not_cut(flags: list[Flag]) -> None:
    assert clauses_of("会议听取了区政府的工作汇报，研究部署了下一步的工作，要求抓好落实。", flags) == ()


def test_what_was_dropped_comes_back_clause_by_clause() -> None:
    zh = "会议听取了区政府关于当前经济形势的工作汇报，研究部署了下一步的重点工作任务，要求各部门各街道抓好落实。"
    english = {
        zh: "The meeting.",
        "会议听取了区政府关于当前经济形势的工作汇报。": "The meeting heard a report of the government on the economy.",
        "研究部署了下一步的重点工作任务。": "The next key tasks were studied and arranged.",
        "要求各部门各街道抓好落实。": "All departments and subdistricts were asked to carry them out.",
    }
    ((entry,),) = translate_missing([zh], Engine(lambda text: [english.get(text, "")]), Glossary())
    assert entry.flags == ()
    assert entry.en == (
        "The meeting heard a report of the government on the economy; the next key tasks were studied and arranged; "
        "all departments and subdistricts were asked to carry them out."
    )


@given(st.text(alphabet="会议听取汇报工作，；。“”（）", max_size=80))
def test_the_clauses_of_a_sentence_give_it_back(zh: str) -> None:
    for clauses in clauses_of(zh, LOST):
        assert len(clauses.texts) > 1
        assert re.sub("[，；。]", "", "".join(clauses.texts)) == re.sub("[，；。]", "", zh)
