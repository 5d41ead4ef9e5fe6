"""What the site is called and where it lives."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model import Lang


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """Data of `content/site.yaml` and of the about pages."""

    name: Mapping[Lang, str] = field(default_factory=lambda: {"zh": "重庆区县文摘", "en": "Chongqing District Digest"})
    tagline: Mapping[Lang, str] = field(default_factory=lambda: {"zh": "", "en": ""})
    base_url: str = "https://chongqing-district-digest.example"
    """Without a slash at the end."""
    corrections: str = ""
    """`https:` or `mailto:` address; empty for none."""
    about: Mapping[Lang, str] = field(default_factory=lambda: {"zh": "", "en": ""})
    """Markdown of the about page."""
