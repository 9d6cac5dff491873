"""Why kapitan failed, in the words that matter: it prints tracebacks for some faults and nothing at all for others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from slipway.project.run import Run

_COMPILED = re.compile(r"^Compiled (\S+) \(\d", re.MULTILINE)
_FRAME = re.compile(r'^  File "(?P<file>[^"]+)", line (?P<line>\d+), in (?P<name>\S+)$', re.MULTILINE)
_RAISED = re.compile(r"^(?P<type>[A-Za-z_][\w.]*(?:Error|Exception|Exit)): ?(?P<text>.*)$", re.MULTILINE)
_FAILED = re.compile(r"^Error compiling (?!targets)(?P<text>.*)\Z", re.MULTILINE | re.DOTALL)
_INVENTORY = re.compile(r"^(?:Reclass-rs error|Inventory reclass error): (?P<text>.*)\Z", re.MULTILINE | re.DOTALL)
_TAIL = re.compile(r"\s*Compile error: failed to compile target: \S+\s*\Z")
_ROUTINE = re.compile(r"^(Rendered inventory|Compiling \d|Compiled |\s*$)")
_ADVERT = re.compile(r"\n +For further information visit \S+")
_NOTHING = re.compile(r"FileNotFoundError: .*\.kapitan/compiled")
_COMPONENT = "/components/"


def finished(output: str) -> tuple[str, ...]:
    """Return the targets that kapitan reported as compiled."""
    return tuple(_COMPILED.findall(output))


def reason(run: Run, targets: Sequence[str], limit: float) -> str:
    """Return why a run failed, or nothing where kapitan did not say."""
    if run.timed_out:
        return _too_long(run.output, targets, limit)
    if run.code < 0:
        return f"kapitan was ended by signal {-run.code}, as a machine does that runs out of memory"
    finders = (_inventory, _component, _nothing_written, _exception, _last_words)
    return next((why for find in finders if (why := find(run.output))), "")


def _inventory(output: str) -> str:
    found = _INVENTORY.search(output)
    return f"the inventory cannot be rendered: {_ADVERT.sub('', found['text']).strip()}" if found else ""


def _component(output: str) -> str:
    found = _FAILED.search(output)
    text = _TAIL.sub("", found["text"]).strip() if found else ""
    return f"target {text}{_cause(output, text)}" if text else ""


def _nothing_written(output: str) -> str:
    if not _NOTHING.search(output):
        return ""
    return "a target wrote nothing: its kapitan.compile lists no component, or none that has anything to write"


def _exception(output: str) -> str:
    raised = list(_RAISED.finditer(output))
    return f"kapitan failed: {raised[-1]['type']}: {raised[-1]['text']}".rstrip(": ") if raised else ""


def _last_words(output: str) -> str:
    said = _said(output)
    return "kapitan failed: " + "\n  ".join(said) if said else ""


def _said(output: str) -> list[str]:
    return [line for line in output.splitlines() if not _ROUTINE.match(line)][-5:]


def _too_long(output: str, targets: Sequence[str], limit: float) -> str:
    missing = sorted(set(targets) - set(finished(output)))
    heard = "".join(f"\n  {line}" for line in _said(output))
    return (
        f"kapitan had not finished after {limit:g} s and was stopped; not compiled: {', '.join(missing) or 'none'}."
        f" A worker that was killed, or a component that called sys.exit, makes it wait for ever;"
        f" a larger limit is set by --time-limit or SLIPWAY_TIME_LIMIT.{f' It last said:{heard}' if heard else ''}"
    )


def _cause(output: str, known: str) -> str:
    """Return the first exception of the printed chain with its place in a component, where the text lacks it."""
    raised = _RAISED.search(output)
    if raised is None:
        return ""
    before = list(_FRAME.finditer(output, 0, raised.start()))
    own = [frame for frame in before if _COMPONENT in frame["file"]]
    where = f" ({own[-1]['file'].partition(_COMPONENT)[2]}:{own[-1]['line']})" if own else ""
    if raised["text"] and raised["text"] in known:
        return where
    return f"\n  {raised['type']}: {raised['text']}{where}"
