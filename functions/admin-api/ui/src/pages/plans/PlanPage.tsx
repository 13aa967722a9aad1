import { Page } from "../../parts/Page";

export function PlanPage() {
  return <Page title="Review" />;
}
