"""The blank sheet of the studio with frames around all that was found on it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from sirekap_desktop.models.form import FieldPlace
from sirekap_desktop.ui import icons, theme
from sirekap_desktop.ui.image_view import Frame, ImageView
from sirekap_desktop.ui.keys import bind
from sirekap_desktop.ui.studio import Studio


class FormsView(QWidget):
    """A click on a frame chooses its number, with Ctrl one more; wheel and buttons zoom."""

    def __init__(self, studio: Studio) -> None:
        super().__init__()
        self._studio = studio
        self.view = ImageView()
        self.view.setAccessibleName(self.tr("Blank sheet with the boxes that were found"))
        self.view.chosen.connect(self._click)
        self.pages = QComboBox()
        self.pages.setAccessibleName(self.tr("Sheet of the form"))
        self.pages.activated.connect(lambda row: studio.turn(self.pages.itemData(row)))
        bar = QHBoxLayout()
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setSpacing(8)
        label = QLabel(self.tr("S&heet"))
        label.setBuddy(self.pages)
        bar.addWidget(label)
        bar.addWidget(self.pages)
        bar.addStretch(1)
        for icon, words, keys, does in (
            ("minus", self.tr("Smaller"), "Ctrl+-", lambda: self.view.zoom(-1)),
            ("plus", self.tr("Larger"), "Ctrl++", lambda: self.view.zoom(1)),
            ("fit", self.tr("Whole sheet"), "Ctrl+0", self.view.fit),
        ):
            button = QToolButton()
            button.setIcon(icons.icon(icon))
            button.setIconSize(theme.square(20))
            button.setToolTip(f"{words} ({keys})")
            button.setAccessibleName(words)
            button.clicked.connect(does)
            bar.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(bar)
        column.addWidget(self.view, 1)
        studio.changed.connect(self._draw)
        studio.turned.connect(self._show)
        studio.chosen.connect(self._point)

    def bind_keys(self, screen: QWidget) -> None:
        """Let the keys zoom wherever the cursor is inside a screen."""
        bind(screen, "Ctrl++", lambda: self.view.zoom(1), self.tr("Larger"), also="Ctrl+=")
        bind(screen, "Ctrl+-", lambda: self.view.zoom(-1), self.tr("Smaller"))
        bind(screen, "Ctrl+0", self.view.fit, self.tr("Whole sheet"))

    def _show(self) -> None:
        """Another sheet: its picture, and everything on it."""
        studio, draft = self._studio, self._studio.draft
        self._list()
        index = studio.number - 1
        if draft is None or not 0 <= index < len(studio.sheets):
            self.view.clear()
            return
        pixels = studio.sheets[index].reduced(draft.form)
        height, width = pixels.shape[:2]
        image = QImage(pixels.tobytes(), width, height, 3 * width, QImage.Format.Format_BGR888)
        self.view.show_sheet(QPixmap.fromImage(image), width / draft.form.size[0])
        self._draw()

    def _list(self) -> None:
        draft = self._studio.draft
        pages = draft.pages if draft is not None else ()
        self.pages.clear()
        for page in pages:
            told = self.tr("{number} of {count}").format(number=page.number, count=len(pages))
            self.pages.addItem(told, page.number)
        self.pages.setCurrentIndex(self.pages.findData(self._studio.number))

    def _draw(self) -> None:
        draft = self._studio.draft
        if draft is None:
            return
        if self.pages.count() != len(draft.pages):
            self._show()
            return
        wrong = self._studio.wrong
        frames: dict[str, Frame] = {}
        for index, place in enumerate(self._studio.places):
            frames |= self._frames(index, place, index in wrong)
        self.view.set_frames(frames)
        self.view.choose(self._current, move=False)

    def _frames(self, index: int, place: FieldPlace, wrong: bool) -> dict[str, Frame]:
        colours = theme.PRINTED
        chosen = index in self._studio.selection
        named = colours.looks["sesuai"].ink if place.field else colours.looks["periksa"].ink
        ink = colours.accent if chosen else colours.looks["salah"].ink if wrong else named
        frames = {str(index): Frame(place.extent, ink)}
        for name, box in place.repeats.items():
            frames[f"{index} {name}"] = Frame(box, colours.muted)
        return frames

    @property
    def _current(self) -> str:
        """The last chosen number has the thick frame."""
        return str(self._studio.selection[-1]) if self._studio.selection else ""

    def _point(self) -> None:
        """Show what is chosen; one number alone is brought into view."""
        self._draw()
        box = self.view.frame_of(self._current)
        if len(self._studio.selection) == 1 and box is not None:
            self.view.ensureVisible(box, 40, 40)

    def _click(self, key: str) -> None:
        index = int(key.split()[0])
        held = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
        before = self._studio.selection if held else ()
        if held and index in before:
            self._studio.choose([one for one in before if one != index])
        else:
            self._studio.choose([*before, index])
