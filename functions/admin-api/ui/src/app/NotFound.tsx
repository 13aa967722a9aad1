import { Link } from "react-router";
import { useAccount } from "../api/hooks";
import { Page } from "../parts/Page";

export function NotFound() {
  const account = useAccount();
  return (
    <Page title="Page not found" intro="There is nothing at this address. It may have been mistyped, or the page has moved.">
      <p>
        <Link to={`/${account}`}>Go to Integrations</Link>
      </p>
    </Page>
  );
}
