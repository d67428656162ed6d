"""The look in one place: colours, sizes, states, and the style sheet made from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette

from sirekap_desktop import paths
from sirekap_desktop.models.plenary import Stage

INK = "#1b1f24"
MUTED = "#515b66"
HAIRLINE = "#d3d8de"
EDGE = "#7d8793"
GROUND = "#f3f4f6"
PAPER = "#ffffff"
ACCENT = "#0b4a8f"
ACCENT_DEEP = "#083769"
ACCENT_PALE = "#e3edf8"
AMBER = "#ffc53d"
AMBER_INK = "#2b1d00"

BASE_POINTS = 10.5
LABEL_POINTS = 9.5
ENTRY_POINTS = 15.0
HEAD_POINTS = 14.0
TITLE_POINTS = 18.0


@dataclass(frozen=True)
class Look:
    """How a state is shown: letters, ground behind them, and the name of its icon."""

    ink: str
    ground: str
    icon: str


STATES: Mapping[Stage, Look] = {
    Stage.KOSONG: Look("#515b66", "#edeff2", "kosong"),
    Stage.TERBACA: Look("#3f5b7a", "#e6edf5", "terbaca"),
    Stage.PERIKSA: Look("#7d4b00", "#fff0cc", "periksa"),
    Stage.SESUAI: Look("#18652c", "#e4f3e7", "sesuai"),
    Stage.DIKOREKSI: Look("#0a5f6a", "#dcf1f3", "dikoreksi"),
    Stage.SALAH: Look("#a81818", "#fce8e8", "salah"),
    Stage.SELESAI: Look("#0c4823", "#d8ecde", "selesai"),
}


def load_font() -> str:
    """Make the bundled letters known to Qt; the family's name, or "" where none is bundled."""
    families: list[str] = []
    for file in sorted((paths.resources() / "fonts").glob("*.[to]tf")):
        number = QFontDatabase.addApplicationFont(str(file))
        families += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return families[0] if families else ""


def font(points: float, family: str = "", *, bold: bool = False) -> QFont:
    """A font with figures of equal width."""
    made = QFont(family) if family else QFont()
    made.setPointSizeF(points)
    made.setBold(bold)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def grouped(number: int) -> str:
    """A number as Indonesians write it: 1.234."""
    return f"{number:,}".replace(",", ".")


def palette() -> QPalette:
    """Light neutral greys with the one blue accent, whatever the desktop wears."""
    made = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, GROUND),
        (role.WindowText, INK),
        (role.Base, PAPER),
        (role.AlternateBase, GROUND),
        (role.Text, INK),
        (role.Button, PAPER),
        (role.ButtonText, INK),
        (role.PlaceholderText, MUTED),
        (role.Highlight, ACCENT),
        (role.HighlightedText, PAPER),
        (role.ToolTipBase, INK),
        (role.ToolTipText, PAPER),
        (role.Link, ACCENT),
    ):
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor("#6b7480"))
    return made


