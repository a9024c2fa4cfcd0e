"""Check N-Quads files, each a volume, against SHACL shapes: shapes.py SHAPES.ttl DATA.nq...

Exit 1 with a report on violations; warnings are counted, not held against the data.
"""

import sys

import pyoxigraph
import pyshacl
import rdflib

SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")


def triples(path):
    """All graphs of the file as one, by way of N-Triples, which both libraries agree on."""
    quads = pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.N_QUADS)
    merged = {pyoxigraph.Triple(q.subject, q.predicate, q.object) for q in quads}
    text = pyoxigraph.serialize(sorted(merged, key=str), format=pyoxigraph.RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=text.decode(), format="nt")


def main(shapes_path, *data_paths):
    shapes = rdflib.Graph().parse(shapes_path, format="turtle")
    violations, warnings = [], 0
    for path in data_paths:
        data = triples(path)
        _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", advanced=True, allow_warnings=True)
        for result in report.subjects(rdflib.RDF.type, SH.ValidationResult):
            if report.value(result, SH.resultSeverity) != SH.Violation:
                warnings += 1
                continue
            parts = (SH.focusNode, SH.resultPath, SH.value, SH.resultMessage)
            violations.append("  ".join(str(report.value(result, p)) for p in parts))
    print(f"{len(data_paths)} volumes, {len(violations)} violations, {warnings} warnings")
    print("\n".join(sorted(violations)[:40]))
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
