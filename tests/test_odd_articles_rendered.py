"""Odd articles go the whole road to the site: a sensible summary or none, and no empty box on any page or in a feed."""

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from generator.cli import main
from tests.test_build import copy_content

HEAD = "渝中报\n2023年9月{day}日\n\n{title}\n本报讯（记者 王强）"
PAGES = {
    "one-sentence": HEAD.format(day=11, title="滨江步道昨日开放") + "9月10日，滨江步道三期正式开放，全长4.6公里。\n",
    "one-long-sentence": HEAD.format(day=12, title="一句五千字的报道")
    + "，".join(["渝中区推进滨江步道建设工作"] * 380)
    + "。\n",
    "list-only": "2023年9月13日\n\n获奖名单公布\n一、王强\n二、李明\n三、张华\n四、刘洋\n五、陈静\n",
    "numbers-only": "2023年9月14日\n\n开奖号码一览\n12 34 56 78 90\n23 45 67 89 01\n34 56 78 90 12。\n",
    "english-only": "September 15, 2023\n\nRiverside Walk Opens\n"
    "The third section of the riverside walk opened on Sunday. It is 4.6 kilometres long.\n",
    "headline-only": HEAD.format(day=16, title="今日天气晴好").split("本报讯")[0],
    "quotation-only": HEAD.format(day=17, title="居民这样说") + "“步道开放以后，我们每天都来这里散步，真的很好！”\n",
    "empty": "",
    "blank": "\n \n　\n",
}
BOXES = {
    "section",
    "ul",
    "ol",
    "li",
    "p",
    "dl",
    "dd",
    "table",
    "tbody",
    "td",
    "details",
    "nav",
    "article",
    "blockquote",
}
FILLED_BY_SCRIPT = {"aria-live", "hidden", "data-results"}


class Boxes(HTMLParser):
    """Collects the elements that hold no text, picture or control."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[list[object]] = []
        self.empty: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("img", "input", "svg", "select", "button", "hr"):
            self._fill()
        if tag in BOXES:
            self.open.append([tag, dict(attrs), False])

    def handle_endtag(self, tag: str) -> None:
        if tag in BOXES:
            name, attrs, filled = self.open.pop()
            assert name == tag
            assert isinstance(attrs, dict)
            if not filled and not FILLED_BY_SCRIPT & set(attrs) and "id" not in attrs:
                self.empty.append(f"<{name} {attrs}>")

    def handle_data(self, data: str) -> None:
        if data.strip():
            self._fill()

    def _fill(self) -> None:
        for box in self.open:
            box[2] = True


def empty_boxes(html: str) -> list[str]:
    boxes = Boxes()
    boxes.feed(html)
    return boxes.empty


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The odd pages, built."""
    tmp = tmp_path_factory.mktemp("odd")
    content = copy_content(tmp)
    (tmp / "seeds").mkdir()
    for name, text in PAGES.items():
        (tmp / "seeds" / f"{name}.txt").write_text(text, encoding="utf-8")
    folders = ["--seeds", str(tmp / "seeds"), "--content", str(content), "--out", str(tmp / "site")]
    assert main(["build", "--engine", "none", *folders]) in (0, 1)
    return tmp / "site"


def records(site: Path) -> dict[str, dict[str, object]]:
    """Source file, without ending → the record of its article."""
    found = json.loads((site / "data" / "articles.json").read_text(encoding="utf-8"))
    items = found["articles"] if isinstance(found, dict) else found
    return {str(item["source_file"]).removesuffix(".txt"): item for item in items}


def pages(site: Path) -> Iterator[Path]:
    yield from sorted(site.rglob("*.html"))


def test_a_detector_of_empty_boxes_finds_one() -> None:
    assert empty_boxes('<section class="digest"><ul> </ul></section><p class="summary"></p><p>a</p>') == [
        "<ul {}>",
        "<section {'class': 'digest'}>",
        "<p {'class': 'summary'}>",
    ]


def test_no_page_has_an_empty_box(site: Path) -> None:
    empty = {
        str(page.relative_to(site)): found for page in pages(site) if (found := empty_boxes(page.read_text("utf-8")))
    }
    assert empty == {}
    assert any("digest" in page.parts for page in pages(site)), "the digests are among them"


def test_a_summary_is_a_sentence_or_none(site: Path) -> None:
    summaries = {name: record["summary_zh"] for name, record in records(site).items()}
    assert summaries["one-sentence"] == "9月10日，滨江步道三期正式开放，全长4.6公里。"
    for name in ("one-long-sentence", "list-only", "numbers-only", "english-only", "headline-only"):
        assert not summaries.get(name), name
    assert len(summaries) >= 5


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_article_without_a_summary_has_no_summary_box(site: Path, lang: str) -> None:
    for name, record in records(site).items():
        html = (site / lang / "articles" / str(record["id"]) / "index.html").read_text("utf-8")
        assert ('id="summary"' in html) == bool(record["summary_zh"]), name


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_feeds_have_no_empty_text(site: Path, lang: str) -> None:
    feed = ElementTree.fromstring((site / lang / "feed.atom").read_bytes())
    texts = [one for one in feed.iter() if one.tag.endswith(("summary", "title", "}name"))]
    assert texts
    assert all((one.text or "").strip() for one in texts)
    items = json.loads((site / lang / "feed.json").read_bytes())["items"]
    assert items
    assert all(item["content_text"].strip() and item["title"].strip() for item in items)


def test_a_blank_summary_of_an_editor_makes_no_box(tmp_path: Path) -> None:
    part = {"title": "标题", "summary": "  ", "body_markdown": "正文一句。"}
    record = {"id": "2023-09-12-blank", "date": "2023-09-12", "district": "渝中区", "topics": ["finance"]}
    given = tmp_path / "given.jsonl"
    given.write_text(json.dumps(record | {"zh": part, "en": part}, ensure_ascii=False) + "\n", encoding="utf-8")
    content = copy_content(tmp_path)
    folders = ["--content", str(content), "--out", str(tmp_path / "site"), "--articles", str(given)]
    assert main(["build", "--engine", "none", *folders]) == 0
    for page in pages(tmp_path / "site"):
        html = page.read_text("utf-8")
        assert empty_boxes(html) == [], page
        assert '<p class="summary">' not in html
