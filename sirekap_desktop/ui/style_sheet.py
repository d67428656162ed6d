"""Qt style sheet of the whole program, made from what is worn.

The focus is always a thick frame in the accent; what the frame takes is taken from the padding,
so that nothing moves. Cells have no frame without it: Qt would then forget their ground.
"""

from __future__ import annotations

from sirekap_desktop import paths
from sirekap_desktop.ui import theme
from sirekap_desktop.ui.theme import px


def style_sheet() -> str:
    """Everything, for `QApplication.setStyleSheet`."""
    parts = (_windows, _words, _buttons, _tools, _fields, _choices, _lists, _tabs, _bars, _menus)
    return "\n".join(part() for part in (*parts, _board))


def _windows() -> str:
    c = theme.worn()
    return f"""
QWidget {{ color: {c.ink}; }}
QMainWindow, QDialog {{ background: {c.ground}; }}
QToolTip {{
    background: {c.tip}; color: {c.on_tip}; border: 1px solid {c.edge}; padding: {px(4)}px;
}}
QFrame[role="panel"] {{ background: {c.paper}; border: 1px solid {c.hairline}; }}
QFrame[role="bar"] {{ background: {c.paper}; border: 0; border-bottom: 1px solid {c.hairline}; }}
QFrame[role="foot"] {{ background: {c.paper}; border: 0; border-top: 1px solid {c.hairline}; }}
QFrame[role="rail"] {{ background: {c.paper}; border: 0; border-right: 1px solid {c.hairline}; }}
QFrame[role="line"] {{ background: {c.hairline}; border: 0; }}
QSplitter::handle {{ background: {c.hairline}; }}
QScrollArea {{ border: 0; background: transparent; }}
QScrollArea[role="paper"], QWidget[role="paper"] {{ background: {c.paper}; }}
QScrollArea[role="desk"], QWidget[role="desk"] {{ background: {c.desk}; }}
QScrollArea[role="desk"]:focus {{ border: {px(2)}px solid {c.accent}; }}
"""


def _words() -> str:
    c = theme.worn()
    return f"""
QLabel[role="title"] {{ font-size: {theme.letters(theme.TITLE_POINTS)}px; font-weight: 600; }}
QLabel[role="head"] {{ font-size: {theme.letters(theme.HEAD_POINTS)}px; font-weight: 600; }}
QLabel[role="label"] {{ font-size: {theme.letters(theme.LABEL_POINTS)}px; color: {c.muted}; }}
QLabel[role="section"] {{ font-weight: 600; color: {c.accent}; }}
QLabel[role="code"] {{ font-weight: 700; }}
QLabel[role="party"] {{ font-weight: 600; }}
QLabel[role="strong"] {{ font-size: {theme.letters(theme.LABEL_POINTS)}px; font-weight: 600; }}
"""


def _buttons() -> str:
    c = theme.worn()
    return f"""
QPushButton {{
    background: {c.paper}; border: 1px solid {c.edge}; border-radius: {px(4)}px;
    padding: {_padding(5, 12, 1)}; min-height: {px(20)}px; icon-size: {px(16)}px;
}}
QPushButton:hover {{ background: {c.pale}; }}
QPushButton:pressed {{ background: {c.pressed}; }}
QPushButton:focus {{ border: {px(2)}px solid {c.accent}; padding: {_padding(5, 12, px(2))}; }}
QPushButton:disabled {{ color: {c.faint}; border-color: {c.hairline}; background: {c.ground}; }}
QPushButton[role="primary"] {{
    background: {c.accent}; color: {c.on_accent}; border: 1px solid {c.accent}; font-weight: 600;
}}
QPushButton[role="primary"]:hover {{ background: {c.accent_deep}; }}
QPushButton[role="primary"]:focus {{
    border: {px(5) + 1}px double {c.on_accent}; padding: {_padding(5, 12, px(5) + 1)};
    border-radius: 0;
}}
QPushButton[role="primary"]:disabled {{
    background: {c.idle}; color: {c.on_idle}; border-color: {c.idle};
}}
QPushButton[role="link"] {{
    border: {px(2)}px solid transparent; background: transparent; color: {c.accent};
    padding: 0 {px(2)}px; text-align: left; text-decoration: underline;
}}
QPushButton[role="link"]:focus {{ border-color: {c.accent}; padding: 0 {px(2)}px; }}
QPushButton[role="link"]:disabled {{ color: {c.faint}; }}
"""


def _tools() -> str:
    c = theme.worn()
    return f"""
QToolButton {{
    background: transparent; border: {px(2)}px solid transparent; border-radius: {px(4)}px;
    padding: {px(3)}px; icon-size: {px(16)}px;
}}
QToolButton:hover {{ background: {c.pale}; }}
QToolButton:pressed, QToolButton:checked {{ background: {c.pressed}; }}
QToolButton:focus {{ border-color: {c.accent}; }}
QToolButton:disabled {{ color: {c.faint}; }}
QToolButton[role="rail"] {{
    border: {px(2)}px solid transparent; border-left: {px(4)}px solid transparent;
    border-radius: 0; padding: {px(4)}px {px(2)}px {px(4)}px 0;
    font-size: {theme.letters(theme.LABEL_POINTS)}px; color: {c.muted};
}}
QToolButton[role="rail"]:hover {{ background: {c.ground}; }}
QToolButton[role="rail"]:checked {{
    border-left-color: {c.accent}; background: {c.pale}; color: {c.accent}; font-weight: 600;
}}
QToolButton[role="rail"]:focus {{
    border-color: {c.accent}; background: {c.pressed}; color: {c.ink};
}}
QToolButton[role="rail"]:disabled {{ color: {c.faint}; }}
"""


