"""Holds the description of a release against its files, by parsers that are not ours. Exit 77: cannot be done here."""

import gzip
import hashlib
import sys
from pathlib import Path

try:
    from rdflib import BNode, Dataset, Graph, Namespace, RDF
except ImportError:
    sys.exit(77)

VOID = Namespace("http://rdfs.org/ns/void#")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
DCT = Namespace("http://purl.org/dc/terms/")
SPDX = Namespace("http://spdx.org/rdf/terms#")

SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix spdx: <http://spdx.org/rdf/terms#> .
@prefix void: <http://rdfs.org/ns/void#> .
[] a sh:NodeShape ; sh:targetClass dcat:Dataset ;
  sh:property [ sh:path dct:title ; sh:minCount 1 ] , [ sh:path dct:license ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path dcat:distribution ; sh:minCount 1 ; sh:class dcat:Distribution ] , [ sh:path dct:issued ; sh:datatype xsd:date ] .
[] a sh:NodeShape ; sh:targetClass dcat:Distribution ;
  sh:property [ sh:path dcat:downloadURL ; sh:minCount 1 ; sh:nodeKind sh:IRI ] , [ sh:path dcat:mediaType ; sh:minCount 1 ] ,
    [ sh:path dcat:byteSize ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:nonNegativeInteger ] ,
    [ sh:path spdx:checksum ; sh:minCount 1 ; sh:maxCount 1 ; sh:class spdx:Checksum ] .
[] a sh:NodeShape ; sh:targetClass spdx:Checksum ;
  sh:property [ sh:path spdx:algorithm ; sh:hasValue spdx:checksumAlgorithm_sha256 ] ,
    [ sh:path spdx:checksumValue ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:hexBinary ; sh:pattern "^[0-9a-f]{64}$" ] .
[] a sh:NodeShape ; sh:targetClass void:Linkset ;
  sh:property [ sh:path void:target ; sh:minCount 2 ; sh:maxCount 2 ] , [ sh:path void:linkPredicate ; sh:minCount 1 ] .
"""


def equal(what, told, found):
    if told != found:
        sys.exit(f"{what}: told {told}, found {found}")


folder = Path(sys.argv[1])
page = Graph().parse(folder / "dataset.ttl")
dump = Dataset()
dump.parse(data=gzip.decompress((folder / "data.nq.gz").read_bytes()), format="nquads")
triples = {(s, p, o) for s, p, o, _ in dump.quads()}
[whole] = page.subjects(DCAT.hasCurrentVersion, None)
number = lambda thing, term: int(page.value(thing, term))

equal("triples", number(whole, VOID.triples), len(triples))
equal("subjects", number(whole, VOID.distinctSubjects), len({s for s, _, _ in triples}))
equal("objects", number(whole, VOID.distinctObjects), len({o for _, _, o in triples}))
equal("properties", number(whole, VOID.properties), len({p for _, p, _ in triples}))
classes = {}
for s, p, o in triples:
    if p == RDF.type:
        classes.setdefault(o, set()).add(s)
equal("classes", number(whole, VOID.classes), len(classes))
told = {page.value(p, VOID["class"]): number(p, VOID.entities) for p in page.objects(whole, VOID.classPartition)}
equal("class partitions", told, {c: len(things) for c, things in classes.items()})
for example in page.objects(whole, VOID.exampleResource):
    equal(f"statements about {example}", any(s == example for s, _, _ in triples), True)

accepted = [(p, o) for _, p, o, g in dump.quads() if str(getattr(g, "identifier", g)).endswith("graph/links/accepted")]
for linkset in page.subjects(RDF.type, VOID.Linkset):
    there, predicate = page.value(linkset, VOID.objectsTarget), page.value(linkset, VOID.linkPredicate)
    found = [o for p, o in accepted if p == predicate and str(o).startswith(str(there))]
    equal(f"links to {there}", number(linkset, VOID.triples), len(found))
files = list(page.subjects(RDF.type, DCAT.Distribution))
for file in files:
    address = str(page.value(file, DCAT.downloadURL))
    name = address.split("/dump/", 1)[1].split("/", 1)[1]
    data = (folder / name).read_bytes()
    equal(f"size of {name}", number(file, DCAT.byteSize), len(data))
    checksum = page.value(page.value(file, SPDX.checksum), SPDX.checksumValue)
    equal(f"sum of {name}", str(checksum), hashlib.sha256(data).hexdigest())
for volume in page.objects(whole, VOID.subset):
    root = page.value(volume, VOID.rootResource)
    if root is not None:
        facts = Graph().parse(folder / "volumes" / f"{str(root).rsplit('/', 1)[1]}.ttl")
        equal(f"triples of {root}", number(volume, VOID.triples), len(facts))
equal("blank nodes", sum(isinstance(s, BNode) for s in page.subjects()), 0)

try:
    from pyshacl import validate

    conforms, _, report = validate(page, shacl_graph=Graph().parse(data=SHAPES))
    if not conforms:
        sys.exit(report)
except ImportError:
    print("skipped: python has no pyshacl")
print(f"{len(page)} statements about {len(files)} files hold")
