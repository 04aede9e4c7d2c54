//! What a text is to hold after a change: the same change, made to the values.

use super::{Change, EditError, Place, Step};
use serde_json::{Map, Value};

/// Makes a change to the values of a text.
pub fn apply(root: &mut Value, change: &Change) -> Result<(), EditError> {
    match change {
        Change::Set { at, value } => set(root, at, value.clone()),
        Change::Remove { at } => take(root, at).map(drop),
        Change::Insert { at, value } => insert(root, at, value.clone()),
        Change::Move { from, to } => {
            let item = take_item(root, from)?;
            insert(root, to, item)
        }
        Change::Duplicate { at } => {
            let nothing = || EditError::NoPlace(at.clone());
            let Some((Step::Item(index), above)) = at.split_last() else { return Err(nothing()) };
            let items = above_of(root, above).and_then(Value::as_array_mut).ok_or_else(nothing)?;
            let item = items.get(*index).cloned().ok_or_else(nothing)?;
            items.insert(index + 1, item);
            Ok(())
        }
        Change::RenameKey { at, name } => rename(root, at, name),
    }
}

fn above_of<'v>(root: &'v mut Value, place: &[Step]) -> Option<&'v mut Value> {
    place.iter().try_fold(root, |value, step| match step {
        Step::Key(key) => value.get_mut(key),
        Step::Item(index) => value.get_mut(index),
    })
}

fn set(root: &mut Value, at: &[Step], wanted: Value) -> Result<(), EditError> {
    let mut value = root;
    for (index, step) in at.iter().enumerate() {
        let nothing = || EditError::NoPlace(at[..=index].to_vec());
        value = match step {
            Step::Key(key) => {
                if value.is_null() {
                    *value = Value::Object(Map::new());
                }
                value.as_object_mut().ok_or_else(nothing)?.entry(key.as_str()).or_insert(Value::Null)
            }
            Step::Item(index) => value.get_mut(index).ok_or_else(nothing)?,
        };
    }
    *value = wanted;
    Ok(())
}

fn take(root: &mut Value, at: &Place) -> Result<Value, EditError> {
    let nothing = || EditError::NoPlace(at.clone());
    let (last, above) = at.split_last().ok_or_else(nothing)?;
    let above = above_of(root, above).ok_or_else(nothing)?;
    match last {
        Step::Key(key) => above.as_object_mut().and_then(|keys| keys.shift_remove(key)).ok_or_else(nothing),
        Step::Item(index) => match above.as_array_mut() {
            Some(items) if *index < items.len() => Ok(items.remove(*index)),
            _ => Err(nothing()),
        },
    }
}

fn take_item(root: &mut Value, at: &Place) -> Result<Value, EditError> {
    match at.last() {
        Some(Step::Item(_)) => take(root, at),
        _ => Err(EditError::NoPlace(at.clone())),
    }
}

fn insert(root: &mut Value, at: &Place, item: Value) -> Result<(), EditError> {
    let nothing = || EditError::NoPlace(at.clone());
    let Some((Step::Item(index), above)) = at.split_last() else { return Err(nothing()) };
    let above = above_of(root, above).ok_or_else(nothing)?;
    if above.is_null() {
        *above = Value::Array(Vec::new());
    }
    let items = above.as_array_mut().filter(|items| *index <= items.len()).ok_or_else(nothing)?;
    items.insert(*index, item);
    Ok(())
}

fn rename(root: &mut Value, at: &Place, name: &str) -> Result<(), EditError> {
    let nothing = || EditError::NoPlace(at.clone());
    let Some((Step::Key(key), above)) = at.split_last() else { return Err(nothing()) };
    let keys = above_of(root, above).and_then(Value::as_object_mut).ok_or_else(nothing)?;
    if !keys.contains_key(key) {
        return Err(nothing());
    }
    if key != name && keys.contains_key(name) {
        return Err(EditError::Taken(name.to_owned()));
    }
    let renamed = std::mem::take(keys).into_iter();
    *keys = renamed.map(|(known, value)| (if known == *key { name.to_owned() } else { known }, value)).collect();
    Ok(())
}
