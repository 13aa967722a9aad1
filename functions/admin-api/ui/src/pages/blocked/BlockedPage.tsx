import { Page } from "../../parts/Page";

export function BlockedPage() {
  return <Page title="Blocked" />;
}
