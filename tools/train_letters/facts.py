"""How the facts beside the weights are written."""

from __future__ import annotations

from collections.abc import Mapping


def facts_text(facts: Mapping[str, object]) -> str:
    """The facts as the program reads them."""
    lines = [
        "# Facts about letters.onnx that the program checks and uses; the story is in LETTERS.md."
    ]
    for name, value in facts.items():
        shown = f'"{value}"' if isinstance(value, str) else value
        lines.append(f"{name} = {shown}")
    return "\n".join(lines) + "\n"
