"""The editors' ground: what they change stays, whatever changes upstream."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content.article_file import (
    ZH_FIELDS,
    parse_blocks,
    parse_file,
    parse_pairs,
    render_blocks,
    render_file,
    render_pairs,
)
from generator.content.convert import zh_fields
from generator.content.shelf import (
    apply_changes,
    english_edits,
    known_articles,
    load_shelf,
    shelve,
    shelve_english,
)
from generator.model import Article, Block, Printing, Story, Translation

ARTICLE = Article(
    id="2023-09-12-qu-zheng-fu",
    source_file="a.txt",
    kind="news",
    title="区政府召开常务会议",
    blocks=(
        Block("paragraph", "会议听取汇报。会议强调，要抓好落实。"),
        Block("heading", "抓好落实", 1),
        Block("separator", ""),
        Block("paragraph", "会议还研究了其他事项。"),
    ),
    lines=((1, 9), (12, 12)),
    subtitle=("谢东主持",),
    date="2023-09-12",
    date_basis="lead: 9月12日",
    districts=("渝中区",),
    topics=("governance",),
    summary=("会议听取汇报。",),
)
STORY = Story(ARTICLE, (Printing("x", "b.txt", "某报", "2023-09-13", "标题|二", "reprint", 0.98),))
ZH = "articles/2023/2023-09-12-qu-zheng-fu.zh.md"
EN = "articles/2023/2023-09-12-qu-zheng-fu.en.md"
PAIRS = (
    Translation("title", "区政府召开常务会议", "District government holds executive meeting", "supplied"),
    Translation("subtitle-1", "谢东主持", "Xie Dong presides", "supplied"),
    Translation("p1-s1", "会议听取汇报。", "The meeting heard reports.", "argos"),
    Translation("p1-s2", "会议强调，要抓好落实。", "", ""),
)


def build(content: Path, story: Story = STORY, left: tuple[str, ...] = ()):
    """One round of a build, as far as `content/` is concerned."""
    shelf = load_shelf(content)
    shelved = shelve([story], left, shelf)
    apply_changes(content, shelved.changes)
    return shelved, [*shelf.problems, *shelved.problems]


def build_english(content: Path, story: Story) -> tuple[tuple[str, str], ...]:
    shelf = load_shelf(content)
    found = english_edits(shelf)
    apply_changes(content, shelve_english([story], shelf, found.unplaced))
    return found.edits


def change(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_a_file_holds_the_whole_story(tmp_path: Path) -> None:
    build(tmp_path)
    shelved, problems = build(tmp_path)
    assert problems == []
    assert shelved.stories[0].printings[0].title == "标题｜二"
    assert replace(shelved.stories[0], printings=STORY.printings) == STORY


def test_a_second_build_changes_nothing(tmp_path: Path) -> None:
    build(tmp_path)
    shelf = load_shelf(tmp_path)
    assert apply_changes(tmp_path, shelve([STORY], (), shelf).changes) == 0


def test_an_editors_headline_survives_a_changed_body(tmp_path: Path) -> None:
    build(tmp_path)
    change(tmp_path / ZH, "title: 区政府召开常务会议", "title: 新的标题")
    moved = replace(STORY, article=replace(ARTICLE, blocks=(Block("paragraph", "新的正文。"),)))
    shelved, problems = build(tmp_path, moved)
    assert problems == []
    assert shelved.stories[0].article.title == "新的标题"
    assert shelved.stories[0].article.body == "新的正文。"
    assert shelved.stories[0].edited == ("title",)
    assert "新的标题" in (tmp_path / ZH).read_text(encoding="utf-8")


def test_an_editors_body_survives_many_builds(tmp_path: Path) -> None:
    build(tmp_path)
    change(tmp_path / ZH, "会议听取汇报。会议强调", "会议听取了汇报。会议强调")
    for _ in range(3):
        shelved, problems = build(tmp_path)
        assert problems == []
        assert shelved.stories[0].article.body.startswith("会议听取了汇报。")


def test_a_clash_keeps_both_versions_and_is_told_until_resolved(tmp_path: Path) -> None:
    build(tmp_path)
    change(tmp_path / ZH, "title: 区政府召开常务会议", "title: 编辑的标题")
    upstream = replace(STORY, article=replace(ARTICLE, title="源的新标题"))
    shelved, problems = build(tmp_path, upstream)
    assert shelved.stories[0].article.title == "编辑的标题"
    assert [problem.severity for problem in problems] == ["warning"]
    other = tmp_path / ZH.replace(".zh.md", ".zh.upstream.md")
    assert "源的新标题" in other.read_text(encoding="utf-8")
    _, problems = build(tmp_path, upstream)
    assert len(problems) == 1
    other.unlink()
    shelved, problems = build(tmp_path, upstream)
    assert problems == []
    assert shelved.stories[0].article.title == "编辑的标题"


def test_a_deleted_file_is_made_again(tmp_path: Path) -> None:
    build(tmp_path)
    before = (tmp_path / ZH).read_bytes()
    change(tmp_path / ZH, "title: 区政府", "title: 某区政府")
    (tmp_path / ZH).unlink()
    build(tmp_path)
    assert (tmp_path / ZH).read_bytes() == before


def test_publish_false_hides_a_story(tmp_path: Path) -> None:
    build(tmp_path)
    change(tmp_path / ZH, "publish: true", "publish: false")
    assert not build(tmp_path)[0].stories[0].publish


def test_a_changed_date_gets_an_editors_basis(tmp_path: Path) -> None:
    build(tmp_path)
    change(tmp_path / ZH, "date: '2023-09-12'", "date: 2023-09-13")
    article = build(tmp_path)[0].stories[0].article
    assert (article.date, article.date_basis) == ("2023-09-13", "set by an editor")


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("title: 区政府召开常务会议", "title: [", "broken YAML"),
        ("title: 区政府召开常务会议", "titel: 区政府", "did you mean `title`"),
        ("publish: true", "publish: maybe", "`publish` should be true or false"),
        ("topics:", "topics: {a: b}\nbyline:", "`topics` should be a list"),
    ],
)
def test_a_broken_file_is_told_with_its_line_and_left_as_it_is(
    tmp_path: Path, before: str, after: str, message: str
) -> None:
    build(tmp_path)
    change(tmp_path / ZH, before, after)
    broken = (tmp_path / ZH).read_bytes()
    shelved, problems = build(tmp_path)
    assert (tmp_path / ZH).read_bytes() == broken
    assert any(message in str(problem) and problem.line > 1 for problem in problems), problems
    assert shelved.stories[0].article.body == ARTICLE.body


def test_an_article_whose_source_is_gone_stays(tmp_path: Path) -> None:
    build(tmp_path)
    shelved = shelve([], (), load_shelf(tmp_path))
    assert [story.article.title for story in shelved.stories] == [ARTICLE.title]


def test_an_untouched_article_that_its_source_no_longer_holds_goes(tmp_path: Path) -> None:
    build(tmp_path)
    shelved = shelve([], (ARTICLE.id,), load_shelf(tmp_path))
    apply_changes(tmp_path, shelved.changes)
    assert shelved.stories == ()
    assert not (tmp_path / ZH).exists()


def test_an_edited_article_that_its_source_no_longer_holds_stays_and_is_told(tmp_path: Path) -> None:
    build(tmp_path)
    change(tmp_path / ZH, "title: 区政府", "title: 某区政府")
    shelved = shelve([], (ARTICLE.id,), load_shelf(tmp_path))
    assert len(shelved.stories) == 1
    assert shelved.problems[0].severity == "warning"


def test_known_articles_keep_the_generators_text(tmp_path: Path) -> None:
    build(tmp_path)
    change(tmp_path / ZH, "title: 区政府召开常务会议", "title: 新")
    assert known_articles(load_shelf(tmp_path))[0].title == ARTICLE.title


def test_an_english_edit_is_found_once_and_the_file_agrees_with_it(tmp_path: Path) -> None:
    build(tmp_path)
    translated = replace(STORY, translations=PAIRS)
    build_english(tmp_path, translated)
    change(tmp_path / EN, "The meeting heard reports.", "Members heard reports.")
    change(tmp_path / EN, "title: District government holds", "title: Government holds")
    edits = build_english(tmp_path, translated)
    assert edits == (
        ("区政府召开常务会议", "Government holds executive meeting"),
        ("会议听取汇报。", "Members heard reports."),
    )


def test_english_for_an_untranslated_sentence_counts_as_an_edit(tmp_path: Path) -> None:
    translated = replace(STORY, translations=PAIRS)
    build_english(tmp_path, translated)
    change(tmp_path / EN, "> 会议强调，要抓好落实。", "> 会议强调，要抓好落实。\n\nIt stressed\nfollow-through.")
    assert build_english(tmp_path, translated) == (("会议强调，要抓好落实。", "It stressed follow-through."),)


@pytest.mark.parametrize(
    ("before", "after"),
    [("> 会议听取汇报。", "A preface.\n\n> 会议听取汇报。"), ("The meeting heard reports.", "")],
)
def test_english_that_cannot_be_placed_is_told_and_kept(tmp_path: Path, before: str, after: str) -> None:
    translated = replace(STORY, translations=PAIRS)
    build_english(tmp_path, translated)
    change(tmp_path / EN, before, after)
    kept = (tmp_path / EN).read_bytes()
    assert len(english_edits(load_shelf(tmp_path)).problems) == 1
    build_english(tmp_path, translated)
    assert (tmp_path / EN).read_bytes() == kept


HOSTILE = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=30).map(
    lambda text: " ".join(text.split())
)


@given(st.lists(HOSTILE.filter(bool), max_size=5))
def test_any_text_comes_back_from_a_body(texts: list[str]) -> None:
    blocks = tuple(Block("paragraph", text) for text in texts)
    assert parse_blocks(render_blocks(blocks)) == blocks


@given(st.lists(st.tuples(HOSTILE.filter(bool), HOSTILE), max_size=5))
def test_any_pair_comes_back_from_an_english_body(pairs: list[tuple[str, str]]) -> None:
    assert parse_pairs(render_pairs(pairs)) == tuple(pairs)


@pytest.mark.parametrize("text", ["---", "--- x", "# x", "> x", "* * *", "\\x", "{{ x }}", "<script>", "a: b"])
def test_marks_in_a_text_stay_text(text: str) -> None:
    story = replace(STORY, article=replace(ARTICLE, title=text, blocks=(Block("paragraph", text),)))
    fields = parse_file(render_file(zh_fields(story)), "x", ZH_FIELDS).fields
    assert fields is not None
    assert fields["title"] == text
    assert parse_blocks(str(fields["body"])) == (Block("paragraph", text),)


def test_chinese_lines_of_a_paragraph_are_joined_without_a_space() -> None:
    assert parse_blocks("会议\n听取\n\nGDP\ngrows") == (
        Block("paragraph", "会议听取"),
        Block("paragraph", "GDP grows"),
    )
