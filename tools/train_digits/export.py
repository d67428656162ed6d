"""python -m tools.train_digits.export --weights weights.pt --to resources/ocr."""

from __future__ import annotations

import argparse
import hashlib
import io
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.typing import NDArray

from sirekap_desktop.ocr.digits import CLASSES, FACTS, INPUT, prepare_all

from .calibrate import Belief, fitted, threshold
from .data import crops
from .network import Network
from .page_crops import load
from .samples import Samples, joined, worse
from .train import pairs, scores

LIMIT_BYTES = 1_000_000
TOLERANCE = 1e-3


def averaged(paths: Sequence[Path]) -> Network:
    """One network between several of one training; they err less together than each alone."""
    states = [torch.load(path, weights_only=True) for path in paths]
    network = Network()
    network.load_state_dict(
        {
            name: torch.stack([state[name] for state in states]).mean(0)
            if kept.dtype.is_floating_point
            else kept
            for name, kept in states[0].items()
        }
    )
    return network


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


def watched(data: Path, pages: Sequence[Path]) -> Samples:
    """Boxes of the validation's stations: plain, in bad light, cut from drawn pages."""
    known = pairs([crop for crop in crops(data) if crop.part == "validation"])
    return joined([worse(known, 1), *(of_pages(path) for path in pages)])


def of_pages(path: Path) -> Samples:
    """Crops that `pages` stored, ready for the network."""
    page = load(path)
    return Samples(prepare_all(list(page.pictures)), page.classes)


def facts_of(weights: bytes, belief: Belief, sure: float, network: Network, trained: str) -> str:
    """The text of digits.toml."""
    listed = ", ".join(f'"{name}"' for name in CLASSES)
    table = "\n".join(
        "    [" + ", ".join(f"{value:.4f}" for value in row) + "]," for row in belief.confusions
    )
    return f"""# Facts about digits.onnx that the program checks and uses; the story is in CARD.md.
file = "digits.onnx"
sha256 = "{hashlib.sha256(weights).hexdigest()}"
input = {INPUT}
classes = [{listed}]
temperature = {belief.temperature}
sure_threshold = {sure}
parameters = {sum(parameter.numel() for parameter in network.parameters())}
trained = {trained}
torch = "{torch.__version__.split("+")[0]}"
# Taken from the score of "?" in the weights, because the training saw it too often.
scarcity = {belief.scarcity}
# How often an answer of which the network is certain may be wrong all the same, at most.
residual = {belief.residual}
# What a box truly holds (column) when the network wrongly says something else (row).
confusions = [
{table}
]
"""


def main() -> None:
    """Write weights and facts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/digits"))
    parser.add_argument("--weights", type=Path, nargs="+", required=True, help="averaged")
    parser.add_argument("--to", type=Path, default=Path("resources/ocr"))
    parser.add_argument("--trained", required=True, help="date, for the facts")
    parser.add_argument("--pages", type=Path, nargs="*", default=[], help="of validation stations")
    parser.add_argument("--judge", type=Path, required=True, help="others, for the threshold")
    given = parser.parse_args()
    network = averaged(given.weights)
    boxes = watched(given.data, given.pages)
    belief = fitted(scores(network, boxes), boxes.classes)
    judge = of_pages(given.judge)
    sure = threshold(belief.of(scores(network, judge)), judge.classes)
    with torch.no_grad():
        network.head.bias[CLASSES.index("?")] -= belief.scarcity
    answers = scores(network, boxes)
    weights = as_onnx(network)
    if len(weights) > LIMIT_BYTES:
        raise SystemExit(f"{len(weights)} bytes are too many")
    same_in_opencv(weights, boxes.pictures, answers)
    facts = facts_of(weights, belief, sure, network, given.trained)
    given.to.mkdir(parents=True, exist_ok=True)
    _written(given.to / "digits.onnx", weights)
    _written(given.to / FACTS, facts.encode())
    print(facts)


if __name__ == "__main__":
    main()
