"""Computes every figure of a report once more, with pandas, from the raw returns, and compares it with the tables of the report.

  python3 tests/report/figures.py SCHEMAS RETURNS TABLES

SCHEMAS is the folder of the form's editions, RETURNS has the returns of each edition in a folder of its name, and TABLES holds the
tables of the latest edition's report in the form's source language. It knows nothing of the program: it reads the YAML of the form and of
the report, and counts. It prints each difference and ends with 1 if there is one.
"""
import csv
import json
import re
import sys
from pathlib import Path

import pandas as pd
import yaml

schemas, returns, tables = map(Path, sys.argv[1:4])
report_folder = max(path.parent for path in schemas.glob("*/report.yaml"))
report = yaml.safe_load((report_folder / "report.yaml").read_text())
LATEST = report_folder.name
EDITIONS = [path.name for path in sorted(schemas.iterdir()) if (path / "form.yaml").exists() and str(report["first_edition"]) <= path.name <= LATEST]
# What a rename of the change file says; the reports of this form need no more.
RENAMED = {(LATEST, "difficulties_met"): "difficulties"}


def yes_no(value):
    """YAML reads yes and no as true and false."""
    return {True: "yes", False: "no"}.get(value, value)


class Form:
    def __init__(self, edition):
        self.raw = yaml.safe_load((schemas / edition / "form.yaml").read_text())
        self.questions = {}
        for section in self.raw["sections"]:
            for question in section["questions"]:
                self.questions[question["id"]] = {**question, "section_if": section.get("show_if")}

    def options(self, question):
        """The options of a question or field in their order: code and words."""
        if question["type"] == "yes_no":
            return {"yes": "Oui", "no": "Non"}
        choices = question["choices"]
        choices = self.raw["lists"][choices] if isinstance(choices, str) else choices
        return {yes_no(code): (text["label"] if isinstance(text, dict) else text) for code, text in choices.items()}

    def field(self, name):
        question, _, field = name.partition(".")
        question = self.questions[question]
        return next(f for f in question["fields"] if f["id"] == field) if field else question


FORMS = {edition: Form(edition) for edition in EDITIONS}
DESK = {edition: yaml.safe_load((returns / edition / "desk.yaml").read_text()) for edition in EDITIONS}
REGIONS = yaml.safe_load((returns / "regions.yaml").read_text())["regions"]
REGION_OF = {code: region for region, held in REGIONS.items() for code in held["countries"]}
FILES = {}
for edition in EDITIONS:
    for path in sorted((returns / edition / "returns").glob("*.json")):
        held = json.loads(path.read_text())
        if held["status"] == "complete":
            FILES[edition, held["facts"]["country"]] = held


def is_asked(edition, held, question):
    """Whether a question is asked, by the few kinds of conditions that this form has."""
    def holds(condition):
        if condition is None:
            return True
        if match := re.fullmatch(r"not (\w+)", condition):
            return held["facts"].get(match[1]) == "no"
        if match := re.fullmatch(r"answered\((\w+)\)", condition):
            value = held["answers"].get(match[1])
            question = FORMS[edition].questions[match[1]]
            # "None of these" alone is no answer to what follows.
            choices = question.get("choices")
            choices = choices if isinstance(choices, dict) else {}
            is_none = isinstance(value, list) and all((choices.get(code) or {}) != {} and isinstance(choices[code], dict) and choices[code].get("exclusive") for code in value)
            return is_asked(edition, held, question) and is_answer(value) and not is_none
        if match := re.fullmatch(r"(\w+) = (\w+)", condition):
            return is_asked(edition, held, FORMS[edition].questions[match[1]]) and held["answers"].get(match[1]) == match[2]
        raise ValueError(condition)
    return holds(question["section_if"]) and holds(question.get("show_if"))


def places(edition, name):
    """One line for each place that is asked: country, region, and what stands there."""
    form = FORMS[edition]
    question_id, _, field = name.partition(".")
    question = form.questions.get(question_id)
    rows = []
    for (of, country), held in FILES.items():
        if of != edition or question is None or not is_asked(edition, held, question):
            continue
        value = held["answers"].get(question_id)
        if "for_each" in question:
            keys = held["facts"].get(question["for_each"], {})
            given = [(value or {}).get(key) for key in keys]
        elif field:
            given = [row.get(field) for row in value or []]
        else:
            given = [value]
        rows += [{"country": country, "region": REGION_OF[country], "value": one} for one in given]
    return pd.DataFrame(rows, columns=["country", "region", "value"])


def is_answer(value):
    return value is not None and value == value and not (isinstance(value, dict) and "said" in value)


def counts(frame, codes):
    """How many places give each answer, and how many give any."""
    given = frame[frame["value"].map(is_answer)] if len(frame) else frame
    each = given["value"].explode() if len(given) else given["value"]
    return [int((each == code).sum()) for code in codes], len(given)