def _fields() -> str:
    c = theme.worn()
    kinds = ("QLineEdit", "QAbstractSpinBox", "QPlainTextEdit", "QTextEdit", "QComboBox")
    every, focused = ", ".join(kinds), ", ".join(f"{kind}:focus" for kind in kinds)
    unable = ", ".join(f"{kind}:disabled" for kind in kinds)
    arrow = f"width: {px(12)}px; height: {px(12)}px;"
    return f"""
{every} {{
    background: {c.paper}; border: 1px solid {c.edge}; border-radius: {px(3)}px;
    padding: {_padding(4, 6, 1)}; min-height: {px(20)}px; icon-size: {px(16)}px;
    selection-background-color: {c.accent}; selection-color: {c.on_accent};
}}
{focused} {{ border: {px(2)}px solid {c.accent}; padding: {_padding(4, 6, px(2))}; }}
{unable} {{ color: {c.faint}; border-color: {c.hairline}; background: {c.ground}; }}
QLineEdit:read-only, QPlainTextEdit:read-only {{ background: {c.ground}; }}
QComboBox::drop-down, QDateTimeEdit::drop-down {{ border: 0; width: {px(22)}px; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: 0; width: {px(22)}px; }}
QComboBox::down-arrow, QAbstractSpinBox::down-arrow, QDateTimeEdit::down-arrow {{
    image: url("{_drawing("down")}"); {arrow}
}}
QAbstractSpinBox::up-arrow {{ image: url("{_drawing("up")}"); {arrow} }}
QComboBox QAbstractItemView {{ background: {c.paper}; border: 1px solid {c.edge}; padding: 0; }}
"""


def _choices() -> str:
    c = theme.worn()
    groove, handle = px(6), px(18)
    return f"""
QCheckBox, QRadioButton {{
    spacing: {px(8)}px; padding: {px(2)}px; border: {px(2)}px solid transparent;
    border-radius: {px(3)}px;
}}
QCheckBox:focus, QRadioButton:focus {{ border-color: {c.accent}; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {c.faint}; }}
QCheckBox::indicator, QRadioButton::indicator {{
    width: {px(14)}px; height: {px(14)}px; border: {px(1)}px solid {c.edge};
    background: {c.paper};
}}
QCheckBox::indicator {{ border-radius: {px(2)}px; }}
QRadioButton::indicator {{ border-radius: {(px(14) + 2 * px(1)) // 2}px; }}
QCheckBox::indicator:checked {{
    background: {c.accent}; border-color: {c.accent}; image: url("{_drawing("tick")}");
}}
QRadioButton::indicator:checked {{ border: {px(5)}px solid {c.accent}; width: {px(6)}px;
    height: {px(6)}px; }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ border-color: {c.hairline}; }}
QSlider {{ border: {px(2)}px solid transparent; padding: {px(4)}px; min-height: {handle}px; }}
QSlider:focus {{ border-color: {c.accent}; border-radius: {px(4)}px; }}
QSlider::groove:horizontal {{
    height: {groove}px; background: {c.grid}; border-radius: {groove // 2}px;
}}
QSlider::sub-page:horizontal {{ background: {c.accent}; border-radius: {groove // 2}px; }}
QSlider::sub-page:horizontal:disabled {{ background: {c.idle}; }}
QSlider::handle:horizontal {{
    width: {handle}px; margin: -{(handle - groove) // 2}px 0; background: {c.paper};
    border: {px(2)}px solid {c.accent}; border-radius: {handle // 2}px;
}}
QSlider::handle:horizontal:disabled {{ border-color: {c.hairline}; background: {c.ground}; }}
"""


def _lists() -> str:
    c = theme.worn()
    return f"""
QAbstractItemView {{
    background: {c.paper}; border: 1px solid {c.hairline}; padding: {px(2) - 1}px; outline: 0;
    gridline-color: {c.grid}; selection-background-color: {c.pale}; selection-color: {c.ink};
    alternate-background-color: {c.paper}; icon-size: {px(16)}px;
}}
QAbstractItemView:focus {{ border: {px(2)}px solid {c.accent}; padding: 0; }}
QTreeView::item, QListView::item {{ padding: {px(3)}px {px(4)}px; }}
QTableView::item {{ padding: {px(3)}px {px(6)}px; }}
QTreeView::item:focus, QListView::item:focus, QTableView::item:focus {{
    border: {px(2)}px solid {c.accent}; padding: {px(3) - px(2)}px {px(4) - px(2)}px;
}}
QTableView::item:focus {{ padding: {px(3) - px(2)}px {px(6) - px(2)}px; }}
QTreeView::item:selected, QListView::item:selected, QTableView::item:selected {{
    background: {c.pale}; color: {c.ink};
}}
QHeaderView {{ background: {c.paper}; border: 0; padding: 0; }}
QHeaderView::section {{
    background: {c.ground}; color: {c.muted}; border: 0; border-bottom: 1px solid {c.hairline};
    border-right: 1px solid {c.hairline}; padding: {px(4)}px {px(6)}px;
    font-size: {theme.letters(theme.LABEL_POINTS)}px; font-weight: 600;
}}
QHeaderView::section:vertical {{ font-weight: 400; color: {c.ink}; background: {c.paper}; }}
QTableCornerButton::section {{ background: {c.ground}; border: 0; }}
"""


