import { expect, test } from "vitest";
import type { IntegrationState } from "../../api/shapes";
import { exampleIntegration as integration } from "./example";
import { stages, stagesDone } from "./stages";

test.each<[IntegrationState, number]>([
  ["not_connected", 0],
  ["connecting", 0],
  ["connected", 2],
  ["mapped", 3],
  ["setting_up", 3],
  ["ready_to_finalise", 4],
  ["importing", 4],
  ["live", 5],
])("in the state %s, %i of the five stages are done before the first import", (state, done) => {
  expect(stagesDone(integration(state))).toBe(done);
  const states = stages(integration(state)).map((stage) => stage.state);
  expect(states.filter((it) => it === "done")).toHaveLength(done);
  expect(states.indexOf("current")).toBe(done < 5 ? done : -1);
});

test("credentials that stop working take no stage back", () => {
  const last_import = { at: "2026-11-01T00:00:00Z", mapping_version: 1 };
  expect(stagesDone(integration("credential_failed", { last_import }))).toBe(5);
  expect(stagesDone(integration("credential_failed"))).toBe(2);
  expect(stagesDone(integration("credential_failed", { mapping: { version: 1, locked: true } }))).toBe(3);
  expect(stagesDone(integration("blocked", { last_import }))).toBe(5);
});

test("an account that was disconnected after an import begins again", () => {
  const last_import = { at: "2026-11-01T00:00:00Z", mapping_version: 1 };
  expect(stagesDone(integration("not_connected", { last_import }))).toBe(0);
});
