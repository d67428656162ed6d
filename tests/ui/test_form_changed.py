"""A form that the open contest is counted on is installed anew: the screens follow."""

from __future__ import annotations

from collections.abc import Callable

from sirekap_desktop.models import draft_edits as edits
from sirekap_desktop.models import draft_rules as rules
from sirekap_desktop.models.drafting import Draft
from sirekap_desktop.ui import stops
from sirekap_desktop.ui.desk_frame import DeskFrame
from sirekap_desktop.ui.main_window import MainWindow
from sirekap_desktop.ui.runner import Runner
from sirekap_desktop.workflow import correcting, mastering
from sirekap_desktop.workflow.desk import Desk
from tests import desks
from tests.ui.conftest import Opens, settle
from tests.ui.test_forms_page import opened

GONE = tuple(f"disabilitas_{x}" for x in "lpj")


def without(draft: Draft) -> Draft:
    """The form without the voters with disabilities."""
    fields = [place.field for place in draft.pages[0].places]
    return rules.fitting(edits.delete(draft, 1, [fields.index(field) for field in GONE]))


def another(draft: Draft) -> Draft:
    """The same as a form of its own, with tags of its own."""
    for page in (1, 2, 3):
        draft = edits.set_tag(draft, page, 500 + page)
    return edits.describe(draft, form="pemilu_2024/lain", model="C.X")


def at_studio(opens: Opens, desk: Desk, runner: Runner) -> tuple[MainWindow, DeskFrame]:
    """The window in the studio, the form of its contest open; Periksa shows the first TPS."""
    mastering.adopt(desk, desks.election())
    desks.let_in(desk)
    window = opens()
    window.begin(desk)
    settle(runner)
    frame = window.frame
    assert frame is not None
    frame.open_tps(desks.FIRST)
    settle(runner)
    frame.turn_to(stops.FORMS)
    settle(runner)
    opened(frame.forms, runner)
    return window, frame


def install(frame: DeskFrame, change: Callable[[Draft], Draft], runner: Runner) -> None:
    """Change the form that is open in the studio, and take it into use."""
    frame.forms.studio.do(change)
    frame.forms.take.click()
    settle(runner)


def test_the_screens_are_built_anew_when_the_studio_is_left(
    opens: Opens, empty_desk: Desk, runner: Runner
) -> None:
    window, frame = at_studio(opens, empty_desk, runner)
    install(frame, without, runner)
    assert window.frame is frame
    correcting.confirm(empty_desk, desks.FIRST, "paslon_1", 60, 0)
    frame.check.open_tps(desks.FIRST)
    settle(runner)
    assert "disabilitas_l" in frame.check.form.fields, "until then the old form is shown"

    frame.turn_to(stops.CHECK)
    settle(runner)
    assert window.frame is not None
    assert window.frame is not frame
    check = window.frame.check
    assert check.isVisible()
    assert not set(GONE) & set(check.form.order)
    assert check.form.fields["paslon_1"].confirmed == 60
    window.frame.projection.close()


def test_what_was_typed_is_kept_before_the_screens_are_built_anew(
    opens: Opens, empty_desk: Desk, runner: Runner
) -> None:
    window, frame = at_studio(opens, empty_desk, runner)
    frame.check.form.fields["paslon_1"].setText("77")
    install(frame, without, runner)
    frame.turn_to(stops.CHECK)
    settle(runner)
    assert window.frame is frame
    assert frame.check.unsaved == ("paslon_1",)
    frame.check._enter("paslon_1")
    settle(runner)
    frame.turn_to(stops.HOME)
    settle(runner)
    assert window.frame is not frame


def test_a_form_that_no_screen_shows_changes_nothing(
    opens: Opens, empty_desk: Desk, runner: Runner
) -> None:
    window, frame = at_studio(opens, empty_desk, runner)
    install(frame, another, runner)
    assert "pemilu_2024/lain" in frame._session.desk.templates
    frame.turn_to(stops.CHECK)
    settle(runner)
    assert window.frame is frame
