import { Page } from "../../parts/Page";

export function IntegrationsPage() {
  return <Page title="Integrations" />;
}
