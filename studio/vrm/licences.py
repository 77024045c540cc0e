"""The licence block of a VRM file, told in the words of VRM 1.0. What a file leaves open stays open ("" or None)."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

from studio.core.avatar import Licence
from studio.vrm.fields import Fields

_PUBLIC = ("CC0", "CC_BY", "CC_BY_SA", "CC_BY_ND")
"""Public licences of 0.x that let anyone, companies too, earn with the work."""


def read_licence1(vrm: Fields) -> Licence:
    """Raises VrmError."""
    meta = vrm.child("meta")
    if meta is None:
        return Licence()
    authors = [author[:200] for author in meta.array("authors", 256) if isinstance(author, str)]
    return Licence(
        authors=tuple(authors),
        copyright=meta.text("copyrightInformation"),
        url=meta.text("licenseUrl"),
        # The defaults are those of the VRM 1.0 schema: what a file does not allow is not allowed.
        avatar_permission=meta.text("avatarPermission", "onlyAuthor"),
        commercial_usage=meta.text("commercialUsage", "personalNonProfit"),
        credit=meta.text("creditNotation", "required"),
        redistribution=meta.flag("allowRedistribution"),
        modification=meta.text("modification", "prohibited"),
        violent=meta.flag("allowExcessivelyViolentUsage"),
        sexual=meta.flag("allowExcessivelySexualUsage"),
        political_or_religious=meta.flag("allowPoliticalOrReligiousUsage"),
        antisocial_or_hate=meta.flag("allowAntisocialOrHateUsage"),
        other="; ".join(part for part in (meta.text("thirdPartyLicenses"), meta.text("otherLicenseUrl")) if part),
    )


def read_licence0(vrm: Fields) -> Licence:
    """0.x asks other questions; a licence address of VRoid Hub, which most 0.x files carry, answers more of them.

    Raises VrmError.
    """
    meta = vrm.child("meta")
    if meta is None:
        return Licence()
    name, commercial = meta.text("licenseName"), meta.text("commercialUssageName")  # sic: the 0.x schema spells it so
    urls = list(dict.fromkeys(url for key in ("otherLicenseUrl", "otherPermissionUrl") if (url := meta.text(key))))
    licence = Licence(
        authors=(meta.text("author"),) if meta.text("author") else (),
        url=urls[0] if urls else "",
        avatar_permission={
            "OnlyAuthor": "onlyAuthor",
            "ExplicitlyLicensedPerson": "onlySeparatelyLicensedPerson",
            "Everyone": "everyone",
        }.get(meta.text("allowedUserName"), ""),
        commercial_usage=_commercial(name, commercial),
        credit="unnecessary" if name == "CC0" else "required" if name.startswith("CC_BY") else "",
        redistribution=False if name == "Redistribution_Prohibited" else True if name.startswith("CC") else None,
        modification=_modification(name),
        violent=_allowed(meta, "violentUssageName"),
        sexual=_allowed(meta, "sexualUssageName"),
        other="; ".join(
            (
                *((f"VRM 0.x licence {name}",) if name else ()),
                *((f"commercial use: {commercial}",) if commercial else ()),
                *urls[1:],
            )
        ),
    )
    for url in urls:
        licence = _with_vroid_terms(licence, url)
    return licence


def _commercial(licence: str, answer: str) -> str:
    """0.x does not tell a person's profit from a company's: a bare "Allow" leaves open what a company may do."""
    if answer == "Disallow" or "NC" in licence.split("_"):
        return "personalNonProfit"
    return "corporation" if answer == "Allow" and licence in _PUBLIC else ""


def _modification(licence: str) -> str:
    if licence == "Redistribution_Prohibited" or "ND" in licence.split("_"):
        return "prohibited"
    return "allowModificationRedistribution" if licence.startswith("CC") else ""


def _allowed(meta: Fields, key: str) -> bool | None:
    return {"Allow": True, "Disallow": False}.get(meta.text(key))


def _with_vroid_terms(licence: Licence, url: str) -> Licence:
    """The terms that a VRoid Hub licence address spells out in its query."""
    try:
        parts = urlsplit(url)
        terms = {key: values[0] for key, values in parse_qs(parts.query, max_num_fields=64).items()}
    except ValueError:
        return licence
    if parts.hostname != "hub.vroid.com" or not parts.path.endswith("license"):
        return licence
    corporate = terms.get("corporate_commercial_use")
    personal = terms.get("personal_commercial_use")
    commercial = (
        "corporation"
        if corporate == "allow"
        else "personalProfit"
        if personal == "profit"
        else "personalNonProfit"
        if corporate == "disallow"
        else licence.commercial_usage
    )
    redistribution = {"allow": True, "disallow": False}.get(terms.get("redistribution", ""), licence.redistribution)
    modification = {
        "allow": "allowModificationRedistribution" if redistribution else "allowModification",
        "disallow": "prohibited",
    }.get(terms.get("modification", ""), licence.modification)
    credit = {"necessary": "required", "unnecessary": "unnecessary"}.get(terms.get("credit", ""), licence.credit)
    return replace(
        licence, commercial_usage=commercial, redistribution=redistribution, modification=modification, credit=credit
    )
