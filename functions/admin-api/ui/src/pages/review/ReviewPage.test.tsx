import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { configure, render, screen } from "@testing-library/react";
import { MemoryRouter, Route, Routes } from "react-router";
import { afterEach, expect, test, vi } from "vitest";
import { ReviewPage } from "./ReviewPage";

// A machine that is busy with other things is slow, and not wrong.
configure({ asyncUtilTimeout: 8_000 });
vi.setConfig({ testTimeout: 30_000 });

/** The API of an account in which this run is the newest thing. */
function pretendApi(run: object): void {
  vi.stubGlobal("fetch", async (address: string) => {
    const part = new URL(address, "http://x").pathname.replace("/v1/accounts/acme", "");
    const answers: Record<string, unknown> = {
      "/v1/session": { subject: "s", name: null, accounts: [{ account: "acme", roles: ["account-administrator"] }], expires_at: "" },
      "/v1/config": { help_url: "https://help.example", local: true },
      "/integration": { state: "live", active_run: "run_1", last_import: null },
      "/runs": { items: [], next_cursor: null },
      "/runs/run_1": { run_id: "run_1", actor: "ada", started_at: "2026-11-30T10:00:00Z", digest: null, reading: null, error_detail: null, next_step: null, ...run },
    };
    return Response.json(answers[part]);
  });
}

function show(query = "") {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={queries}>
      <MemoryRouter initialEntries={[`/acme/review${query}`]}>
        <Routes>
          <Route path="/:account/review" element={<ReviewPage />} />
        </Routes>
      </MemoryRouter>
    </QueryClientProvider>,
  );
}

afterEach(() => vi.unstubAllGlobals());

test.each([
  ["review", null, "A review is being read", "/acme/review?run=run_1"],
  ["support", null, "A review is being read", "/acme/review?run=run_1"],
  ["support", "sha256:ab", "An import is under way", "/acme/runs/run_1/progress"],
])("what is under way is called what it is and watched where it is shown: %s, with the plan %s", async (kind, digest, said, place) => {
  pretendApi({ kind, digest, state: "running" });
  show();
  await screen.findByText(said);
  expect(screen.getByRole("link", { name: "Watch it" }).getAttribute("href")).toBe(place);
});

test("a review that was not finished leads to a person", async () => {
  pretendApi({ kind: "review", state: "failed", error_detail: "TriNet did not answer." });
  show("?run=run_1");
  await screen.findByText("The review was not finished");
  expect((await screen.findByRole("link", { name: /^Ask a person/ })).getAttribute("href")).toBe("https://help.example");
});
