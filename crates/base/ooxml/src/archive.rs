//! Writes a package: a zip file of parts with fixed times, so that equal parts give equal bytes.

use std::borrow::Cow;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// A smaller part is stored as it is: setting up a compressor costs more than it saves.
const PACKED_FROM: usize = 4096;

/// The content of a part.
pub enum ArchiveEntry<'a> {
    /// XML that is packed when the package is written.
    Text(Cow<'a, str>),
    /// A part that is packed already, such as a picture.
    Bytes(&'a [u8]),
    /// A part that [`pack`] made.
    Packed(&'a PackedPart),
}

/// A zip file with one part. A package copies the part from it without packing it again.
pub struct PackedPart(Vec<u8>);

/// Packs a part that many documents share.
pub fn pack(name: &str, content: &str) -> PackedPart {
    PackedPart(zip(&[(name, ArchiveEntry::Text(content.into()))]))
}

/// A zip file with these entries, in this order. Each entry has the earliest time that a zip file can hold.
pub fn zip(entries: &[(&str, ArchiveEntry<'_>)]) -> Vec<u8> {
    let plain = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default());
    // A low level: a higher one takes longer than all other steps together and saves a tenth of the size.
    let packed = plain.compression_method(CompressionMethod::Deflated).compression_level(Some(2));
    let mut zip = ZipWriter::new(Cursor::new(Vec::with_capacity(64 * 1024)));
    for (name, entry) in entries {
        // Writing to memory fails only where an entry exceeds the limits of zip. No questionnaire does.
        let written = match entry {
            ArchiveEntry::Text(content) => {
                let options = if content.len() < PACKED_FROM { plain } else { packed };
                zip.start_file(*name, options).is_ok() && zip.write_all(content.as_bytes()).is_ok()
            }
            ArchiveEntry::Bytes(content) => zip.start_file(*name, plain).is_ok() && zip.write_all(content).is_ok(),
            ArchiveEntry::Packed(PackedPart(alone)) => ZipArchive::new(Cursor::new(alone))
                .is_ok_and(|mut alone| alone.by_index_raw(0).is_ok_and(|part| zip.raw_copy_file(part).is_ok())),
        };
        debug_assert!(written);
    }
    zip.finish().map(Cursor::into_inner).unwrap_or_default()
}
