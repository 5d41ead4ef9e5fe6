"""Feeds (Atom, RFC 4287; JSON Feed 1.1), sitemap with language alternates, robots.txt."""

import json
from xml.sax.saxutils import escape, quoteattr

from generator.model import LANGS, Lang, Site, Story
from generator.plan import article_path
from generator.render.text import clean_text
from generator.render.view import HTML_LANG, choose, english_of, shorten, summary_texts
from generator.site_settings import SiteSettings

FEED_SIZE = 50
EPOCH = "1970-01-01"
"""Day of a feed without a dated article: the build's own clock would make equal builds differ."""


def atom_feed(site: Site, lang: Lang, settings: SiteSettings) -> bytes:
    """The newest articles of an edition."""
    stories = site.stories[:FEED_SIZE]
    home = f"{settings.base_url}/{lang}/"
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{HTML_LANG[lang]}">',
        f"<title>{_xml(settings.name[lang])}</title>",
        f"<subtitle>{_xml(settings.tagline[lang])}</subtitle>",
        f"<id>{_xml(home)}</id>",
        f"<link href={quoteattr(home)}/>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(home + "feed.atom")}/>',
        f"<updated>{_newest(stories)}T00:00:00Z</updated>",
    ]
    for story in stories:
        url = settings.base_url + article_path(lang, story.article.id)
        names = story.article.byline or (settings.name[lang],)
        lines += [
            "<entry>",
            f"<title>{_xml(_title(story, lang))}</title>",
            f"<id>{_xml(url)}</id>",
            f"<link href={quoteattr(url)}/>",
            f"<updated>{_day(story)}T00:00:00Z</updated>",
            *(f"<author><name>{_xml(name)}</name></author>" for name in names),
            *(f"<category term={quoteattr(topic)}/>" for topic in story.article.topics),
            *(f"<summary>{_xml(text)}</summary>" for text in (_summary(story, lang),) if text),
            "</entry>",
        ]
    return ("\n".join([*lines, "</feed>"]) + "\n").encode()


def json_feed(site: Site, lang: Lang, settings: SiteSettings) -> bytes:
    """The same as JSON Feed."""
    home = f"{settings.base_url}/{lang}/"
    items = []
    for story in site.stories[:FEED_SIZE]:
        url = settings.base_url + article_path(lang, story.article.id)
        item: dict[str, object] = {
            "id": url,
            "url": url,
            "title": clean_text(_title(story, lang)),
            "content_text": clean_text(_summary(story, lang) or _title(story, lang)),
            "language": HTML_LANG[lang],
            "tags": list(story.article.topics),
        }
        if story.article.date:
            item["date_published"] = f"{story.article.date}T00:00:00Z"
        items.append(item)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": settings.name[lang],
        "home_page_url": home,
        "feed_url": home + "feed.json",
        "language": HTML_LANG[lang],
        "items": items,
    }
    return (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode()


def sitemap(site: Site, settings: SiteSettings) -> bytes:
    """Every page with its alternates."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for page in site.pages:
        if page.template == "notfound.html":
            continue
        lines.append(f"<url><loc>{_xml(settings.base_url + page.path)}</loc>")
        for lang in LANGS:
            path = page.path if lang == page.lang else page.twin
            href = quoteattr(settings.base_url + path)
            lines.append(f'<xhtml:link rel="alternate" hreflang="{HTML_LANG[lang]}" href={href}/>')
        lines.append("</url>")
    return ("\n".join([*lines, "</urlset>"]) + "\n").encode()


def robots(settings: SiteSettings) -> bytes:
    """Everything may be read; where the sitemap is."""
    return f"User-agent: *\nAllow: /\nSitemap: {settings.base_url}/sitemap.xml\n".encode()


def _title(story: Story, lang: Lang) -> str:
    return choose(story.article.title, english_of(story), lang).text or shorten(
        _summary(story, lang) or story.article.id
    )


def _summary(story: Story, lang: Lang) -> str:
    return ("" if lang == "zh" else " ").join(text.text for text in summary_texts(story, lang))


def _day(story: Story) -> str:
    return story.article.date or story.article.issue_date or EPOCH


def _newest(stories: tuple[Story, ...]) -> str:
    return max((_day(story) for story in stories), default=EPOCH)


def _xml(text: str) -> str:
    return escape(clean_text(text))
