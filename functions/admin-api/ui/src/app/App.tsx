import { createBrowserRouter, createRoutesFromElements, Outlet, Route, RouterProvider } from "react-router";
import { Accounts } from "./Accounts";
import { Mishap } from "./Mishap";
import { NotFound } from "./NotFound";
import { pages } from "./pages";
import { Shell } from "./Shell";
import { SignedIn } from "./sign-in/SignedIn";
import { SignedOut } from "./sign-in/SignedOut";
import { SignInGate } from "./sign-in/SignInGate";

/** Everything: signing in and out by itself, the rest behind the gate. */
const routes = createRoutesFromElements(
  <Route element={<Whole />}>
    <Route path="/signed-in" element={<SignedIn />} />
    <Route path="/signed-out" element={<SignedOut />} />
    <Route element={<SignInGate />}>
      <Route path="/" element={<Accounts />} />
      <Route path="/:account" element={<Shell />}>
        {pages.map(({ path, Component }) => (
          <Route key={path} path={path} element={<Component />} />
        ))}
        <Route path="*" element={<NotFound />} />
      </Route>
    </Route>
  </Route>,
);

/** Inside of the router: around it, the router's own page would stand where ours is meant to. */
function Whole() {
  return (
    <Mishap>
      <Outlet />
    </Mishap>
  );
}

// Only a router of this kind can ask before the browser's back button leaves a page.
const router = createBrowserRouter(routes);

export function App() {
  return <RouterProvider router={router} />;
}
