import { LinkButton } from "../parts/Button";
import { Page } from "../parts/Page";

/** An account that is not yours does not exist for you. */
export function NoSuchAccount() {
  return (
    <Page
      title="You have no access here"
      intro="There is no such account, or it has given you no role. Ask an Account Administrator of that company to add you."
    >
      <p>
        <LinkButton to="/">Go to your accounts</LinkButton>
      </p>
    </Page>
  );
}
