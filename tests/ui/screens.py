"""Every screen and every dialog, with the way to open it: what a walker walks over.

A new screen or dialog is one line here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial

from PySide6.QtWidgets import QDialog, QWidget

from sirekap_desktop import paths
from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models import draft_edits as edits
from sirekap_desktop.models.document import SignatureVerdict, Verdict
from sirekap_desktop.models.people import Committee, Occasion, Person
from sirekap_desktop.models.permits import Act
from sirekap_desktop.models.published import Published, compare
from sirekap_desktop.models.reading import Problem, Reading, SheetReading, Status
from sirekap_desktop.models.rules import check_tps
from sirekap_desktop.models.second import Outcome, SecondEntry
from sirekap_desktop.models.tally import Entry
from sirekap_desktop.ui import key_overlay, stops
from sirekap_desktop.ui.account_dialogs import AccountDialog, OwnPinDialog
from sirekap_desktop.ui.desk_frame import DeskFrame
from sirekap_desktop.ui.dialogs import (
    CrashDialog,
    QuestionDialog,
    RefusalDialog,
    WordsDialog,
    fit,
)
from sirekap_desktop.ui.forms_dialogs import BlankDialog, PackageDialog, TrialDialog
from sirekap_desktop.ui.help_page import GuideDialog
from sirekap_desktop.ui.lock import LockDialog
from sirekap_desktop.ui.matters import Ask
from sirekap_desktop.ui.occasion_dialog import OccasionDialog
from sirekap_desktop.ui.plenary_acts import Acts
from sirekap_desktop.ui.plenary_page import PlenaryPage
from sirekap_desktop.ui.print_dialog import PrintDialog
from sirekap_desktop.ui.published_tab import DifferenceDialog
from sirekap_desktop.ui.second_dialog import SecondDialog
from sirekap_desktop.ui.session import Session
from sirekap_desktop.ui.sign_dialog import SignDialog
from sirekap_desktop.ui.sign_in import ChangeDialog
from sirekap_desktop.ui.sum_dialog import SumDialog
from sirekap_desktop.ui.upstream_dialog import UpstreamDialog
from sirekap_desktop.ui.verdict_dialog import VerdictDialog
from sirekap_desktop.workflow.comparing import TpsComparison
from sirekap_desktop.workflow.seconding import Dispute
from sirekap_desktop.workflow.templating import SHIPPED, Known
from sirekap_desktop.workflow.upstreaming import ColumnMemory
from tests import desks
from tests.exchange import upstream_files
from tests.models.numbers import DPT, numbers, template


@dataclass(frozen=True)
class Screen:
    """A state of the window: `open` acts on the frame, `then` when what that began has ended."""

    name: str
    open: Callable[[DeskFrame], object]
    then: Callable[[DeskFrame], object] = lambda _: None
    tab: bool = True
    """Whether Tab may be pressed without ending the state."""


def _turned(number: int) -> Callable[[DeskFrame], object]:
    return lambda frame: frame.turn_to(number)


def _refused(frame: DeskFrame) -> None:
    frame.turn_to(stops.IMPORT)
    frame.imports._tabs.setCurrentIndex(1)


def _first(frame: DeskFrame) -> None:
    frame.open_tps(desks.FIRST)


def _second(person: Person) -> Callable[[DeskFrame], object]:
    def opened(frame: DeskFrame) -> None:
        frame._session.desk = replace(frame._session.desk, person=person)
        frame.second.show_person(person)
        frame.open_second(desks.FIRST)

    return opened


def _disputed(frame: DeskFrame) -> None:
    blind, when = frame.second._blind, datetime(2029, 2, 15, tzinfo=UTC)
    assert blind is not None
    name, tps, field = "Anggota Dua Bernama Panjang", blind.tps.code, "pengguna_non_dpt_l"
    first = Entry(tps, field, 2, "Operator Satu Bernama Panjang", when, "", 0, None)
    second = SecondEntry(tps, field, 5, name, when, Outcome.DIFFERS)
    disputes = (Dispute(field, first, second, frozenset({first.who, name})),)
    frame.second._arrive(
        replace(blind, ask=(), disputes=disputes, seen={field: 1}), frame._session.desk.person
    )


def _narrowed(frame: DeskFrame) -> None:
    frame.turn_to(stops.HOME)
    frame.home.search.setText("contoh 1")


def _nothing_found(frame: DeskFrame) -> None:
    frame.turn_to(stops.HOME)
    frame.home.search.setText("tidak ada")
    frame.home.wait()


def _before_room(frame: DeskFrame) -> None:
    frame.turn_to(stops.PLENARY)
    frame.plenary.open_tps(desks.OTHER)


def _finding_in_room(frame: DeskFrame) -> None:
    frame.plenary.hearing.reading.tabs.setCurrentIndex(1)
    frame.plenary.hearing.reading.findings.choose_next()


def _keys(frame: DeskFrame) -> None:
    frame.turn_to(stops.CHECK)
    key_overlay.turn(frame.window())


_PUBLISHED = Published(
    desks.FIRST, "a.json", "a" * 64, "", (("paslon_3", 842),), datetime(2029, 2, 15, tzinfo=UTC), ""
)


def _published(frame: DeskFrame) -> None:
    frame.turn_to(stops.IMPORT)
    frame.imports._tabs.setCurrentIndex(2)


def _compared() -> TpsComparison:
    desa, tps = desks.election().find(desks.FIRST)
    return TpsComparison(desa, tps, compare(_PUBLISHED, {"paslon_3": 42}, ()))


def _differ(frame: DeskFrame) -> None:
    frame.imports.published._show((_compared(),))
    frame.imports.published.table.selectRow(0)


def _form(frame: DeskFrame) -> None:
    frame.turn_to(stops.FORMS)
    folder = paths.resources() / "forms" / desks.FORM
    frame.forms.open_known(Known(SHIPPED, desks.FORM, "C.HASIL-PPWP", folder))


def _form_part(part: int) -> Callable[[DeskFrame], None]:
    def shown(frame: DeskFrame) -> None:
        frame.forms.studio.choose([0, 1])
        frame.forms.bench.tabs.setCurrentIndex(part)

    return shown


def _wrong_form(frame: DeskFrame) -> None:
    frame.forms.studio.do(lambda draft: edits.delete(edits.name(draft, 2, 0, ""), 1, [3]))
    frame.forms.bench.show_troubles()


SCREENS: tuple[Screen, ...] = (
    Screen("home", _turned(stops.HOME)),
    Screen("home, narrowed", _narrowed),
    Screen("home, nothing found", _nothing_found),
    Screen("import", _turned(stops.IMPORT)),
    Screen("refused files", _refused),
    Screen("published results", _published),
    Screen("published results, a difference", _published, _differ),
    Screen("check, with sheets", _first),
    Screen("check, a finding", _first, lambda frame: frame.check.panel.findings.choose_next()),
    Screen(
        "check, a reason is asked",
        _first,
        lambda frame: frame.check.reason.ask("pemilih_dpt_l", 120, 121),
        tab=False,
    ),
    Screen("check, without sheets", lambda frame: frame.open_tps(desks.OTHER)),
    *(
        Screen(f"plenary, {name}", _before_room, then)
        for name, then in (
            ("numbers", lambda frame: frame.plenary.hearing.reading.tabs.setCurrentIndex(0)),
            ("findings", _finding_in_room),
            ("what was done", lambda frame: frame.plenary.hearing.reading.tabs.setCurrentIndex(2)),
            ("participants", lambda frame: frame.plenary.tabs.setCurrentIndex(1)),
            ("panels", lambda frame: frame.plenary.tabs.setCurrentIndex(2)),
            ("events", lambda frame: frame.plenary.tabs.setCurrentIndex(3)),
        )
    ),
    Screen("sums", _turned(stops.RECAP)),
    Screen("documents", _turned(stops.DOCUMENTS)),
    Screen("help", _turned(stops.HELP)),
    Screen("keys", _keys, tab=False),
    Screen("settings", _turned(stops.SETTINGS)),
    Screen("settings that wait", _turned(stops.SETTINGS), lambda frame: frame.settings.wait()),
    Screen("forms", _turned(stops.FORMS)),
    *(
        Screen(f"forms, {name}", _form, _form_part(part))
        for part, name in enumerate(("numbers", "boxes", "sheet", "rules", "nothing wrong"))
    ),
    Screen("forms, something wrong", _form, _wrong_form),
    Screen("second entry, by the wrong person", _second(desks.KETUA)),
    Screen("second entry", _second(desks.ANGGOTA)),
    Screen("second entry, disputed", _second(desks.ANGGOTA), _disputed),
)

_LONG = "Penjelasan yang panjang: angka dibacakan dua kali dan disetujui semua yang hadir."
_SIGNED = SignatureVerdict(
    signer="Ketua Satu",
    when=datetime(2029, 2, 20, tzinfo=UTC),
    intact=True,
    whole_file=True,
    trusted=False,
    bottom_line=False,
    fingerprint="cd" * 32,
)
_VERDICT = Verdict("signed_valid_untrusted", (_SIGNED,), "ab" * 32)
_TRIAL = SheetReading(
    desks.FORM,
    2,
    (Problem("frame_missing", (("field", "paslon_1"),), fatal=False),),
    (
        Reading("paslon_1", 117, 0.99, None, Status.SURE, (), (0, 0, 1, 1)),
        Reading("paslon_2", None, 0.0, None, Status.UNREAD, (), (0, 0, 1, 1)),
    ),
)
_OCCASION = Occasion("Aula", date(2029, 2, 20), Committee("Ketua Satu"))


def _sum(parent: QWidget) -> QDialog:
    (finding,) = check_tps(template(), numbers(surat_suara_tidak_digunakan=30), DPT)
    made = SumDialog(template(), desks.election(), parent)
    made.show_finding(finding, frozenset({"surat_suara_diterima"}))
    return made


def _press(act: Act, page: PlenaryPage) -> None:
    page.hearing.press(act)


def _way(page: PlenaryPage, matter: int, way: int) -> Ask:
    return page.hearing.course.matters.matters[matter].ways[way][1]


def _corrected(page: PlenaryPage) -> int:
    heard = page.hearing._heard
    assert heard is not None
    return heard.docket.view.course.corrections[0].id


DIALOGS: Mapping[str, Callable[[QWidget], QDialog]] = {
    "question": lambda parent: QuestionDialog("Mulai ulang latihan?", _LONG, "Mulai", parent),
    "occasion": lambda parent: OccasionDialog(desks.election(), _OCCASION, parent),
    "signature": lambda parent: SignDialog("D.HASIL KECAMATAN-PPWP", parent),
    "verdict": lambda parent: VerdictDialog("D.HASIL KECAMATAN-PPWP.pdf", _VERDICT, parent),
    "words": lambda parent: WordsDialog(
        "Tutup TPS 001", _LONG, (f"R1  {_LONG}", "R2  Pendek"), "Tutup TPS", parent
    ),
    "guide": lambda parent: GuideDialog("laptop_rusak", parent),
    "blank sheets": lambda parent: PrintDialog(desks.election(), "C.HASIL-PPWP", parent),
    "sum": _sum,
    "refusal": lambda parent: RefusalDialog(SirekapError("folder_unwritable"), parent),
    "blank form": BlankDialog,
    "signed form": lambda parent: PackageDialog("C.HASIL-PPWP", _SIGNED, parent),
    "form tried": lambda parent: TrialDialog((_TRIAL,), parent),
    "crash": lambda parent: CrashDialog("laporan\n" * 40, "/tempat/laporan.txt", parent),
}


def _wrong_pin(session: Session, parent: QWidget) -> QDialog:
    made = ChangeDialog(session.desk, session.runner, parent)
    made.form.notice.refuse(SirekapError("too_many_tries", who="Ketua Satu", until="10:15"))
    return made


def _locked(session: Session, parent: QWidget, *, other: bool = False) -> QDialog:
    made = LockDialog(session.desk, session.runner, parent)
    if other:
        made.other.click()
    return made


def _explain_published(session: Session, parent: QWidget) -> QDialog:
    of = _compared()
    one = of.comparison.differences[0]
    made = DifferenceDialog(Acts(session), of, one, "suara paslon", parent)
    fit(made, 560)
    return made


def _columns(session: Session, parent: QWidget) -> QDialog:
    made = UpstreamDialog(session.desk, session.runner, ColumnMemory(), parent)
    made.tables = [upstream_files.sidalih().told("tps")]
    made._list(0)
    return made


PEOPLE: Mapping[str, Callable[[Session, QWidget], QDialog]] = {
    "change of person": lambda session, parent: ChangeDialog(session.desk, session.runner, parent),
    "too many wrong PINs": _wrong_pin,
    "second person": lambda session, parent: SecondDialog(session, Act.ISSUE, parent),
    "locked": _locked,
    "locked, another person": partial(_locked, other=True),
    "new account": lambda session, parent: AccountDialog(session, None, parent),
    "other role": lambda session, parent: AccountDialog(session, desks.ANGGOTA, parent),
    "own PIN": OwnPinDialog,
    "explain a published number": _explain_published,
    "tables of KPU's systems": lambda session, parent: UpstreamDialog(
        session.desk, session.runner, ColumnMemory(), parent
    ),
    "tables of KPU's systems, columns": _columns,
}
"""The dialogs that know who sits at the desk."""
PLENARY_DIALOGS: Mapping[str, Callable[[PlenaryPage], object]] = {
    **{
        f"plenary, {act}": partial(_press, act)
        for act in (Act.DIFFER, Act.CORRECT, Act.OBJECT, Act.EXPLAIN, Act.POSTPONE)
    },
    "plenary, settle": lambda page: page.hearing.ask(_way(page, 0, 1)),
    "plenary, answer": lambda page: page.hearing.ask(_way(page, 1, 0)),
    "plenary, event": lambda page: page.note_event(),
    "plenary, open": lambda page: page.turn(Act.OPEN),
    "plenary, adjourn": lambda page: page.turn(Act.ADJOURN),
    "plenary, resume": lambda page: page.turn(Act.RESUME),
    "plenary, register": lambda page: page.people.ask_register(),
    "plenary, panel": lambda page: page.panels.ask_panel(),
    "plenary, pictures": lambda page: page.hearing._exhibits.show(desks.OTHER, _corrected(page)),
}
"""What opens each dialog of Pleno, at the TPS that `desks.argued` has left before the room."""
