import { Page } from "../../parts/Page";

export function UsersPage() {
  return <Page title="Users" />;
}
