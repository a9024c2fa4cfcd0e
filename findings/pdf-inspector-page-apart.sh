#!/usr/bin/env bash
# pdf-inspector 1.25.2, process_pdf(...).markdown.
#
# In a contents of four entries set alike, one title loses its page: its leader and number are put on a line of their own
# behind the whole list, while its neighbours keep theirs behind a tab. Read line by line, the title without a page seems to
# be a heading, and the number alone the folio of the page.
#
# Seen: `Waiting Rooms of the North<tab>1`, then `Slow Gears` without anything, `The Last Escapement<tab>29`, `Pendulums and
# Their Keepers<tab>44`, and below these `...... 17`.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv env
env/bin/pip install -q pdf-inspector==1.25.2

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
import pdf_inspector
lines = [line.strip() for line in pdf_inspector.process_pdf("toc.pdf").markdown.splitlines()]
at = {name: n for n, line in enumerate(lines) for name in ["Slow Gears", "Pendulums"] if line.startswith(name)}
assert lines[at["Slow Gears"]] == "Slow Gears", lines
assert lines[at["Pendulums"]].endswith("44"), lines
apart = [n for n, line in enumerate(lines) if line.endswith("17")]
assert len(apart) == 1 and apart[0] > at["Pendulums"], lines
print("`Slow Gears` stands alone, its page", apart[0] - at["Slow Gears"], "lines below:", lines[apart[0]])
END
