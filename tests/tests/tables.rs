//! Tables, from end to end: rows and columns from two lists, totals, and titles of the column of rows. `cases/tables` holds the
//! definition, the edition before it and a return, with what comes of them beside.

use canevas_tests::whole_case::WholeCase;

#[test]
fn three_outputs_show_them() {
    WholeCase::of("tables").three_outputs("waste");
}

#[test]
fn the_edition_before_differs() {
    WholeCase::of("tables").difference();
}

#[test]
fn a_return_is_checked_and_read() {
    WholeCase::of("tables").return_in_words("blank", &[false, true]);
}
