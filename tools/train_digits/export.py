"""python -m tools.train_digits.export --weights weights.pt --to resources/ocr."""

from __future__ import annotations

import argparse
import hashlib
import io
from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.typing import NDArray

from sirekap_desktop.ocr.digits import CLASSES, FACTS, INPUT

from .data import crops
from .network import Network
from .samples import worse
from .train import pairs, scores

LIMIT_BYTES = 1_000_000
TOLERANCE = 1e-3


def as_onnx(network: Network) -> bytes:
    """The network for OpenCV, any number of boxes at once."""
    into = io.BytesIO()
    torch.onnx.export(
        network.eval().to(memory_format=torch.contiguous_format),
        (torch.zeros(2, 1, INPUT, INPUT),),
        into,
        input_names=["boxes"],
        output_names=["scores"],
        dynamic_axes={"boxes": {0: "n"}, "scores": {0: "n"}},
        dynamo=False,
    )
    return into.getvalue()


def temperature(answers: NDArray[np.float32], classes: NDArray[np.int64]) -> float:
    """The divisor of the scores under which the right answers are likeliest."""
    best = (np.inf, 1.0)
    for tried in np.geomspace(0.2, 5.0, 321):
        rows = answers.astype(np.float64) / tried
        rows -= rows.max(axis=1, keepdims=True)
        likely = rows[np.arange(len(rows)), classes] - np.log(np.exp(rows).sum(axis=1))
        best = min(best, (-float(likely.mean()), float(tried)))
    return round(best[1], 3)


def same_in_opencv(
    weights: bytes, pictures: NDArray[np.float32], want: NDArray[np.float32]
) -> None:
    """Refuse to write a network that answers differently where it will run."""
    net = cv2.dnn.readNetFromONNX(np.frombuffer(weights, np.uint8))
    for count in (len(pictures), 75, 1, 7):
        net.setInput(pictures[:count, None])
        got = net.forward().reshape(count, len(CLASSES))
        worst = float(np.abs(got - want[:count]).max())
        if worst > TOLERANCE:
            raise SystemExit(f"OpenCV differs from torch by {worst} at {count} boxes")


def _written(path: Path, content: bytes) -> None:
    aside = path.with_suffix(".new")
    aside.write_bytes(content)
    aside.replace(path)


def main() -> None:
    """Write weights and facts; the threshold is chosen from `evaluate` and kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/digits"))
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--to", type=Path, default=Path("resources/ocr"))
    parser.add_argument("--sure", type=float, default=0.995)
    parser.add_argument("--trained", required=True, help="date, for the facts")
    given = parser.parse_args()
    network = Network()
    network.load_state_dict(torch.load(given.weights, weights_only=True))
    watched = worse(pairs([crop for crop in crops(given.data) if crop.part == "validation"]), 16)
    answers = scores(network, watched)
    weights = as_onnx(network)
    if len(weights) > LIMIT_BYTES:
        raise SystemExit(f"{len(weights)} bytes are too many")
    same_in_opencv(weights, watched.pictures, answers)
    listed = ", ".join(f'"{name}"' for name in CLASSES)
    facts = f"""# Facts about digits.onnx that the program checks and uses; the story is in CARD.md.
file = "digits.onnx"
sha256 = "{hashlib.sha256(weights).hexdigest()}"
input = {INPUT}
classes = [{listed}]
temperature = {temperature(answers, watched.classes)}
sure_threshold = {given.sure}
parameters = {sum(parameter.numel() for parameter in network.parameters())}
trained = {given.trained}
torch = "{torch.__version__.split("+")[0]}"
"""
    given.to.mkdir(parents=True, exist_ok=True)
    _written(given.to / "digits.onnx", weights)
    _written(given.to / FACTS, facts.encode())
    print(facts)


if __name__ == "__main__":
    main()
