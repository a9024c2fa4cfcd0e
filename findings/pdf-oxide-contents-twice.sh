#!/usr/bin/env bash
# pdf_oxide 0.3.78, PdfDocument.to_markdown.
#
# A page of contents with leaders becomes a table of two columns, cut behind the first word or two of each line wherever
# that is: within titles, within names, within the heading of the page. Behind the table the same page comes once more as
# one paragraph, so that every entry is there twice. Plain text by extract_text has every line once and whole.
#
# Seen: `| Table | of Contents |`, `| Slow | Gears. . . . 17 |`, `| *Tomas* | *Ruiz and Jin Park* |`, and below it
# `Table of Contents Waiting Rooms of the North. . . . 1 Ada Lind and Jo Bakker Slow Gears. . . .`.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv env
env/bin/pip install -q pdf_oxide==0.3.78

cat > volume.py <<'END'
def write(path, pages):
    """A PDF of pages of (x, y, size, font, text), in fonts that need no embedding."""
    fonts = ["Times-Roman", "Times-Italic", "Times-Bold"]
    bodies = []
    for k, page in enumerate(pages):
        show = "".join("/F%d %d Tf 1 0 0 1 %d %d Tm (%s) Tj\n" % (f, size, x, y, text) for x, y, size, f, text in page)
        bodies.append("<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 595]/Contents %d 0 R"
                      "/Resources<</Font<</F0 3 0 R/F1 4 0 R/F2 5 0 R>>>>>>" % (7 + 2 * k))
        bodies.append("<</Length %d>>stream\nBT\n%sET\nendstream" % (len(show) + 6, show))
    kids = " ".join("%d 0 R" % (6 + 2 * k) for k in range(len(pages)))
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), kids)]
    objects += ["<</Type/Font/Subtype/Type1/BaseFont/%s/Encoding/WinAnsiEncoding>>" % f for f in fonts] + bodies
    out, places = b"%PDF-1.4\n", []
    for n, body in enumerate(objects, 1):
        places.append(len(out))
        out += ("%d 0 obj\n%s\nendobj\n" % (n, body)).encode("latin-1")
    table = "xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + "".join("%010d 00000 n \n" % p for p in places)
    table += "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    open(path, "wb").write(out + table.encode())

ENTRIES = [("Waiting Rooms of the North", "Ada Lind and Jo Bakker", 1), ("Slow Gears", "Rosa Quint", 17),
           ("The Last Escapement", "Tomas Ruiz and Jin Park", 29), ("Pendulums and Their Keepers", "Ravi Menon", 44)]

def contents():
    page, y = [(60, 540, 16, 2, "Table of Contents")], 500
    for title, names, number in ENTRIES:
        x = 66 + int(len(title) * 4.9)
        page += [(60, y, 10, 0, title), (x, y, 10, 0, ". " * int((345 - x) / 5)), (350, y, 10, 0, str(number)), (60, y - 13, 10, 1, names)]
        y -= 34
    return page

def committee():
    left = ["Ana Brito, Ghent Tech", "Ravi Menon, Pune Works", "Edda Holm, Oslo Tech", "Uma Sato, Kobe Port"]
    right = ["Jin Park, NTU", "Rosa Quint, Lyon Mines", "Tomas Ruiz, Sevilla Poly", "Ole Krag, Aarhus Lab"]
    page = [(60, 540, 16, 2, "Program Committee")]
    for k, (l, r) in enumerate(zip(left, right)):
        page += [(60, 500 - 14 * k, 10, 0, l), (230, 500 - 14 * k, 10, 0, r)]
    return page
END

env/bin/python - <<'END'
import volume
volume.write("toc.pdf", [volume.contents()])
import pdf_oxide
document = pdf_oxide.PdfDocument("toc.pdf")
text, markdown = document.extract_text(0), document.to_markdown(0)
assert "Tomas Ruiz and Jin Park" in text and text.count("Pendulums") == 1, text
cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in markdown.splitlines() if line.startswith("|")]
assert ["Table", "of Contents"] in cells, cells
assert any(row[0] == "Slow" and row[1].startswith("Gears") for row in cells), cells
assert markdown.count("Pendulums") == 2, markdown
print("lines are cut behind their first words, and the page comes twice:", cells[:4])
END
