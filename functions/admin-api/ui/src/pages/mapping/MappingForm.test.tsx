import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { MemoryRouter, Route, Routes } from "react-router";
import { beforeEach, expect, test, vi } from "vitest";
import { api } from "../../api/client";
import { useMapping } from "../../api/hooks";
import { queryClient } from "../../app/queries";
import { MappingForm } from "./MappingForm";

const CHANGED = { type: "/v1/problems/changed_meanwhile", title: "Changed meanwhile", status: 412, code: "changed_meanwhile", detail: "Read it again." };
const DESK = { name: "Desk", field: "desk", transforms: [] };

let version: number;
let demographics: object[];
let seen: (string | null)[];

/** Saves a version while nobody at this page looks. */
function meanwhile(mapped: object[]) {
  demographics = mapped;
  version += 1;
}

beforeEach(() => {
  [version, demographics, seen] = [1, [DESK], []];
  api.forget();
  vi.stubGlobal("fetch", async (_: string, { method = "GET", headers, body }: RequestInit = {}) => {
    if (method === "PUT") {
      const ifMatch = new Headers(headers).get("if-match");
      seen.push(ifMatch);
      if (ifMatch !== `"v${version}"`) return Response.json(CHANGED, { status: 412 });
      meanwhile((JSON.parse(String(body)) as { demographics: object[] }).demographics);
    }
    const mapping = { version, locked: false, exclude: null, demographics, core: [] };
    return Response.json(mapping, { headers: { etag: `"v${version}"` } });
  });
});

function Place() {
  const { data } = useMapping();
  return data ? <MappingForm current={data} fields={[]} existing={[]} nameOf={(path) => path} /> : null;
}

function show() {
  const client = queryClient();
  render(
    <QueryClientProvider client={client}>
      <MemoryRouter initialEntries={["/acme/mapping"]}>
        <Routes>
          <Route path="/:account/mapping" element={<Place />} />
          <Route path="/:account" element={<h1>Integrations</h1>} />
        </Routes>
      </MemoryRouter>
    </QueryClientProvider>,
  );
  return client;
}

const name = () => screen.findByRole("textbox", { name: /^Demographic/ });

async function rename(to: string) {
  await userEvent.clear(await name());
  await userEvent.type(await name(), to);
}

test.each([
  ["a draft is saved", ["Save draft"]],
  ["the mapping is locked", ["Lock and continue", "Lock the mapping"]],
])("who is overtaken when %s is shown the version of the other, and saves over that one", async (_, buttons) => {
  show();
  await rename("Seat");
  meanwhile([{ ...DESK, name: "Table" }]);
  for (const button of buttons) await userEvent.click(screen.getByRole("button", { name: button }));
  await userEvent.click(await screen.findByRole("button", { name: "Show what is there now" }));
  expect(await name()).toHaveProperty("value", "Table");
  await rename("Seat");
  await userEvent.click(screen.getByRole("button", { name: "Save draft" }));
  expect(await screen.findByText("Saved as version 3")).toBeDefined();
  expect(seen).toEqual(['"v1"', '"v2"']);
});

test("a form in which nothing was changed follows a newer version, unless somebody is about to lock what they see", async () => {
  const client = show();
  await name();
  meanwhile([{ ...DESK, name: "Table" }]);
  await client.invalidateQueries();
  await waitFor(async () => expect(await name()).toHaveProperty("value", "Table"));
  await userEvent.click(screen.getByRole("button", { name: "Lock and continue" }));
  meanwhile([{ ...DESK, name: "Chair" }]);
  await client.invalidateQueries();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(screen.getByRole("alertdialog").textContent).toContain("Table");
  await userEvent.click(screen.getByRole("button", { name: "Keep editing" }));
  await waitFor(async () => expect(await name()).toHaveProperty("value", "Chair"));
});
