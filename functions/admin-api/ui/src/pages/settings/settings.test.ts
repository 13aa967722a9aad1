import { expect, test } from "vitest";
import type { AccountSettings } from "../../api/shapes";
import { draftOf, errorsOf, settingsOf, toggled } from "./draft";
import { SETTINGS } from "./example";

const settings: AccountSettings = {
  ...SETTINGS,
  recipients: ["hr@acme.example", "it@acme.example"],
  employee_id_source: "alternateId",
  blank_clears: ["manager_email"],
  redacted: ["date_of_birth"],
  guards_off: ["volume_create"],
};

test("a form that nobody touched sends what it was opened with", () => {
  expect(settingsOf(draftOf(settings))).toEqual(settings);
  expect(errorsOf(draftOf(settings))).toEqual({});
});

test("what is wrong is named where it is", () => {
  const draft = draftOf(settings);
  draft.recipients = "hr@acme.example\nnobody";
  draft.time_zone = "";
  draft.limits.deactivate = { percent: "101", people: "0" };
  draft.limits.create = { percent: "-1", people: "2.5" };
  draft.high_risk.minimum = "3";
  draft.redacted = ["email", "employee_id"];
  expect(Object.keys(errorsOf(draft))).toEqual([
    "/recipients",
    "/time_zone",
    "/deactivate/percent",
    "/deactivate/people",
    "/create/percent",
    "/create/people",
    "/high_risk/minimum",
    "/redacted",
  ]);
  draft.high_risk.fields = [];
  expect(errorsOf(draft)).toHaveProperty("/high_risk/fields");
});

test("an entry is in a list once or not at all", () => {
  expect(toggled(["a", "b"], "b", true)).toEqual(["a", "b"]);
  expect(toggled(["a", "b"], "a", false)).toEqual(["b"]);
});
