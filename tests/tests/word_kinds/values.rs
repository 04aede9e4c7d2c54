//! What an answer says: numbers, years, days, options and ticks.

use crate::hand::run;
use crate::{Input, hold, input};
use serde_json::Value;

/// A number, year, day or option that is typed into a field, its value, and what is told of it.
fn typed(tag: &'static str, text: &'static str, value: impl Into<Value>, told: &str) -> Input {
    let out = input(&format!("{tag} `{text}`"), move |hand| {
        hand.lose("hidden xml");
        hand.shows(tag, 0, &run(text));
    });
    let out = out.is(tag, value).told("does not say which questionnaire");
    if told.is_empty() { out } else { out.told(told) }
}

#[test]
fn a_number_has_one_reading() {
    hold(
        "number",
        vec![
            typed("crew", "10 12", Value::Null, "“10 12” is not an answer: it is not one number"),
            typed("crew", "2022 2023", Value::Null, "“2022 2023” is not an answer"),
            typed("crew", "1 234", 1234, ""),
            typed("crew", "1  234", Value::Null, "“1  234” is not an answer"),
            input("two numbers on two lines", |hand| {
                hand.lose("hidden xml");
                hand.shows("crew", 0, "<w:r><w:t>120</w:t><w:br/><w:t>130</w:t></w:r>");
            })
            .is("crew", Value::Null)
            .told("it is not one number"),
            input("two numbers in two paragraphs", |hand| {
                hand.lose("hidden xml");
                hand.shows(
                    "ports/north/visits",
                    0,
                    &format!("{}</w:sdtContent></w:sdt></w:p><w:p><w:sdt><w:sdtContent>{}", run("120"), run("130")),
                );
            })
            .is("ports/north/visits", Value::Null)
            .told("it is not one number"),
            typed("crew", "12,500", 12_500, ""),
            typed("crew", "12.500", Value::Null, "“12.500” is not an answer: it can mean 12.5 or 12500"),
            typed("crew", "1,234,567", 1_234_567, ""),
            typed("crew", "١٢", 12, ""),
            typed("crew", "12 people", Value::Null, "a number stands alone, without a unit or words"),
            typed(
                "crew",
                "12.",
                Value::Null,
                "“12.” is not an answer: a full stop or comma stands behind 12; write the number alone",
            ),
            typed("catch", "12.5.", Value::Null, "a full stop or comma stands behind 12.5"),
            typed("crew", "7\u{200b}", 7, ""),
            typed("crew", "\u{feff}1\u{200b}2", 12, ""),
            typed("since", "2019\u{2060}", 2019, ""),
            typed("gear", "Li\u{ad}nes\u{200b}", "lines", ""),
            typed("since", "6 May 2023", Value::Null, "it is a whole date, and the question asks for the year alone"),
            typed("since", "May 2023", Value::Null, "it is a whole date"),
            typed("since", "١٤٤٤", Value::Null, "1444 may be a year of the Hijri calendar"),
            typed("since", "1444", 1444, ""),
            input("a day of the Hijri calendar", |hand| {
                hand.lose("hidden xml");
                hand.replace("<w:calendar w:val=\"gregorian\"/>", "<w:calendar w:val=\"hijri\"/>");
                hand.shows("day", 0, &run("5 Dhu al-Hijja 1446"));
            })
            .is("day", "2025-06-01")
            .told("the field shows a day of another calendar (hijri); the stored day, 1 June 2025, was taken"),
            input("a day of the Hijri calendar that reads as one of this", |hand| {
                hand.lose("hidden xml");
                hand.replace("<w:calendar w:val=\"gregorian\"/>", "<w:calendar w:val=\"hijri\"/>");
                hand.shows("day", 0, &run("6 May 1445"));
            })
            .is("day", "2025-06-01")
            .told("another calendar (hijri)"),
            input("words over a day of the Hijri calendar", |hand| {
                hand.lose("hidden xml");
                hand.replace("<w:calendar w:val=\"gregorian\"/>", "<w:calendar w:val=\"hijri\"/>");
                hand.shows("day", 0, &run("after the rains"));
            })
            .is("day", Value::Null)
            .told("“after the rains” is not an answer"),
            typed("catch", "12,500", Value::Null, "it can mean 12.5 or 12500"),
            typed("catch", "1,234.5", 1234.5, ""),
            typed("catch", "2.345", Value::Null, "the question takes at most 2 decimals"),
            typed("catch", "12.5 tonnes", 12.5, ""),
            typed("catch", "½", Value::Null, "“½” is not an answer"),
            typed("since", "23", Value::Null, "“23” is not an answer: a year has four digits"),
            typed("since", "0023", Value::Null, "a year does not start with 0"),
            typed("since", "0200", Value::Null, "“0200” is not an answer: a year does not start with 0"),
            typed("since", "1e3", Value::Null, "“1e3” is not an answer: a year has four digits and nothing else"),
            typed("since", "1,234", Value::Null, "“1,234” is not an answer: a year has four digits and nothing else"),
            typed("day", "31 April 2025", Value::Null, "“31 April 2025” is not an answer: April has 30 days"),
            typed("day", "30 Feb 2025", Value::Null, "February 2025 has 28 days"),
            typed("day", "31/11/2025", Value::Null, "November has 30 days"),
            typed("day", "6 Jul 2025", "2025-07-06", ""),
            typed("day", "6th of July 2025", "2025-07-06", ""),
            typed("day", "Sunday 6 July 2025", "2025-07-06", ""),
            typed("day", "July 2nd, 2025", "2025-07-02", ""),
            typed("day", "Wed, 2 Jul 2025", "2025-07-02", ""),
            typed("day", "Monday 6 July 2025", Value::Null, "6 July 2025 is “Sunday” and not “Monday”"),
            typed("day", "6 Ju 2025", Value::Null, "“ju” is not the name of one month; write the month in full"),
            typed("since", "2 019", Value::Null, "a year has four digits"),
            typed("since", "٢٠٢٣", 2023, ""),
            typed("gear", "Lines.", "lines", ""),
            typed("gear", "nets ", "nets", ""),
            typed("gear", "Both", Value::Null, "“Both” is not an answer: it is none of the options"),
            input("day with two readings", |hand| {
                hand.lose("hidden xml");
                hand.replace(" w:fullDate=\"2025-06-01T00:00:00Z\"", "");
                hand.shows("day", 0, &run("06/07/2023"));
            })
            .is("day", Value::Null)
            .told("it can mean 6 July 2023 or 7 June 2023"),
            input("day with two readings that Word stored", |hand| {
                hand.replace("2025-06-01T00:00:00Z", "2023-06-07T00:00:00Z");
                hand.shows("day", 0, &run("06/07/2023"));
                hand.lose("hidden xml");
            })
            .is("day", "2023-06-07")
            .told("does not say which questionnaire"),
        ],
    );
}

