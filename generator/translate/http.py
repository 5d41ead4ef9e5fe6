"""The HTTP engine: any server that speaks LibreTranslate's interface (POST /translate).

Fields and answers are those of LibreTranslate's API documentation: `q` as a list, `source`, `target`, `format`, `api_key`,
`alternatives`; the answer holds `translatedText` and, from newer servers, `alternatives`. `GET /languages` says how the
server names Chinese. The key goes into the body of a request and nowhere else.
"""

import email.utils
import hashlib
import http.client
import json
import math
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from typing import cast

from generator.errors import EngineError
from generator.translate.engine import Candidate, EngineSettings

TIMEOUT_S = 60
"""Without a byte from the server."""
ANSWER_S = 600
"""For one whole answer, however slowly it drips."""
MAX_ANSWER = 16_000_000
"""Bytes of the largest answer that is read."""
TRIES = 5
BACK_OFF_S = 1.0
"""Pause before the second try; doubled before each further one."""
LONGEST_WAIT_S = 120.0
"""A server that asks for a longer pause is given up."""
SENTENCES, CHARACTERS = 32, 5000
"""Most of each in one request; LibreTranslate servers in public use allow 5,000 characters or fewer."""
ALTERNATIVES = 3
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_TOO_LARGE = ("limit", "too long", "too large", "exceed")
_CHINESE = ("zh-Hans", "zh", "zh-CN", "zh_CN")

Sleep = Callable[[float], None]


class LibreTranslateEngine:
    """Translates by a LibreTranslate-compatible server. Raises EngineError when there is no address, when the server cannot
    be reached or does not translate Chinese into English."""

    batch = SENTENCES
    """Texts that `translate` should get at a time, so that what a request brought is kept before the next one."""

    def __init__(self, settings: EngineSettings, sleep: Sleep = time.sleep) -> None:
        self._address = _checked(settings.address)
        self._key = settings.key
        self._sleep = sleep
        self._opener = urllib.request.build_opener(_NoRedirect())
        self._host = urllib.parse.urlsplit(self._address).netloc
        self._source = self._chinese()

    @property
    def name(self) -> str:
        """`libretranslate` and the server's host."""
        return f"libretranslate {self._host}"

    @property
    def fingerprint(self) -> str:
        """Always the same: what runs behind an address is not known, and a server that moved is no reason to translate all
        again."""
        return hashlib.sha256(b"libretranslate").hexdigest()[:12]

    def translate(self, texts: Sequence[str]) -> list[list[Candidate]]:
        """Candidates of all texts, in as many requests as the limits need. Raises EngineError when the server refuses, or
        does not answer after several tries."""
        return [candidates for part in _parts(texts) for candidates in self._part(part)]

    def _part(self, texts: Sequence[str]) -> list[list[Candidate]]:
        """One request; two with half the texts each where the server says that it was too large."""
        fields: dict[str, object] = {
            "q": list(texts),
            "source": self._source,
            "target": "en",
            "format": "text",
            "alternatives": ALTERNATIVES,
        }
        if self._key:
            fields["api_key"] = self._key
        try:
            answer = self._ask("/translate", fields)
        except _TooLargeError as error:
            if len(texts) == 1:
                raise self._error(f"a sentence of {len(texts[0])} characters is too long for it: {error}") from error
            half = len(texts) // 2
            return self._part(texts[:half]) + self._part(texts[half:])
        return self._candidates(answer, len(texts))

    def _candidates(self, answer: object, wanted: int) -> list[list[Candidate]]:
        """The answer's translations with their alternatives, best first."""
        best = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(best, list) or len(best) != wanted or not all(isinstance(text, str) for text in best):
            raise self._error(f"answers without the {wanted} translations that it was asked for")
        others = answer.get("alternatives") if isinstance(answer, dict) else None
        if not isinstance(others, list) or len(others) != wanted:
            others = [[]] * wanted
        found: list[list[Candidate]] = []
        for first, rest in zip(best, others, strict=True):
            more = [text for text in rest if isinstance(text, str)] if isinstance(rest, list) else []
            offered = dict.fromkeys(_clean(text) for text in (first, *more[:ALTERNATIVES]))
            found.append([Candidate(text, -float(rank)) for rank, text in enumerate(offered)])
        return found

    def _chinese(self) -> str:
        """The server's code for Chinese in Han characters; `zh` where it has no list of languages."""
        try:
            answer = self._ask("/languages")
        except _AbsentError:
            return "zh"
        targets = {
            str(one.get("code")): one.get("targets")
            for one in (answer if isinstance(answer, list) else ())
            if isinstance(one, dict)
        }
        for code in _CHINESE:
            into = targets.get(code, ())
            if code in targets and (not isinstance(into, list) or "en" in into):
                return code
        if not targets:
            raise self._error("answers without a list of languages; is it a LibreTranslate server?")
        raise self._error("does not translate Chinese into English")

    def _ask(self, path: str, fields: dict[str, object] | None = None) -> object:
        """The parsed answer, after as many tries as are sensible."""
        data = json.dumps(fields).encode() if fields is not None else None
        headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "digest"}
        request = urllib.request.Request(self._address + path, data, headers)
        reason = ""
        for attempt in range(1, TRIES + 1):
            wait = BACK_OFF_S * 2 ** (attempt - 1)
            try:
                with self._opener.open(request, timeout=TIMEOUT_S) as answer:
                    return self._parsed(_read(answer))
            except urllib.error.HTTPError as error:
                with error:
                    reason = self._told(error)
                    asked = _retry_after(error.headers.get("Retry-After"))
                if error.code not in _AGAIN:
                    raise self._refusal(error.code, reason, path) from None
                wait = wait if asked is None else asked
                if wait > LONGEST_WAIT_S:
                    raise self._error(f"asks to wait {wait:.0f} s ({reason})", "try again later") from None
            except _AnswerError as error:
                raise self._error(str(error)) from None
            except (OSError, http.client.HTTPException) as error:
                reason = self._redacted(str(getattr(error, "reason", error)) or type(error).__name__)
            if attempt < TRIES:
                self._sleep(wait)
        raise self._error(f"does not answer after {TRIES} tries: {reason}", "check the address and the server")

    def _parsed(self, data: bytes) -> object:
        try:
            return json.loads(data)
        except (ValueError, RecursionError) as error:
            raise self._error("answers with something that is no JSON; is it a LibreTranslate server?") from error

    def _refusal(self, code: int, reason: str, path: str) -> Exception:
        """What a status that no further try can mend means."""
        if code in (404, 405) and path == "/languages":
            return _AbsentError()
        told = reason.lower()
        if code == 413 or (code in (400, 422) and any(word in told for word in _TOO_LARGE)):
            return _TooLargeError(reason)
        if code in (401, 403) or (code == 400 and "key" in told):
            remedy = "check DIGEST_SERVER_KEY" if self._key else "put the server's key into DIGEST_SERVER_KEY"
            return self._error(f"refuses the key: {reason}" if self._key else f"wants a key: {reason}", remedy)
        if 300 <= code < 400:
            return self._error(f"sends us elsewhere: {reason}", "put that address into DIGEST_SERVER")
        return self._error(f"refuses: {reason}")

    def _told(self, error: urllib.error.HTTPError) -> str:
        """What the server says about an error, in one short line."""
        if 300 <= error.code < 400:
            return self._redacted(error.headers.get("Location") or f"status {error.code}")
        try:
            said = json.loads(_read(cast(http.client.HTTPResponse, error.fp)))
            text = said.get("error") if isinstance(said, dict) else None
        except (OSError, ValueError, RecursionError, http.client.HTTPException, _AnswerError):
            text = None
        return self._redacted(text if isinstance(text, str) and text.strip() else f"status {error.code}")

    def _redacted(self, text: str) -> str:
        """One line of at most 200 characters, without the key."""
        return _clean(text.replace(self._key, "…") if self._key else text)[:200]

    def _error(self, found: str, remedy: str = "check DIGEST_SERVER") -> EngineError:
        return EngineError(f"the translation server {found}", remedy, file=self._host)


