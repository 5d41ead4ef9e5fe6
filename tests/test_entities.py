"""Whom and what an article names, and the links made of it."""

from dataclasses import replace
from pathlib import Path

import pytest

from generator.content.reference import load_reference
from generator.entities import Entity, EntityFinder
from generator.language.names import person_in_pinyin
from generator.model import Article, Block, Story
from generator.plan import plan

REFERENCE, _ = load_reference(Path(__file__).parent.parent / "content")
FINDER = EntityFinder(REFERENCE.gazetteer, REFERENCE.entity_words)


def article(text: str, title: str = "", **more: object) -> Article:
    made = Article("", "x.txt", "news", title, (Block("paragraph", text),), ((1, 1),))
    return replace(made, **more)  # type: ignore[arg-type]


def names(text: str, kind: str, **more: object) -> list[str]:
    found = FINDER.entities(article(text, **more))
    return [entity.name for entity in found if entity.kind == kind]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("9月12日，区委书记黄茂军主持召开专题会议。", ["黄茂军"]),
        ("区长谢东布置工作，副区长艾正兵、罗毅出席。", ["罗毅", "艾正兵", "谢东"]),
        ("黄茂军强调，要高质高效。会上，黄茂军指出不足。", ["黄茂军"]),
        ("黄茂军强调，要高质高效。", []),
        ("会议强调，有关方面表示支持，高层说了算。", []),
        ("公司总经理代明江告诉记者，今年订单不少。", ["代明江"]),
        ("有关负责人表示，将加快建设。", []),
        ("镇党委书记欧阳建国介绍说，产业路通了。", ["欧阳建国"]),
    ],
)
def test_people_are_named_by_office_or_by_repeated_acts(text: str, wanted: list[str]) -> None:
    assert sorted(names(text, "person")) == sorted(wanted)


def test_reporters_are_not_people_of_the_story() -> None:
    assert names("副镇长刘灿介绍了情况。", "person", byline=("刘灿",)) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("近日，区应急管理局联合消防部门开展检查。", ["区应急管理局"]),
        ("走进重庆恩纬新材料有限公司，机器轰鸣。", ["重庆恩纬新材料有限公司"]),
        ("大足区公安局开展宣传。", ["大足区公安局"]),
        ("区委书记在全国中小学调研，区内外游客不少。", []),
    ],
)
def test_organisations_begin_with_a_place_and_end_as_organisations_do(text: str, wanted: list[str]) -> None:
    assert names(text, "organisation") == wanted


def test_places_are_those_of_the_gazetteer_without_districts_and_organs() -> None:
    assert names("渝中区解放碑、洪崖洞迎来游客，渝中区政府作了部署。", "place") == ["洪崖洞", "解放碑"]


def test_counts_include_the_headline_and_the_most_named_comes_first() -> None:
    found = FINDER.entities(article("区委书记黄茂军主持会议。黄茂军强调安全。", "黄茂军到解放碑调研"))
    assert found[0] == Entity("person", "黄茂军", 3)


def test_an_article_without_text_names_nothing() -> None:
    assert FINDER.entities(Article("", "x", "headline", "", (), ())) == ()


def test_articles_that_name_the_same_person_are_linked_both_ways() -> None:
    texts = {"a": "区委书记黄茂军主持会议。", "b": "区委书记黄茂军到企业调研。", "c": "镇长刘灿介绍情况。"}
    stories = [
        Story(replace(article(text, key), id=key, topics=(f"t-{key}",), date="2023-09-12"))
        for key, text in texts.items()
    ]
    site = plan(stories, REFERENCE.gazetteer, REFERENCE.taxonomy, (), REFERENCE.entity_words)
    pages = {page.path: page for page in site.pages}
    (mention,) = pages["/en/articles/a/"].context["mentions"]  # type: ignore[misc]
    assert (mention.entity.name, [story.article.id for story in mention.stories]) == ("黄茂军", ["b"])
    assert [story.article.id for story in pages["/zh/articles/b/"].context["related"]] == ["a"]  # type: ignore[union-attr]
    assert pages["/zh/articles/c/"].context["mentions"] == ()


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("黄茂军", "Huang Maojun"),
        ("欧阳修", "Ouyang Xiu"),
        ("单雄信", "Shan Xiongxin"),
        ("李安", "Li An"),
        ("张建安", "Zhang Jian’an"),
        ("吕涛", "Lü Tao"),
        ("", ""),
    ],
)
def test_persons_in_pinyin_have_the_family_name_first(name: str, wanted: str) -> None:
    assert person_in_pinyin(name) == wanted
