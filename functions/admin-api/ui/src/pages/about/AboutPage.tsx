import { Page } from "../../parts/Page";

export function AboutPage() {
  return <Page title="About" />;
}
