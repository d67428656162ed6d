"""A small residual network; it has to run inside OpenCV and stay below a megabyte."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from sirekap_desktop.ocr.digits import CLASSES


class Block(nn.Module):  # type: ignore[misc,unused-ignore]
    """Two convolutions and the way around them."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(width, width, 3, padding=1, bias=False)
        self.first_norm = nn.BatchNorm2d(width)
        self.second = nn.Conv2d(width, width, 3, padding=1, bias=False)
        self.second_norm = nn.BatchNorm2d(width)

    def forward(self, x: Tensor) -> Tensor:
        """Add what two convolutions find to what came in."""
        y = torch.relu(self.first_norm(self.first(x)))
        return torch.relu(x + self.second_norm(self.second(y)))


def _step(into: int, out: int, kernel: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(into, out, kernel, stride=2, padding=kernel // 2, bias=False),
        nn.BatchNorm2d(out),
        nn.ReLU(),
    )


class Network(nn.Module):  # type: ignore[misc,unused-ignore]
    """48 x 48 pixels to one score a class."""

    def __init__(self, widths: tuple[int, int, int] = (16, 40, 96)) -> None:
        super().__init__()
        a, b, c = widths
        self.body = nn.Sequential(
            _step(1, a, 5), Block(a), _step(a, b, 3), Block(b), _step(b, c, 3), Block(c)
        )
        self.drop = nn.Dropout(0.2)
        self.head = nn.Linear(c, len(CLASSES))

    def forward(self, x: Tensor) -> Tensor:
        """Scores before the softmax."""
        y: Tensor = self.body(x).mean(dim=(2, 3))
        scores: Tensor = self.head(self.drop(y))
        return scores
