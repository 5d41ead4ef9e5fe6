"""Pages cut into articles: golden files of the real pages, and small pages for each thing that papers do."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.content.newsroom import load_newsroom
from generator.model import Article, CutOverride, Page, SourceInfo
from generator.normalise import normalise
from generator.read import split_lines
from generator.segment import segment, segment_page
from generator.segment.report import report

ROOT = Path(__file__).parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
GOLDEN = ROOT / "tests" / "golden"
NEWSROOM, _ = load_newsroom(ROOT / "content" / "newsroom.yaml")


def page_of(text: str) -> Page:
    lines = tuple(split_lines(text))
    return normalise(Page("page.txt", lines, lines))


def cut(text: str) -> tuple[Article, ...]:
    return segment(page_of(text), NEWSROOM)


def as_golden(article: Article) -> dict[str, object]:
    return {
        "kind": article.kind,
        "title": article.title,
        "kicker": article.kicker,
        "subtitle": list(article.subtitle),
        "byline": list(article.byline),
        "source": article.source,
        "continued_from": article.continued_from,
        "continued_to": article.continued_to,
        "lines": [list(pair) for pair in article.lines],
        "headings": list(article.headings),
        "captions": list(article.captions),
        "body": article.body,
    }


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_a_real_page_is_cut_as_an_editor_would(seed: Path, update_golden: bool) -> None:
    found = [as_golden(article) for article in cut(seed.read_text(encoding="utf-8"))]
    golden = GOLDEN / "pages" / f"{seed.stem}.jsonl"
    if update_golden:
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in found), encoding="utf-8")
    wanted = [json.loads(line) for line in golden.read_text(encoding="utf-8").splitlines()]
    assert found == wanted


def small_pages() -> list[tuple[str, str, str]]:
    """(title, page, expected) of the cases in `golden/text/segment.md`."""
    text = (GOLDEN / "text" / "segment.md").read_text(encoding="utf-8")
    cases = re.findall(r"^## (.+?)\n+```\n(.*?)\n```\n+```\n(.*?)\n?```$", text, re.S | re.M)
    assert cases
    return cases


def outline(articles: tuple[Article, ...]) -> str:
    """Articles in a few readable lines."""
    lines: list[str] = []
    for article in articles:
        lines.append(f"= {article.title or '(none)'}")
        for name in ("kicker", "subtitle", "byline", "source", "captions", "document_number", "adoption"):
            value = getattr(article, name)
            lines += [f"{name}: {value if isinstance(value, str) else ' / '.join(value)}"] if value else []
        for name in ("continued_from", "continued_to"):
            value = getattr(article, name)
            lines += [f"{name}: {value}"] if value is not None else []
        lines += [
            f"{'# ' if b.kind == 'heading' else '~ ' if b.kind == 'separator' else ''}{b.text}" for b in article.blocks
        ]
    return "\n".join(lines)


@pytest.mark.parametrize(("title", "page", "wanted"), small_pages(), ids=[case[0] for case in small_pages()])
def test_a_small_page(title: str, page: str, wanted: str) -> None:
    assert outline(cut(page)) == wanted, title


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_every_line_is_in_one_article_or_left_out_as_furniture(seed: Path) -> None:
    page = page_of(seed.read_text(encoding="utf-8"))
    result = segment_page(page, NEWSROOM)
    ranges = [pair for article in result.articles for pair in article.lines] + list(result.furniture)
    owners = [number for first, last in ranges for number in range(first, last + 1) if page.lines[number - 1].strip()]
    assert sorted(owners) == [number for number, line in enumerate(page.lines, 1) if line.strip()]


def test_an_editors_cut_overrules_the_search() -> None:
    seed = next(path for path in SEEDS if "dazu" in path.name)
    info = SourceInfo(cuts=(CutOverride(((85, 91),), "别的标题"), CutOverride(((93, 137),), "")))
    page = normalise(Page("x.txt", *(tuple(split_lines(seed.read_text(encoding="utf-8"))),) * 2, info=info))
    articles = segment(page, NEWSROOM)
    assert [article.title for article in articles if article.lines[0][0] == 85] == ["别的标题"]
    assert [article.lines for article in articles if article.lines[0][0] == 95] == [((95, 137),)]


TEXT = st.lists(
    st.text(
        alphabet=st.sampled_from("本报讯（记者）区政府召开会议，。：“”#*— \n\t12月日下转版上接<script>"), max_size=40
    ),
    max_size=30,
)


@settings(max_examples=60, deadline=None)
@given(TEXT)
def test_any_page_is_cut_without_losing_a_line(lines: list[str]) -> None:
    page = page_of("\n".join(lines))
    result = segment_page(page, NEWSROOM)
    covered = {n for a in result.articles for first, last in a.lines for n in range(first, last + 1)}
    covered |= {n for first, last in result.furniture for n in range(first, last + 1)}
    assert covered >= {number for number, line in enumerate(page.lines, 1) if line.strip()}


def test_an_empty_page_has_no_article() -> None:
    assert cut("") == ()
    assert cut("\n \n\u3000\n") == ()


def test_what_is_left_out_has_a_reason() -> None:
    page = page_of("第2版\n\n区政府召开会议\n\n本报讯（记者 李传芳）9月12日，区政府召开会议。")
    result = segment_page(page, NEWSROOM)
    assert result.furniture == ((1, 1),)
    assert result.reasons == ("folio, section label or imprint of the page",)


def test_the_report_shows_every_line_and_no_markup_of_the_page() -> None:
    page = page_of("<script>alert(1)</script>\n\n重慶召开会议\n\n本报讯（记者 李传芳）9月12日，区政府召开会议,强调。")
    html = report([(page, segment_page(page, NEWSROOM))])
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert html.count('<td class="n">') == len(page.lines)
    assert 'title="t2s: 慶 (U+6176)"' in html


def test_a_report_of_no_page_says_so() -> None:
    assert "No page was read." in report([])


def test_a_long_hostile_page_is_cut_in_bounded_time() -> None:
    for text in ("（" * 50_000, "本报讯" * 30_000, "# " * 30_000, "一\n" * 5_000, "区政府召开会议\n\n" * 3_000):
        segment_page(page_of(text), NEWSROOM)