#[test]
fn a_mark_ticks_the_box_that_it_stands_at() {
    let mut inputs = Vec::new();
    for mark in ["X", "x", "[x]", "(x)", "✔", "✓", "☑", "☒", "✅", "■", "◉", "⊠"] {
        inputs.push(
            input(&format!("{mark} in a box"), move |hand| hand.shows("gears=lines", 0, &run(mark)))
                .is("gears", vec!["nets", "lines"])
                .told("the box shows a tick and stores no tick"),
        );
        inputs.push(
            input(&format!("{mark} behind a box"), move |hand| {
                hand.behind("gears=lines", 0, &run(&format!(" {mark}")));
            })
            .is("gears", vec!["nets", "lines"])
            .told("a mark stands beside the box"),
        );
        inputs.push(
            input(&format!("{mark} before a box"), move |hand| {
                hand.before("gears=lines", 0, &run(&format!("{mark} ")));
            })
            .is("gears", vec!["nets", "lines"])
            .told("a mark stands beside the box"),
        );
        inputs.push(
            input(&format!("{mark} behind a label"), move |hand| {
                hand.replace_control("plan=yes", 0, &run("☐"));
                hand.replace("<w:t>Yes</w:t>", &format!("<w:t>Yes {mark}</w:t>"));
            })
            .is("plan", "yes"),
        );
        inputs.push(
            input(&format!("{mark} in place of a box"), move |hand| {
                hand.replace_control("plan=yes", 0, &run("☐"));
                hand.replace_control("plan=no", 0, &run(mark));
            })
            .is("plan", "no")
            .told("holds a tick"),
        );
        inputs.push(
            input(&format!("{mark} before the only label in a row"), move |hand| {
                hand.replace_control("boats/licensed=yes", 1, "");
                hand.replace_control("boats/licensed=no", 1, &run(mark));
                let row = hand.row("boats/name", 1);
                let text = hand.document()[row.clone()].replacen("<w:t>Yes</w:t>", "", 1);
                hand.document().replace_range(row, &text);
            })
            .is("boats/1/licensed", "no"),
        );
    }
    for (font, code) in [
        ("Wingdings", "F0FC"),
        ("Wingdings", "F0FE"),
        ("Wingdings", "F0FD"),
        ("Wingdings 2", "F052"),
        ("Wingdings 2", "F050"),
    ] {
        let symbol = format!("<w:r><w:sym w:font=\"{font}\" w:char=\"{code}\"/></w:r>");
        inputs.push(
            input(&format!("{font} {code} in a box"), move |hand| hand.shows("gears=lines", 0, &symbol))
                .is("gears", vec!["nets", "lines"])
                .told("the box shows a tick"),
        );
    }
    inputs.push(
        input("an empty box that stores a tick", |hand| hand.shows("gears=nets", 0, &run("☐")))
            .is("gears", Value::Null)
            .told("the box shows no tick and stores a tick"),
    );
    inputs.push(
        input("a box whose state is gone", |hand| hand.replace("<w14:checked w14:val=\"1\"/>", "")).is("plan", "yes"),
    );
    inputs.push(
        input("both boxes", |hand| hand.shows("plan=no", 0, &run("☒")))
            .is("plan", Value::Null)
            .told("“Yes, No” is not an answer: both boxes are ticked"),
    );
    inputs.push(
        input("words in a box", |hand| hand.shows("gears=lines", 0, &run("a few")))
            .is("gears", vec!["nets"])
            .told("“a few” is not an answer: a box takes a tick, and no words"),
    );
    inputs.push(
        input("a mark that could be either one's", |hand| {
            hand.replace_control("plan=yes", 0, "");
            hand.replace_control("plan=no", 0, "");
            hand.replace("<w:t>Yes</w:t></w:r><w:r><w:tab/></w:r>", "<w:t>Yes ✔</w:t></w:r>");
        })
        .is("plan", Value::Null)
        .told("“Yes ✔ No” after “1 Is there a plan?”"),
    );
    for bare in [false, true] {
        let lose = move |hand: &mut crate::hand::Hand| {
            if bare {
                hand.lose("controls");
                hand.lose("bookmarks");
            }
        };
        for (line, gears) in [
            ("☐ Nets ✔", vec!["nets"]),
            ("Nets ☒", vec!["nets"]),
            ("[ ] Nets", Vec::new()),
            ("[X] Nets", vec!["nets"]),
            ("( ) Nets", Vec::new()),
            ("(x)Nets", vec!["nets"]),
            ("✔Nets", vec!["nets"]),
            ("Nets x", vec!["nets"]),
            ("x Nets", vec!["nets"]),
            ("○ Nets", Vec::new()),
            ("◉ Nets", vec!["nets"]),
        ] {
            let wanted = if gears.is_empty() { Value::Null } else { gears.into() };
            let out = input(&format!("a line `{line}`, bare: {bare}"), move |hand| {
                hand.lose("hidden xml");
                hand.replace_control("gears=nets", 0, "");
                hand.replace("<w:r><w:t>\u{a0}</w:t></w:r><w:r><w:t>Nets</w:t></w:r>", &run(line));
                lose(hand);
            });
            inputs.push(out.is("gears", wanted).told("does not say which questionnaire"));
        }
        // Both boxes on one line, as people type them.
        for (line, plan) in [
            ("☒ Yes ☐ No", "yes"),
            ("☐ Yes ☒ No", "no"),
            ("Yes ☒ No ☐", "yes"),
            ("Yes [ ] No [x]", "no"),
            ("[x] Yes   [ ] No", "yes"),
            ("☐ Yes ☐ No ✔", "no"),
            ("✔ No", "no"),
            ("☐ Yes ✔   ☐ No", "yes"),
        ] {
            let out = input(&format!("a line `{line}`, bare: {bare}"), move |hand| {
                hand.lose("hidden xml");
                hand.replace_control("plan=yes", 0, "");
                hand.replace_control("plan=no", 0, "");
                hand.replace("<w:r><w:t>\u{a0}</w:t></w:r><w:r><w:t>Yes</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t>\u{a0}</w:t></w:r><w:r><w:t>No</w:t></w:r>", &run(line));
                lose(hand);
            });
            inputs.push(out.is("plan", plan).told("does not say which questionnaire"));
        }
    }
    inputs.push(
        input("one word only", |hand| {
            hand.lose("hidden xml");
            hand.replace_control("plan=yes", 0, "");
            hand.replace_control("plan=no", 0, "");
            hand.replace("<w:r><w:tab/></w:r><w:r><w:t>\u{a0}</w:t></w:r><w:r><w:t>No</w:t></w:r>", "");
        })
        .is("plan", Value::Null)
        .told("does not say which questionnaire"),
    );
    // A mark in running text is text.
    inputs.push(
        input("a mark in an answer", |hand| {
            hand.lose("hidden xml");
            hand.shows("note", 0, &run("x ✔ done"));
        })
        .is("note", "x ✔ done")
        .told("does not say which questionnaire"),
    );
    hold("tick", inputs);
}
