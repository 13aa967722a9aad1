import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { KNOWN, REPORTING_LINES, wordsOf } from "./codes";

const ROW = /^\| `(\w+)` \| (info|warning|error) \| (.*) \| (.*) \|$/;
const registry = readFileSync("../../../docs/codes.md", "utf8")
  .split("\n")
  .flatMap((line) => {
    const [, code, severity, message, next] = ROW.exec(line) ?? [];
    return code === undefined ? [] : [{ code, severity, message, next }];
  });

test("every code of the registry has the registry's words, and no other code has any", () => {
  expect(registry.length).toBeGreaterThan(40);
  expect([...KNOWN]).toEqual(registry.map(({ code }) => code));
  for (const { code, severity, message, next } of registry) {
    expect({ ...wordsOf(code), title: "" }).toEqual({ severity, title: "", message, next });
    expect(wordsOf(code).title).not.toBe("");
  }
});

test("a code from the future is a warning by its own name", () => {
  expect(wordsOf("moon_full")).toMatchObject({ severity: "warning", title: "moon full" });
});

test("the findings about reporting lines are those of the hierarchy", () => {
  expect(REPORTING_LINES).toEqual(["manager_not_found", "manager_excluded", "manager_ended", "manager_self", "manager_loop", "manager_lost"]);
});