def percent(part, whole):
    return None if whole == 0 else (part * 200 + whole) // (2 * whole)


def name_of(region):
    names = REGIONS[region]["name"]
    return names["fr"] if isinstance(names, dict) else names


def table(name):
    with open(tables / name, newline="") as file:
        return list(csv.reader(file))


differences = []


def same(where, found, wanted):
    found = [["" if cell == "–" else cell for cell in row] for row in found]
    wanted = [["" if cell is None else str(cell) for cell in row] for row in wanted]
    if found != wanted:
        differences.append(f"{where}:\n  report {found}\n  pandas {wanted}")


def shares(block):
    name = block["question"]
    frame = places(LATEST, name)
    options = FORMS[LATEST].options(FORMS[LATEST].field(name))
    codes = list(options)
    if "by" not in block:
        each, answered = counts(frame, codes)
        wanted = [[options[code], count, percent(count, answered)] for code, count in zip(codes, each)]
    else:
        wanted = []
        for label, part in [("Tous les pays", frame)] + [(name_of(region), frame[frame["region"] == region]) for region in REGIONS]:
            each, answered = counts(part, codes)
            wanted.append([label] + [cell for count in each for cell in (count, percent(count, answered))] + [answered])
    same(block["id"], table(f"{block['id']}.csv")[1:], wanted)


def series(block):
    name = block["question"]
    found = table(f"{block['id']}.csv")
    # The columns that the report has, by their words: options of this edition, then of earlier ones.
    words = [head for head in found[0][1:-1] if not head.endswith(" (%)")]
    wanted = []
    for edition in EDITIONS:
        form = FORMS[edition]
        own = RENAMED.get((edition, name), name)
        if own.split(".")[0] not in form.questions:
            wanted.append([edition] + [None] * (2 * len(words)) + [None])
            continue
        codes = {label: code for code, label in form.options(form.field(own)).items()}
        frame = places(edition, own)
        each, answered = counts(frame, [codes.get(word) for word in words])
        cells = []
        for word, count in zip(words, each):
            is_offered = word in codes and answered > 0
            cells += [count if is_offered else None, percent(count, answered) if is_offered else None]
        wanted.append([edition] + cells + [answered])
    same(block["id"], found[1:], wanted)


def changes(block):
    name, before = block["question"], EDITIONS[-2]
    options = list(FORMS[LATEST].options(FORMS[LATEST].field(name)).values())
    answers = {}
    for edition in (before, LATEST):
        labels = FORMS[edition].options(FORMS[edition].field(name))
        frame = places(edition, name)
        answers[edition] = {row.country: labels[row.value] for row in frame.itertuples() if is_answer(row.value)}
    kinds = pd.Series(dtype=int)
    lines = []
    for country in sorted(set(answers[before]) | set(answers[LATEST])):
        was, now = answers[before].get(country), answers[LATEST].get(country)
        if was is None:
            kind = "Nouvelle réponse"
        elif now is None:
            kind = "Plus de réponse"
        elif was == now:
            kind = "Inchangé"
        else:
            kind = "Plus élevé" if options.index(now) > options.index(was) else "Plus bas"
        lines.append([was, now, kind])
    found = sorted([["" if cell == "–" else cell for cell in row[1:]] for row in table(f"{block['id']}.csv")[1:]])
    wanted = sorted([["" if cell is None else cell for cell in line] for line in lines])
    same(block["id"], found, wanted)


def reporting(block):
    def row(label, edition, codes):
        own = [code for code in codes if (edition, code) in FILES]
        due = str(DESK[edition]["due"])
        late = 0
        for code in own:
            entry = yaml.safe_load((returns / edition / "desk" / f"{code}.yaml").read_text())["entries"][0]
            late += str(entry.get("on", entry.get(True))) > due
        return [label, len(codes), len(own), percent(len(own), len(codes)), len(own) - late, late, len(codes) - len(own)]
    expected = DESK[LATEST]["expected"]
    groups = [("Tous les pays", expected)] + [(name_of(region), [c for c in expected if REGION_OF[c] == region]) for region in REGIONS]
    same("who by region", table(f"{block['id']}-1.csv")[1:], [row(label, LATEST, codes) for label, codes in groups])
    same("who by edition", table(f"{block['id']}-2.csv")[1:], [row(edition, edition, DESK[edition]["expected"]) for edition in EDITIONS])


def countries(block):
    wanted_answers = [yes_no(answer) for answer in ([block["answers"]] if not isinstance(block["answers"], list) else block["answers"])]
    frame = places(LATEST, block["question"])
    named = frame[frame["value"].isin(wanted_answers)]
    found = table(f"{block['id']}.csv")[1:]
    same(block["id"], [[row[0], row[1], str(len([n for n in row[2].split(", ") if n]))] for row in found],
         [[name_of(region), n := int((named["region"] == region).sum()), n] for region in REGIONS])


