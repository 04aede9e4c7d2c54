"""Loads the tables beside this file with pandas: `load("returns")`, or `load_all()` for every table."""
from pathlib import Path

import pandas as pd

TABLES = {
  "returns": {
    "label": "A row for each return",
    "columns": {
      "edition": {
        "kind": "text",
        "label": "Edition",
        "options": {}
      },
      "country": {
        "kind": "text",
        "label": "Country",
        "options": {}
      },
      "return": {
        "kind": "text",
        "label": "File of the return",
        "options": {}
      },
      "language": {
        "kind": "text",
        "label": "Language of the return",
        "options": {}
      },
      "status": {
        "kind": "text",
        "label": "Status",
        "options": {
          "draft": "Draft",
          "complete": "Complete"
        }
      },
      "facts/region": {
        "kind": "text",
        "label": "Which region is it?",
        "options": {}
      },
      "status@2023": {
        "kind": "code",
        "label": "How far is the plan?",
        "options": {
          "planned": "Planned",
          "under_way": "Under way",
          "done": "Finished",
          "stopped": "Stopped"
        }
      },
      "reply": {
        "kind": "text",
        "label": "What was done? Name the main results.",
        "options": {}
      },
      "reply/said": {
        "kind": "code",
        "label": "What was done? Name the main results. – reason for having no answer",
        "options": {
          "nothing_to_report": "Nothing to report"
        }
      },
      "reply.comment": {
        "kind": "text",
        "label": "What was done? Name the main results. – Who wrote this?",
        "options": {}
      },
      "visits": {
        "kind": "integer",
        "label": "How many visits and audits were there?",
        "options": {}
      },
      "amount": {
        "kind": "decimal",
        "label": "What did it cost?",
        "options": {}
      },
      "score": {
        "kind": "text",
        "label": "How do you rate the year?",
        "options": {}
      },
      "score@2022": {
        "kind": "integer",
        "label": "How do you rate the year?",
        "options": {}
      },
      "inspectors": {
        "kind": "integer",
        "label": "How many inspectors are there?",
        "options": {}
      },
      "total": {
        "kind": "integer",
        "label": "How many reports were there in all?",
        "options": {}
      },
      "officers": {
        "kind": "integer",
        "label": "How many inspectors are there?",
        "options": {}
      },
      "total_farms": {
        "kind": "integer",
        "label": "How many reports came from farms?",
        "options": {}
      },
      "total_others": {
        "kind": "integer",
        "label": "How many reports came from elsewhere?",
        "options": {}
      },
      "fields_covered": {
        "kind": "codes",
        "label": "Which fields were inspected?",
        "options": {
          "farms": "Farms",
          "mines": "Mines",
          "other": "Others"
        }
      },
      "fields_covered.other": {
        "kind": "text",
        "label": "Which fields were inspected? – Which ones?",
        "options": {}
      },
      "last_visit": {
        "kind": "date",
        "label": "When was the last visit?",
        "options": {}
      },
      "first_month": {
        "kind": "month",
        "label": "In which month did the work begin?",
        "options": {}
      },
      "partners/said": {
        "kind": "code",
        "label": "Who helped? – reason for having no answer",
        "options": {
          "nothing_to_report": "Nothing to report"
        }
      },
      "address/street": {
        "kind": "text",
        "label": "Where is the office? – Street",
        "options": {}
      },
      "address/has_ramp": {
        "kind": "code",
        "label": "Where is the office? – Does it have a ramp?",
        "options": {
          "yes": "Yes",
          "no": "No"
        }
      }
    }
  },
  "facts_offices": {
    "label": "A row for each row of: offices",
    "columns": {
      "edition": {
        "kind": "text",
        "label": "Edition",
        "options": {}
      },
      "country": {
        "kind": "text",
        "label": "Country",
        "options": {}
      },
      "return": {
        "kind": "text",
        "label": "File of the return",
        "options": {}
      },
      "row": {
        "kind": "text",
        "label": "Key of the row",
        "options": {}
      },
      "facts/offices/town": {
        "kind": "text",
        "label": "In which town is the office?",
        "options": {}
      }
    }
  },
  "findings": {
    "label": "A row for each row of: What was found in […]?",
    "columns": {
      "edition": {
        "kind": "text",
        "label": "Edition",
        "options": {}
      },
      "country": {
        "kind": "text",
        "label": "Country",
        "options": {}
      },
      "return": {
        "kind": "text",
        "label": "File of the return",
        "options": {}
      },
      "row": {
        "kind": "text",
        "label": "Key of the row",
        "options": {
          "farms": "Farms",
          "mines": "Mines",
          "shops": "Shops"
        }
      },
      "findings": {
        "kind": "code",
        "label": "What was found in […]?",
        "options": {
          "none": "None",
          "some": "Some",
          "many": "Many"
        }
      }
    }
  },
  "office_text": {
    "label": "A row for each row of: What does the office in […] report?",
    "columns": {
      "edition": {
        "kind": "text",
        "label": "Edition",
        "options": {}
      },
      "country": {
        "kind": "text",
        "label": "Country",
        "options": {}
      },
      "return": {
        "kind": "text",
        "label": "File of the return",
        "options": {}
      },
      "row": {
        "kind": "text",
        "label": "Key of the row",
        "options": {}
      },
      "office_text": {
        "kind": "text",
        "label": "What does the office in […] report?",
        "options": {}
      }
    }
  },
  "next_steps": {
    "label": "A row for each row of: What comes next?",
    "columns": {
      "edition": {
        "kind": "text",
        "label": "Edition",
        "options": {}
      },
      "country": {
        "kind": "text",
        "label": "Country",
        "options": {}
      },
      "return": {
        "kind": "text",
        "label": "File of the return",
        "options": {}
      },
      "row": {
        "kind": "text",
        "label": "Key of the row",
        "options": {}
      },
      "item": {
        "kind": "integer",
        "label": "Number of the row",
        "options": {}
      },
      "next_steps/title": {
        "kind": "text",
        "label": "What comes next? – What is the step?",
        "options": {}
      },
      "next_steps/by": {
        "kind": "date",
        "label": "What comes next? – By when is it done?",
        "options": {}
      },
      "next_steps/state": {
        "kind": "code",
        "label": "What comes next? – How much is done?",
        "options": {
          "none": "None",
          "some": "Some",
          "many": "Many"
        }
      }
    }
  },
  "partners": {
    "label": "A row for each row of: Who helped?",
    "columns": {
      "edition": {
        "kind": "text",
        "label": "Edition",
        "options": {}
      },
      "country": {
        "kind": "text",
        "label": "Country",
        "options": {}
      },
      "return": {
        "kind": "text",
        "label": "File of the return",
        "options": {}
      },
      "item": {
        "kind": "integer",
        "label": "Number of the row",
        "options": {}
      },
      "partners/name": {
        "kind": "text",
        "label": "Who helped? – Name",
        "options": {}
      },
      "partners/role": {
        "kind": "text",
        "label": "Who helped? – Role",
        "options": {}
      }
    }
  },
  "answers": {
    "label": "A row for each answer, and for each question that has none",
    "columns": {
      "edition": {
        "kind": "text",
        "label": "Edition",
        "options": {}
      },
      "country": {
        "kind": "text",
        "label": "Country",
        "options": {}
      },
      "return": {
        "kind": "text",
        "label": "File of the return",
        "options": {}
      },
      "question": {
        "kind": "text",
        "label": "Question",
        "options": {}
      },
      "row": {
        "kind": "text",
        "label": "Key of the row",
        "options": {}
      },
      "item": {
        "kind": "integer",
        "label": "Number of the row",
        "options": {}
      },
      "state": {
        "kind": "text",
        "label": "Whether there is an answer",
        "options": {
          "answered": "Answered",
          "said": "A reason for having no answer",
          "unanswered": "No answer",
          "not_asked": "Not asked, because of other answers",
          "left_out": "Something that is no answer"
        }
      },
      "value": {
        "kind": "text",
        "label": "Value",
        "options": {}
      }
    }
  },
  "left_out": {
    "label": "What is no answer to the question where it stands",
    "columns": {
      "edition": {
        "kind": "text",
        "label": "Edition",
        "options": {}
      },
      "country": {
        "kind": "text",
        "label": "Country",
        "options": {}
      },
      "return": {
        "kind": "text",
        "label": "File of the return",
        "options": {}
      },
      "place": {
        "kind": "text",
        "label": "Place in the return",
        "options": {}
      },
      "value": {
        "kind": "text",
        "label": "Value",
        "options": {}
      },
      "why": {
        "kind": "text",
        "label": "Why it is no answer",
        "options": {
          "unknown": "The edition has no such question",
          "wrong_kind": "The question takes another kind of answer",
          "waiting": "A person still has to decide what it means"
        }
      }
    }
  }
}


