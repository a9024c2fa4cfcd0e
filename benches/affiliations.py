"""A plain single search as ROR's affiliation matching does it: a shortlist of 100 names by BM25, then rapidfuzz.
Prints strings per second, and what else it took. Usage: affiliations.py DUMP.zip STRINGS.jsonl COUNT"""

import collections, heapq, json, math, re, resource, sys, time, unicodedata, zipfile

try:
    from rapidfuzz import fuzz
except ImportError:
    sys.exit("python3 has no rapidfuzz")


def words(text):
    text = unicodedata.normalize("NFKD", text.lower())
    return re.findall(r"\w+", "".join(c for c in text if not unicodedata.combining(c)))


start = time.perf_counter()
with zipfile.ZipFile(sys.argv[1]) as archive:
    name = next(name for name in archive.namelist() if name.endswith(".json"))
    records = json.load(archive.open(name))
names = [(" ".join(words(n["value"])), r["id"]) for r in records if r["status"] == "active" for n in r["names"]]
postings, lengths = collections.defaultdict(list), []
for at, (name, _) in enumerate(names):
    counts = collections.Counter(name.split())
    lengths.append(sum(counts.values()))
    for word, count in counts.items():
        postings[word].append((at, count))
mean = sum(lengths) / len(lengths)
built = time.perf_counter() - start


def search(text):
    scores = collections.defaultdict(float)
    folded = words(text)
    for word in set(folded):
        found = postings.get(word, ())
        weight = math.log(1 + (len(names) - len(found) + 0.5) / (len(found) + 0.5))
        for at, count in found:
            scores[at] += weight * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * lengths[at] / mean))
    shortlist = heapq.nlargest(100, scores, key=scores.get)
    folded = " ".join(folded)
    best = max(shortlist, key=lambda at: fuzz.partial_ratio(names[at][0], folded), default=None)
    return None if best is None else names[best][1]


rows = [json.loads(line) for line in open(sys.argv[2], encoding="utf-8")][: int(sys.argv[3])]
times, right = [], 0
for row in rows:
    start = time.perf_counter()
    found = search(row["affiliation"])
    times.append(time.perf_counter() - start)
    right += found in row["ror"]
times.sort()
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
print(
    f"{len(times) / sum(times):.1f} strings/s; half within {times[len(times) // 2] * 1e3:.1f} ms, "
    f"99 % within {times[len(times) * 99 // 100] * 1e3:.1f} ms; {right} of {len(rows)} right without any threshold; "
    f"{built:.1f} s to build, {memory:.0f} MB of memory"
)
