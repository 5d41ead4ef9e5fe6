"""Chongqing District Digest: raw Chinese newspaper pages in, a searchable bilingual site out."""

__version__ = "0.1.0"
