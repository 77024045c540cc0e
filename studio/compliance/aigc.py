"""The hidden label: what GB 45438-2025, Appendix E wants in the metadata of every file that leaves the studio.

A string of JSON under a key that contains AIGC, once in a file, all values strings of printable ASCII. Video carries
it as a container tag (`AIGC`), pictures in XMP under the namespace of TC260's practice guides.
"""

from __future__ import annotations

import json
import re
import uuid
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from typing import Any, Final
from xml.sax.saxutils import escape

KEY: Final = "AIGC"
FIELDS: Final = (
    "Label", "ContentProducer", "ProduceID", "ReservedCode1", "ContentPropagator", "PropagateID", "ReservedCode2",
)  # fmt: skip
GENERATED: Final = "1"
"""Label: is generated; "2" may be, "3" is suspected to be."""
PLACEHOLDER: Final = "PROVIDER-CODE-NOT-SET"
"""Stands in for the provider's code until the settings have one; `studio label verify` reports it."""
XMP_KEYWORD: Final = "XML:com.adobe.xmp"
"""Of the iTXt chunk that PNG keeps its XMP in."""
_NAMESPACE = "http://www.tc260.org.cn/ns/AIGC/1.0/"
_ALLOWED = re.compile(r"[\x21\x23-\x5b\x5d-\x7e]*")
"""GB 18030 0x21, 0x23–0x5B, 0x5D–0x7E: no space, no quotation mark, no backslash, no Chinese."""
_MAX_XMP = 1_000_000


def new_produce_id() -> str:
    """A number no other file has."""
    return f"QH{uuid.uuid4().hex}"


def value(provider: str, produce_id: str, reserved: str = "") -> str:
    """The string of a first writing: who spreads it is who made it (Appendix E, note 1).

    `provider`: the code of the service provider, "" if there is none yet. Raises ValueError for characters that may not
    be in it.
    """
    code = provider or PLACEHOLDER
    for name, text in (("provider code", code), ("ProduceID", produce_id), ("ReservedCode1", reserved)):
        if not _ALLOWED.fullmatch(text):
            raise ValueError(f"{name} “{text}” has characters that the standard forbids: printable ASCII only")
    told = dict(zip(FIELDS, (GENERATED, code, produce_id, reserved, code, produce_id, ""), strict=True))
    return json.dumps(told, separators=(",", ":"))


def video_tags(text: str) -> dict[str, str]:
    """For a video's container."""
    return {KEY: text}


def png_texts(text: str) -> dict[str, str]:
    """For a PNG's iTXt chunks."""
    return {
        XMP_KEYWORD: '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" xmlns:TC260="{_NAMESPACE}"><TC260:AIGC>{escape(text)}</TC260:AIGC>'
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    }


def found_in(tags: Mapping[str, str] | Sequence[tuple[str, str]]) -> list[str]:
    """Every AIGC string among a file's tags or text chunks; XMP is looked into."""
    pairs = tags.items() if isinstance(tags, Mapping) else tags
    found: list[str] = []
    for key, text in pairs:
        if key == XMP_KEYWORD:
            found += _in_xmp(text)
        elif KEY in key:
            found.append(text)
    return found


def problems(texts: Sequence[str]) -> list[str]:
    """What is wrong with the AIGC strings of one file; empty if nothing."""
    if not texts:
        return ["there is no AIGC metadata"]
    if len(texts) > 1:
        return [f"there are {len(texts)} AIGC entries, the standard allows one (6.1 c)"]
    try:
        told: Any = json.loads(texts[0])
    except (ValueError, RecursionError):
        return ["the AIGC entry is not JSON"]
    if isinstance(told, dict) and set(told) == {KEY}:  # some writers repeat the key inside
        told = told[KEY]
    if not isinstance(told, dict):
        return ["the AIGC entry is not an object"]
    wrong = [f"{name} is missing" for name in FIELDS if name not in told]
    wrong += [f"{name} is not a field of the standard" for name in told if name not in FIELDS]
    for name, text in told.items():
        if not isinstance(text, str):
            wrong.append(f"{name} is not a string")
        elif not _ALLOWED.fullmatch(text):
            wrong.append(f"{name} has characters that are not allowed")
    if wrong:
        return wrong
    if told["Label"] not in ("1", "2", "3"):
        wrong.append(f"Label is “{told['Label']}”, not 1, 2 or 3")
    if tuple(told) != FIELDS:
        wrong.append("the fields stand in another order than usual")
    wrong += [f"{name} is empty" for name in ("ContentProducer", "ProduceID") if not told[name]]
    if told["ContentProducer"] == PLACEHOLDER:
        wrong.append("provider code not set: write it into the settings (provider_code)")
    return wrong


def _in_xmp(text: str) -> list[str]:
    if len(text) > _MAX_XMP or "<!" in text:  # no document types, so no entities
        return []
    try:
        root = ET.fromstring(text.replace("\ufeff", ""))
    except ET.ParseError:
        return []
    name = f"{{{_NAMESPACE}}}AIGC"
    found = [element.text or "" for element in root.iter(name)]
    return found + [element.attrib[name] for element in root.iter() if name in element.attrib]
