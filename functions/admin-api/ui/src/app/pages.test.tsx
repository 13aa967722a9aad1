import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import { Suspense } from "react";
import { createMemoryRouter, RouterProvider } from "react-router";
import { expect, test, vi } from "vitest";
import { loadPage, pages } from "./pages";
import { queryClient } from "./queries";

/** What is shown in the very first moment of a page. */
function firstSight(path: string): void {
  vi.stubGlobal("fetch", vi.fn<typeof fetch>(() => new Promise(() => {})));
  vi.stubGlobal("scrollTo", vi.fn());
  const found = pages.find((page) => page.path === path);
  const element = <Suspense fallback="Wait">{found && <found.Component />}</Suspense>;
  const router = createMemoryRouter([{ path: `/:account/${path}`, element }], { initialEntries: [`/acme/${path}`] });
  render(
    <QueryClientProvider client={queryClient()}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
}

test("a page whose code is not there yet is waited for", async () => {
  firstSight("users");
  expect(screen.queryByText("Wait")).not.toBeNull();
  expect(await screen.findByRole("heading", { level: 1, name: "Users" })).toBeDefined();
});

test("a page whose code was loaded ahead stands there at once", async () => {
  await loadPage("/acme/history?kind=manual");
  firstSight("history");
  expect(screen.getByRole("heading", { level: 1, name: "Import history" })).toBeDefined();
});

test("there is nothing to load ahead for a place that is no page", async () => {
  await expect(loadPage("/acme/nowhere/at/all")).resolves.toBeUndefined();
});
