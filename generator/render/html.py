"""Pages → HTML by Jinja templates. Everything is escaped; nothing but our own templates is ever markup."""

import json
import re
from collections.abc import Mapping

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup

from generator.gazetteer import Gazetteer
from generator.glossary import Glossary, Term
from generator.model import Article, Lang, SitePage, Story
from generator.plan import article_path, date_label, other
from generator.render.assets import Theme
from generator.render.figures import FigureViews
from generator.render.text import clean, clean_text
from generator.render.view import HTML_LANG, Views, body_blocks, head_pairs, origins_of, summary_texts
from generator.site_settings import SiteSettings
from generator.taxonomy import Taxonomy
from generator.units import Units

TERMS_SHOWN = 24
CONTENTS_FROM = 4
"""Headings from which a table of contents helps."""


def mark_han(text: str) -> Markup:
    """The text, escaped, with each run of Chinese marked as Chinese."""
    parts = re.split(r"([\u3400-\u9fff][\u3400-\u9fff\u3000-\u303f\uff00-\uffef\d]*)", str(clean(text)))
    return Markup("").join(
        Markup('<span lang="zh-Hans">{}</span>').format(part) if at % 2 else part for at, part in enumerate(parts)
    )


class Renderer:
    """Renders pages; templates are compiled once."""

    def __init__(
        self,
        settings: SiteSettings,
        gazetteer: Gazetteer,
        taxonomy: Taxonomy,
        glossary: Glossary,
        units: Units,
        theme: Theme,
    ) -> None:
        self._settings = settings
        self._views = Views(gazetteer, taxonomy, glossary)
        self.figure_views = FigureViews(self._views, units, glossary)
        self._glossary = glossary
        self._theme = theme
        self._environment = Environment(
            loader=FileSystemLoader(theme.folder),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=clean,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._environment.globals.update(asset=theme.urls.__getitem__, settings=settings, html_lang=HTML_LANG)
        self._environment.filters["mark_han"] = mark_han
        markdown = MarkdownIt("commonmark", {"html": False})
        self._about = {lang: Markup(markdown.render(text)) for lang, text in settings.about.items()}

    def page(self, page: SitePage) -> bytes:
        """One page of the plan."""
        strings = self._theme.strings[page.lang]
        title = strings[page.title[1:]] if page.title.startswith("@") else page.title
        context: dict[str, object] = {
            "lang": page.lang,
            "t": strings,
            "path": page.path,
            "twin": page.twin,
            "other": other(page.lang),
            "title": title,
            "views": self._views,
            "figure_views": self.figure_views,
            "date_label": date_label,
            "robots": "",
            "ld": None,
            "description": self._settings.tagline[page.lang],
            **page.context,
        }
        context.setdefault("compact", False)
        context.setdefault("total", None)
        if page.template == "article.html":
            story = page.context["story"]
            assert isinstance(story, Story)
            context |= self._article(story, page.lang)
        if page.template == "about.html":
            context["about"] = self._about[page.lang]
        if page.template == "notfound.html":
            context["robots"] = "noindex"
        return self._render(page.template, context)

    def root(self) -> bytes:
        """The page at `/`, which offers both languages."""
        return self._render("root.html", {"strings": self._theme.strings})

    def not_found(self) -> bytes:
        """The page for addresses outside both editions."""
        return self._render("root.html", {"strings": self._theme.strings, "lost": True})

    def _render(self, template: str, context: Mapping[str, object]) -> bytes:
        text = self._environment.get_template(template).render({"lost": False, **context})
        return re.sub(r"\n\s*\n+", "\n", text).encode()

    def _article(self, story: Story, lang: Lang) -> dict[str, object]:
        article = story.article
        title = self._views.title(story, lang)
        blocks = body_blocks(story)
        headings = [block for block in blocks if block.kind == "heading"]
        origins = origins_of(story.translations)
        summary = summary_texts(story, lang)
        missing_all = origins.missing and not any((origins.edited, origins.supplied, origins.engines))
        return {
            "title": title.text,
            "headline": title,
            "article": article,
            "card": self._views.card(story, lang),
            "blocks": blocks,
            "contents": headings if len(headings) >= CONTENTS_FROM else [],
            "heads": {part: head_pairs(story, part) for part in ("title", "kicker", "subtitle", "caption")},
            "summary": summary,
            "origins": origins,
            "untranslated": bool(missing_all),
            "terms": self._terms(article) if lang == "en" and origins.missing else [],
            "description": summary[0].text if summary else self._settings.tagline[lang],
            "ld": self._json_ld(story, lang, title.text),
        }

    def _terms(self, article: Article) -> list[Term]:
        """The first terms of an article, those that need an explanation before the others."""
        text = "\n".join((article.title, article.kicker, *article.subtitle, article.body))
        terms = self._glossary.terms_in(text)
        return [*filter(lambda term: term.note, terms), *filter(lambda term: not term.note, terms)][:TERMS_SHOWN]

    def _json_ld(self, story: Story, lang: Lang, title: str) -> Markup:
        """schema.org NewsArticle; `<`, `>` and `&` are written as escapes, so that no text can end the script."""
        article, base = story.article, self._settings.base_url
        data: dict[str, object] = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": clean_text(title)[:110],
            "inLanguage": HTML_LANG[lang],
            "url": base + article_path(lang, article.id),
            "publisher": {"@type": "Organization", "name": self._settings.name[lang]},
        }
        if article.date:
            data["datePublished"] = article.date
        if article.byline:
            data["author"] = [{"@type": "Person", "name": clean_text(name)} for name in article.byline]
        if article.source or article.publication:
            data["sourceOrganization"] = {
                "@type": "Organization",
                "name": clean_text(article.source or article.publication),
            }
        key = "translationOfWork" if lang == "en" else "workTranslation"
        data[key] = {"@type": "NewsArticle", "url": base + article_path(other(lang), article.id)}
        text = json.dumps(data, ensure_ascii=False, indent=1)
        for ch in "<>&\u2028\u2029":
            text = text.replace(ch, f"\\u{ord(ch):04x}")
        return Markup(text)
