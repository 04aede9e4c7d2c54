//! One comment on all rows of a question, from end to end. `cases/comment-on-rows` holds the definition, the edition before it and a
//! return, with what comes of them beside.

use canevas_tests::whole_case::WholeCase;

#[test]
fn three_outputs_show_it() {
    WholeCase::of("comment-on-rows").three_outputs("waste");
}

#[test]
fn the_edition_before_differs() {
    WholeCase::of("comment-on-rows").difference();
}

#[test]
fn a_return_without_it_is_incomplete() {
    WholeCase::of("comment-on-rows").return_in_words("blank", &[false]);
}
