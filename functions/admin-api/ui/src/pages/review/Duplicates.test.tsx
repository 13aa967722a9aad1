import { render, screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Change } from "../../api/shapes";
import { NONE } from "./choices";
import { Duplicates } from "./Duplicates";

const MASK = "••••-••-••";

const CHANGE: Change = {
  id: "c0001", action: "create", source_id: "1", employee: null, name: "Ann", name_before: null, email: null, employee_id: null, flags: [],
  fields: [
    { field: "date_of_birth", before: null, after: MASK },
    { field: "email", before: null, after: "ann@x.example" },
  ],
  duplicates: [{ employee: "emp_1", flags: [], fields: [{ field: "date_of_birth", before: MASK, after: MASK }, { field: "email", before: null, after: "ann@x.example" }] }],
};

test("of two records side by side, hidden values are heard as hidden and not as dots", () => {
  render(<Duplicates change={CHANGE} choices={NONE} decide={null} />);
  const [, birth, email] = within(screen.getByRole("table")).getAllByRole("row");
  const hidden = within(birth as HTMLElement).getAllByText("hidden");
  expect(hidden).toHaveLength(2);
  for (const dots of within(birth as HTMLElement).getAllByText(MASK)) expect(dots.getAttribute("aria-hidden")).toBe("true");
  expect(within(email as HTMLElement).getAllByRole("cell").map((cell) => cell.textContent)).toEqual(["ann@x.example", "None"]);
});
