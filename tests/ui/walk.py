"""What a walker finds on a window: inputs without a name, words that are cut, a tab that strays."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollBar,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QTabBar,
    QTextEdit,
    QWidget,
)

from sirekap_desktop.ui import theme
from sirekap_desktop.ui.data_label import DataLabel

INPUTS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
)
_SLACK = 1
"""Pixels that rounding may cost."""


class _Requests(QObject):
    """Counts how often a widget asks to be laid out anew."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802
        self.count += event.type() is QEvent.Type.LayoutRequest
        return False


def come_to_rest(turns: int = 50) -> None:
    """Let every layout answer: a request climbs one widget with each turn of the event loop."""
    app, requests = QApplication.instance(), _Requests()
    assert app is not None
    app.installEventFilter(requests)
    for _ in range(turns):
        requests.count = 0
        QApplication.processEvents()
        if not requests.count:
            break
    app.removeEventFilter(requests)
    assert not requests.count, "the layouts did not come to rest"


def told(widget: QWidget, more: str = "") -> str:
    """A widget as a fault names it: what it is, and what it says."""
    text = getattr(widget, "text", None)
    words = text() if callable(text) else ""
    name = words or widget.accessibleName() or widget.objectName()
    return f"{type(widget).__name__} '{name}' {more}".strip()


def every(root: QWidget) -> Iterator[QWidget]:
    """Every widget that is to be seen below `root`, and itself."""
    for widget in (root, *root.findChildren(QWidget)):
        inner = widget.window() is root.window() and widget.isVisibleTo(root.window())
        if inner and not isinstance(widget, QScrollBar):
            yield widget


# ---- names ----


def nameless(root: QWidget) -> list[str]:
    """The inputs that the keyboard reaches and of which a screen reader could say nothing."""
    labelled = {label.buddy() for label in root.window().findChildren(QLabel) if label.text()}
    return [
        told(widget)
        for widget in every(root)
        if isinstance(widget, INPUTS)
        and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
        and not _inside_an_input(widget)
        and not widget.accessibleName().strip()
        and widget not in labelled
        and not (isinstance(widget, QAbstractButton) and widget.text().strip())
    ]


def _inside_an_input(widget: QWidget) -> bool:
    above = widget.parentWidget()
    return isinstance(above, QAbstractSpinBox | QComboBox | QAbstractItemView)


# ---- words ----


def clipped(root: QWidget) -> list[str]:
    """Everything whose words need more room than it has, and everything that sticks out."""
    found = []
    for widget in every(root):
        if isinstance(widget, QLabel):
            found += _label(widget)
        elif isinstance(widget, QAbstractButton):
            found += _button(widget)
        elif isinstance(widget, QTabBar):
            found += _tab_bar(widget)
        elif isinstance(widget, QComboBox):
            found += _combo(widget)
        elif isinstance(widget, QHeaderView):
            found += _header(widget)
        elif isinstance(widget, QLineEdit):
            found += _line(widget)
        found += _sticking_out(widget)
    return found


def _label(label: QLabel) -> list[str]:
    if not label.text() or isinstance(label, DataLabel):
        return (
            [] if label.toolTip() == label.text() or not label.text() else [told(label, "untold")]
        )
    if not label.wordWrap():
        needed = label.sizeHint()
        has = label.size()
    else:
        needed, has = label.sizeHint(), label.size()
        needed.setHeight(label.heightForWidth(has.width()))
        needed.setWidth(_longest_word(label) + label.width() - label.contentsRect().width())
    return _too_small(label, needed.width(), needed.height(), has.width(), has.height())


def _longest_word(label: QLabel) -> int:
    if label.textFormat() is Qt.TextFormat.RichText:
        return 0
    metrics = label.fontMetrics()
    return max((metrics.horizontalAdvance(word) for word in label.text().split()), default=0)


def _button(button: QAbstractButton) -> list[str]:
    if not button.text():
        return []
    needed, has = button.sizeHint(), button.size()
    wide = needed.width()
    if button.isCheckable() and not isinstance(button, QPushButton) and button.isChecked():
        bold = button.font()
        bold.setBold(True)
        wide += _advance(QFontMetrics(bold), button.text())
        wide -= _advance(button.fontMetrics(), button.text())
    return _too_small(button, wide, needed.height(), has.width(), has.height())


def _tab_bar(bar: QTabBar) -> list[str]:
    bold = bar.font()
    bold.setBold(True)
    around = 2 * (theme.px(10) + theme.px(2))
    found = []
    for index in range(bar.count()):
        metrics = QFontMetrics(bold) if index == bar.currentIndex() else bar.fontMetrics()
        icon = 0 if bar.tabIcon(index).isNull() else bar.iconSize().width() + 4
        needed = _advance(metrics, bar.tabText(index)) + icon + around
        if needed > bar.tabRect(index).width() + _SLACK:
            found.append(told(bar, f"tab '{bar.tabText(index)}'"))
    last = bar.tabRect(bar.count() - 1)
    if not bar.usesScrollButtons() and last.right() > bar.width():
        found.append(told(bar, "has more tabs than room"))
    return found


