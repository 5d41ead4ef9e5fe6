"""Markdown of ready-made articles → blocks of plain text. Nothing in it becomes markup: HTML and links are shown as text."""

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.model import Block


def blocks_from_markdown(text: str) -> tuple[Block, ...]:
    """Headings, paragraphs, list items, quotations and code as blocks, in order; a rule becomes a section mark. Empty text
    gives none."""
    blocks: list[Block] = []
    level = 0
    for token in MarkdownIt("commonmark", {"html": False}).parse(text):
        if token.type == "heading_open":
            level = min(4, int(token.tag[1]))
        elif token.type == "heading_close":
            level = 0
        elif token.type == "hr":
            blocks.append(Block("separator", ""))
        elif token.type in ("fence", "code_block"):
            blocks += [Block("paragraph", line) for line in token.content.splitlines() if line.strip()]
        elif token.type == "inline" and (plain := " ".join(_plain(token).split())):
            blocks.append(Block("heading", plain, level) if level else Block("paragraph", plain))
    return tuple(blocks)


def _plain(token: Token) -> str:
    parts: list[str] = []
    for child in token.children or []:
        if child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif child.type == "image":
            parts.append(child.content)
        else:
            parts.append(child.content)
    return "".join(parts)
