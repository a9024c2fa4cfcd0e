"""What pySHACL finds in N-Quads files, a JSON line each: agree.py SHAPES.ttl DATA.nq...

A line is [milliseconds, [[focus, path, value, component, named shape], ...]], terms as N-Triples writes them.
"""

import json
import multiprocessing
import os
import sys
import time

import pyoxigraph
import pyshacl
import rdflib

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import shapes as judge  # noqa: E402

SH = judge.SH
rdflib.NORMALIZE_LITERALS = False


def text(term):
    if term is None:
        return ""
    if isinstance(term, rdflib.Literal):
        datatype = pyoxigraph.NamedNode(str(term.datatype)) if term.datatype else None
        if term.language:
            return str(pyoxigraph.Literal(str(term), language=term.language))
        return str(pyoxigraph.Literal(str(term), datatype=datatype))
    return f"<{term}>"


def path(graph, term):
    if term is None or isinstance(term, rdflib.URIRef):
        return text(term)
    return f"^<{graph.value(term, SH.inversePath)}>"


def named(graph, shape):
    """The shape with a name that a shape stands in, without its namespace."""
    while not isinstance(shape, rdflib.URIRef):
        shape = next(graph.subjects(None, shape))
    return str(shape).split("#")[-1]


def found(task):
    shapes_path, data_path = task
    shapes = rdflib.Graph().parse(shapes_path, format="turtle")
    data = judge.triples(data_path)
    start = time.monotonic()
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", advanced=True)
    took = round(1000 * (time.monotonic() - start))
    results = []
    for result in report.subjects(rdflib.RDF.type, SH.ValidationResult):
        value = lambda name: report.value(result, SH[name])
        component = str(value("sourceConstraintComponent")).split("#")[-1].removesuffix("ConstraintComponent")
        shape = named(shapes, value("sourceShape"))
        results.append([text(value("focusNode")), path(report, value("resultPath")), text(value("value")), component, shape])
    return json.dumps([took, results])


def main(shapes_path, *data_paths):
    with multiprocessing.Pool() as pool:
        for line in pool.imap(found, [(shapes_path, path) for path in data_paths]):
            print(line)


if __name__ == "__main__":
    main(*sys.argv[1:])
