"""docxtpl, as its manual says: a template is opened, filled and saved for each document.

fill.py TEMPLATE VALUES.json OUT    makes one file
fill.py TEMPLATE VALUES.json RUNS   makes as many in memory and prints the median time in milliseconds
"""

import io
import json
import statistics
import sys
import time

from docxtpl import DocxTemplate

template, values, last = sys.argv[1:]
with open(values, encoding="utf-8") as file:
    context = json.load(file)


def one(out):
    document = DocxTemplate(template)
    document.render(context, autoescape=True)
    document.save(out)


if not last.isdigit():
    one(last)
    sys.exit()
times = []
for run in range(int(last) + int(last) // 10):
    start = time.perf_counter()
    one(io.BytesIO())
    times.append((time.perf_counter() - start) * 1000)
print(statistics.median(times[int(last) // 10 :]))
