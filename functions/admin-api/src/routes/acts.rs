//! Recording what a person did besides runs.

use sync::acting::Acting;

use crate::state::ApiState;

/// Records acts.
pub(super) fn acting(state: &ApiState) -> Acting {
    Acting { control: state.control.clone(), clock: state.clock.clone() }
}