def _tabs() -> str:
    c = theme.worn()
    return f"""
QTabBar::tab {{
    background: transparent; border: {px(2)}px solid transparent;
    border-bottom: {px(3)}px solid transparent; padding: {px(4)}px {px(10)}px; color: {c.muted};
}}
QTabBar::tab:selected {{
    border-bottom-color: {c.accent}; color: {c.accent}; font-weight: 600;
}}
QTabBar::tab:focus {{ border-color: {c.accent}; background: {c.pale}; }}
QTabBar::tab:disabled {{ color: {c.faint}; }}
QTabWidget::pane {{ border: 0; border-top: 1px solid {c.hairline}; }}
"""


def _bars() -> str:
    c = theme.worn()
    return f"""
QProgressBar {{
    background: {c.grid}; border: 0; border-radius: {px(3)}px; max-height: {px(8)}px;
    min-height: {px(8)}px;
}}
QProgressBar::chunk {{ background: {c.accent}; border-radius: {px(3)}px; }}
QScrollBar:vertical {{ background: transparent; width: {px(12)}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {px(12)}px; margin: 0; }}
QScrollBar::handle {{ background: {c.thumb}; border-radius: {px(4)}px; margin: {px(2)}px; }}
QScrollBar::handle:vertical {{ min-height: {px(28)}px; }}
QScrollBar::handle:horizontal {{ min-width: {px(28)}px; }}
QScrollBar::handle:hover {{ background: {c.edge}; }}
QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def _menus() -> str:
    c = theme.worn()
    return f"""
QMenu {{ background: {c.paper}; border: 1px solid {c.edge}; padding: {px(4)}px; }}
QMenu::item {{ padding: {px(5)}px {px(24)}px; background: transparent; color: {c.ink}; }}
QMenu::item:selected {{ background: {c.accent}; color: {c.on_accent}; }}
QMenu::item:disabled {{ color: {c.faint}; background: transparent; }}
QMenu::separator {{ height: 1px; background: {c.hairline}; margin: {px(4)}px; }}
QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {c.paper}; }}
QCalendarWidget QToolButton {{ color: {c.ink}; }}
QCalendarWidget QAbstractItemView {{
    selection-background-color: {c.accent}; selection-color: {c.on_accent};
}}
QCalendarWidget QAbstractItemView::item {{ padding: 0; }}
"""


def _board() -> str:
    """The tiles of the first screen, whose focus is drawn on the tile itself, and their legend."""
    c = theme.worn()
    return f"""
QTableView[role="tiles"], QTableView[role="tiles"]:focus {{
    background: transparent; border: 0; padding: 0;
}}
QHeaderView[role="tiles"] {{ background: transparent; }}
QHeaderView[role="tiles"]::section {{
    background: transparent; color: {c.muted}; border: 0; padding: 0 {px(6)}px 0 0;
    font-size: {theme.letters(theme.LABEL_POINTS)}px; font-weight: 400;
}}
QHeaderView[role="tiles"]::section:vertical {{
    color: {c.ink}; padding: 0 {px(8)}px 0 0; font-size: {theme.letters(theme.BASE_POINTS)}px;
}}
QToolButton[role="place"] {{
    background: {c.paper}; border: 1px solid {c.hairline}; padding: {_padding(3, 6, 1)};
}}
QToolButton[role="place"]:hover {{ background: {c.pale}; }}
QToolButton[role="place"]:checked {{
    background: {c.pale}; border: {px(2)}px solid {c.accent}; padding: {_padding(3, 6, px(2))};
    font-weight: 600;
}}
QToolButton[role="place"]:focus {{
    border: {px(2)}px solid {c.accent}; padding: {_padding(3, 6, px(2))};
}}
"""


def _padding(high: float, wide: float, border: int) -> str:
    """The padding that with this border makes the room around the letters."""
    high, wide = px(high) + 1 - border, px(wide) + 1 - border
    return f"{max(0, high)}px {max(0, wide)}px"


def _drawing(name: str) -> str:
    """A drawing that a style sheet cannot colour: its bright copy where the ground is dark."""
    bright = theme.worn().dark != (name == "tick")
    file = f"{name}_bright.svg" if bright else f"{name}.svg"
    return (paths.resources() / "icons" / file).as_posix()
