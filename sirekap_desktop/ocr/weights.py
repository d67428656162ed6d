"""Opens a network only if it is the one that its facts describe."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from sirekap_desktop.errors import SirekapError


def open_network(folder: Path, facts_name: str) -> tuple[dict[str, Any], Any]:
    """The facts of a `.toml` file and OpenCV's network for the weights that it names.

    Raises SirekapError `model_damaged` when the weights are not those of the facts.
    """
    facts = tomllib.loads((folder / facts_name).read_text("utf-8"))
    path = folder / facts["file"]
    weights = path.read_bytes()
    if hashlib.sha256(weights).hexdigest() != facts["sha256"]:
        raise SirekapError("model_damaged", file=path.name)
    return facts, cv2.dnn.readNetFromONNX(np.frombuffer(weights, np.uint8))
