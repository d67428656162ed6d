"""The likeliest numbers of a form taken together, and how far the next best answer is away.

Each number has a cost for every value (-ln of its probability, 0 for the likeliest); a law that
does not hold costs a penalty, because genuine sheets break laws too. So a sum can outvote a faint
figure, never a clear one. The search goes out from one answer by changing a few numbers: answers
that differ in more than five numbers are far beyond `FAR` unless nothing was legible anyway.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sirekap_desktop.models.formulas import Formula

FAR = 12.0
"""Nats; farther than this nobody needs to know."""
CHANGES = 5
CHEAP = 4.0
"""Nats; a number so faint may change together with another one to mend a sum."""
ROUNDS = 8
MOST_STEPS = 600
"""So many answers are looked at for one number; only a sheet full of faint ones has more."""
NEARLY = 1e-6

Costs = Mapping[int, float]
"""Value to cost in nats; a value that is not in it is out of the question."""


@dataclass(frozen=True)
class Law:
    """A rule's formula with the price of breaking it, in nats; `code` names the rule."""

    code: str
    formula: Formula
    penalty: float


@dataclass(frozen=True)
class _Linear:
    """A law as `sum of weights * values (sign) -constant`; `place` is where it stands among all."""

    place: int
    weights: Mapping[str, int]
    constant: int
    sign: str
    penalty: float

    @classmethod
    def of(cls, place: int, law: Law) -> _Linear:
        weights: dict[str, int] = {}
        constant = 0
        for side, terms in ((1, law.formula.left), (-1, law.formula.right)):
            for term in terms:
                if term.field:
                    weights[term.field] = weights.get(term.field, 0) + side * term.sign
                else:
                    constant += side * term.sign * term.number
        return cls(place, weights, constant, law.formula.sign, law.penalty)

    def excess(self, values: Mapping[str, int]) -> int:
        """Left side minus right side."""
        return self.constant + sum(w * values[field] for field, w in self.weights.items())

    def broken(self, excess: int) -> bool:
        """Whether the law fails when its sides differ by so much."""
        if self.sign == "=":
            return excess != 0
        return excess > 0 if self.sign == "<=" else excess >= 0


class Joint:
    """Numbers under laws; `costs` by field, laws with an unknown field are left out."""

    def __init__(self, costs: Mapping[str, Costs], laws: Iterable[Law]) -> None:
        self._costs = costs
        self._ranked = {
            field: sorted(known.items(), key=lambda pair: pair[1]) for field, known in costs.items()
        }
        whole = (law for law in laws if costs.keys() >= set(law.formula.fields))
        self.laws = tuple(_Linear.of(place, law) for place, law in enumerate(whole))
        self._laws = {field: [law for law in self.laws if field in law.weights] for field in costs}

    def alone(self) -> dict[str, int]:
        """The likeliest value of each number by itself."""
        return {field: ranked[0][0] for field, ranked in self._ranked.items()}

    def together(self) -> dict[str, int]:
        """The likeliest values under the laws."""
        values = self.alone()
        for _ in range(ROUNDS):
            if not self.broken(values):
                break
            changes = _Better(self, values).changes()
            if not changes:
                break
            values |= changes
        return values

    def margins(self, values: Mapping[str, int], fields: Iterable[str]) -> dict[str, float]:
        """For each field -ln of how likely all other values of it are, against this answer."""
        others = _Others(self, values)
        return {field: others.margin(field) for field in fields}

    def cost(self, field: str, value: int) -> float | None:
        """The cost of a value, None when it is out of the question."""
        return self._costs[field].get(value)

    def ranked(self, field: str) -> Sequence[tuple[int, float]]:
        """Values with their costs, likeliest first."""
        return self._ranked[field]

    def laws_of(self, field: str) -> Sequence[_Linear]:
        """The laws in which a field stands."""
        return self._laws[field]

    def broken(self, values: Mapping[str, int]) -> list[_Linear]:
        """The laws that fail."""
        return [law for law in self.laws if law.broken(law.excess(values))]