def listed(block):
    """The rows of a question without fields: the answer to each known row, or names with their roles."""
    question = FORMS[LATEST].questions[block["question"]]
    lines = []
    for (edition, _), held in FILES.items():
        if edition != LATEST or not is_asked(edition, held, question):
            continue
        value = held["answers"].get(block["question"])
        if question["type"] == "names_and_roles":
            lines += [[person["name"], person.get("role", "")] for person in value or []]
        else:
            options = FORMS[LATEST].options(question)
            known = held["facts"].get(question["for_each"], {})
            lines += [[row["title"], options.get((value or {}).get(key), "")] for key, row in known.items()]
    same(block["id"], sorted([["" if c == "–" else c for c in row[1:]] for row in table(f"{block['id']}.csv")[1:]]), sorted(lines))


def ranking(block):
    answers = [yes_no(answer) for answer in (block["answers"] if isinstance(block["answers"], list) else [block["answers"]])]
    lines = []
    for name in block["questions"]:
        frame = places(LATEST, name)
        given = frame[frame["value"].map(is_answer)]["value"]
        count = int(given.map(lambda value: any(a in answers for a in (value if isinstance(value, list) else [value]))).sum())
        lines.append([count, percent(count, len(given)), len(given)])
    lines.sort(key=lambda line: -(line[1] or 0))
    same(block["id"], [row[1:] for row in table(f"{block['id']}.csv")[1:]], lines)


def themes(block):
    frame = places(LATEST, block["question"])
    answered = int(frame["value"].map(is_answer).sum())
    coded = pd.read_csv(returns / LATEST / "coding" / f"{block['question']}.csv")
    each = coded.groupby("fr")["country"].nunique().sort_values(ascending=False)
    wanted = sorted([theme, int(count), percent(int(count), answered)] for theme, count in each.items())
    same(block["id"], sorted([row[0], row[1], row[2]] for row in table(f"{block['id']}.csv")[1:]), wanted)


def rows(block):
    if "fields" not in block:
        return listed(block)
    fields = block["fields"]
    question = FORMS[LATEST].questions[block["question"]]
    options = FORMS[LATEST].options(next(f for f in question["fields"] if f["id"] == block["group_by"]))
    frame = pd.DataFrame([
        {"group": code, "line": tuple(row.get(field, "–") for field in fields)}
        for (edition, _), held in FILES.items() if edition == LATEST
        for row in held["answers"].get(block["question"], [])
        for code in row.get(block["group_by"]) or [None]
    ])
    groups = [frame[frame["group"] == code] for code in options] + [frame[frame["group"].isna()]]
    groups = [group for group in groups if len(group)]
    files = sorted(tables.glob(f"{block['id']}-*.csv"))
    same(f"{block['id']} tables", [[str(len(files))]], [[len(groups)]])
    for file, group in zip(files, groups):
        same(file.name, sorted(row[1:] for row in table(file.name)[1:]), sorted(list(line) for line in group["line"]))


def quality(block):
    wanted = []
    for question in FORMS[LATEST].questions.values():
        if question.get("personal"):
            continue
        values = places(LATEST, question["id"])["value"]
        answered = int(values.map(is_answer).sum())
        said = int(values.map(lambda value: isinstance(value, dict) and "said" in value).sum())
        nothing = len(values) - answered - said
        if nothing + said:
            wanted.append([len(values), answered, said, nothing])
    same(block["id"], [row[1:] for row in table(f"{block['id']}.csv")[1:]], wanted)


def matrix(block):
    labels = {}
    for name in block["questions"]:
        options = FORMS[LATEST].options(FORMS[LATEST].field(name))
        frame = places(LATEST, name)
        labels[name] = {row.country: options.get(row.value, "–") for row in frame.itertuples() if is_answer(row.value)}
    codes = [code for (edition, code) in FILES if edition == LATEST]
    wanted = sorted([labels[name].get(code, "–") for name in block["questions"]] for code in codes)
    same(block["id"], [["" if c == "–" else c for c in row] for row in sorted(row[1:] for row in table(f"{block['id']}.csv")[1:])],
         [["" if c == "–" else c for c in row] for row in wanted])


KINDS = {"shares": shares, "series": series, "changes": changes, "reporting": reporting, "countries": countries, "rows": rows, "ranking": ranking, "themes": themes, "quality": quality, "matrix": matrix}
compared = 0
for block in report["blocks"]:
    if block["show"] in KINDS:
        KINDS[block["show"]](block)
        compared += 1
print("\n".join(differences) or f"{compared} blocks over {len(EDITIONS)} editions and {len(FILES)} returns: no difference")
sys.exit(bool(differences) or compared < 10)
