"""A plain single search as ROR's affiliation matching does it: a shortlist of 100 by BM25 over names, then rapidfuzz.
Prints strings per second over 200 strings. Usage: affiliations.py DUMP.zip STRINGS.jsonl"""

import collections, heapq, json, math, re, sys, time, unicodedata, zipfile
from rapidfuzz import fuzz


def words(text):
    text = unicodedata.normalize("NFKD", text.lower())
    return re.findall(r"\w+", "".join(c for c in text if not unicodedata.combining(c)))


with zipfile.ZipFile(sys.argv[1]) as archive:
    records = json.load(archive.open(archive.namelist()[0]))
names = [(" ".join(words(n["value"])), r["id"]) for r in records if r["status"] == "active" for n in r["names"]]
postings, lengths = collections.defaultdict(list), []
for at, (name, _) in enumerate(names):
    counts = collections.Counter(name.split())
    lengths.append(sum(counts.values()))
    for word, count in counts.items():
        postings[word].append((at, count))
mean = sum(lengths) / len(lengths)


def search(text):
    scores = collections.defaultdict(float)
    for word in set(words(text)):
        found = postings.get(word, ())
        weight = math.log(1 + (len(names) - len(found) + 0.5) / (len(found) + 0.5))
        for at, count in found:
            scores[at] += weight * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * lengths[at] / mean))
    shortlist = heapq.nlargest(100, scores, key=scores.get)
    folded = " ".join(words(text))
    best = max(shortlist, key=lambda at: fuzz.partial_ratio(names[at][0], folded), default=None)
    return None if best is None else names[best][1]


strings = [json.loads(line)["affiliation"] for line in open(sys.argv[2], encoding="utf-8")][:200]
start = time.perf_counter()
for string in strings:
    search(string)
print(len(strings) / (time.perf_counter() - start))
