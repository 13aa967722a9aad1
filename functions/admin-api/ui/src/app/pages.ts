import { type ComponentType, lazy } from "react";
import { Unloaded } from "./Unloaded";

/** A page that is loaded when somebody goes there. */
function page<Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name) {
  return lazy(async () => {
    const loaded = await load().catch(() => null);
    return { default: loaded?.[name] ?? Unloaded };
  });
}

/** The pages of an account, by their place under it. */
export const pages = [
  { path: "", Component: page(() => import("../pages/integrations/IntegrationsPage"), "IntegrationsPage") },
  { path: "connect", Component: page(() => import("../pages/connect/ConnectPage"), "ConnectPage") },
  { path: "mapping", Component: page(() => import("../pages/mapping/MappingPage"), "MappingPage") },
  { path: "settings", Component: page(() => import("../pages/settings/SettingsPage"), "SettingsPage") },
  { path: "about", Component: page(() => import("../pages/about/AboutPage"), "AboutPage") },
  { path: "review", Component: page(() => import("../pages/review/ReviewPage"), "ReviewPage") },
  { path: "plans/:digest", Component: page(() => import("../pages/plans/PlanPage"), "PlanPage") },
  { path: "runs/:run/progress", Component: page(() => import("../pages/history/ProgressPage"), "ProgressPage") },
  { path: "blocked", Component: page(() => import("../pages/blocked/BlockedPage"), "BlockedPage") },
  { path: "history", Component: page(() => import("../pages/history/HistoryPage"), "HistoryPage") },
  { path: "history/:run", Component: page(() => import("../pages/history/RunPage"), "RunPage") },
  { path: "users", Component: page(() => import("../pages/users/UsersPage"), "UsersPage") },
  { path: "users/:employee", Component: page(() => import("../pages/users/PersonPage"), "PersonPage") },
];
