"""Text from outside, made safe to show: no controls, no invisible characters that change what is seen."""

from generator.language.characters import is_invisible


def clean(value: object) -> object:
    """A text without control and invisible characters (a right-to-left override, say); other values as they are."""
    if not isinstance(value, str) or (value.isascii() and value.isprintable()):
        return value
    if not any(is_invisible(ch) for ch in value):
        return value
    kept = "".join(ch for ch in value if not is_invisible(ch))
    return type(value)(kept)


def clean_text(text: str) -> str:
    """`clean` of a text."""
    return "".join(ch for ch in text if not is_invisible(ch))
