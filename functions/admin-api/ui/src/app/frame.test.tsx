import { QueryClientProvider } from "@tanstack/react-query";
import { act, fireEvent, render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { createMemoryRouter, Link, RouterProvider, useLocation } from "react-router";
import { useEffect, useState } from "react";
import { beforeEach, expect, test, vi } from "vitest";
import { Page } from "../parts/Page";
import { LeaveGuard } from "./LeaveGuard";
import { queryClient } from "./queries";
import { shortcuts } from "./shortcut-keys";
import { Shortcuts } from "./Shortcuts";
import { access } from "./sign-in/access";
import { useUnsaved } from "./sign-in/use-access";
import { ThemeChoice } from "./ThemeChoice";

function Where() {
  return (
    <>
      <Page title={`At ${useLocation().pathname}`} />
      <input aria-label="Search" />
      <Link to="/acme/users">Users</Link>
      <Shortcuts account="acme" />
      <LeaveGuard />
    </>
  );
}

function showAt(...places: string[]) {
  const router = createMemoryRouter([{ path: "*", element: <Where /> }], { initialEntries: places });
  render(
    <QueryClientProvider client={queryClient()}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  return router;
}

beforeEach(() => {
  access.releaseAll();
  shortcuts.used = true;
  vi.stubGlobal("scrollTo", vi.fn());
  globalThis.CSS ??= { escape: (text: string) => text } as typeof CSS;
});

test("g and a letter lead to a place, whose heading gets the focus and whose title is shown", () => {
  showAt("/acme");
  fireEvent.keyDown(document.body, { key: "g" });
  fireEvent.keyDown(document.body, { key: "h" });
  const heading = screen.getByRole("heading", { name: "At /acme/history" });
  expect(document.activeElement).toBe(heading);
  expect(document.title).toBe("At /acme/history · Rollcall");
});

test("a heading that takes the place of one that had the focus gets it, and takes it from nobody else", async () => {
  let loaded = () => {};
  function Loading() {
    const [isLoaded, setLoaded] = useState(false);
    useEffect(() => {
      loaded = () => setLoaded(true);
    }, []);
    return isLoaded ? <Page key="loaded" title="Loaded" /> : <Page key="loading" title="Loading" />;
  }
  for (const moves of [false, true]) {
    const router = createMemoryRouter(
      [{ path: "/there", element: <><input aria-label="Search" /><Loading /></> }, { path: "*", element: <Page title="Here" /> }],
      { initialEntries: ["/here"] },
    );
    const { unmount } = render(<RouterProvider router={router} />);
    await act(() => router.navigate("/there"));
    expect(document.activeElement).toBe(screen.getByRole("heading", { name: "Loading" }));
    const search = screen.getByRole("textbox", { name: "Search" });
    if (moves) search.focus();
    act(() => loaded());
    const heading = screen.getByRole("heading", { name: "Loaded" });
    expect(document.activeElement).toBe(moves ? search : heading);
    unmount();
  }
});

test("letters that are typed, or pressed with another key, lead nowhere", async () => {
  showAt("/acme");
  await userEvent.type(screen.getByRole("textbox", { name: "Search" }), "gh?");
  fireEvent.keyDown(document.body, { key: "h" });
  fireEvent.keyDown(document.body, { key: "g", ctrlKey: true });
  fireEvent.keyDown(document.body, { key: "h" });
  expect(screen.getByRole("heading", { name: "At /acme" })).toBeDefined();
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("a question mark lists the shortcuts, and Escape closes the list", async () => {
  showAt("/acme");
  fireEvent.keyDown(document.body, { key: "?" });
  expect(screen.getByRole("dialog", { name: "Keyboard shortcuts" }).textContent).toContain("Go to Import history");
  await userEvent.keyboard("{Escape}");
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("no shortcut leads away from under a question that must be answered, or puts a list above it", async () => {
  access.hold({ outlivesPage: false });
  showAt("/acme/connect");
  await userEvent.click(screen.getByRole("link", { name: "Users" }));
  const stay = screen.getByRole("button", { name: "Stay" });
  for (const key of ["?", "g", "h"]) fireEvent.keyDown(stay, { key });
  expect(screen.queryByRole("dialog")).toBeNull();
  await userEvent.click(stay);
  expect(screen.getByRole("heading", { name: "At /acme/connect" })).toBeDefined();
});

test("shortcuts can be switched off, which is kept in memory alone, and on again", async () => {
  showAt("/acme");
  fireEvent.keyDown(document.body, { key: "?" });
  await userEvent.click(screen.getByRole("switch", { name: "Use shortcuts" }));
  await userEvent.keyboard("{Escape}");
  for (const key of ["g", "h", "?"]) fireEvent.keyDown(document.body, { key });
  expect(screen.getByRole("heading", { name: "At /acme" })).toBeDefined();
  expect(screen.queryByRole("dialog")).toBeNull();
  expect([localStorage.length, sessionStorage.length]).toEqual([0, 0]);
  // As the button on About and help does.
  act(() => void window.dispatchEvent(new Event("rollcall:shortcuts")));
  await userEvent.click(screen.getByRole("switch", { name: "Use shortcuts" }));
  await userEvent.keyboard("{Escape}");
  for (const key of ["g", "h"]) fireEvent.keyDown(document.body, { key });
  expect(screen.getByRole("heading", { name: "At /acme/history" })).toBeDefined();
});

test("who leaves a form that is not saved is asked first, by link and by shortcut", async () => {
  const held = { outlivesPage: false };
  access.hold(held);
  showAt("/acme/connect");
  await userEvent.click(screen.getByRole("link", { name: "Users" }));
  await userEvent.click(screen.getByRole("button", { name: "Stay" }));
  expect(screen.getByRole("heading", { name: "At /acme/connect" })).toBeDefined();
  fireEvent.keyDown(document.body, { key: "g" });
  fireEvent.keyDown(document.body, { key: "s" });
  await userEvent.click(screen.getByRole("button", { name: "Leave" }));
  expect(screen.getByRole("heading", { name: "At /acme/settings" })).toBeDefined();
  access.release(held);
  await userEvent.click(screen.getByRole("link", { name: "Users" }));
  expect(screen.getByRole("heading", { name: "At /acme/users" })).toBeDefined();
});

test("who goes back from a form that is not saved is asked too, but not about another view of the same page", async () => {
  access.hold({ outlivesPage: false });
  const router = showAt("/acme/history", "/acme/connect", "/acme/connect?step=access");
  await act(() => router.navigate(-1));
  expect(screen.queryByRole("alertdialog")).toBeNull();
  await act(() => router.navigate(-1));
  await userEvent.click(screen.getByRole("button", { name: "Stay" }));
  expect(screen.getByRole("heading", { name: "At /acme/connect" })).toBeDefined();
  await act(() => router.navigate(-1));
  await userEvent.click(screen.getByRole("button", { name: "Leave" }));
  expect(await screen.findByRole("heading", { name: "At /acme/history" })).toBeDefined();
});

test("what outlives its page is asked about when the tab closes, and not when another page is opened", async () => {
  function Choosing() {
    useUnsaved(true, { outlivesPage: true });
    return null;
  }
  const { unmount } = render(<Choosing />);
  const closes = () => !window.dispatchEvent(new Event("beforeunload", { cancelable: true }));
  expect(closes()).toBe(true);
  expect(access.losesByLeaving).toBe(false);
  unmount();
  expect(closes()).toBe(false);
});

test("the choice of colours is the one thing that is stored, and following the system stores nothing", async () => {
  render(<ThemeChoice />);
  await userEvent.click(screen.getByRole("radio", { name: "Dark" }));
  expect(document.documentElement.dataset["theme"]).toBe("dark");
  expect({ ...localStorage }).toEqual({ "rollcall.theme": "dark" });
  await userEvent.click(screen.getByRole("radio", { name: "Auto" }));
  expect(document.documentElement.dataset["theme"]).toBeUndefined();
  expect(localStorage.length).toBe(0);
});
