"""The same sheets drawn by ReportLab: `reportlab_slips.py FOLDER FONTS OUT`.

FOLDER holds what the example `marks` wrote. Ring by ring and run by run on a canvas, as its manual
shows; the faces are subset by ReportLab itself.
"""

import json
import sys
from pathlib import Path

from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

folder, fonts, out = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
pdfmetrics.registerFont(TTFont("regular", fonts / "NotoSans-Regular.ttf"))
pdfmetrics.registerFont(TTFont("bold", fonts / "NotoSans-Bold.ttf"))
canvas = Canvas(out, pagesize=(210 * mm, 297 * mm))


def up(y):
    return (297 - y) * mm


for at, sheet in enumerate(json.loads((folder / "slips.json").read_text())):
    for kind, *mark in sheet:
        if kind == "text":
            x, y, face, size, text = mark
            canvas.setFont(face, size)
            canvas.drawString(x * mm, up(y), text)
        elif kind == "line":
            x, y, to_x, to_y, stroke = mark
            canvas.setLineWidth(stroke * mm)
            canvas.line(x * mm, up(y), to_x * mm, up(to_y))
        elif kind == "box":
            x, y, width, height, stroke = mark
            canvas.setLineWidth((stroke or 0) * mm)
            canvas.rect(x * mm, up(y + height), width * mm, height * mm, stroke=stroke is not None, fill=stroke is None)
        elif kind == "photo":
            x, y, width, height = mark
            canvas.drawImage(folder / f"photo-{at}.jpg", x * mm, up(y + height), width * mm, height * mm)
        else:
            path = canvas.beginPath()
            for ring in mark:
                path.moveTo(ring[0][0] * mm, up(ring[0][1]))
                for x, y in ring[1:]:
                    path.lineTo(x * mm, up(y))
                path.close()
            canvas.drawPath(path, stroke=0, fill=1)
    canvas.showPage()
canvas.save()