def _text(values):
    """A text that a spreadsheet could take for a formula stands behind an apostrophe."""
    return values.str.replace(r"^'(?='*[=+\-@\t\r])", "", regex=True)


def _column(values, about):
    kind = about["kind"]
    if kind == "text":
        return _text(values)
    if kind == "code":
        known = list(about["options"])
        return values.astype(pd.CategoricalDtype(known + sorted(set(values.dropna()) - set(known))))
    if kind == "codes":
        lists = [None if pd.isna(codes) else codes.split(";") for codes in values]
        return pd.Series(lists, index=values.index, dtype=object)
    if kind == "integer":
        return values.astype("Int64")
    if kind == "decimal":
        return values.astype("Float64")
    if kind == "date":
        # A period has a place for every day from 1000 to 9999, which a timestamp has not.
        return pd.Series(pd.PeriodIndex(values, freq="D"), index=values.index)
    if kind == "month":
        return pd.Series(pd.PeriodIndex(values, freq="M"), index=values.index)
    return values


def load(name, folder=Path(__file__).parent):
    """A table. `table.attrs["labels"]` has the words of each column, and `table.attrs["options"]` those of its codes."""
    about = TABLES[name]["columns"]
    raw = pd.read_csv(
        Path(folder) / f"{name}.csv", dtype="string", keep_default_na=False, na_values=[""], encoding="utf-8"
    )
    table = pd.DataFrame({column: _column(raw[column], about[column]) for column in raw.columns})
    table.attrs["labels"] = {column: of["label"] for column, of in about.items()}
    table.attrs["options"] = {column: of["options"] for column, of in about.items() if of["options"]}
    return table


def load_all(folder=Path(__file__).parent):
    """Every table by its name."""
    return {name: load(name, folder) for name in TABLES}


if __name__ == "__main__":
    for name, table in load_all().items():
        print(f"{name}: {len(table)} rows, {len(table.columns)} columns; {TABLES[name]['label']}")
