import { expect, test } from "vitest";
import type { PermissionCheck } from "../../api/shapes";
import { outcome, verdict } from "./checks";
import { addresses, badAddress } from "../../addresses";
import { emptyDraft, errorsOf, request } from "./draft";
import { canGoOn } from "./MethodStep";

const check = (passed: boolean, required: boolean): PermissionCheck => ({ name: "x", passed, required, detail: "d" });

test.each([
  [[], "waiting"],
  [[check(true, true), check(true, false)], "passed"],
  [[check(true, true), check(false, false)], "warning"],
  [[check(false, false), check(false, true)], "missing"],
] as const)("%j together are %s", (checks, expected) => {
  expect(verdict(checks)).toBe(expected);
});

test("a test says passed, warning or missing in a word", () => {
  expect(outcome(check(true, true)).word).toBe("Passed");
  expect(outcome(check(false, false)).word).toBe("Warning");
  expect(outcome(check(false, true)).word).toBe("Missing");
});

test("only TriNet PEO by the API goes on", () => {
  expect(canGoOn({ product: "peo", method: "api" })).toBe(true);
  expect(canGoOn({ product: "peo", method: "file" })).toBe(false);
  expect(canGoOn({ product: "hr-plus", method: "api" })).toBe(false);
  expect(canGoOn({ product: null, method: "api" })).toBe(false);
});

test("a draft names what is missing, and on a reconnection asks for no more than credentials", () => {
  const blank = { ...emptyDraft(""), recipients: "ann", time_zone: "" };
  expect(Object.keys(errorsOf(blank, true))).toEqual(["company", "client_id", "client_secret", "recipients", "time_zone"]);
  expect(Object.keys(errorsOf(blank, false))).toEqual(["company", "client_id", "client_secret"]);
});

test("what is sent is trimmed, and a reconnection leaves recipients and time zone alone", () => {
  const draft = { company: " AC7 ", client_id: " id", client_secret: " s ", recipients: "a@x.example; b@x.example", time_zone: "UTC" };
  const credentials = { company: "AC7", client_id: "id", client_secret: "s" };
  expect(request(draft, false)).toEqual(credentials);
  expect(request(draft, true)).toEqual({ ...credentials, recipients: ["a@x.example", "b@x.example"], time_zone: "UTC" });
});

test.each([
  ["", undefined],
  ["a@x.example,b@y.example", undefined],
  ["a@x.example, b@y", "b@y"],
  ["a b@x.example", "a"],
  ["a@@x.example", "a@@x.example"],
])("of %j the bad address is %j", (text, bad) => {
  expect(badAddress(text)).toBe(bad);
});

test("addresses are parted by commas, semicolons and lines", () => {
  expect(addresses("a@x.example,\nb@x.example ; c@x.example")).toHaveLength(3);
});