class _Search:
    """Walks from one answer to those that differ in a few numbers, up to `bound` nats worse."""

    def __init__(self, joint: Joint, values: Mapping[str, int], bound: float) -> None:
        self._joint = joint
        self._values = values
        self._excess = [law.excess(values) for law in joint.laws]
        self._failed = [law.broken(self._excess[law.place]) for law in joint.laws]
        self._broken = [law for law in joint.laws if self._failed[law.place]]
        self._most = sum(law.penalty for law in self._broken)
        self._here = {field: joint.cost(field, now) or 0.0 for field, now in values.items()}
        self._others = {
            field: [
                (other, cost - self._here[field])
                for other, cost in joint.ranked(field)[:3]
                if other != now
            ]
            for field, now in values.items()
        }
        self._least = [self._least_of(law) for law in joint.laws]
        self.bound = bound
        self.steps = 0

    def met(self, changes: Mapping[str, int], worse: float) -> None:
        """An answer below the bound, by how much it is worse than the first."""
        raise NotImplementedError

    def leave(self, field: str) -> None:
        """Try every other value of a field, each with what it asks of others."""
        self.steps = 0
        now, base = self._values[field], self._here[field]
        gain = self._gain([field])
        for value, cost in self._joint.ranked(field):
            if cost - base - gain >= self.bound:
                break
            if value != now:
                self._visit({field: value}, cost - base)

    def _visit(self, changes: dict[str, int], cost: float) -> None:
        self.steps += 1
        if self.steps > MOST_STEPS:
            return
        worse = cost
        open_laws = []
        for place, after in self._after(changes).items():
            law = self._joint.laws[place]
            broken = law.broken(after)
            worse += law.penalty * (broken - self._failed[place])
            if broken and law.sign == "=":
                open_laws.append((law, after))
        if worse < self.bound:
            self.met(changes, worse)
        if len(changes) < CHANGES:
            for field, value, more in self._mending(changes, open_laws, cost):
                if cost + more - self._gain([*changes, field]) < self.bound:
                    self._visit({**changes, field: value}, cost + more)

    def _after(self, changes: Mapping[str, int]) -> dict[int, int]:
        """By place of the laws in which a change stands: their excess after all of them."""
        after: dict[int, int] = {}
        for field, value in changes.items():
            by = value - self._values[field]
            for law in self._joint.laws_of(field):
                before = after.get(law.place, self._excess[law.place])
                after[law.place] = before + law.weights[field] * by
        return after

    def _gain(self, fields: Sequence[str]) -> float:
        """The most that changing these can bring: every broken law in which they stand holds.

        Other broken laws are no reason to go on: alone they were not worth a change before.
        """
        return sum(
            law.penalty for law in self._broken if any(field in law.weights for field in fields)
        )

    def _mending(
        self, changes: Mapping[str, int], open_laws: Sequence[tuple[_Linear, int]], cost: float
    ) -> Iterator[tuple[str, int, float]]:
        """One more change in an open equation: one that makes it hold, or one that is cheap.

        An equation is passed over where even its cheapest change costs too much.
        """
        for law, excess in open_laws:
            if cost + self._least[law.place] - self._most >= self.bound:
                continue
            for field, weight in law.weights.items():
                if field in changes:
                    continue
                now, here = self._values[field], self._here[field]
                mending = self._joint.cost(field, now - excess // weight)
                if mending is not None and excess % weight == 0:
                    yield field, now - excess // weight, mending - here
                for value, more in self._others[field]:
                    if more < CHEAP:
                        yield field, value, more

    def _least_of(self, law: _Linear) -> float:
        """What the cheapest change of one number in a law costs."""
        costs = (more for field in law.weights for _, more in self._others[field])
        return min(costs, default=math.inf)


class _Better(_Search):
    """Remembers the best answer that beats the first."""

    def __init__(self, joint: Joint, values: Mapping[str, int]) -> None:
        super().__init__(joint, values, -NEARLY)
        self._changes: dict[str, int] = {}

    def met(self, changes: Mapping[str, int], worse: float) -> None:
        """Keep it and ask more of the next."""
        self.bound, self._changes = worse, dict(changes)

    def changes(self) -> dict[str, int]:
        """What has to change for it, nothing when the first answer is the best."""
        for field in self._values:
            self.leave(field)
        return self._changes


class _Others(_Search):
    """Adds up the probabilities of all other answers, each counted once."""

    def __init__(self, joint: Joint, values: Mapping[str, int]) -> None:
        super().__init__(joint, values, FAR)
        self._met: dict[frozenset[tuple[str, int]], float] = {}

    def met(self, changes: Mapping[str, int], worse: float) -> None:
        """Remember it."""
        self._met[frozenset(changes.items())] = worse

    def margin(self, field: str) -> float:
        """-ln of what all answers with another value of the field come to.

        `FAR` when there is none; 0 when there were too many to look at: then nothing is known.
        """
        self._met.clear()
        self.leave(field)
        if self.steps > MOST_STEPS:
            return 0.0
        return min(FAR, -math.log(sum(math.exp(-worse) for worse in self._met.values()) or 1e-9))
