"""python -m tools.train_letters.export --weights letters.pt --to resources/ocr --trained DATE.

Writes the network for OpenCV with facts that do not yet trust it; `calibrate` fits the trust.
"""

from __future__ import annotations

import argparse
import hashlib
import io
from pathlib import Path

import cv2
import numpy as np
import torch

from sirekap_desktop.ocr.letters import ALPHABET, FACTS, HEIGHT, STRIDE

from .facts import facts_text
from .network import Network

LIMIT_BYTES = 600_000
TOLERANCE = 2e-3
WEIGHTS = "letters.onnx"


def as_onnx(network: Network) -> bytes:
    """The network for OpenCV: any number of strips, any width of whole columns."""
    into = io.BytesIO()
    torch.onnx.export(
        network.eval(),
        (torch.zeros(2, 1, HEIGHT, 256),),
        into,
        input_names=["strips"],
        output_names=["scores"],
        dynamic_axes={"strips": {0: "n", 3: "w"}, "scores": {0: "n", 3: "t"}},
        dynamo=False,
    )
    return into.getvalue()


def same_in_opencv(weights: bytes, network: Network) -> None:
    """Refuse to write a network that answers differently where it will run."""
    net = cv2.dnn.readNetFromONNX(np.frombuffer(weights, np.uint8))
    rng = np.random.default_rng(3)
    for count, width in ((3, 400), (1, 64), (7, 640), (2, 400)):
        strips = rng.uniform(0, 1, (count, 1, HEIGHT, width)).astype(np.float32)
        net.setInput(strips)
        got = net.forward()
        with torch.no_grad():
            want = network(torch.from_numpy(strips)).numpy()
        worst = float(np.abs(got.reshape(want.shape) - want).max())
        if worst > TOLERANCE or want.shape[3] != width // STRIDE:
            raise SystemExit(f"OpenCV differs from torch by {worst} at {count} x {width}")


def main() -> None:
    """Write weights and facts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--to", type=Path, default=Path("resources/ocr"))
    parser.add_argument("--trained", required=True, help="date, for the facts")
    given = parser.parse_args()
    network = Network()
    network.load_state_dict(torch.load(given.weights, weights_only=True))
    weights = as_onnx(network.eval())
    if len(weights) > LIMIT_BYTES:
        raise SystemExit(f"{len(weights)} bytes are too many")
    same_in_opencv(weights, network)
    facts = {
        "file": WEIGHTS,
        "sha256": hashlib.sha256(weights).hexdigest(),
        "alphabet": "".join(ALPHABET),
        "height": HEIGHT,
        "stride": STRIDE,
        "temperature": 1.0,
        "number": [0.0, 0.0, 0.0],
        "parameters": sum(parameter.numel() for parameter in network.parameters()),
        "trained": given.trained,
        "torch": torch.__version__.split("+")[0],
    }
    given.to.mkdir(parents=True, exist_ok=True)
    (given.to / WEIGHTS).write_bytes(weights)
    (given.to / FACTS).write_text(facts_text(facts), "utf-8")
    print(facts_text(facts), len(weights), "bytes")


if __name__ == "__main__":
    main()
