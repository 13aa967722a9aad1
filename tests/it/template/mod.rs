//! What `infra/template.yaml` promises, read from the file itself.

mod grants;
mod model;
mod resources;
mod wiring;
