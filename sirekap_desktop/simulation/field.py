"""Pictures as the field delivers them: five levels from the flatbed to a copy by messenger."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final, Literal, get_args

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_desktop.simulation import flaws
from sirekap_desktop.simulation.camera import as_jpeg
from sirekap_desktop.simulation.folds import CORNERS, Folds

Image = NDArray[np.uint8]

Level = Literal["scan", "easy", "normal", "published", "hard"]
LEVELS: Final[tuple[Level, ...]] = get_args(Level)

PHONE: Final = (3024, 4032)
STEP: Final = 8
"""Pixels between the places where the way of the light is worked out."""
CUT: Final = 13.0
"""How many mm outside the picture the middle of a corner's squares lies when it is cut off."""
TROUBLES: Final = (
    "perspective",
    "turned",
    "folds",
    "shadow",
    "uneven",
    "motion",
    "noise",
    "messenger",
    "moire",
    "cast",
    "table",
    "corner",
)
"""What a hard picture draws two to four of."""


@dataclass(frozen=True)
class Take:
    """How one picture is taken; angles in degrees, `bend` and `worst` in mm on the sheet.

    `bend` is how far the boxes lie off the plane through the four corners on average, `worst` how
    far at most; `fill` is the part of the picture that the sheet takes up. `blur` and `motion` are
    pixels of the `size` (width, height) at which the camera sees.
    """

    size: tuple[int, int] = PHONE
    fill: float = 0.93
    tilt: float = 2.0
    roll: float = 1.0
    bend: float = 0.4
    worst: float = 4.6
    folded: bool = True
    light: flaws.Light = field(default_factory=flaws.Light)
    blur: float = 0.8
    motion: float = 0.0
    noise: float = 3.0
    cover_corner: bool = False
    cut_corner: bool = False
    moire: bool = False
    quarter_turns: int = 0
    quality: int = 88
    copies: tuple[tuple[int, int], ...] = ()
    """Each later copy: its longest side (or its width when negative) in pixels, its quality."""


def take(sheet: Image, scale: float, level: Level, rng: np.random.Generator) -> bytes:
    """A sheet (BGR, `scale` px/mm) as the bytes of the JPEG that arrives from the field."""
    return shoot(sheet, scale, how(level, rng), rng)


def how(level: Level, rng: np.random.Generator) -> Take:
    """Draw the circumstances of one picture of a level."""
    return {
        "scan": _scan,
        "easy": _easy,
        "normal": _normal,
        "published": _published,
        "hard": _hard,
    }[level](rng)


def shoot(sheet: Image, scale: float, take: Take, rng: np.random.Generator) -> bytes:
    """Photograph a sheet in given circumstances."""
    if take.moire:
        sheet = flaws.on_screen(sheet, scale, rng)
    picture = _seen(sheet, scale, take, rng)
    picture = flaws.lit(picture, take.light, rng)
    if take.blur > 0:
        picture = cv2.GaussianBlur(picture, (0, 0), take.blur).astype(np.uint8)
    if take.motion > 1:
        picture = flaws.moved(picture, take.motion, rng)
    if take.moire:
        picture = flaws.moire(picture, rng)
    if take.noise > 0:
        picture = flaws.grainy(picture, take.noise, rng)
    picture = np.ascontiguousarray(np.rot90(picture, take.quarter_turns))
    data = as_jpeg(picture, take.quality)
    for longest, quality in take.copies:
        data = _copied(data, longest, quality)
    return data


def _copied(data: bytes, longest: int, quality: int) -> bytes:
    """A smaller copy as a messenger or a server makes it."""
    picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    if picture is None:
        raise ValueError("no picture")
    height, width = picture.shape[:2]
    factor = -longest / width if longest < 0 else min(1.0, longest / max(height, width))
    small = cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    return as_jpeg(small.astype(np.uint8), quality)


def _scan(rng: np.random.Generator) -> Take:
    """A feeder or a flatbed with a reduced sheet: about 3 to 4 px/mm, even light, a tiny turn."""
    per_mm = rng.uniform(3.0, 3.9)
    edge = rng.uniform(1.002, 1.02)
    return Take(
        size=(round(600 * per_mm * edge), round(900 * per_mm * edge)),
        fill=1 / edge,
        tilt=0.0,
        roll=float(rng.normal(0, 0.4)),
        bend=float(rng.uniform(0.02, 0.2)),
        folded=False,
        light=flaws.Light(paper=float(rng.uniform(236, 252)), shade=0.02, table="plain"),
        blur=float(rng.uniform(0.35, 0.7)),
        noise=float(rng.uniform(0.5, 2)),
        quality=int(rng.integers(80, 95)),
    )


