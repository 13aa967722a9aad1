import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { MemoryRouter, Route, Routes, useLocation } from "react-router";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Change, Plan } from "../../api/shapes";
import { queryClient } from "../../app/queries";
import { fieldsOffered } from "./ChangeFilters";
import { Changes } from "./Changes";
import { NONE } from "./choices";
import { FindingGroups } from "./FindingGroups";
import { Objections } from "./Objections";

const MASK = "••••-••-••";
const NOBODY = { source_id: null, employee: null, name: "Ann", name_before: null, email: null, employee_id: null };
const CHANGE: Change = {
  id: "c0001", action: "update", ...NOBODY, flags: [], duplicates: [],
  fields: [{ field: "date_of_birth", before: MASK, after: MASK }, { field: "Old Team", before: "A", after: null }],
};

/** What was asked of the changes, by the page. */
let asked: string[];

beforeEach(() => {
  asked = [];
  vi.stubGlobal("fetch", async (address: string) => {
    const { pathname, search, searchParams } = new URL(address, "http://x");
    if (pathname === "/v1/session") return Response.json({ subject: "s", name: null, accounts: [], expires_at: "" });
    if (pathname.endsWith("/mapping")) return Response.json({ demographics: [{ name: "Cost Centre" }] });
    if (pathname.endsWith("/findings")) return Response.json({ items: [], next_cursor: null, total: 0 });
    asked.push(search);
    const items = searchParams.has("flag") ? [] : [CHANGE];
    return Response.json({ items, next_cursor: null, total: items.length });
  });
});

afterEach(() => vi.unstubAllGlobals());

function Where() {
  const { search } = useLocation();
  return <output aria-label="Address">{search}</output>;
}

const address = () => screen.getByLabelText("Address").textContent;

function show(query = "", state?: unknown) {
  const objections = [{ guard: "volume_identifiers", concerned: 6, people: [], message: "Six.", limit: null }];
  render(
    <QueryClientProvider client={queryClient()}>
      <MemoryRouter initialEntries={[{ pathname: "/acme", search: query, state }]}>
        <Where />
        <Objections objections={objections} isOpen={false} />
        <FindingGroups digest="sha256:ab" groups={[{ code: "possible_duplicate", count: 1 }, { code: "bad_date", count: 1 }]} withTable />
        <Routes>
          <Route path="/:account" element={<Changes plan={{ digest: "sha256:ab" } as Plan} choices={NONE} decide={null} />} />
        </Routes>
      </MemoryRouter>
    </QueryClientProvider>,
  );
}

test("the changes are narrowed to those of a field, in the address and from the first page on, whatever is searched for", async () => {
  show("?show=updated&cursor=x&open=c0001", { search: "Ann" });
  await screen.findByText("1 change");
  await screen.findByRole("option", { name: "Cost Centre" });
  await userEvent.selectOptions(screen.getByLabelText("Changed field"), "Date of Birth");
  expect(address()).toBe("?show=updated&field=date_of_birth");
  await waitFor(() => expect(asked.at(-1)).toBe("?limit=50&action=update&field=date_of_birth"));
  expect(screen.getByLabelText("Search in these changes")).toHaveProperty("value", "Ann");
  expect(document.activeElement).toBe(screen.getByLabelText("Changed field"));
  await userEvent.selectOptions(screen.getByLabelText("Changed field"), "Any");
  expect(address()).toBe("?show=updated");
});

test("the changes are narrowed to those that are marked as something; where there are none, the filters can be cleared", async () => {
  show("?field=email");
  await screen.findByText("1 change");
  await userEvent.selectOptions(screen.getByLabelText("Marked as"), "May be another person");
  expect(address()).toBe("?field=email&flag=high_risk_change");
  await userEvent.click(await screen.findByRole("button", { name: "Clear filters" }));
  expect(address()).toBe("");
});

test("the fields offered are those of everybody, of the mapping and of the plan, and the chosen one, each once", () => {
  const offered = fieldsOffered("Gone", ["Cost Centre"], [CHANGE]);
  expect(offered.slice(0, 3)).toEqual(["name", "preferred_name", "email"]);
  expect(offered.slice(-3)).toEqual(["Cost Centre", "Old Team", "Gone"]);
  expect(offered.filter((field) => field === "date_of_birth")).toHaveLength(1);
});

test("a safeguard and a warning lead to exactly the changes that they are about, also from one to the other", async () => {
  show();
  await userEvent.click(screen.getByRole("link", { name: "Show them" }));
  expect(address()).toBe("?show=attention&flag=identifier_change");
  const heading = await screen.findByRole("heading", { name: "Changes that need attention" });
  expect(document.activeElement).toBe(heading);
  await userEvent.click(screen.getByText("Possible duplicate", { selector: "summary *" }));
  expect(screen.getAllByText("Show the changes")).toHaveLength(1);
  await userEvent.click(screen.getByText("Show the changes"));
  expect(address()).toBe("?show=attention&flag=possible_duplicate");
  await waitFor(() => expect(document.activeElement).toBe(heading));
});
