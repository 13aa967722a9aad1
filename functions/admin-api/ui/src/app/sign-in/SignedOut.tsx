import { LinkButton } from "../../parts/Button";
import { Page } from "../../parts/Page";

export function SignedOut() {
  return (
    <main className="alone">
      <Page title="You are signed out" intro="Nothing of your session is left in this browser.">
        <p>
          <LinkButton variant="primary" to="/">
            Sign in
          </LinkButton>
        </p>
      </Page>
    </main>
  );
}
