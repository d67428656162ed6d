"""Parts one after another, in as many lines as the width wants."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Lays widgets like words of a text, each with the size that it would like."""

    def __init__(self, parent: QWidget, gap: int) -> None:
        super().__init__(parent)
        self._gap = gap
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Qt: one more part."""
        self._items.append(item)

    def count(self) -> int:
        """Qt: how many parts."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Qt: a part, None outside."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Qt: take a part away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Qt: it takes no more height than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Qt: narrow is high."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt: the height at this width."""
        return self._lay(QRect(0, 0, width, 0), place=False)

    def minimumSize(self) -> QSize:
        """Qt: one part a line at least."""
        sizes = [item.minimumSize() for item in self._items]
        wide = max((size.width() for size in sizes), default=0)
        high = max((size.height() for size in sizes), default=0)
        return QSize(wide, high)

    def sizeHint(self) -> QSize:
        """Qt: all in one line."""
        sizes = [item.sizeHint() for item in self._items]
        wide = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return QSize(wide, max((size.height() for size in sizes), default=0))

    def setGeometry(self, rect: QRect) -> None:
        """Qt: lay everything into this."""
        super().setGeometry(rect)
        self._lay(rect, place=True)

    def _lay(self, rect: QRect, *, place: bool) -> int:
        """Go through the parts line by line; the height that they need."""
        left, top, high = rect.left(), rect.top(), 0
        for item in self._items:
            size = item.sizeHint()
            if left > rect.left() and left + size.width() > rect.right() + 1:
                left, top, high = rect.left(), top + high + self._gap, 0
            if place:
                item.setGeometry(QRect(QPoint(left, top), size))
            left += size.width() + self._gap
            high = max(high, size.height())
        return top + high - rect.top()
