import { expect, test } from "vitest";
import { addressOf, changesQuery, findingsQuery, isNarrowed, SHOWN, viewOf } from "./view";

const at = (address: string) => viewOf(new URLSearchParams(address));

test("every view can be read back from its address", () => {
  for (const show of SHOWN) {
    const view = { show, field: "Cost Centre", flag: "identifier_change" as const, cursor: "abc=", open: "c0007" };
    expect(at(addressOf(view))).toEqual(view);
  }
  expect(addressOf({ show: "all" })).toBe("");
});

test("an address that nobody wrote shows everything", () => {
  expect(at("?show=bananas&flag=pirate")).toMatchObject({ show: "all", flag: null });
});

test.each([
  ["", { limit: 50 }],
  ["?show=new", { limit: 50, action: "create" }],
  ["?show=updated", { limit: 50, action: "update" }],
  ["?show=deactivated", { limit: 50, action: "deactivate" }],
  ["?show=reactivated&cursor=x", { limit: 50, action: "reactivate", cursor: "x" }],
  ["?show=attention&field=email", { limit: 50, flagged: true, field: "email" }],
  ["?field=date_of_birth&flag=high_risk_change", { limit: 50, field: "date_of_birth", flag: "high_risk_change" }],
  ["?show=errors", null],
  ["?show=excluded", null],
])("the view %s asks for these changes", (address, query) => {
  expect(changesQuery(at(address), "")).toEqual(query);
});

test("what is searched for is asked of the API and never stands in the address", () => {
  expect(changesQuery(at("?show=new"), " Ann ")).toEqual({ limit: 50, action: "create", search: "Ann" });
  expect(addressOf({ ...at("?show=new"), search: "Ann" } as never)).toBe("?show=new");
});

test("a view is narrowed by its part, a field or a mark, and not by its page", () => {
  expect(["?show=new", "?field=email", "?flag=possible_duplicate"].map((it) => isNarrowed(at(it)))).toEqual([true, true, true]);
  expect(isNarrowed(at("?cursor=x&open=c1"))).toBe(false);
});

test("people who were refused or excluded are findings", () => {
  expect(findingsQuery(at("?show=errors"))).toEqual({ limit: 50, severity: "error" });
  expect(findingsQuery(at("?show=excluded&cursor=x"))).toEqual({ limit: 50, code: "excluded_still_active", cursor: "x" });
  expect(findingsQuery(at("?show=new"))).toBeNull();
});