def style_sheet() -> str:
    """Qt style sheet of the whole program."""
    return f"""
QWidget {{ color: {INK}; }}
QMainWindow, QDialog {{ background: {GROUND}; }}
QToolTip {{ background: {INK}; color: {PAPER}; border: 0; padding: 4px; }}
QLabel[role="title"] {{ font-size: {TITLE_POINTS}pt; font-weight: 600; }}
QLabel[role="head"] {{ font-size: {HEAD_POINTS}pt; font-weight: 600; }}
QLabel[role="label"] {{ font-size: {LABEL_POINTS}pt; color: {MUTED}; }}
QLabel[role="section"] {{ font-weight: 600; color: {ACCENT}; }}
QLabel[role="code"] {{ font-weight: 700; }}
QFrame[role="panel"] {{ background: {PAPER}; border: 1px solid {HAIRLINE}; }}
QFrame[role="bar"] {{ background: {PAPER}; border: 0; border-bottom: 1px solid {HAIRLINE}; }}
QFrame[role="foot"] {{ background: {PAPER}; border: 0; border-top: 1px solid {HAIRLINE}; }}
QFrame[role="rail"] {{ background: {PAPER}; border: 0; border-right: 1px solid {HAIRLINE}; }}
QFrame[role="line"] {{ background: {HAIRLINE}; border: 0; }}
QPushButton {{
    background: {PAPER}; border: 1px solid {EDGE}; border-radius: 4px;
    padding: 5px 12px; min-height: 20px;
}}
QPushButton:hover {{ background: {ACCENT_PALE}; }}
QPushButton:pressed {{ background: #cfdff1; }}
QPushButton:focus {{ border: 2px solid {ACCENT}; padding: 4px 11px; }}
QPushButton:disabled {{ color: #6b7480; border-color: {HAIRLINE}; background: {GROUND}; }}
QPushButton[role="primary"] {{
    background: {ACCENT}; color: {PAPER}; border: 1px solid {ACCENT}; font-weight: 600;
}}
QPushButton[role="primary"]:hover {{ background: {ACCENT_DEEP}; }}
QPushButton[role="primary"]:focus {{ border: 2px solid {INK}; }}
QPushButton[role="primary"]:disabled {{
    background: #dfe3e8; color: #59626c; border-color: #dfe3e8;
}}
QPushButton[role="link"] {{
    border: 0; background: transparent; color: {ACCENT}; padding: 2px 4px; text-align: left;
    text-decoration: underline;
}}
QPushButton[role="link"]:focus {{ border: 1px solid {ACCENT}; padding: 1px 3px; }}
QToolButton {{
    background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 4px;
}}
QToolButton:hover {{ background: {ACCENT_PALE}; }}
QToolButton:focus {{ border-color: {ACCENT}; }}
QToolButton:checked {{ background: {ACCENT_PALE}; border-color: {ACCENT}; }}
QToolButton[role="rail"] {{
    border: 0; border-left: 4px solid transparent; border-radius: 0; padding: 8px 4px 8px 0;
    font-size: {LABEL_POINTS}pt; color: {MUTED};
}}
QToolButton[role="rail"]:hover {{ background: {GROUND}; }}
QToolButton[role="rail"]:checked {{
    border-left: 4px solid {ACCENT}; background: {ACCENT_PALE}; color: {ACCENT}; font-weight: 600;
}}
QToolButton[role="rail"]:focus {{ background: #cfdff1; }}
QToolButton[role="rail"]:disabled {{ color: #6b7480; }}
QLineEdit, QSpinBox, QDateEdit, QPlainTextEdit, QComboBox {{
    background: {PAPER}; border: 1px solid {EDGE}; border-radius: 3px; padding: 4px 6px;
    selection-background-color: {ACCENT}; selection-color: {PAPER}; min-height: 20px;
}}
QLineEdit:focus, QSpinBox:focus, QDateEdit:focus, QPlainTextEdit:focus, QComboBox:focus {{
    border: 2px solid {ACCENT}; padding: 3px 5px;
}}
QLineEdit:read-only {{ background: {GROUND}; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: 0; width: 22px; }}
QSpinBox::up-button, QSpinBox::down-button {{ border: 0; width: 22px; }}
QComboBox::down-arrow, QDateEdit::down-arrow, QSpinBox::down-arrow {{
    image: url("{_icon_path("down")}"); width: 12px; height: 12px;
}}
QSpinBox::up-arrow {{ image: url("{_icon_path("up")}"); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{ background: {PAPER}; border: 1px solid {EDGE}; }}
QAbstractItemView {{
    background: {PAPER}; border: 1px solid {HAIRLINE}; outline: 0; gridline-color: #e4e7eb;
    selection-background-color: {ACCENT_PALE}; selection-color: {INK};
    alternate-background-color: {PAPER};
}}
QAbstractItemView:focus {{ border: 1px solid {ACCENT}; }}
QTreeView::item, QListView::item {{ padding: 3px 4px; }}
QTreeView::item:selected, QListView::item:selected {{
    background: {ACCENT_PALE}; color: {INK};
}}
QHeaderView {{ background: {PAPER}; border: 0; }}
QHeaderView::section {{
    background: {GROUND}; color: {MUTED}; border: 0; border-bottom: 1px solid {HAIRLINE};
    border-right: 1px solid {HAIRLINE}; padding: 4px 6px; font-size: {LABEL_POINTS}pt;
    font-weight: 600;
}}
QHeaderView::section:vertical {{ font-weight: 400; color: {INK}; background: {PAPER}; }}
QTableView::item {{ padding: 3px 6px; }}
QTableCornerButton::section {{ background: {GROUND}; border: 0; }}
QTabBar::tab {{
    background: transparent; border: 0; border-bottom: 3px solid transparent;
    padding: 6px 12px; color: {MUTED};
}}
QTabBar::tab:selected {{ border-bottom: 3px solid {ACCENT}; color: {ACCENT}; font-weight: 600; }}
QTabBar::tab:focus {{ background: {ACCENT_PALE}; }}
QTabWidget::pane {{ border: 0; border-top: 1px solid {HAIRLINE}; }}
QProgressBar {{
    background: #e4e7eb; border: 0; border-radius: 3px; max-height: 8px; min-height: 8px;
}}
QProgressBar::chunk {{ background: {ACCENT}; border-radius: 3px; }}
QScrollArea {{ border: 0; background: transparent; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: #b4bcc6; border-radius: 4px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 28px; }}
QScrollBar::handle:horizontal {{ min-width: 28px; }}
QScrollBar::handle:hover {{ background: {EDGE}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSplitter::handle {{ background: {HAIRLINE}; }}
"""


def _icon_path(name: str) -> str:
    return (paths.resources() / "icons" / f"{name}.svg").as_posix()
