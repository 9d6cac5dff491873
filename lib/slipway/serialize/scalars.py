"""Scalars as YAML text that every reader takes back unchanged.

The manifests are read by YAML 1.1 readers (PyYAML, libyaml, the Go libraries behind kubectl and Argo CD) and by YAML
1.2 readers (JavaScript, ruamel). A string stays bare only where all of them read the same string; the schemas are
https://yaml.org/type/ (1.1), https://yaml.org/spec/1.2.2/#103-core-schema (1.2) and the resolver of
https://github.com/go-yaml/yaml/blob/v3/resolve.go.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

LONGEST_KEY = 1000
"""libyaml and its ports look for the colon of a key in the first 1024 characters only."""

CACHED_LENGTH = 120
"""Longer strings are policies and scripts: seen once, too large to keep."""

# Booleans, null, the merge key and the default key, in any case: YAML 1.1 readers disagree on the cases only.
_WORDS = frozenset(
    {"~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", "=", "<<", "inf", "nan", "infinity"},
)

# What some reader takes for a number or a date once underscores are left out, as Go's does wherever they stand. Wider
# than any one reader's rule; a needless quote does no harm.
_NUMBER_LIKE = re.compile(
    r"""[-+]? (?:
        [0-9]* \.? [0-9]* (?:[eE][-+]?[0-9]+)?               # 12, 012, 1.5, .5, 1e3
      | 0[xXoObB] [-+]? [0-9a-fA-F.]* (?:[pP][-+]?[0-9]+)?   # 0x1f, 0o17, 0b101, 0x1p-2, 0b+1
      | [0-9]+ (?: :[0-9]+ )+ (?:\.[0-9]*)?                  # 12:30, base 60 in YAML 1.1
      | \. (?: inf | nan )
    ) | \d{4}-\d{1,2}-\d{1,2} (?:[Tt\ ].*)?                  # 2024-01-01, a date in YAML 1.1
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_LONGEST_WORD = max(map(len, _WORDS))
_NUMBER_START = frozenset("0123456789+-.")

# Controls, line separators that YAML 1.1 alone knows, invisible and direction-changing characters, non-characters.
# Fixed ranges instead of str.isprintable(), whose answer changes with the Python version.
_HIDDEN = (
    "\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u061c\u180e\u200b-\u200f\u2028-\u202f\u205f-\u206f"
    "\ufeff\ufff0-\uffff\U000e0000-\U000e0fff"
)
_ESCAPED = re.compile(f'["\\\\\t\n{_HIDDEN}]')
_UNREADABLE = re.compile(f"[\t\n{_HIDDEN}]")
_UNREADABLE_IN_BLOCK = re.compile(rf"[{_HIDDEN}]|\n[ \t]+(?:\n|\Z)")
_SURROGATE = re.compile("[\ud800-\udfff]")

# Bare text must not start with an indicator or a document's end, hold a comment or a key in its middle, or end in a
# colon or a space.
_BARE = re.compile(
    r"""(?!\.\.\.) (?: [^\s\-?:,\[\]{}#&*!|>'"%@`] | --?(?=[^\s\-]) )
    (?: [^\s:#] | :(?![ ]|\Z) | (?<![ ])\# | [ ](?!\Z) )*""",
    re.VERBOSE,
)
# Most of what manifests hold: names, fields, ARNs. Bare by the rules above, and told from the rest at a glance.
_NAME = re.compile(r"[A-Za-z/][A-Za-z0-9_./@*-]*(?::[A-Za-z0-9_./@*-]+)*")
_NAMED_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


class UnwritableError(TypeError):
    """A value that no YAML document can carry; the message says why, the caller knows where."""


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    code = ord(character)
    return _NAMED_ESCAPES.get(character) or (f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}")


def double_quoted(value: str) -> str:
    """Return the string in double quotes on one line, hidden characters as escapes.

    Raises:
        UnwritableError: the string holds half of a surrogate pair, which UTF-8 cannot write.

    """
    if _SURROGATE.search(value):
        raise UnwritableError("text with half of a surrogate pair, which UTF-8 cannot write")
    return f'"{_ESCAPED.sub(_escape, value)}"'


