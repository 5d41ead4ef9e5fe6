"""The glossary: how renderings are compared, and that the file is sound and fits the supplied English."""

import re
from collections import Counter
from pathlib import Path

import pytest

from generator.checks import check_glossary, check_pair
from generator.content.glossary_file import load_glossary
from generator.glossary import Glossary, Term, holds
from generator.language.names import person_in_pinyin
from generator.translate.protect import holds_in
from generator.translate.repair import repair

CONTENT = Path(__file__).parent.parent / "content"


@pytest.fixture(scope="module")
def glossary():
    loaded, problems = load_glossary(CONTENT / "glossary.yaml")
    assert problems == ()
    return loaded


@pytest.mark.parametrize(
    ("english", "rendering"),
    [
        ("a Western Financial Center", "western financial centre"),
        ("ecological civilization", "ecological civilisation"),
        ("small and micro businesses", "small and micro-businesses"),
        ("market entities", "market entity"),
        ("the Report on the Work of Government", "report on work of the government"),
        ("streamlining administration", "streamlin*"),
        ("Nan’an District", "Nan'an District"),
        ("research & development", "research and development"),
        ("labor unions", "labour union"),
    ],
)
def test_spelling_plural_hyphen_and_article_make_no_difference(english, rendering):
    assert holds(english, rendering)


@pytest.mark.parametrize(
    ("english", "rendering"),
    [("the streamlet", "streamlin*"), ("Yuzhongshan", "Yuzhong"), ("green bonds", "green loan"), ("", "Yuzhong")],
)
def test_other_words_are_not_taken_for_the_rendering(english, rendering):
    assert not holds(english, rendering)


def test_a_term_is_not_found_in_the_longer_words_it_is_not_meant_in():
    glossary = Glossary((Term("教育部", "Ministry of Education", but=("教育部门",)),))
    assert not glossary.terms_in("教育部门负责人")
    assert [term.zh for term in glossary.terms_in("教育部门按教育部要求")] == ["教育部"]


def test_the_file_has_each_term_once_with_its_source(glossary):
    assert len(glossary.terms) >= 900
    assert [term.zh for term in glossary.terms if not (term.category and term.source)] == []


def test_the_english_of_the_file_has_no_chinese_and_no_american_spelling(glossary):
    texts = [text for term in glossary.terms for text in (term.en, term.note)]
    found = re.compile(r"[\u3400-\u9fff]|(?<!Organ)ization|\bcenter\b|\bprogram\b")
    assert [text for text in texts if found.search(text)] == []


def test_no_wrong_rendering_is_also_accepted(glossary):
    bad = [
        (term.zh, wrong)
        for term in glossary.terms
        for wrong in term.wrong
        if any(holds(wrong, good) for good in (term.en, *term.also))
    ]
    assert bad == []


def test_all_districts_and_counties_are_there(glossary):
    districts = Counter(term.en.split()[-1] for term in glossary.terms if term.category == "district")
    assert districts == {"District": 26, "County": 12}


def test_a_known_wrong_rendering_is_replaced(glossary):
    zh, en = (
        "要发挥龙头企业作用，建设新型城镇化示范区。",
        "We must use dragon head enterprise to build new towning areas.",
    )
    flags = tuple(check_glossary(zh, en, glossary))
    assert repair(zh, en, flags, glossary) == "We must use leading enterprise to build new urbanisation areas."


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [("单志强", "Shan Zhiqiang"), ("查慎行", "Zha Shenxing"), ("任正", "Ren Zheng"), ("朴明", "Piao Ming")],
)
def test_family_names_have_their_own_readings(name, pinyin):
    assert person_in_pinyin(name).startswith(pinyin.split()[0] + " ")


def test_a_person_with_an_english_name_of_their_own_is_not_put_into_pinyin(glossary):
    zh = "新加坡总理李显龙表示，合作前景广阔。"
    assert check_pair(zh, "Singapore's Prime Minister Lee Hsien Loong said prospects were broad.", glossary) == ()
    wrong = "Singapore's Prime Minister Li Xianlong said prospects were broad."
    flags = check_pair(zh, wrong, glossary)
    assert [flag.check for flag in flags] == ["glossary"]
    assert repair(zh, wrong, flags, glossary) == wrong.replace("Li Xianlong", "Lee Hsien Loong")
    assert "Lee Hsien Loong" in [hold.en for hold in holds_in(zh, glossary, {})]


def test_a_known_name_of_the_same_family_raises_no_slip(glossary):
    assert check_pair("香港商人李嘉诚表示满意。", "Hong Kong merchant Li Ka-shing said he was pleased.", glossary) == ()


def test_names_are_read_from_beside_the_glossary_and_may_be_missing(tmp_path):
    (tmp_path / "glossary.yaml").write_text("- zh: 区委\n  en: District Committee\n", encoding="utf-8")
    assert len(load_glossary(tmp_path / "glossary.yaml")[0].terms) == 1
    (tmp_path / "names.yaml").write_text("- zh: 李安\n  en: Ang Lee\n- en: Nobody\n", encoding="utf-8")
    loaded, problems = load_glossary(tmp_path / "glossary.yaml")
    assert [term.en for term in loaded.terms] == ["District Committee", "Ang Lee"]
    assert [problem.file for problem in problems] == ["names.yaml"]
