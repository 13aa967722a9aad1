import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { afterEach, expect, test, vi } from "vitest";
import { Mishap } from "./Mishap";
import { queryClient } from "./queries";
import { SignedIn } from "./sign-in/SignedIn";

const HELP = "https://help.example";
const PROVIDER = { client_id: "rollcall", authorization_endpoint: "https://id.example/authorize", token_endpoint: "https://id.example/token" };

function show(page: React.ReactNode) {
  vi.stubGlobal("fetch", async () => Response.json({ help_url: HELP, local: false, ...PROVIDER }));
  render(
    <QueryClientProvider client={queryClient()}>
      <MemoryRouter>{page}</MemoryRouter>
    </QueryClientProvider>,
  );
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const wayToAPerson = async () => (await screen.findByRole("link", { name: /^Ask a person/ })).getAttribute("href");

test("a page that broke leads to a person", async () => {
  // React says it there too.
  vi.spyOn(console, "error").mockImplementation(() => {});
  function Broken(): never {
    throw new Error("broken");
  }
  show(
    <Mishap>
      <Broken />
    </Mishap>,
  );
  screen.getByRole("heading", { name: "This page could not be shown" });
  expect(await wayToAPerson()).toBe(HELP);
});

test("a sign-in that failed leads to a person", async () => {
  show(<SignedIn />);
  await screen.findByRole("heading", { name: "You are not signed in" });
  expect(await wayToAPerson()).toBe(HELP);
});
