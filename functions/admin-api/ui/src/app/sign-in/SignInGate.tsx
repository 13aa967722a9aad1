import { useEffect } from "react";
import { Outlet, useLocation } from "react-router";
import { useConfig } from "../../api/hooks";
import { Failure } from "../../parts/Failure";
import { Loading } from "../../parts/Loading";
import { access } from "./access";
import { Ended } from "./Ended";
import { canSignIn } from "./flow";
import { Refused } from "./Refused";
import { useAccess } from "./use-access";

/** Lets in who is signed in, and sends everybody else to the provider and back to the same place. */
export function SignInGate() {
  const state = useAccess();
  const { data: config, error, refetch } = useConfig();
  const { pathname, search } = useLocation();
  const place = pathname + search;
  const away = state === "out" || (state === "ended" && !access.holdsUnsaved);

  useEffect(() => {
    if (away && config && canSignIn(config)) void access.signIn(config, place);
    // The place of the moment counts, and only once.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [away, config]);

  if (state === "left") return null;
  if (state === "in") return <Outlet />;
  if (state === "refused") return <Refused />;
  if (config && !canSignIn(config)) return <Refused withoutProvider />;
  if (state === "ended" && !away) {
    return (
      <>
        <Outlet />
        <Ended />
      </>
    );
  }
  return (
    <main className="alone">
      {error ? <Failure problem={error} retry={() => void refetch()} /> : <Loading what="the sign-in" />}
    </main>
  );
}
