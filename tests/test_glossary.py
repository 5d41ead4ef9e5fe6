"""The glossary: how renderings are compared, and that the file is sound and fits the supplied English."""

import re
from collections import Counter
from pathlib import Path

import pytest

from generator.checks import check_glossary
from generator.content.glossary_file import load_glossary
from generator.glossary import Glossary, Term, holds
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
