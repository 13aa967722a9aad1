import { type ComponentType, lazy, useState } from "react";
import { matchPath } from "react-router";
import { Unloaded } from "./Unloaded";

/** A page whose code is had when somebody goes there, or before. */
function page<Name extends string>(get: () => Promise<Record<Name, ComponentType>>, name: Name) {
  let Loaded: ComponentType | null = null;
  const load = async () => {
    Loaded = (await get())[name];
    return { default: Loaded };
  };
  const Loading = lazy(() => load().catch(() => ({ default: Unloaded })));
  // What is there is not waited for: React shows what stands for it for at least 300 ms. And a page stays what it was begun as.
  function Component() {
    const [Page] = useState(() => Loaded ?? Loading);
    return <Page />;
  }
  return { Component, load };
}

/** The pages of an account, by their place under it. */
export const pages = [
  { path: "", ...page(() => import("../pages/integrations/IntegrationsPage"), "IntegrationsPage") },
  { path: "connect", ...page(() => import("../pages/connect/ConnectPage"), "ConnectPage") },
  { path: "mapping", ...page(() => import("../pages/mapping/MappingPage"), "MappingPage") },
  { path: "settings", ...page(() => import("../pages/settings/SettingsPage"), "SettingsPage") },
  { path: "about", ...page(() => import("../pages/about/AboutPage"), "AboutPage") },
  { path: "review", ...page(() => import("../pages/review/ReviewPage"), "ReviewPage") },
  { path: "plans/:digest", ...page(() => import("../pages/plans/PlanPage"), "PlanPage") },
  { path: "runs/:run/progress", ...page(() => import("../pages/history/ProgressPage"), "ProgressPage") },
  { path: "blocked", ...page(() => import("../pages/blocked/BlockedPage"), "BlockedPage") },
  { path: "history", ...page(() => import("../pages/history/HistoryPage"), "HistoryPage") },
  { path: "history/:run", ...page(() => import("../pages/history/RunPage"), "RunPage") },
  { path: "users", ...page(() => import("../pages/users/UsersPage"), "UsersPage") },
  { path: "users/:employee", ...page(() => import("../pages/users/PersonPage"), "PersonPage") },
];

/** Gets the code of all pages, which is small: whoever goes to one of them next waits for its data alone. */
export function loadAhead(): void {
  for (const each of pages) void loaded(each);
}

/** Gets the code of the page at a place, so that the place can be shown at once. */
export async function loadPage(place: string): Promise<void> {
  const [path = ""] = place.split("?");
  const found = pages.find((each) => matchPath(`/:account/${each.path}`, path));
  if (found) await loaded(found);
}

/** What cannot be had now is asked for again by the page itself, which says so if it cannot be had then. */
async function loaded({ load }: (typeof pages)[number]): Promise<void> {
  await load().catch(() => null);
}
