"""Built site → problems: what a browser, a screen reader or a search engine would stumble over."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.errors import Problem

_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_CODE_TYPES = ("", "module", "text/javascript", "application/javascript")


@dataclass(slots=True)
class _Page:
    """What is gathered of one page."""

    lang: str = ""
    title: str = ""
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    """Addresses of `a`, in order."""
    resources: list[str] = field(default_factory=list)
    """Addresses that the browser fetches by itself."""
    alternates: dict[str, str] = field(default_factory=dict)
    """hreflang → address."""
    canonical: str = ""
    headings: list[int] = field(default_factory=list)
    segments: dict[str, set[str]] = field(default_factory=dict)
    """Language → data-seg keys."""
    inline: list[str] = field(default_factory=list)
    unlabelled: list[str] = field(default_factory=list)
    labels_for: set[str] = field(default_factory=set)
    stray_han: str = ""
    """The first Chinese text that is not marked as Chinese, on a page that is not."""


class _Reader(HTMLParser):
    """Reads one page into a `_Page`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = _Page()
        self._langs: list[tuple[str, str]] = []
        self._in: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        page = self.page
        if tag == "html":
            page.lang = given.get("lang", "")
        lang = given.get("lang") or (self._langs[-1][1] if self._langs else "")
        if tag not in _VOID:
            self._langs.append((tag, lang))
            self._in.append(tag)
        if "id" in given:
            page.ids.append(given["id"])
        if "style" in given:
            page.inline.append("style attribute")
        page.inline += [f"{name} attribute" for name in given if name.startswith("on")]
        if "data-seg" in given:
            page.segments.setdefault(lang, set()).add(given["data-seg"])
        if tag == "a" and "href" in given:
            page.links.append(given["href"])
        if tag in ("script", "img", "source", "iframe") and "src" in given:
            page.resources.append(given["src"])
        if tag == "script" and "src" not in given and given.get("type", "") in _CODE_TYPES:
            page.inline.append("script")
        if tag == "style":
            page.inline.append("style element")
        if tag == "link":
            self._link(given)
        if tag == "img" and "alt" not in given:
            page.unlabelled.append("img without alt")
        if re.fullmatch(r"h[1-6]", tag):
            page.headings.append(int(tag[1]))
        if tag == "label" and "for" in given:
            page.labels_for.add(given["for"])
        inside_label = "label" in self._in
        if (
            tag in ("input", "select", "textarea")
            and given.get("type") not in ("hidden", "submit")
            and not inside_label
        ):
            page.unlabelled.append(f"#{given.get('id', '?')}")

    def _link(self, given: dict[str, str]) -> None:
        rel = given.get("rel", "")
        if rel in ("stylesheet", "icon"):
            self.page.resources.append(given.get("href", ""))
        elif rel == "canonical":
            self.page.canonical = given.get("href", "")
        elif rel == "alternate" and "hreflang" in given:
            self.page.alternates[given["hreflang"]] = given.get("href", "")

    def handle_endtag(self, tag: str) -> None:
        while self._langs:
            name, _ = self._langs.pop()
            self._in.pop()
            if name == tag:
                break

    def handle_data(self, data: str) -> None:
        if not self._in or self._in[-1] in ("script", "style"):
            return
        if self._in[-1] == "title":
            self.page.title += data
            return
        lang = self._langs[-1][1]
        if not self.page.stray_han and not lang.startswith("zh") and (found := re.search(r"[\u3400-\u9fff]+", data)):
            self.page.stray_han = found[0]


def audit(out: Path) -> tuple[Problem, ...]:
    """Everything that is wrong in a built site, in the order of its pages."""
    files = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    pages = {name: _read(out / name) for name in sorted(files) if name.endswith(".html")}
    problems: list[Problem] = []
    for name, page in pages.items():
        problems += (Problem(name, 0, found, remedy) for found, remedy in _faults(name, page, files, pages))
    problems += _sitemap_faults(out, files)
    return tuple(problems)


def _read(path: Path) -> _Page:
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader.page


def _faults(name: str, page: _Page, files: set[str], pages: dict[str, _Page]) -> Iterator[tuple[str, str]]:
    template = "mend the template"
    if not page.lang or not page.title.strip():
        yield "no lang or no title", template
    for one, count in Counter(page.ids).items():
        if count > 1:
            yield f"id {one!r} stands {count} times", template
    for found in dict.fromkeys(page.inline):
        yield f"inline {found}", "the security policy forbids it; move it into a file"
    for address in page.resources:
        if urlsplit(address).netloc:
            yield f"loads {address}", "keep every resource on the site's own host"
        elif not _exists(address, name, files):
            yield f"loads {address}, which does not exist", template
    for address in dict.fromkeys(page.links):
        parts = urlsplit(address)
        if parts.scheme in ("http", "https", "mailto"):
            continue
        if parts.scheme:
            yield f"links to {address[:60]}", "only http, https and mailto are safe"
        elif parts.path and not _exists(parts.path, name, files):
            yield f"broken link {address}", template
        elif parts.fragment and not parts.path and unquote(parts.fragment) not in page.ids:
            yield f"broken anchor {address}", template
    if page.headings.count(1) != 1:
        yield f"{page.headings.count(1)} headings of level 1", template
    for before, after in zip(page.headings, page.headings[1:], strict=False):
        if after > before + 1:
            yield f"heading level {after} after {before}", template
            break
    for one in page.unlabelled:
        if one.lstrip("#") not in page.labels_for:
            yield f"without a label: {one}", template
    if page.stray_han and page.lang == "en" and name not in ("index.html", "404.html"):
        yield f"Chinese not marked as such: {page.stray_han[:20]}", 'put it into an element with lang="zh-Hans"'
    languages = {lang: keys for lang, keys in page.segments.items() if keys}
    if len(languages) == 2 and languages.get("en", set()) - languages.get("zh-Hans", set()):
        yield "English sentences without their Chinese", template
    yield from _alternate_faults(page, pages)


def _alternate_faults(page: _Page, pages: dict[str, _Page]) -> Iterator[tuple[str, str]]:
    for hreflang, address in page.alternates.items():
        twin = pages.get(_file_of(urlsplit(address).path))
        if twin is None:
            yield f"hreflang {hreflang} leads nowhere: {address}", "mend the plan"
        elif hreflang == "x-default":
            continue
        elif page.canonical not in twin.alternates.values():
            yield f"hreflang {hreflang}: {address} does not lead back", "mend the plan"


def _sitemap_faults(out: Path, files: set[str]) -> Iterator[Problem]:
    text = (out / "sitemap.xml").read_text(encoding="utf-8") if "sitemap.xml" in files else ""
    for address in re.findall(r"<loc>([^<]+)</loc>", text):
        if _file_of(urlsplit(address).path) not in files:
            yield Problem("sitemap.xml", 0, f"lists {address}, which does not exist", "mend the plan")


def _exists(address: str, page: str, files: set[str]) -> bool:
    path = unquote(urlsplit(address).path)
    if not path.startswith("/"):
        path = "/" + page.rpartition("/")[0] + "/" + path
    return _file_of(path) in files or path.strip("/") in files


def _file_of(path: str) -> str:
    bare = unquote(path).lstrip("/")
    return bare + "index.html" if not bare or bare.endswith("/") else bare
