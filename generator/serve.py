"""Serve the built site on this machine, rebuild when a source changes, reload the browser."""

from collections.abc import Callable, Sequence
from pathlib import Path

from livereload import Server

HOST = "127.0.0.1"
_WATCHED = ("*.txt", "*.yaml", "*.html", "about.*.md", "static/*", "locales/*.yaml", "articles/*/*.md")


def watched(folders: Sequence[Path]) -> list[str]:
    """Patterns of the files whose change means a rebuild. What the build itself writes into `content/` is left out, since
    it would start the next build."""
    return [str(folder / pattern) for folder in folders for pattern in _WATCHED]


def serve(
    rebuild: Callable[[], None], out: Path, folders: Sequence[Path], port: int, say: Callable[[str], None]
) -> None:
    """Serve `out` until interrupted."""
    server = Server()
    for pattern in watched(folders):
        server.watch(pattern, rebuild, delay=1)
    say(f"http://{HOST}:{port}/ (stop with Ctrl-C)")
    server.serve(root=str(out), host=HOST, port=port, restart_delay=0)
