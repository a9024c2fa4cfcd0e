#!/usr/bin/env bash
# bibtexparser 2.1.0, SplitNameParts before LatexDecodingMiddleware.
#
# LatexDecodingMiddleware turns the LaTeX of an entry into letters. Put behind SeparateCoAuthors and SplitNameParts, it decodes
# the title and even makes an en dash of the hyphens in the pages, but leaves the names as they are: their parts are
# lists by then, and it looks at strings only. Nothing is reported, and failed_blocks is empty. In the other order
# names are decoded and divided.
#
# Seen: title `The Last Übung`, pages `29–43`, family name `Garc{\'i}a M{\'a}rquez`.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv env
env/bin/pip install -q bibtexparser==2.1.0

env/bin/python - <<'END'
import bibtexparser
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors, SplitNameParts
entry = r"""@inproceedings{b, author = {Garc{\'i}a M{\'a}rquez, Eva and Jo Bakker}, title = {The Last {\"U}bung}, pages = {29--43}}"""
def read(*order):
    library = bibtexparser.parse_string(entry, append_middleware=[step() for step in order])
    assert not library.failed_blocks
    fields = {field.key: field.value for field in library.entries[0].fields}
    return fields["title"], fields["pages"], " ".join(fields["author"][0].last)
late = read(SeparateCoAuthors, SplitNameParts, LatexDecodingMiddleware)
early = read(LatexDecodingMiddleware, SeparateCoAuthors, SplitNameParts)
assert late == ("The Last Übung", "29–43", r"Garc{\'i}a M{\'a}rquez"), late
assert early[2] == "García Márquez", early
print("names stay as written:", late)
END