class _AbsentError(Exception):
    """The server has no such address."""


class _TooLargeError(Exception):
    """The server says that a request was too large for it."""


class _AnswerError(Exception):
    """An answer too large or too slow; another try would bring the same."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Texts and key go to the address that was given, and nowhere else."""

    def redirect_request(self, *_: object) -> None:
        return None


def _checked(address: str) -> str:
    """The address without a slash at its end. Raises EngineError if it is none."""
    remedy = "put the server's address into DIGEST_SERVER, as in https://translate.example.org"
    if not address:
        raise EngineError("no translation server", remedy)
    try:
        parts = urllib.parse.urlsplit(address)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        usable = False
    if not usable or parts.query or parts.fragment or "@" in parts.netloc or not address.isascii() or " " in address:
        raise EngineError("the address of the translation server is unusable", remedy)
    return address.rstrip("/").removesuffix("/translate")


def _parts(texts: Sequence[str]) -> Iterator[list[str]]:
    """Runs of texts within the limits of one request; a text beyond them goes alone."""
    part: list[str] = []
    for text in texts:
        if part and (len(part) == SENTENCES or sum(map(len, part)) + len(text) > CHARACTERS):
            yield part
            part = []
        part.append(text)
    if part:
        yield part


def _read(answer: http.client.HTTPResponse) -> bytes:
    """The whole body. Raises IncompleteRead if it breaks off, _AnswerError if it is too large or takes too long."""
    data = bytearray()
    end = time.monotonic() + ANSWER_S
    while chunk := answer.read1(1 << 16):
        data += chunk
        if len(data) > MAX_ANSWER:
            raise _AnswerError(f"gives an answer larger than {MAX_ANSWER // 1_000_000} MB")
        if time.monotonic() > end:
            raise _AnswerError(f"takes for one answer longer than {ANSWER_S} s")
    if answer.length:
        raise http.client.IncompleteRead(bytes(data[:0]), answer.length)
    return bytes(data)


def _retry_after(value: str | None) -> float | None:
    """Seconds of a Retry-After header, which may also be a date; None for none, or for nonsense."""
    if not value:
        return None
    try:
        seconds = float(value)
    except ValueError:
        try:
            seconds = email.utils.parsedate_to_datetime(value).timestamp() - time.time()
        except (ValueError, OverflowError):
            return None
    return max(0.0, seconds) if math.isfinite(seconds) else None


def _clean(text: str) -> str:
    """One line, without control characters and without halves of characters, which no file can hold."""
    shown = "".join(ch if ch.isprintable() else " " for ch in text.encode("utf-8", "replace").decode())
    return " ".join(shown.split())
