"""What the evidence log keeps of presets, goods and overlays: what viewers were shown, and who changed it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from studio.control import goods_events as ge
from studio.control.codec import dumps, json_from
from studio.control.state import Show
from studio.core.goods import Product


def goods_facts(event: ge.GoodsEvent, state: Show) -> dict[str, Any] | None:
    """None: nothing. `state` is the one after the event."""
    match event:
        case ge.PresetOpened(preset, rundown, text) | ge.PresetReloaded(preset, rundown, text):
            digest = hashlib.sha256(text.encode()).hexdigest()
            return {"preset": preset.id, "sha256": digest, **_sheet(rundown)}
        case ge.RundownImported(path, rundown):
            return {"file": Path(path).name, **_sheet(rundown)}
        case ge.RundownImportAsked(path) | ge.RundownExportAsked(path) | ge.RundownExported(path):
            return {"file": Path(path).name}
        case ge.PresetPackAsked(path) | ge.PresetPacked(path):
            return {"file": Path(path).name}
        case ge.PresetAsked(preset) | ge.PresetRefused(preset):
            return {"preset": Path(preset).name}
        case ge.PresetWriteAsked(text):
            return {"sha256": hashlib.sha256(text.encode()).hexdigest()}
        case ge.PicturesChecked(found):
            return {"pictures": len(found), "refused": {Path(path).name: what for path, what in found if what}}
        case ge.ProductShown(product):
            return {"product": product, **_shown(state, product)}
        case ge.CloseUpChosen(source):
            return {"source_kind": source.partition(":")[0]}
        case ge.CloseUpChanged(part):
            return {"status": part.status.value, "problem": part.problem}
        case ge.PresetsFound() | ge.PresetEditRefused():
            return None
        case _:
            return asdict(event)


def _sheet(rundown: Sequence[Product]) -> dict[str, Any]:
    """A rundown's fingerprint: with the sheet at hand it can be proved to be this one."""
    text = dumps([json_from(product) for product in rundown])
    return {"products": len(rundown), "rundown_sha256": hashlib.sha256(text.encode()).hexdigest()}


def _shown(state: Show, product: str) -> dict[str, Any]:
    """What the card says."""
    entry = next((entry for entry in state.rundown if entry.id == product), None)
    if entry is None:
        return {}
    seller = entry.seller if entry.seller.name else state.preset.seller
    return {
        "name": entry.name,
        "price_fen": entry.price_fen,
        "unit": entry.unit,
        "usual_price_fen": entry.usual_price_fen,
        "compare_basis": entry.compare_basis,
        "offer": entry.offer,
        "stock": entry.stock,
        "seller": seller.name,
    }
