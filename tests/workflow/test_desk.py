"""Every act asks who acts: for the role, for the second person, and for an account in force."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from sirekap_desktop import paths, workflow
from sirekap_desktop.errors import SirekapError
from sirekap_desktop.jobs import Progress
from sirekap_desktop.models.drafting import Draft
from sirekap_desktop.models.folding import minutes_of
from sirekap_desktop.models.minutes import Kind, Outcome
from sirekap_desktop.models.people import Committee, Occasion, Person, Role
from sirekap_desktop.models.permits import MAY, Act
from sirekap_desktop.workflow import (
    accounts,
    convening,
    correcting,
    hearing,
    importing,
    issuing,
    lines,
    mastering,
    seconding,
    templating,
)
from sirekap_desktop.workflow.desk import Desk, spoken
from tests import desks
from tests.refusals import refused

TPS = desks.FIRST
OCCASION = Occasion("Balai", desks.election().day, Committee("Ketua Satu"))
REAL = replace(desks.election(), title="Pemilu lain")


def shipped_form() -> Draft:
    """A form that may be installed."""
    return templating.open_folder(paths.resources() / "forms" / desks.FORM)[0]


ACTS: Mapping[Callable[..., object], tuple[Act, Callable[[Desk], object]]] = {
    mastering.adopt: (Act.MASTER, lambda d: mastering.adopt(d, REAL)),
    mastering.add_contest: (Act.MASTER, lambda d: mastering.add_contest(d, REAL)),
    importing.import_files: (
        Act.IMPORT,
        lambda d: importing.import_files(
            d, [Path(__file__)], Progress(), make_reader=lambda _: desks.FakeReader(d.template)
        ),
    ),
    importing.assign: (Act.IMPORT, lambda d: importing.assign(d, 1, TPS)),
    correcting.confirm: (Act.CONFIRM, lambda d: correcting.confirm(d, TPS, "paslon_1", 60, 0)),
    correcting.confirm_sure: (Act.CONFIRM, lambda d: correcting.confirm_sure(d, TPS, 1, {})),
    correcting.undo: (Act.CONFIRM, lambda d: correcting.undo(d, TPS)),
    seconding.enter_second: (
        Act.SECOND,
        lambda d: seconding.enter_second(d, TPS, {"paslon_1": 60}),
    ),
    seconding.decide: (Act.DECIDE, lambda d: seconding.decide(d, TPS, "paslon_1", 60, 0)),
    convening.open_sitting: (Act.OPEN, lambda d: convening.open_sitting(d, "Aula", "Rekap")),
    convening.adjourn: (Act.ADJOURN, lambda d: convening.adjourn(d, "magrib")),
    convening.resume: (Act.RESUME, lambda d: convening.resume(d, "lanjut")),
    convening.end: (Act.END, lambda d: convening.end(d, "selesai")),
    convening.register: (Act.REGISTER, lambda d: convening.register(d, Kind.PPS, "Ani")),
    convening.attend: (Act.ATTEND, lambda d: convening.attend(d, 1, here=True)),
    convening.assign_panel: (Act.PANEL, lambda d: convening.assign_panel(d, desks.CONTOH, 1, "")),
    convening.note_event: (Act.EVENT, lambda d: convening.note_event(d, "listrik padam")),
    convening.set_second_rule: (
        Act.SECOND_RULE,
        lambda d: convening.set_second_rule(d, on=True),
    ),
    hearing.present: (Act.PRESENT, lambda d: hearing.present(d, TPS)),
    hearing.compare: (Act.COMPARE, lambda d: hearing.compare(d, TPS)),
    hearing.differ: (Act.DIFFER, lambda d: hearing.differ(d, TPS, "Saksi 1", "paslon_1", 61)),
    hearing.settle: (Act.SETTLE, lambda d: hearing.settle(d, TPS, 1, "salah tulis")),
    hearing.correct: (
        Act.CORRECT,
        lambda d: hearing.correct(d, TPS, "paslon_1", 61, 1, "salah", ["Ketua"]),
    ),
    hearing.explain: (Act.EXPLAIN, lambda d: hearing.explain(d, TPS, "R8", "rusak")),
    hearing.object_to: (Act.OBJECT, lambda d: hearing.object_to(d, TPS, "Ani", "1", "salah")),
    hearing.answer: (
        Act.ANSWER,
        lambda d: hearing.answer(d, TPS, 1, "benar", "", Outcome.DITERUSKAN),
    ),
    hearing.agree: (Act.AGREE, lambda d: hearing.agree(d, TPS)),
    hearing.close: (Act.CLOSE, lambda d: hearing.close(d, TPS)),
    hearing.postpone: (Act.POSTPONE, lambda d: hearing.postpone(d, TPS, "saksi belum ada")),
    hearing.reopen: (Act.REOPEN, lambda d: hearing.reopen(d, TPS, "keberatan")),
    issuing.issue: (Act.ISSUE, lambda d: issuing.issue(d, OCCASION)),
    issuing.sign: (Act.SIGN, lambda d: issuing.sign(d, 1, b"", "")),
    accounts.add: (Act.ACCOUNTS, lambda d: accounts.add(d, "Ani", Role.OPERATOR, "1234")),
    accounts.put: (Act.ACCOUNTS, lambda d: accounts.put(d, "Ani", Role.OPERATOR, "1234")),
    accounts.switch: (Act.ACCOUNTS, lambda d: accounts.switch(d, "Ketua Satu", active=True)),
    templating.install: (Act.TEMPLATE, lambda d: templating.install(d, shipped_form())),
}
"""Every act as a function, what it needs, and one way to call it."""

FREE = {accounts.begin, accounts.sign_in, accounts.change_secret}
"""What whoever stands at the desk may do: each asks for a secret, or for an empty folder."""

PARTS = {hearing.floor}
"""What acts are made of; it asks itself."""

NO_ACTS = {lines.remember}
"""Keeps what can be worked out again: it says nothing that anybody decided."""


def writers(module: ModuleType) -> Iterator[Callable[..., object]]:
    """The public functions of a module that open a transaction to write, by whatever way."""
    tree = ast.parse(inspect.getsource(module))
    tops = {
        node.name: node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)
    }
    uses = {
        name: {n.id for n in ast.walk(top) if isinstance(n, ast.Name)} for name, top in tops.items()
    }
    found = {name for name, top in tops.items() if any(map(_writes, ast.walk(top)))}
    while more := {name for name, used in uses.items() if used & found} - found:
        found |= more
    for name in found:
        if not name.startswith("_") and isinstance(tops[name], ast.FunctionDef):
            yield getattr(module, name)


def _writes(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    return node.func.attr == "unit"


def people_of(role: Role) -> Person:
    return Person(f"{role.value.title()} Satu", role)


@pytest.fixture
def staffed(desk: Desk) -> Desk:
    """The chair at a desk where everybody has an account."""
    accounts.begin(desk, "Ketua Satu", Role.KETUA, "rahasia")
    with desk.unit() as unit:
        for role in (Role.ANGGOTA, Role.OPERATOR, Role.PENGAMAT):
            (chair,) = [a for a in unit.accounts.all() if a.role is Role.KETUA]
            unit.accounts.add(replace(chair, name=people_of(role).name, role=role))
    return desk


def test_every_act_stands_in_the_table_of_this_test() -> None:
    rooms = pkgutil.iter_modules(workflow.__path__, f"{workflow.__name__}.")
    modules = [importlib.import_module(room.name) for room in rooms if room.name != Desk.__module__]
    found = {function for module in modules for function in writers(module)}
    assert found == {*ACTS, *FREE, *PARTS, *NO_ACTS}
    assert {act for act, _ in ACTS.values()} == set(Act)


@pytest.mark.parametrize("function", ACTS, ids=lambda f: f.__name__)
def test_who_may_not_is_refused_and_nothing_is_written(
    staffed: Desk, function: Callable[..., object]
) -> None:
    act, call = ACTS[function]
    for role in set(Role) - MAY[act]:
        desk = replace(staffed, person=people_of(role), second=desks.ANGGOTA)
        with refused(desk.store, "not_allowed"):
            call(desk)


@pytest.mark.parametrize("function", ACTS, ids=lambda f: f.__name__)
def test_who_has_no_account_in_force_changes_nothing(
    staffed: Desk, function: Callable[..., object]
) -> None:
    """Nothing is written, whatever else stands against the act, and it is never a bug."""
    act, call = ACTS[function]
    stranger = Person("Orang Lain", next(iter(MAY[act])))
    chair = replace(staffed, person=stranger, second=desks.ANGGOTA)
    before = contents(staffed)
    with pytest.raises(SirekapError):
        call(chair)
    assert contents(staffed) == before


def contents(desk: Desk) -> object:
    with desk.look() as unit:
        return unit.events.all(), unit.steps.all(), unit.tallies.all(), unit.accounts.all()


def test_a_person_who_was_switched_off_does_nothing_more(staffed: Desk) -> None:
    operator = replace(staffed, person=desks.OPERATOR)
    correcting.confirm(operator, TPS, "paslon_1", 60, 0)
    accounts.switch(staffed, "Operator Satu", active=False)
    with refused(staffed.store, "account_off"):
        correcting.confirm(operator, TPS, "paslon_2", 90, 0)
    accounts.switch(staffed, "Operator Satu", active=True)
    correcting.confirm(operator, TPS, "paslon_2", 90, 0)


def test_a_person_with_another_role_has_to_sign_in_again(staffed: Desk) -> None:
    member = replace(staffed, person=desks.ANGGOTA)
    accounts.put(staffed, "Anggota Satu", Role.OPERATOR, "rahasia")
    with refused(staffed.store, "account_off"):
        hearing.explain(member, TPS, "R8", "rusak")
    accounts.put(staffed, "Anggota Satu", Role.ANGGOTA, "rahasia")


def test_the_second_person_needs_an_account_as_well(staffed: Desk) -> None:
    convening.open_sitting(staffed, "Aula", "Rekapitulasi")
    for tps in (desks.FIRST, desks.SECOND, desks.OTHER):
        with staffed.unit() as unit:
            desks.pass_through(staffed, unit, tps)
    stranger = Person("Orang Lain", Role.ANGGOTA)
    with refused(staffed.store, "account_off"):
        convening.end(replace(staffed, second=stranger), "selesai")
    step = convening.end(desks.paired(staffed), "selesai")
    with staffed.look() as unit:
        told = unit.events.all()[-1]
    assert (step.who, told.facts["second"]) == ("Ketua Satu", "Anggota Satu")


@pytest.mark.parametrize("act", [Act.END, Act.ISSUE])
def test_what_two_do_one_does_not(desk: Desk, act: Act) -> None:
    for second, code in (
        (None, "second_needed"),
        (desks.OPERATOR, "second_needed"),
        (desks.PENGAMAT, "second_needed"),
        (Person(desks.KETUA.name, Role.ANGGOTA), "second_same"),
    ):
        with refused(desk.store, code):
            replace(desk, second=second).need(act)
    desks.paired(desk).need(act)


def test_a_contest_that_does_not_exist(desk: Desk) -> None:
    lost = replace(desks.paired(desk), contest=99)
    room = {mastering.add_contest, convening.note_event, templating.install}
    room |= {accounts.add, accounts.put, accounts.switch}
    for function in ACTS.keys() - room:
        with refused(desk.store, "no_election"):
            ACTS[function][1](lost)
    with refused(desk.store, "no_election"):
        convening.note_event(lost, "listrik padam", TPS)
    with pytest.raises(SirekapError, match="no_election"):
        lost.election()


def test_how_a_tps_is_named_and_what_it_is_not(desk: Desk) -> None:
    assert spoken(desk.election(), desks.OTHER) == "001 Contoh Barat"
    for function in (
        correcting.confirm,
        correcting.confirm_sure,
        correcting.undo,
        seconding.enter_second,
        seconding.decide,
        hearing.present,
        hearing.explain,
        hearing.close,
    ):
        call = ACTS[function][1]
        with refused(desk.store, "tps_unknown"), pytest.MonkeyPatch.context() as patch:
            patch.setitem(globals(), "TPS", "1101012001999")
            call(desk)
    with refused(desk.store, "tps_unknown"):
        convening.note_event(desk, "listrik padam", "1101012001999")


def test_minutes_of_one_tps_hold_the_room_and_that_tps(desk: Desk) -> None:
    convening.open_sitting(desk, "Aula", "Rekapitulasi")
    for tps in (desks.FIRST, desks.SECOND):
        hearing.present(desk, tps)
    with desk.look() as unit:
        whole = desk.minutes_in(unit)
        one = desk.minutes_in(unit, desks.FIRST)
        assert minutes_of(unit.steps.all(), 1) == whole
    assert set(whole.courses) == {desks.FIRST, desks.SECOND}
    assert one == replace(whole, courses={desks.FIRST: whole.course(desks.FIRST)})
