"""The same sheets drawn by Typst: `typst_slips.py FOLDER FONTS OUT`.

FOLDER holds what the example `marks` wrote. Everything is placed; what is filled of rings goes in
as one SVG picture a mark, which Typst draws as vectors.
"""

import sys
from pathlib import Path

import typst

SOURCE = r"""
#set page(width: 210mm, height: 297mm, margin: 0mm)
#set text(font: "Noto Sans", top-edge: "baseline", bottom-edge: "baseline")
#let rings(all) = {
  let d = all.map(ring => "M" + ring.map(p => str(p.at(0)) + " " + str(p.at(1))).join("L") + "Z").join("")
  image(bytes("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 210 297'><path d='" + d + "'/></svg>"),
    format: "svg", width: 210mm, height: 297mm)
}
#for (at, sheet) in json("slips.json").enumerate() {
  if at > 0 { pagebreak() }
  for mark in sheet {
    let kind = mark.at(0)
    let n(i) = mark.at(i) * 1mm
    if kind == "text" {
      place(dx: n(1), dy: n(2), text(size: mark.at(4) * 1pt, weight: mark.at(3), mark.at(5)))
    } else if kind == "line" {
      place(line(start: (n(1), n(2)), end: (n(3), n(4)), stroke: n(5)))
    } else if kind == "box" {
      let stroke = if mark.at(5) == none { none } else { n(5) }
      place(dx: n(1), dy: n(2), rect(width: n(3), height: n(4), stroke: stroke, fill: if stroke == none { black }))
    } else if kind == "photo" {
      place(dx: n(1), dy: n(2), image("photo-" + str(at) + ".jpg", width: n(3), height: n(4)))
    } else {
      place(rings(mark.slice(1)))
    }
  }
}
"""

folder, fonts, out = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
(folder / "slips.typ").write_text(SOURCE)
typst.compile(folder / "slips.typ", output=out, root=folder, font_paths=[fonts], ignore_system_fonts=True)
