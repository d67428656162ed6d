"""python -m tools.train_letters.train --lines lines.npz --watched watched.npz --out letters.pt.

The limit is processor time of one thread, so the rate of learning does not depend on neighbours.
"""

from __future__ import annotations

import argparse
import copy
import math
import time
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import Tensor, nn

from sirekap_desktop.ocr.letters import ALPHABET

from .network import Network
from .samples import Sample, batches, load, padded

AVERAGE = 0.997
"""Decay of the running average of weights, which is what is kept; it starts quicker."""
EVERY = 250
"""Steps between two looks at the watched lines."""


def fit(
    network: Network,
    lines: Sequence[Sample],
    watched: Sequence[Sample],
    minutes: float,
    peak: float,
) -> Network:
    """Train for `minutes` of processor time; returns the averaged network."""
    rng = np.random.default_rng(7)
    average: Network = copy.deepcopy(network).eval()
    optimiser = torch.optim.AdamW(network.parameters(), lr=peak, weight_decay=0.02)
    loss_of = nn.CTCLoss(zero_infinity=True)
    began, steps, total = time.process_time(), 0, 0.0
    while True:
        for strips, texts in batches(lines, rng):
            done = (time.process_time() - began) / (60 * minutes)
            if done >= 1:
                return average
            falling = 0.5 + 0.5 * math.cos(math.pi * max(done - 0.06, 0.0) / 0.94)
            optimiser.param_groups[0]["lr"] = peak * min(done / 0.06 + 0.02, falling)
            total += _learn(network, optimiser, loss_of, torch.from_numpy(strips), texts)
            steps += 1
            _follow(average, network, steps)
            if steps % EVERY == 0:
                wrong = letters_wrong(average, watched)
                said = (
                    f"{steps} steps {done:.2f} loss {total / EVERY:.3f} letters wrong {wrong:.2%}"
                )
                print(said, flush=True)
                total = 0.0


def _learn(
    network: Network,
    optimiser: torch.optim.AdamW,
    loss_of: nn.CTCLoss,
    strips: Tensor,
    texts: Sequence[Sequence[int]],
) -> float:
    network.train()
    optimiser.zero_grad()
    likely = network(strips)[:, :, 0].permute(2, 0, 1).log_softmax(2)
    columns = torch.full((len(texts),), likely.shape[0])
    targets = torch.tensor([letter for one in texts for letter in one])
    loss = loss_of(likely, targets, columns, torch.tensor([len(one) for one in texts]))
    loss.backward()
    nn.utils.clip_grad_norm_(network.parameters(), 2.0)
    optimiser.step()
    return float(loss.detach())


def _follow(average: Network, network: Network, steps: int) -> None:
    decay = min(AVERAGE, (1 + steps) / (10 + steps))
    with torch.no_grad():
        for kept, now in zip(
            average.state_dict().values(), network.state_dict().values(), strict=True
        ):
            if kept.dtype.is_floating_point:
                kept.lerp_(now, 1 - decay)
            else:
                kept.copy_(now)


def letters_wrong(network: Network, watched: Sequence[Sample]) -> float:
    """Letters to change, add or drop in the likeliest reading, beside the letters written."""
    network.eval()
    wrong = written = 0
    for start in range(0, len(watched), 32):
        some = watched[start : start + 32]
        with torch.no_grad():
            best = network(torch.from_numpy(padded([one.strip for one in some]))).argmax(1)[:, 0]
        for one, columns in zip(some, best.numpy(), strict=True):
            read = [
                int(c) for c, b in zip(columns, [-1, *columns[:-1]], strict=True) if c and c != b
            ]
            wrong += _changes(read, one.letters)
            written += len(one.letters)
    return wrong / max(written, 1)


def _changes(one: Sequence[int], other: Sequence[int]) -> int:
    """The edit distance of two readings."""
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        last, row[0] = row[0], i
        for j, want in enumerate(other, start=1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (letter != want))
    return row[-1]


def main() -> None:
    """Train and store the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=Path, nargs="+", required=True)
    parser.add_argument("--watched", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=10.0, help="of processor time")
    parser.add_argument("--peak", type=float, default=4e-3, help="highest rate of learning")
    parser.add_argument("--start", type=Path, help="go on from these weights")
    given = parser.parse_args()
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    torch.manual_seed(11)
    network = Network()
    if given.start is not None:
        network.load_state_dict(torch.load(given.start, weights_only=True))
    lines = [sample for path in given.lines for sample in load(path)]
    watched = load(given.watched)
    average = fit(network, lines, watched, given.minutes, given.peak)
    torch.save(average.state_dict(), given.out)
    print(f"letters wrong {letters_wrong(average, watched):.3%} of {len(ALPHABET)} kinds")


if __name__ == "__main__":
    main()