def _is_bare(value: str) -> bool:
    if value[0] in _NUMBER_START and _NUMBER_LIKE.fullmatch(value.replace("_", "")):
        return False
    return _BARE.fullmatch(value) is not None and value.lower() not in _WORDS


def _fits_block(value: str) -> bool:
    """Whether a literal block says the same: its first line must show the indentation, no line be blanks alone."""
    if value[0] in " \t\n":
        return False
    # Policies and scripts, at a glance: in ASCII nothing is hidden but controls, and no blank ends a line.
    if value.isascii() and " \n" not in value and value[-1] != " " and value.replace("\n", "").isprintable():
        return True
    return not _UNREADABLE_IN_BLOCK.search(value) and not _SURROGATE.search(value)


def one_line(value: str) -> str:
    """Return the string on one line, quoted only where it must be."""
    if _NAME.fullmatch(value) and value.lower() not in _WORDS:
        # A member of an enumeration would be formatted as its name, and stay in the cache.
        return str.__str__(value)
    if value and not _UNREADABLE.search(value) and not _SURROGATE.search(value):
        if _is_bare(value):
            return str.__str__(value)
        if ('"' in value or "\\" in value) and "'" not in value:
            return f"'{value}'"
    return double_quoted(value)


def text(value: str) -> str:
    """Return the string on one line, or nothing where :func:`block` writes it better."""
    return _text(value) if len(value) <= CACHED_LENGTH else _uncached_text(value)


def _uncached_text(value: str) -> str:
    return "" if "\n" in value and _fits_block(value) else one_line(value)


_text = lru_cache(maxsize=16384)(_uncached_text)


@lru_cache(maxsize=16384)
def entry(name: str, value: str) -> str:
    """Return the line of a mapping's entry, or nothing where :func:`block` writes its text better.

    For texts up to ``CACHED_LENGTH``: most lines of a manifest stand in every other one of its kind.

    Raises:
        UnwritableError: as :func:`key` and :func:`one_line`.

    """
    if len(value) > _LONGEST_WORD and _NAME.fullmatch(value):
        return f"{key(name)}: {value}\n"
    written = _uncached_text(value)
    return f"{key(name)}: {written}\n" if written else ""


def block(value: str, pad: str) -> str:
    """Return a text of several lines as a literal block whose lines start with ``pad``; no newline at the end."""
    body = value.rstrip("\n")
    newlines = len(value) - len(body)
    mark = "|" if newlines == 1 else "|+" if newlines else "|-"
    if "\n\n" in body:
        lines = "\n".join([pad + line if line else "" for line in body.split("\n")])
    else:
        lines = pad + body.replace("\n", "\n" + pad)
    return f"{mark}\n{lines}" + "\n" * (newlines - 1)


@lru_cache(maxsize=4096)
def key(value: str) -> str:
    """Return a key of a mapping, quoted only where it must be.

    Raises:
        UnwritableError: the key is longer than readers look for its colon.

    """
    written = one_line(value)
    if len(written) > LONGEST_KEY:
        raise UnwritableError(
            f"a key of {len(written)} characters: readers look for its colon in the first {LONGEST_KEY}"
        )
    return written


def number(value: float) -> str:
    """Return an integer or float that reads back as the same type and value.

    Raises:
        UnwritableError: not finite, or an integer beyond the 64 bits that Kubernetes reads.

    """
    if isinstance(value, int):
        if not -(2**63) <= value < 2**63:
            raise UnwritableError("an integer beyond 64 bits, which Kubernetes cannot read")
        return int.__repr__(value)
    if not math.isfinite(value):
        raise UnwritableError(f"the float {value!r}, which JSON and Kubernetes do not know")
    written = float.__repr__(value)
    # YAML 1.1 takes 1e+20 for a string: its floats need a dot.
    return written if "." in written else written.replace("e", ".0e")
