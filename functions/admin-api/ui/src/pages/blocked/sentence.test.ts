import { expect, test } from "vitest";
import { why } from "./sentence";

test.each([
  ["high_risk_change", 1, "One person would turn into somebody else: two or more of name, date of birth and email changed at once."],
  ["high_risk_change", 3, "3 people would turn into somebody else: two or more of name, date of birth and email changed at once."],
  ["volume_deactivate", 1200, "1,200 people would be deactivated, which is more than this account allows without a look."],
  ["duplicate_in_source", 2, "2 rows from TriNet have the same email or Employee ID as another row."],
  ["mapping_changed", 0, "The mapping is not the one of the last import."],
  ["moon_full", 0, "The safeguard “moon full” stopped the daily sync."],
])("%s about %i people is said in one sentence", (guard, concerned, sentence) => {
  expect(why([guard], [{ guard, concerned }])).toBe(sentence);
});

test("the first safeguard speaks and the others are counted, each once", () => {
  const codes = ["company_changed", "mapping_changed", "mapping_changed", "guard_undecided"];
  expect(why(codes, [])).toBe("The connected company is not the one of the last import. 2 other safeguards object as well.");
  expect(why([], [])).toBe("A safeguard stopped the daily sync.");
});
