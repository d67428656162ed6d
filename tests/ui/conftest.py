"""A dressed application, a desk with the small kecamatan, and a runner that ends."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sirekap_desktop.jobs import Progress
from sirekap_desktop.models.form_files import catalog
from sirekap_desktop.models.people import NOBODY
from sirekap_desktop.models.store import Store
from sirekap_desktop.ui import application
from sirekap_desktop.ui.main_window import MainWindow
from sirekap_desktop.ui.runner import Runner
from sirekap_desktop.ui.services import Services
from sirekap_desktop.ui.session import Session
from sirekap_desktop.ui.sign_in import SignInForm
from sirekap_desktop.workflow import importing, mastering
from sirekap_desktop.workflow.desk import Desk
from tests import desks
from tests.ui import walk


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture(autouse=True, scope="session")
def dressed(qapp: QApplication) -> QApplication:
    """Every test sees what an operator sees: Indonesian, the bundled letters, the style."""
    application.dress(qapp)
    return qapp


@pytest.fixture(autouse=True)
def _quick_to_sign_in(cheap_pins: None) -> None:
    """Screens sign in often."""


@pytest.fixture
def runner() -> Iterator[Runner]:
    made = Runner(workers=2)
    yield made
    settle(made)
    made.close()


@pytest.fixture
def empty_desk(tmp_path: Path) -> Iterator[Desk]:
    """The chair at a store without an election."""
    store = Store.open(tmp_path / "data")
    yield desks.desk_of(store, catalog())
    store.close()


@pytest.fixture
def desk(empty_desk: Desk) -> Desk:
    """The chair at a store with the small kecamatan."""
    mastering.adopt(empty_desk, desks.election())
    return empty_desk


Opens = Callable[..., MainWindow]


@pytest.fixture
def opens(empty_desk: Desk, runner: Runner, qtbot: QtBot) -> Iterator[Opens]:
    """Shows the window on the folder of `empty_desk`, as after starting the program."""
    made: list[MainWindow] = []

    def shown(**services: object) -> MainWindow:
        given: dict[str, Any] = {
            "open_desk": lambda: replace(empty_desk, person=NOBODY),
            "make_reader": partial(desks.FakeReader, empty_desk.templates[desks.FORM]),
            **services,
        }
        window = MainWindow(Services(**given), runner)
        made.append(window)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
        settle(runner)
        return window

    yield shown
    settle(runner)
    for window in made:
        if window.frame is not None:
            window.frame.projection.close()


@pytest.fixture
def session(desk: Desk, runner: Runner) -> Session:
    template = desk.template
    return Session(desk, desk.election(), template, runner, partial(desks.FakeReader, template))


@pytest.fixture
def bring(desk: Desk, tmp_path: Path) -> Callable[..., importing.ImportReport]:
    """Imports the three sheets of a TPS; `unsure` fields are read with doubt."""

    def brought(tps: str = desks.FIRST, *, unsure: tuple[str, ...] = ()) -> importing.ImportReport:
        paths = []
        for page in (1, 2, 3):
            file = tmp_path / f"{tps}_{page}.jpg"
            file.write_bytes(desks.picture(page, unsure=list(unsure), mark=tps))
            paths.append(file)
        template = desk.template
        return importing.import_files(
            desk, paths, Progress(), tps=tps, make_reader=lambda _: desks.FakeReader(template)
        )

    return brought


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Function) -> Generator[None]:
    """Let answers arrive before pytest-qt takes the widgets away."""
    yield
    made = item.funcargs.get("runner")
    if isinstance(made, Runner):
        settle(made)


def settle(runner: Runner, patience: int = 20_000) -> None:
    """Let the event loop run until nothing is under way and every widget has its place."""
    QApplication.processEvents()
    while runner.busy:
        loop = QEventLoop()
        runner.idle.connect(loop.quit)
        timer = QTimer()
        timer.setSingleShot(True)
        timer.timeout.connect(loop.quit)
        timer.start(patience)
        loop.exec()
        runner.idle.disconnect(loop.quit)
        assert timer.isActive(), "the runner did not come to rest"
        QApplication.processEvents()
    walk.come_to_rest()


def choose(form: SignInForm, name: str) -> None:
    """Pick a name from the list as an arrow key does."""
    names = [
        form.names.item(row).data(Qt.ItemDataRole.UserRole) for row in range(form.names.count())
    ]
    form.names.setCurrentRow(names.index(name))
