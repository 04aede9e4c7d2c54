//! `canevas lsp`.

use canevas_lsp::serve;
use canevas_operations::{Conclusion, Failure};
use std::io::{self, BufReader};

/// Serves an editor over standard input and output.
pub fn lsp() -> Result<Conclusion, Failure> {
    serve(BufReader::new(io::stdin()), io::stdout())?;
    Ok(Conclusion::Passes)
}
