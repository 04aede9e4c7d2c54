//! What every front needs of the machine: its disk and its clock. The operations know neither.

mod clock;
mod disk;
pub mod several_names;

pub use clock::today;
pub use disk::{Disk, lines_of, name_of, names_of, path_of};
