"""Whether the operator's own model was tried as it would write here (AI-10): else it writes for nobody.

`hearten guide redteam --generator` writes one small file. It names the model, the prompt, and everything that judges
what the model says; when one of them changed since, or the trial is long ago, the Guide quotes until it was tried anew.
The file holds no words and no secret.
"""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings

from hearten.guide import patterns
from hearten.guide.answers import Generator
from hearten.guide.texts import texts
from hearten.kernel.clock import now
from hearten.reading.weights import manifest

NAME = "guide-tried.json"
# A provider may put another model behind the same name and tell nobody: what was seen is believed for so long.
VALID_FOR = timedelta(days=90)
CASES = ("redteam.yaml", "questions.jsonl")
JUDGED_BY = ("generating.py", "redteam/rules.py", "redteam/red.yaml", "guard.py", "grounding.py", "quoting.py")
_HERE = Path(__file__).parent


def kept_at() -> Path:
    """Return where this installation keeps it."""
    return Path(settings.HEARTEN_STATE) / NAME


def versions(generator: Generator) -> dict[str, str]:
    """Return what a trial is of: each part by a short name that changes whenever the part does."""
    risk = "".join(one.sha256 for name, one in sorted(manifest().items()) if name.startswith("risk"))
    return {
        "generator": generator.name,
        "prompt": generator.prompt,
        "rules": patterns.version(),
        "texts": texts().version,
        "reader": _short(risk.encode()),
        "judge": _short(b"".join((_HERE / name).read_bytes() for name in JUDGED_BY)),
        "cases": _short(b"".join((_HERE / "tests" / "data" / name).read_bytes() for name in CASES)),
    }


def _short(what: bytes) -> str:
    return sha256(what).hexdigest()[:12]


def keep(generator: Generator, shown: dict[str, int], at: Path) -> None:
    """Write down that this generator passed, with the counts of what was seen."""
    told = {"on": now().date().isoformat(), "of": versions(generator), "seen": shown}
    at.write_text(f"{json.dumps(told, indent=1, sort_keys=True)}\n", encoding="utf-8")


def why_not(generator: Generator, at: Path | None = None) -> str:
    """Return "" where this generator was tried as it would write now; else untried, changed, or old."""
    kept = _kept(at or kept_at())
    if kept is None:
        return "untried"
    if kept["of"] != versions(generator):
        return "changed"
    return "" if now().date() <= kept["on"] + VALID_FOR else "old"


def changed(generator: Generator, at: Path | None = None) -> Iterator[str]:
    """Yield the parts that are others than when it was tried, for whoever has to try it again."""
    kept = _kept(at or kept_at()) or {"of": {}}
    yield from (name for name, now_is in versions(generator).items() if kept["of"].get(name) != now_is)


def _kept(at: Path) -> dict[str, Any] | None:
    """Return what the file says, or None where there is none, or none that can be read."""
    try:
        told = json.loads(at.read_text(encoding="utf-8"))
        return {"of": dict(told["of"]), "on": date.fromisoformat(told["on"])}
    except (OSError, ValueError, KeyError, TypeError):
        return None
