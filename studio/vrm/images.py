"""Pictures inside the file: PNG, JPEG and WebP to RGBA, with a bound on every size before anything is decoded."""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
from PIL import Image as Pillow

from studio.core.arrays import ByteArray, frozen
from studio.core.avatar import Texture, Wrap
from studio.core.errors import VrmError
from studio.vrm.accessors import Accessors, decode_data_uri
from studio.vrm.fields import Fields
from studio.vrm.limits import Limits

_FORMATS = ("PNG", "JPEG", "WEBP")
_MAG_FILTERS = (9728, 9729)
_MIN_FILTERS = (9728, 9729, 9984, 9985, 9986, 9987)
_ALL_PICTURES = 8
"""Times the pixels that one picture may have: every one is decoded before it is made smaller."""
_SMALLER = "Use a lighter file, or make its textures smaller."


@dataclass(frozen=True, slots=True)
class _Found:
    """A picture that is known by its header only."""

    data: bytes
    width: int
    height: int
    where: str
    name: str


class Textures:
    """The textures materials really use, numbered in the order of first use; pictures are decoded once, at the end."""

    def __init__(self, root: Fields, accessors: Accessors, limits: Limits) -> None:
        self._limits = limits
        self._accessors = accessors
        self._textures = root.objects("textures", limits.items)
        self._images = root.objects("images", limits.items)
        self._samplers = root.objects("samplers", limits.items)
        self._views = len(root.array("bufferViews"))
        self._numbers: dict[int, int] = {}
        self._found: dict[int, _Found] = {}

    @property
    def count(self) -> int:
        return len(self._textures)

    def use(self, index: int) -> int:
        """The number of the glTF texture `index` in `decode()`. Raises VrmError for a texture nobody here can read."""
        if index not in self._numbers:
            self._source(self._textures[index])
            self._numbers[index] = len(self._numbers)
        return self._numbers[index]

    def decode(self, notes: list[str]) -> tuple[Texture, ...]:
        """All textures in use. Raises VrmError."""
        sources = {index: self._source(self._textures[index]) for index in self._numbers}
        found = {image: self._header(image) for image in sources.values()}
        whole = sum(picture.width * picture.height for picture in found.values())
        if whole > _ALL_PICTURES * self._limits.image_pixels:
            raise VrmError("Its pictures are far too large together.", where="images", remedy=_SMALLER)
        sizes = self._affordable(found, notes)
        pixels = {image: _decode(picture, sizes[image]) for image, picture in found.items()}
        return tuple(
            self._texture(self._textures[index], pixels[image], found[image].name) for index, image in sources.items()
        )

    def picture(self, image: int, side: int) -> ByteArray:
        """One picture at most `side` pixels wide and high, for the thumbnail. Raises VrmError."""
        found = self._header(image)
        return _decode(found, _fitted(found, side))

    def thumbnail_of_texture(self, texture: int, side: int) -> ByteArray:
        return self.picture(self._source(self._textures[texture]), side)

    def _source(self, texture: Fields) -> int:
        count = len(self._images)
        webp = texture.extension("EXT_texture_webp")
        if webp and "source" in webp:
            return webp.index("source", count, "image")
        if "source" not in texture and texture.extension("KHR_texture_basisu"):
            raise VrmError(
                "the picture is stored with KHR_texture_basisu (KTX2), which is not supported",
                where=texture.where,
                remedy="Export it again with PNG, JPEG or WebP textures.",
            )
        return texture.required_index("source", count, "image")

    def _header(self, index: int) -> _Found:
        if index in self._found:
            return self._found[index]
        image = self._images[index]
        if "bufferView" in image:
            data = bytes(self._accessors.view(image.index("bufferView", self._views, "buffer view")))
        elif "uri" in image:
            data = decode_data_uri(image.raw_text("uri"), image.path("uri"))
        else:
            raise image.fail("has neither data nor an address")
        with _open(data, image.where) as picture:
            width, height = picture.size
        if width * height > self._limits.image_pixels:
            raise VrmError(
                f"the picture is {width} × {height}, too large",
                where=image.where,
                remedy=_SMALLER,
            )
        self._found[index] = _Found(data, width, height, image.where, image.text("name"))
        return self._found[index]

    def _affordable(self, found: dict[int, _Found], notes: list[str]) -> dict[int, tuple[int, int]]:
        """The size each picture is decoded at, so that all together stay within the memory allowed."""
        sizes = {image: _fitted(picture, self._limits.texture_side) for image, picture in found.items()}
        while sum(4 * w * h for w, h in sizes.values()) > self._limits.texture_bytes:
            largest = max(sizes, key=lambda image: sizes[image][0] * sizes[image][1])
            width, height = sizes[largest]
            if width * height <= 1:
                raise VrmError("the pictures do not fit into memory", where="images", remedy=_SMALLER)
            sizes[largest] = (max(1, width // 2), max(1, height // 2))
        for image, (width, height) in sizes.items():
            picture = found[image]
            if (width, height) != (picture.width, picture.height):
                notes.append(
                    f"{picture.where}: made smaller from {picture.width} × {picture.height} to {width} × {height}."
                )
        return sizes

    def _texture(self, texture: Fields, pixels: ByteArray, image_name: str) -> Texture:
        name = texture.text("name") or image_name
        index = texture.index("sampler", len(self._samplers), "sampler")
        if index < 0:
            return Texture(name, pixels)
        sampler = self._samplers[index]
        mag, small = sampler.integer("magFilter", 9729), sampler.integer("minFilter", 9987)
        return Texture(
            name,
            pixels,
            wrap_s=_wrap(sampler, "wrapS"),
            wrap_t=_wrap(sampler, "wrapT"),
            min_filter=small if small in _MIN_FILTERS else 9987,
            mag_filter=mag if mag in _MAG_FILTERS else 9729,
        )


def _wrap(sampler: Fields, key: str) -> Wrap:
    try:
        return Wrap(sampler.integer(key, int(Wrap.REPEAT)))
    except ValueError:
        raise sampler.fail("is no wrap mode of glTF", key) from None


def _fitted(picture: _Found, side: int) -> tuple[int, int]:
    share = min(1.0, side / max(picture.width, picture.height))
    return max(1, round(picture.width * share)), max(1, round(picture.height * share))


def _open(data: bytes, where: str) -> Pillow.Image:
    """Reads the header only. Decoders meet hostile bytes here, and fail in many ways: all of them mean the same."""
    try:
        return Pillow.open(io.BytesIO(data), formats=_FORMATS)
    except Exception as error:
        raise _broken(where) from error


def _broken(where: str) -> VrmError:
    return VrmError(
        "the picture cannot be read: it is broken, too large, or neither PNG, JPEG nor WebP",
        where=where,
        remedy="Export it again with sound PNG or JPEG textures.",
    )


def _decode(found: _Found, size: tuple[int, int]) -> ByteArray:
    with _open(found.data, found.where) as picture:
        try:
            if picture.mode.startswith("I"):  # 16-bit grey: Pillow would clip instead of scaling
                grey = (np.asarray(picture, dtype=np.uint32) >> 8).astype(np.uint8)
                rgba = Pillow.fromarray(grey).convert("RGBA")
            else:
                rgba = picture.convert("RGBA")
            if rgba.size != size:
                rgba = rgba.resize(size, Pillow.Resampling.BOX, reducing_gap=2.0)
            return frozen(np.asarray(rgba), np.uint8)
        except Exception as error:
            raise _broken(found.where) from error
