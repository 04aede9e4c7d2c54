//! Tells the linker that Python has what a module takes from it. On macOS it asks.

fn main() {
    pyo3_build_config::add_extension_module_link_args();
}
