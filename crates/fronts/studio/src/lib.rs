//! The boundary between a page and the compiler in it: bytes in, bytes out. The page puts bytes into the memory of this module and
//! gives their place and length. All that they mean is the business of `canevas-workbench`.
//!
//! This is one of the two crates with `unsafe`: a page and a module share nothing but memory. It stays small, so that one can see
//! that it is right. A page has one thread, and so has this module: it is one workbench.

#![allow(unsafe_code, reason = "this crate is the boundary")]

use canevas_workbench::Workbench;
use std::cell::RefCell;

thread_local! {
    static WORKBENCH: RefCell<Workbench> = RefCell::default();
    /// The bytes of the last reply. They stay until the next one.
    static REPLY: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Room for bytes of the page. The page gives it back by passing it to one of the functions below.
#[unsafe(no_mangle)]
pub extern "C" fn canevas_room(length: usize) -> *mut u8 {
    Box::into_raw(vec![0_u8; length].into_boxed_slice()).cast()
}

/// The bytes that the page put into room that it got from `canevas_room`.
///
/// # Safety
///
/// `start` comes from `canevas_room(length)`, and nothing took the room back since.
unsafe fn taken(start: *mut u8, length: usize) -> Vec<u8> {
    // SAFETY: by the contract above, this is the box that `canevas_room` made, and it is taken once.
    unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(start, length)) }.into_vec()
}

/// The same as a text. The page encodes texts as UTF-8, so nothing is replaced.
///
/// # Safety
///
/// As for `taken`.
unsafe fn text(start: *mut u8, length: usize) -> String {
    // SAFETY: the caller keeps the contract.
    String::from_utf8_lossy(&unsafe { taken(start, length) }).into_owned()
}

/// Writes a file into the folder of the workbench.
///
/// # Safety
///
/// Both parts come from `canevas_room` with these lengths, and are taken by this call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn canevas_write(name: *mut u8, name_length: usize, bytes: *mut u8, length: usize) {
    // SAFETY: the page keeps the contract.
    let (name, bytes) = unsafe { (text(name, name_length), taken(bytes, length)) };
    WORKBENCH.with_borrow_mut(|workbench| workbench.write(&name, bytes));
}

/// Removes a file from the folder of the workbench.
///
/// # Safety
///
/// The part comes from `canevas_room` with this length, and is taken by this call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn canevas_remove(name: *mut u8, name_length: usize) {
    // SAFETY: the page keeps the contract.
    let name = unsafe { text(name, name_length) };
    WORKBENCH.with_borrow_mut(|workbench| workbench.remove(&name));
}

/// The length of a file of the folder, or -1. Its bytes are then the reply.
///
/// # Safety
///
/// The part comes from `canevas_room` with this length, and is taken by this call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn canevas_read(name: *mut u8, name_length: usize) -> isize {
    // SAFETY: the page keeps the contract.
    let name = unsafe { text(name, name_length) };
    WORKBENCH.with_borrow(|workbench| workbench.read(&name)).map_or(-1, |bytes| keep(bytes).cast_signed())
}

/// Answers a request, and returns the length of the reply.
///
/// # Safety
///
/// The part comes from `canevas_room` with this length, and is taken by this call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn canevas_ask(request: *mut u8, length: usize) -> usize {
    // SAFETY: the page keeps the contract.
    let request = unsafe { text(request, length) };
    keep(WORKBENCH.with_borrow_mut(|workbench| workbench.answer(&request)).to_bytes())
}

/// Where the last reply starts. It stays there until the next call.
#[unsafe(no_mangle)]
pub extern "C" fn canevas_reply() -> *const u8 {
    REPLY.with_borrow(Vec::as_ptr)
}

fn keep(bytes: Vec<u8>) -> usize {
    let length = bytes.len();
    REPLY.set(bytes);
    length
}
