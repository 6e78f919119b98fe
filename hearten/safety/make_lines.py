"""Make data/lines.json from the compiled list of crisis lines. Run again when the list changes:

python -m hearten.safety.make_lines <crisis-lines.json>

Taken over: services that at least two independent sources agree on and that nothing contradicts. A number stays the
text that is dialled inside its country: rewriting short codes to E.164 made strangers' numbers of them (CR-22).
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parent / "data" / "lines.json"
DOUBT = re.compile(r"\b(hold|conflict)\b", re.IGNORECASE)
EMERGENCY = re.compile(r"(?:(ambulance|police) )?(\d+)")
# What the sources' shorthand for hours means.
HOURS = {"D: 11-04": "11:00-04:00", "check": ""}


def is_agreed(record: dict[str, Any]) -> bool:
    """Whether two sources agree on this record and its notes hold no doubt."""
    return (
        record["status"] == "cross-checked"
        and len(record["sources"]) >= 2
        and not DOUBT.search(str(record.get("note")))
    )


def line(record: dict[str, Any]) -> dict[str, Any]:
    """One service as the page prints it. Its id holds the number: a new number is a new line, to be dialled anew."""
    sms = record["sms"] or {"to": "", "body": ""}
    channel, number = ("call", record["dial"]) if record["dial"] else ("text", sms["to"])
    body = f"?body={sms['body']}" if sms["body"] else ""
    return {
        "id": f"{record['country'].lower()}-{channel}-{re.sub('[^0-9]', '', number)}",
        "name": record["name"],
        "call": record["dial"],
        "tel": f"tel:{record['dial'].replace(' ', '')}" if record["dial"] else "",
        "text": sms["to"],
        "say": sms["body"],
        "sms": f"sms:{sms['to']}{body}" if sms["to"] else "",
        "chat": record["chat"] or "",
        "hours": HOURS.get(record["hours"], record["hours"]),
        "languages": record["languages"].split(","),
        "sources": record["sources"],
    }


def country(code: str, records: list[dict[str, Any]]) -> dict[str, Any]:
    """One country: its emergency numbers, the general one first, and its lines."""
    emergency = [{"dial": dial, "what": what} for what, dial in EMERGENCY.findall(records[0]["emergency"])]
    return {"code": code, "emergency": emergency, "lines": [line(record) for record in records]}


def made_from(source: dict[str, Any]) -> dict[str, Any]:
    """Return the whole file."""
    agreed = [record for record in source["records"] if is_agreed(record)]
    codes = sorted({record["country"] for record in agreed})
    return {
        "compiled": agreed[0]["compiled"],
        "sources": source["_sources"],
        "countries": [country(code, [record for record in agreed if record["country"] == code]) for code in codes],
    }


if __name__ == "__main__":
    made = made_from(json.loads(Path(sys.argv[1]).read_text()))
    TARGET.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n")
