"""A small convolutional line reader; it has to run inside OpenCV, so nothing in it recurs."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from sirekap_desktop.ocr.letters import ALPHABET

WIDTHS = (16, 32, 56, 96)
ALONG = 4
"""Layers that look along the line after its height is gone."""


def _step(into: int, out: int, kernel: int, stride: tuple[int, int]) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(into, out, kernel, stride=stride, padding=kernel // 2, bias=False),
        nn.BatchNorm2d(out),
        nn.ReLU(),
    )


class Along(nn.Module):  # type: ignore[misc,unused-ignore]
    """Looks two columns to either side, channel by channel, then mixes the channels."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.look = nn.Conv2d(width, width, (1, 5), padding=(0, 2), groups=width, bias=False)
        self.mix = nn.Conv2d(width, width, 1, bias=False)
        self.norm = nn.BatchNorm2d(width)

    def forward(self, x: Tensor) -> Tensor:
        """Add what was found to what came in."""
        return torch.relu(x + self.norm(self.mix(self.look(x))))


class Network(nn.Module):  # type: ignore[misc,unused-ignore]
    """A strip of 32 rows to one row of scores a column of 4 pixels."""

    def __init__(self) -> None:
        super().__init__()
        a, b, c, d = WIDTHS
        self.body = nn.Sequential(
            _step(1, a, 5, (2, 2)),
            _step(a, b, 3, (2, 2)),
            _step(b, b, 3, (1, 1)),
            _step(b, c, 3, (2, 1)),
            _step(c, c, 3, (1, 1)),
        )
        self.lower = nn.Sequential(
            nn.Conv2d(c, c, (4, 1), groups=c, bias=False),
            nn.Conv2d(c, d, 1, bias=False),
            nn.BatchNorm2d(d),
            nn.ReLU(),
        )
        self.along = nn.Sequential(*[Along(d) for _ in range(ALONG)])
        self.drop = nn.Dropout(0.1)
        self.head = nn.Conv2d(d, len(ALPHABET), 1)

    def forward(self, x: Tensor) -> Tensor:
        """Scores before the softmax: strips, letters, 1, columns."""
        scores: Tensor = self.head(self.drop(self.along(self.lower(self.body(x)))))
        return scores
