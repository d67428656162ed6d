"""Refusals: what the program declines to do, as a code with its facts."""

from __future__ import annotations


class SirekapError(Exception):
    """A refusal that an operator can act on; the sentence for it is found by its code.

    `code` names the sentence in `resources/messages.toml`; `facts` fill its blanks.
    """

    def __init__(self, code: str, **facts: object) -> None:
        self.code = code
        self.facts = facts
        told = ", ".join(f"{key}={value!r}" for key, value in facts.items())
        super().__init__(f"{code}({told})")

    def __reduce__(self) -> tuple[object, ...]:
        """Keep the facts when a worker process hands the refusal back."""
        return (_rebuild, (self.code, self.facts))


def _rebuild(code: str, facts: dict[str, object]) -> SirekapError:
    return SirekapError(code, **facts)
