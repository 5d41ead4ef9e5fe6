"""Site → files: (path below the site's folder, bytes), one after the other, so that a large site needs little memory."""

from collections.abc import Iterator
from pathlib import Path

from generator.gazetteer import Gazetteer
from generator.glossary import Glossary
from generator.model import LANGS, Site
from generator.render.assets import load_theme
from generator.render.downloads import articles_csv, articles_json
from generator.render.feeds import atom_feed, json_feed, robots, sitemap
from generator.render.figures import figures_csv, figures_json, shards
from generator.render.html import Renderer
from generator.site_settings import SiteSettings
from generator.taxonomy import Taxonomy
from generator.units import Units


def render(
    site: Site,
    settings: SiteSettings,
    gazetteer: Gazetteer,
    taxonomy: Taxonomy,
    glossary: Glossary,
    units: Units,
    templates: Path,
) -> Iterator[tuple[str, bytes]]:
    """Every file of the site but the search index. The same input gives the same bytes."""
    theme = load_theme(templates)
    yield from sorted(theme.files.items())
    renderer = Renderer(settings, gazetteer, taxonomy, glossary, units, theme)
    for page in site.pages:
        yield page.path.lstrip("/") + "index.html", renderer.page(page)
    yield "index.html", renderer.root()
    yield "404.html", renderer.not_found()
    for lang in LANGS:
        yield f"{lang}/feed.atom", atom_feed(site, lang, settings)
        yield f"{lang}/feed.json", json_feed(site, lang, settings)
        yield from shards(site, renderer.figure_views, lang)
    yield "sitemap.xml", sitemap(site, settings)
    yield "robots.txt", robots(settings)
    yield "data/articles.json", articles_json(site, gazetteer, taxonomy)
    yield "data/articles.csv", articles_csv(site, gazetteer, taxonomy)
    yield "data/figures.json", figures_json(site, units, gazetteer)
    yield "data/figures.csv", figures_csv(site, units, gazetteer)
