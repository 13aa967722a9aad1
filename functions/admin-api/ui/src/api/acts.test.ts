import { expect, test } from "vitest";
import { KeyOfForm } from "./acts";

test("a double click and a retry send the same key; another content, or the next time, another one", () => {
  const key = new KeyOfForm();
  const first = key.of({ skip: [] });
  expect(key.of({ skip: [] })).toBe(first);
  const other = key.of({ skip: ["c0001"] });
  expect(other).not.toBe(first);
  key.done();
  expect(key.of({ skip: ["c0001"] })).not.toBe(other);
});

test("what has no content has a key too", () => {
  const key = new KeyOfForm();
  expect(key.of(undefined)).toBe(key.of(undefined));
});
