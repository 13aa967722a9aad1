import { AskAPerson } from "./AskAPerson";
import { Notice } from "./Notice";

/** What somebody may not do, and whom to ask instead. */
export function Forbidden({ detail, title = "Your role does not allow this" }: { detail: string; title?: string }) {
  return (
    <Notice tone="info" title={title}>
      <p>{detail}</p>
      <p className="small">
        <AskAPerson />
      </p>
    </Notice>
  );
}
