import { AskAPerson } from "../../parts/AskAPerson";
import { Page } from "../../parts/Page";
import { SomebodyElse } from "./SomebodyElse";

/** Somebody whose sign-in is not taken, or who has no provider to sign in at. */
export function Refused({ withoutProvider = false }: { withoutProvider?: boolean }) {
  const told = withoutProvider
    ? "Nobody can sign in here: this installation has no sign-in provider configured. The command rollcall works without one."
    : "You signed in, and Rollcall does not accept that sign-in. Sign in as somebody else, or ask who runs this installation.";
  return (
    <main className="alone">
      <Page title="You cannot sign in here" intro={told}>
        <div className="row">
          {!withoutProvider && <SomebodyElse />}
          <AskAPerson />
        </div>
      </Page>
    </main>
  );
}
