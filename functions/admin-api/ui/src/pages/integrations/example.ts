// What tests of this page begin with.
import type { Integration, IntegrationState } from "../../api/shapes";

const PASSED = { name: "token", passed: true, required: true, detail: "Valid." };

/** An integration in a state, as it is before the first import. */
export function exampleIntegration(state: IntegrationState, more: Partial<Integration> = {}): Integration {
  return {
    account: "acme",
    state,
    next_action: "none",
    blocked_by: [],
    connection:
      state === "not_connected"
        ? null
        : { company: "AC7", connected_at: "2026-11-01T00:00:00Z", connected_by: "Ada", checks: state === "connecting" ? [] : [PASSED] },
    mapping: { version: 1, locked: false },
    auto_sync: { on: false, hour: 2, time_zone: "UTC" },
    recipients: [],
    last_import: null,
    daily_next_at: null,
    setting_up_since: null,
    setting_up_run: null,
    active_run: null,
    blocked_run: null,
    secret: null,
    last_check_error: null,
    last_setup_error: null,
    history_entries: 0,
    ...more,
  };
}
