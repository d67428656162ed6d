"""Refusals keep their code and facts, also on the way out of a worker process."""

from __future__ import annotations

import copy
import pickle
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.messages import sentence


def test_a_refusal_carries_its_code_and_facts() -> None:
    error = SirekapError("tps_unknown", tps="9901012001001")
    assert (error.code, error.facts) == ("tps_unknown", {"tps": "9901012001001"})
    assert str(error) == "tps_unknown(tps='9901012001001')"
    assert str(SirekapError("no_election")) == "no_election()"


NAMES = st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True).filter(
    lambda name: name not in ("code", "self")
)
FACTS = st.dictionaries(
    NAMES, st.none() | st.integers() | st.text() | st.tuples(st.text(), st.integers()), max_size=4
)


@given(st.from_regex(r"[a-z_]{1,20}", fullmatch=True), FACTS, st.integers(0, 5))
def test_pickle_and_copy_keep_everything(
    code: str, facts: dict[str, object], protocol: int
) -> None:
    error = SirekapError(code, **facts)
    for again in (pickle.loads(pickle.dumps(error, protocol)), copy.copy(error)):
        assert type(again) is SirekapError
        assert (again.code, again.facts, str(again)) == (code, facts, str(error))


def refuse(number: int) -> None:
    raise SirekapError("number_out_of_range", field="suara_sah", value=number)


def test_a_worker_process_hands_a_refusal_back() -> None:
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        future = pool.submit(refuse, 30000)
        with pytest.raises(SirekapError) as caught:
            future.result(60)
    assert caught.value.code == "number_out_of_range"
    assert caught.value.facts == {"field": "suara_sah", "value": 30000}
    assert "30000" in sentence(caught.value.code, caught.value.facts).text
