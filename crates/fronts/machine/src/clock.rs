//! The clock.

use canevas_operations::{Failure, day_at, is_day};

/// Today, in UTC. Only waivers need it. `CANEVAS_TODAY` replaces it.
pub fn today() -> Result<String, Failure> {
    if let Ok(day) = std::env::var("CANEVAS_TODAY") {
        if is_day(&day) {
            return Ok(day);
        }
        return Err(format!("CANEVAS_TODAY is `{day}`, which is not a day such as 2023-06-30"));
    }
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map(|since| day_at(since.as_secs())).map_err(|error| format!("the clock cannot be read: {error}"))
}
