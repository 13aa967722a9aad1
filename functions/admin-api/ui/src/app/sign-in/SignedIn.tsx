import { useEffect, useState } from "react";
import { useNavigate } from "react-router";
import { useConfig } from "../../api/hooks";
import { AskAPerson } from "../../parts/AskAPerson";
import { Failure } from "../../parts/Failure";
import { LinkButton } from "../../parts/Button";
import { Loading } from "../../parts/Loading";
import { Page } from "../../parts/Page";
import { loadPage } from "../pages";
import { access } from "./access";
import { canSignIn, ending, SignInFailed } from "./flow";

/** One exchange for each visit, also where the development build of React runs effects twice. */
let exchange: ReturnType<typeof ending> | null = null;

/** Where the provider sends people back to: exchanges the code and goes on to where they were. */
export function SignedIn() {
  const { data: config, error, refetch } = useConfig();
  const [failed, setFailed] = useState<string | null>(null);
  const go = useNavigate();

  useEffect(() => {
    if (!config || !canSignIn(config)) return;
    const { search, origin } = window.location;
    exchange ??= ending(config, new URLSearchParams(search), origin, sessionStorage);
    exchange.then(
      async ({ tokens, place }) => {
        exchange = null;
        await loadPage(place);
        access.open(tokens);
        void go(place, { replace: true });
      },
      (reason: unknown) => {
        exchange = null;
        setFailed(reason instanceof SignInFailed ? reason.message : "The sign-in provider did not answer.");
      },
    );
  }, [config, go]);

  return (
    <main className="alone">
      {failed !== null ? (
        <Page title="You are not signed in" intro={failed}>
          <p className="row">
            <LinkButton variant="primary" to="/">
              Sign in again
            </LinkButton>
            <AskAPerson />
          </p>
        </Page>
      ) : error ? (
        <Failure problem={error} retry={() => void refetch()} />
      ) : (
        <Loading what="your sign-in" />
      )}
    </main>
  );
}
