//! What is fuzzed.

mod api_view;
mod csv_export;
mod employee_page;
mod error_envelope;
mod mapping_file;
mod plan_inputs;
mod stored_json;
mod token_answer;
mod typed_values;
mod world;

use crate::target::Target;

/// All of it.
pub const TARGETS: [Target; 8] = [
    employee_page::TARGET,
    token_answer::TARGET,
    error_envelope::TARGET,
    mapping_file::TARGET,
    typed_values::TARGET,
    stored_json::TARGET,
    plan_inputs::TARGET,
    csv_export::TARGET,
];
