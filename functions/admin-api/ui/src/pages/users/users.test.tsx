import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { ANN, open, problem } from "./stage";

const BOB = { ...ANN, source: undefined, id: "emp_0a1c", name: null, email: "bob@acme.example", source_id: null, missing: { since: "2026-03-01", runs: 2 } };

it("shows everybody with status, source and since when somebody is missing", async () => {
  open("/acme/users", { "GET /employees": { body: { items: [ANN, BOB], next_cursor: null } } });
  const table = await screen.findByRole("table", { name: "People of the directory" });
  const [, ann, bob] = within(table).getAllByRole("row");
  expect(within(ann!).getByRole("link", { name: "Ann Lee" }).getAttribute("href")).toBe("/acme/users/emp_0a1b");
  expect(ann!.textContent).toContain("TriNet");
  expect(within(bob!).getByRole("link", { name: "bob@acme.example" })).toBeTruthy();
  expect(bob!.textContent).toContain("Missing since 2026-03-01, 2 syncs");
  expect(bob!.textContent).toContain("Directory only");
});

it("asks for what is searched for, and puts it in no address", async () => {
  const { asked, router } = open("/acme/users?status=active", {
    "GET /employees": { body: { items: [ANN], next_cursor: "next" } },
  });
  await userEvent.type(await screen.findByRole("searchbox", { name: "Search" }), "ann");
  const searches = () => asked.map(({ path, headers }) => `${path} ${headers["rollcall-search"]}`);
  await expect.poll(searches).toContain("/employees?status=active ann");
  expect(router.state.location.search).toBe("?status=active");
  expect(router.state.location.state).toEqual({ search: "ann" });
  await userEvent.click(await screen.findByRole("link", { name: "Next page" }));
  expect(router.state.location.search).toBe("?status=active&cursor=next");
  await expect.poll(searches).toContain("/employees?status=active&cursor=next ann");
});

it("begins with the first page when a filter changes", async () => {
  const { router } = open("/acme/users?cursor=second", { "GET /employees": { body: { items: [ANN], next_cursor: null } } });
  await userEvent.selectOptions(await screen.findByRole("combobox", { name: "Status" }), "former");
  expect(router.state.location.search).toBe("?status=former");
  await userEvent.click(screen.getByRole("checkbox", { name: "Only who is missing from TriNet" }));
  expect(router.state.location.search).toBe("?status=former&missing=true");
});

it("tells an empty directory from filters that nobody fits", async () => {
  open("/acme/users", { "GET /employees": { body: { items: [], next_cursor: null } } });
  expect(await screen.findByText("Nobody is in the directory yet")).toBeTruthy();
});

it("offers to clear filters that nobody fits", async () => {
  const { router } = open("/acme/users?status=former", { "GET /employees": { body: { items: [], next_cursor: null } } });
  await userEvent.click(await screen.findByRole("button", { name: "Clear filters" }));
  expect(router.state.location.search).toBe("");
});

it("goes to the first page with a cursor that is not of this list", async () => {
  const { router } = open("/acme/users?cursor=old", {
    "GET /employees": (asked) =>
      asked.path.includes("cursor=old")
        ? { status: 400, body: problem(400, "bad_cursor", "Begin with the first page.") }
        : { body: { items: [ANN], next_cursor: null } },
  });
  expect(await screen.findByRole("link", { name: "Ann Lee" })).toBeTruthy();
  expect(router.state.location.search).toBe("");
});

it("shows why the people cannot be shown, with the number to tell a person", async () => {
  open("/acme/users", { "GET /employees": { status: 403, body: problem(403, "forbidden", "An Account Administrator may.") } });
  expect(await screen.findByText("An Account Administrator may.")).toBeTruthy();
});

it("lets support, and nobody else, make the review that deactivates the missing", async () => {
  const replies = {
    "GET /employees": { body: { items: [BOB], next_cursor: null } },
    "POST /missing/deactivation": { status: 202, body: { run_id: "run_9", state: "running" } },
  };
  const { router } = open("/acme/users?missing=true", replies, ["product-support-specialist"]);
  await userEvent.click(await screen.findByRole("button", { name: "Deactivate the missing…" }));
  await userEvent.click(await screen.findByRole("button", { name: "Make the review" }));
  await screen.findByText("Another page");
  expect(router.state.location.pathname + router.state.location.search).toBe("/acme/review?run=run_9");
});

it("does not offer an administrator to deactivate the missing", async () => {
  open("/acme/users?missing=true", { "GET /employees": { body: { items: [BOB], next_cursor: null } } });
  await screen.findByRole("table");
  expect(screen.queryByRole("button", { name: "Deactivate the missing…" })).toBeNull();
});