def _easy(rng: np.random.Generator) -> Take:
    return Take(
        fill=float(rng.uniform(0.9, 0.96)),
        tilt=float(rng.uniform(0, 4)),
        roll=float(rng.normal(0, 1.0)),
        bend=float(rng.uniform(0.1, 0.5)),
        light=flaws.Light.from_rng(rng, 0.05, 0.2),
        blur=float(rng.uniform(0.5, 1.0)),
        noise=float(rng.uniform(1, 3)),
        quality=int(rng.integers(84, 95)),
    )


def _normal(rng: np.random.Generator) -> Take:
    return Take(
        fill=float(rng.uniform(0.82, 0.95)),
        tilt=float(rng.uniform(2, 11)),
        roll=float(rng.normal(0, 2.5)),
        bend=float(rng.uniform(0.3, 1.3)),
        light=flaws.Light.from_rng(rng, 0.1, 0.45, shadow=rng.random() < 0.5),
        blur=float(rng.uniform(0.6, 1.5)),
        noise=float(rng.uniform(2, 6)),
        quality=int(rng.integers(75, 93)),
    )


def _published(rng: np.random.Generator) -> Take:
    """As KPU published them: 1,000 px wide, JPEG, the sheet folded and hanging in waves."""
    height = (2666, 3000, 3554)[int(rng.choice(3, p=(0.15, 0.4, 0.45)))]
    return replace(
        _normal(rng),
        size=(2000, height),
        fill=float(rng.uniform(0.94, 0.99)),
        tilt=float(rng.uniform(0, 7)),
        roll=float(rng.normal(0, 1.0)),
        bend=float(rng.uniform(1.4, 2.4)),
        blur=float(rng.uniform(0.5, 1.1)),
        quality=int(rng.integers(80, 92)),
        copies=((-1000, int(rng.integers(60, 76))),),
    )


def _hard(rng: np.random.Generator) -> Take:
    """A normal picture with two to four troubles; the lot stays legible for a careful person."""
    count = int(rng.integers(2, 5))
    troubles = set(rng.choice(len(TROUBLES), count, replace=False))
    named = {TROUBLES[index] for index in troubles}
    if {"messenger", "moire"} <= named:
        named.remove("moire")
    found = replace(_normal(rng), bend=float(rng.uniform(0.3, 1.2)))
    for trouble in sorted(named):
        found = _troubled(found, trouble, rng)
    if "messenger" in named:
        found = replace(found, fill=max(found.fill, 0.85), motion=min(found.motion, 3.0))
    return found


def _troubled(found: Take, trouble: str, rng: np.random.Generator) -> Take:
    light = found.light
    match trouble:
        case "perspective":
            return replace(found, tilt=float(rng.uniform(15, 35)))
        case "turned":
            return replace(found, quarter_turns=int(rng.integers(1, 4)))
        case "folds":
            return replace(found, bend=float(rng.uniform(1.4, 2.4)))
        case "shadow":
            return replace(found, light=replace(light, shadow=float(rng.uniform(0.4, 0.62))))
        case "uneven":
            return replace(found, light=replace(light, shade=float(rng.uniform(0.45, 0.65))))
        case "motion":
            return replace(found, motion=float(rng.uniform(2.5, 6.0)))
        case "noise":
            return replace(found, noise=float(rng.uniform(8, 14)), blur=max(found.blur, 0.8))
        case "messenger":
            copies = ((1600, int(rng.integers(58, 80))),)
            return replace(found, copies=copies, quality=int(rng.integers(70, 88)))
        case "moire":
            return replace(found, moire=True)
        case "cast":
            return replace(found, light=replace(light, cast=flaws.cast(rng)))
        case "table":
            return replace(found, fill=float(rng.uniform(0.68, 0.8)))
        case _:
            cut = bool(rng.random() < 0.4)
            roll = float(rng.uniform(5, 8) * rng.choice([-1, 1])) if cut else found.roll
            return replace(found, cut_corner=cut, cover_corner=not cut, roll=roll)


