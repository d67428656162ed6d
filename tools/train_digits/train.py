"""python -m tools.train_digits.train --data ../shared/digits --out weights.pt --epochs 40.

A stopwatch may end it earlier, so the rate of learning follows whichever is further on.
"""

from __future__ import annotations

import argparse
import copy
import math
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from .data import Crop, crops
from .mnist import figures
from .network import Network
from .page_crops import gathered, load
from .samples import Material, Samples, epoch, plain

BATCH = 128
PASSES = 2
"""How often an epoch's pictures are learnt: drawing one takes longer than learning it."""
AVERAGE = 0.998
"""Decay of the running average of weights, which is what is kept; it starts quicker."""
FIGURES = 20_000
"""How many pictures of MNIST the training knows."""


def pairs(found: Sequence[Crop]) -> list[tuple[NDArray[np.uint8], int]]:
    """Pictures with the numbers of their classes."""
    return [(crop.read(), crop.number) for crop in found]


@dataclass
class Plan:
    """How far the training is, by epochs or by the clock, from 0 to 1."""

    epochs: int
    minutes: float
    peak: float
    steps: int = 0
    began: float = field(default_factory=time.monotonic)

    def progress(self, an_epoch: int) -> float:
        """Whichever of the two limits is nearer."""
        clock = (time.monotonic() - self.began) / (60 * self.minutes)
        return min(max(clock, self.steps / (an_epoch * self.epochs)), 1.0)

    def rate(self, an_epoch: int) -> float:
        """Up for a tenth of the way, then down along a cosine."""
        done = self.progress(an_epoch)
        falling = 0.5 + 0.5 * math.cos(math.pi * max(done - 0.1, 0.0) / 0.9)
        return self.peak * min(done / 0.1, falling)


def fit(
    material: Material, watched: Samples, plan: Plan, seed: int, start: Path | None = None
) -> Network:
    """Train from nothing, or from weights, and return the averaged network."""
    torch.manual_seed(seed)
    network = Network()
    if start is not None:
        network.load_state_dict(torch.load(start, weights_only=True))
    network = network.to(memory_format=torch.channels_last)
    average: Network = copy.deepcopy(network).eval()
    optimiser = torch.optim.AdamW(network.parameters(), lr=plan.peak, weight_decay=0.03)
    for number in range(1, plan.epochs + 1):
        samples = epoch(material, seed * 1000 + number)
        for _ in range(PASSES):
            loss = learn(network, average, samples, optimiser, plan)
        right = float((scores(average, watched).argmax(1) == watched.classes).mean())
        took = time.monotonic() - plan.began
        print(f"{number:3d} loss {loss:.4f} watched {right:.4%} {took:.0f} s", flush=True)
        if plan.progress(len(samples.classes) * PASSES) >= 1:
            break
    return average


def learn(
    network: Network,
    average: Network,
    samples: Samples,
    optimiser: torch.optim.AdamW,
    plan: Plan,
    passes: int = PASSES,
) -> float:
    """One pass of `passes` over an epoch; its mean loss. `average` follows the network."""
    loss_of = nn.CrossEntropyLoss()
    order = torch.randperm(len(samples.classes))
    pictures = torch.from_numpy(samples.pictures)[order, None]
    classes = torch.from_numpy(samples.classes)[order]
    network.train()
    total = 0.0
    for some, right in zip(pictures.split(BATCH), classes.split(BATCH), strict=True):
        if plan.progress(len(samples.classes) * passes) >= 1:
            break
        optimiser.param_groups[0]["lr"] = plan.rate(len(samples.classes) * passes)
        optimiser.zero_grad()
        with torch.autocast("cpu", torch.bfloat16):
            loss = loss_of(network(_shaken(some)), right)
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 2.0)
        optimiser.step()
        plan.steps += len(right)
        total += float(loss.detach()) * len(right)
        done = plan.steps / BATCH
        decay = min(AVERAGE, (1 + done) / (10 + done))
        with torch.no_grad():
            for kept, now in zip(
                average.state_dict().values(), network.state_dict().values(), strict=True
            ):
                if kept.dtype.is_floating_point:
                    kept.lerp_(now, 1 - decay)
                else:
                    kept.copy_(now)
    return total / len(classes)


def _shaken(pictures: Tensor) -> Tensor:
    """A pixel aside and in other contrast, so that no picture is learnt twice."""
    across, down = (int(step) for step in torch.randint(-1, 2, (2,)))
    gain = 1 + 0.12 * torch.randn(len(pictures), 1, 1, 1)
    return torch.roll(pictures, (across, down), (2, 3)) * gain


def scores(network: Network, samples: Samples) -> NDArray[np.float32]:
    """The network's answers before the softmax."""
    network.eval()
    with torch.no_grad():
        parts = torch.from_numpy(samples.pictures)[:, None].split(256)
        answer: NDArray[np.float32] = torch.cat([network(part) for part in parts]).numpy()
    return answer


def main() -> None:
    """Train on the training stations and store the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/digits"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=40)
    parser.add_argument("--minutes", type=float, default=600.0)
    parser.add_argument("--peak", type=float, default=4e-3, help="highest rate of learning")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=Path, help="go on from these weights")
    parser.add_argument("--pages", type=Path, nargs="*", default=[], help="crops of drawn pages")
    given = parser.parse_args()
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    found = crops(given.data)
    watched = plain(pairs([crop for crop in found if crop.part == "validation"]))
    training = pairs([crop for crop in found if crop.part == "train"])
    pages = (gathered(training, "as cut"), *(load(path) for path in given.pages))
    material = Material(training, figures(given.data / "mnist", "train", FIGURES), pages)
    plan = Plan(given.epochs, given.minutes, given.peak)
    network = fit(material, watched, plan, given.seed, given.start)
    torch.save(network.state_dict(), given.out)


if __name__ == "__main__":
    main()
