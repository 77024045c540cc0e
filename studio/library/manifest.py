"""manifest.toml: an avatar's identity card. What the gallery shows, what a brand checks, what the files are."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from studio.library.reading import Strict


class Name(Strict):
    zh: str
    en: str


class Files(Strict):
    """Names inside the avatar's folder."""

    full: str
    light: str | None = None
    """For machines without a GPU."""
    preview: str | None = None


class Character(Strict):
    role_zh: str = ""
    role_en: str = ""
    age_zh: str = ""
    age_en: str = ""
    notes_zh: str = ""
    notes_en: str = ""
    never_zh: str = ""
    """What the character is never used for."""
    never_en: str = ""
    goods: tuple[str, ...] = Field(default=(), strict=False)
    """Kinds of goods it suits."""


class Likeness(Strict):
    based_on_real_person: bool = False
    statement_zh: str = ""
    statement_en: str = ""
    consent_ref: str = ""


class Licence(Strict):
    spdx: str = ""
    text_zh: str = ""
    text_en: str = ""
    vrm: str = ""
    """Address of the VRM licence the file names."""
    commercial_use: Literal["", "personalNonProfit", "personalProfit", "corporation"] = ""
    """VRM 1.0's commercialUsage."""
    allow_redistribution: bool | None = None
    allow_modification: bool | None = None
    credit: Literal["", "required", "unnecessary"] = ""


class Origin(Strict):
    made_by: str = ""
    command: str = ""
    source: str = ""


class Manifest(Strict):
    """The file. Only what is needed to show and load the avatar must be there."""

    form: Literal["qionghua-avatar/1"] = Field(alias="schema")
    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")
    """What `ChooseAvatar` takes; the folder has the same name."""
    name: Name
    files: Files
    version: str = "1"
    kind: Literal["human-driven"] = "human-driven"
    national_code: str = ""
    """Of the registration a coming national standard asks for."""
    height_m: float | None = Field(default=None, gt=0, lt=10)
    character: Character = Character()
    likeness: Likeness = Likeness()
    licence: Licence = Licence()
    origin: Origin = Origin()
