import { Route, Routes } from "react-router";
import { Accounts } from "./Accounts";
import { Mishap } from "./Mishap";
import { NotFound } from "./NotFound";
import { pages } from "./pages";
import { Shell } from "./Shell";
import { SignedIn } from "./sign-in/SignedIn";
import { SignedOut } from "./sign-in/SignedOut";
import { SignInGate } from "./sign-in/SignInGate";

/** Everything: signing in and out by itself, the rest behind the gate. */
export function App() {
  return (
    <Mishap>
      <Routes>
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
      </Routes>
    </Mishap>
  );
}
