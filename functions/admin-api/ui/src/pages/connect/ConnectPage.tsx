import { Page } from "../../parts/Page";

export function ConnectPage() {
  return <Page title="Connect TriNet" />;
}