def _seen(sheet: Image, scale: float, take: Take, rng: np.random.Generator) -> Image:
    """The sheet on its table as the lens shows it, before light and noise."""
    width, height = take.size
    extent = (sheet.shape[1] / scale, sheet.shape[0] / scale)
    to_sheet = np.linalg.inv(_view(extent, take, rng))
    columns, rows = ((np.arange(-(-side // STEP)) + 0.5) * STEP - 0.5 for side in take.size)
    x, y = np.meshgrid(columns, rows)
    ray = np.stack([x, y, np.ones_like(x)], axis=-1) @ to_sheet.T
    at = ray[..., :2] / ray[..., 2:]
    folds = Folds.from_rng(extent, take.bend, take.worst, take.folded, rng)
    source = ((at + folds.shift(at)) * scale - 0.5).astype(np.float32)
    whole = (len(columns) * STEP, len(rows) * STEP)
    across, down = (
        cv2.resize(source[..., axis], whole, interpolation=cv2.INTER_LINEAR)[:height, :width]
        for axis in (0, 1)
    )
    background = flaws.table(take.size, take.light.table, rng)
    mode, cubic = cv2.BORDER_TRANSPARENT, cv2.INTER_LINEAR
    picture = cv2.remap(sheet, across, down, cubic, dst=background, borderMode=mode)
    picture = flaws.creased(np.asarray(picture, np.uint8), folds.creases(at))
    if take.cover_corner:
        flaws.thumb(picture, np.linalg.inv(to_sheet), extent, rng)
    return picture


def _view(extent: tuple[float, float], take: Take, rng: np.random.Generator) -> NDArray[np.float64]:
    """From mm on the sheet to pixels: a pinhole camera turned about the sheet's middle."""
    pitch, yaw = _split(take.tilt, rng)
    roll = np.deg2rad(take.roll)
    corners = np.array([[0, 0], [extent[0], 0], [extent[0], extent[1]], [0, extent[1]]])
    centred = np.hstack([corners - np.array(extent) / 2, np.zeros((4, 1))])
    turned = centred @ _rotation(pitch, yaw, float(roll)).T
    distance = 1.35 * max(extent)
    seen = turned[:, :2] * (distance / (distance + turned[:, 2:]))
    low, high = seen.min(axis=0), seen.max(axis=0)
    room = np.array(take.size, float)
    fit = float((room / (high - low)).min()) * take.fill
    spare = room - (high - low) * fit
    place = spare * rng.uniform(0.3, 0.7, 2)
    points = (seen - low) * fit + place
    if take.cut_corner:
        matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), points.astype(np.float32))
        marks = (np.array(CORNERS) * np.array(extent))[None]
        points = _pushed_out(points, cv2.perspectiveTransform(marks, matrix)[0], fit, room, rng)
    return np.asarray(
        cv2.getPerspectiveTransform(corners.astype(np.float32), points.astype(np.float32))
    )


def _pushed_out(
    points: NDArray[np.float64],
    seen: NDArray[np.float64],
    fit: float,
    room: NDArray[np.float64],
    rng: np.random.Generator,
) -> NDArray[np.float64]:
    """The view moved so far that the outermost of the corner squares, and only it, is cut off."""
    axis, far = int(rng.integers(2)), bool(rng.integers(2))
    inward = seen[:, axis] if not far else room[axis] - seen[:, axis]
    first, second = np.sort(inward)[:2]
    wanted = first + CUT * fit
    moved = points.copy()
    moved[:, axis] -= min(wanted, second - CUT * fit) * (-1 if far else 1)
    return moved


def _split(tilt: float, rng: np.random.Generator) -> tuple[float, float]:
    """A tilt in degrees as rotations about both axes, in radians."""
    towards = rng.uniform(0, 2 * np.pi)
    angle = np.deg2rad(tilt)
    return float(angle * np.cos(towards)), float(angle * np.sin(towards))


def _rotation(pitch: float, yaw: float, roll: float) -> NDArray[np.float64]:
    matrix, _ = cv2.Rodrigues(np.array([pitch, yaw, 0.0]))
    spin, _ = cv2.Rodrigues(np.array([0.0, 0.0, roll]))
    return np.asarray(spin @ matrix, np.float64)
