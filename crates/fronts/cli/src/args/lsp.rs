//! The arguments of `canevas lsp`.

use clap::Args;

/// `canevas lsp`
#[derive(Debug, Args)]
pub struct Lsp {
    /// Many editors name the way to a server; this one has only this way
    #[arg(long, hide = true)]
    pub stdio: bool,
}
