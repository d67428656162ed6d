"""Pictures of sheets as the screens draw them."""

from __future__ import annotations

from PySide6.QtGui import QImage


def picture_of(data: bytes) -> QImage:
    """A JPEG unpacked; empty when it is none.

    OpenCV does it in a third of the time of Qt's own reader, and lets other threads go on
    meanwhile.
    """
    import cv2
    import numpy as np

    if not data:
        return QImage()
    found = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    if found is None:
        return QImage()
    pixels = cv2.cvtColor(found, cv2.COLOR_BGR2BGRA)
    height, width = pixels.shape[:2]
    return QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32).copy()
