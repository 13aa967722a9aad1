import { Page } from "../../parts/Page";

export function ProgressPage() {
  return <Page title="Import in progress" />;
}
