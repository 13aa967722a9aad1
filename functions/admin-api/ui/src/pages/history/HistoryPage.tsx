import { Page } from "../../parts/Page";

export function HistoryPage() {
  return <Page title="Import history" />;
}
