import { describe, expect, it } from "vitest";
import { isFiltered, searchOf, whichOf, withCursor, withFilter } from "./filters";

const params = (text: string) => new URLSearchParams(text);

describe("the filters of the directory", () => {
  it.each([
    ["", { status: null, missing: false, cursor: null }],
    ["status=former&missing=true&cursor=abc", { status: "former", missing: true, cursor: "abc" }],
    ["status=something-else&missing=1", { status: null, missing: false, cursor: null }],
  ])("are read from %j", (address, expected) => {
    expect(whichOf(params(address), "ann")).toEqual({ ...expected, search: "ann" });
  });

  it("begin with the first page again when one of them changes", () => {
    expect(withFilter(params("status=active&cursor=abc"), "status", "former").toString()).toBe("status=former");
    expect(withFilter(params("status=active&cursor=abc"), "missing", "true").toString()).toBe("status=active&missing=true");
    expect(withFilter(params("missing=true"), "missing", null).toString()).toBe("");
  });

  it("stay when the page of the list changes", () => {
    expect(withCursor(params("status=active"), "xyz").toString()).toBe("status=active&cursor=xyz");
    expect(withCursor(params("status=active&cursor=xyz"), null).toString()).toBe("status=active");
  });

  it("never put what somebody searches for into the address", () => {
    const which = whichOf(params(""), "ann@acme.example");
    expect(isFiltered(which)).toBe(true);
    expect(withCursor(params(""), "xyz").toString()).not.toContain("ann");
  });

  it.each([
    [null, ""],
    ["ann", ""],
    [{ search: 5 }, ""],
    [{ search: "ann" }, "ann"],
  ])("find the search of an entry of the history %j", (state, search) => {
    expect(searchOf(state)).toBe(search);
  });
});