def _combo(box: QComboBox) -> list[str]:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    place = box.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box
    )
    texts = [box.itemText(index) for index in range(box.count())]
    cut = [text for text in texts if _advance(box.fontMetrics(), text) > place.width() + _SLACK]
    return [told(box, f"choice '{text}'") for text in cut]


def _header(header: QHeaderView) -> list[str]:
    if header.orientation() is Qt.Orientation.Vertical:
        return []
    model = header.model()
    found = []
    for section in range(header.count()):
        words = model.headerData(section, Qt.Orientation.Horizontal)
        cut = header.sectionSizeHint(section) > header.sectionSize(section) + _SLACK
        if words and cut and not header.isSectionHidden(section):
            found.append(told(header, f"column '{words}'"))
    return found


def _line(line: QLineEdit) -> list[str]:
    option = QStyleOptionFrame()
    line.initStyleOption(option)
    inside = line.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, line)
    margins = line.textMargins()
    width = inside.width() - margins.left() - margins.right() - 4
    above = line.parentWidget()
    words = line.text() if isinstance(above, QAbstractSpinBox) else line.placeholderText()
    if _advance(line.fontMetrics(), words) > width + _SLACK:
        return [told(line, f"'{words}' has {width} px")]
    return []


def _sticking_out(widget: QWidget) -> list[str]:
    """A part outside its parent is never seen, unless the parent scrolls."""
    above = widget.parentWidget()
    speaks = isinstance(widget, QLabel | QAbstractButton | QComboBox | QLineEdit | QTabBar)
    if above is None or widget.isWindow() or not speaks or _scrolls(above):
        return []
    room = above.rect().adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK)
    return [] if room.contains(widget.geometry()) else [told(widget, "sticks out")]


def _scrolls(widget: QWidget) -> bool:
    area = widget.parentWidget()
    return isinstance(area, QAbstractScrollArea) and area.viewport() is widget


def _advance(metrics: QFontMetrics, text: str) -> int:
    return metrics.size(Qt.TextFlag.TextShowMnemonic, text).width()


def _too_small(widget: QWidget, wide: int, high: int, has_wide: int, has_high: int) -> list[str]:
    if wide <= has_wide + _SLACK and high <= has_high + _SLACK:
        return []
    return [told(widget, f"needs {wide} × {high}, has {has_wide} × {has_high}")]


# ---- the way of the tab key ----


def straying(window: QWidget) -> list[str]:
    """Where Tab leaves out something, comes twice, or jumps back against the order of reading."""
    wanted = [widget for widget in every(window) if _takes_tab(widget)]
    if not wanted:
        return []
    wanted[0].setFocus(Qt.FocusReason.TabFocusReason)
    way = [wanted[0]]
    for _ in range(2 * len(wanted)):
        QTest.keyClick(_focused(), Qt.Key.Key_Tab)
        now = _focused()
        if now is way[0] and len(way) > 1:
            break
        if now is not way[-1]:  # a date has parts of its own
            way.append(now)
    found = [told(widget, "is not reached") for widget in wanted if widget not in way]
    found += [told(widget, "comes twice") for widget in set(way) if way.count(widget) > 1]
    found += [
        f"{told(one)} → {told(other)} goes back"
        for one, other in pairwise(way)
        if _goes_back(one, other)
    ]
    return found


def _focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None, "nothing has the focus"
    return found


def _takes_tab(widget: QWidget) -> bool:
    policy = widget.focusPolicy()
    return (
        bool(policy.value & Qt.FocusPolicy.TabFocus.value)
        and widget.isEnabled()
        and widget.focusProxy() is None
        and not _inside_an_input(widget)
    )


def _goes_back(one: QWidget, other: QWidget) -> bool:
    """Against the order of reading: up, except into a column to the right, or left in a row."""
    here, there = _side_by_side(one, other)
    if there.bottom() <= here.top():
        return there.left() < here.right()
    common = min(here.bottom(), there.bottom()) - max(here.top(), there.top())
    same_row = common > min(here.height(), there.height()) / 2
    return same_row and there.left() < here.left()


def _side_by_side(one: QWidget, other: QWidget) -> tuple[QRect, QRect]:
    """Where both stand as seen from the nearest widget that holds them both."""
    above = one.parentWidget()
    while above is not None and not above.isAncestorOf(other):
        above = above.parentWidget()
    assert above is not None
    return _part_of(above, one), _part_of(above, other)


def _part_of(above: QWidget, widget: QWidget) -> QRect:
    while True:
        parent = widget.parentWidget()
        assert parent is not None
        if parent is above:
            return QRect(widget.mapTo(above, QPoint()), widget.size())
        widget = parent
