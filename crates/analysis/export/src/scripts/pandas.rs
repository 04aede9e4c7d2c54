//! The script for pandas.

use super::shown;
use crate::codebook::Codebook;
use serde_json::{Map, Value, json};

/// What the script does with every table.
const CODE: &str = r#"

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
"#;

pub(super) fn script(codebook: &Codebook) -> String {
    let mut tables = Map::new();
    for table in &codebook.tables {
        let columns: Map<String, Value> = table
            .columns
            .iter()
            .map(|column| {
                let options: Map<String, Value> = column
                    .options
                    .iter()
                    .map(|option| (option.code.clone(), shown(&option.label, &option.code).into()))
                    .collect();
                let about = json!({ "kind": column.kind.word(), "label": column.label, "options": options });
                (column.name.clone(), about)
            })
            .collect();
        tables.insert(table.name.clone(), json!({ "label": table.label, "columns": columns }));
    }
    // A text in JSON is one in Python too.
    let tables = serde_json::to_string_pretty(&tables).unwrap_or_default();
    format!(
        "\"\"\"Loads the tables beside this file with pandas: `load(\"returns\")`, or `load_all()` for every table.\"\"\"\n\
         from pathlib import Path\n\nimport pandas as pd\n\nTABLES = {tables}\n{CODE}"
    )
}
