//! A drawing as shapes at places: what a picture in a Word file and a picture in a page have in common. Who makes it decides all
//! places; who prints it only prints.

/// A drawing. Lengths are in units of its own, with the origin at the top left.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drawing {
    /// Its width.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// Its shapes; a later one lies over an earlier one.
    pub shapes: Vec<Shape>,
}

/// A part of a drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// A line through points.
    Line {
        /// The points, two or more.
        points: Vec<(i32, i32)>,
        /// Its width in tenths of a unit.
        tenths: u32,
        /// The lengths of its dashes and of the gaps between them, in turn; none for a whole line.
        dash: &'static [u32],
    },
    /// A mark around a point.
    Mark {
        /// The point.
        at: (i32, i32),
        /// Its form.
        form: MarkForm,
        /// Whether only its edge is drawn. There are more lines than forms.
        is_hollow: bool,
    },
    /// A line of text.
    Text {
        /// Where it is held, at the line that its letters stand on.
        at: (i32, i32),
        /// Which part of the text stands there.
        held: Held,
        /// The text.
        text: String,
        /// Whether it is printed less strongly.
        is_soft: bool,
    },
}

/// The form of a mark. Marks tell lines apart where there are no colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkForm {
    /// A disc, 8 units wide.
    Circle,
    /// A square, 8 units wide.
    Square,
    /// A triangle, 10 units wide and 9 high.
    Triangle,
    /// A diamond, 10 units wide.
    Diamond,
}

/// Which part of a text stands at its point. Left is left in every language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// Its left end.
    Left,
    /// Its middle.
    Middle,
    /// Its right end.
    Right,
}

impl MarkForm {
    /// Every form.
    pub const ALL: [Self; 4] = [Self::Circle, Self::Square, Self::Triangle, Self::Diamond];

    /// How far it reaches from its point: to the left, to the top, to the right and to the bottom.
    pub fn reach(self) -> [i32; 4] {
        match self {
            Self::Circle | Self::Square => [4, 4, 4, 4],
            Self::Triangle => [5, 5, 5, 4],
            Self::Diamond => [5, 5, 5, 5],
        }
    }
}
