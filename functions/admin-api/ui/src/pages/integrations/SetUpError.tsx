import { Link } from "react-router";
import { useAccount } from "../../api/hooks";
import type { Integration } from "../../api/shapes";
import { AskAPerson } from "../../parts/AskAPerson";
import { Notice } from "../../parts/Notice";
import { addressOf } from "../history/filter";
import { afterSetUp } from "./text";

/** Why the last initial sync came to nothing and what to do about it, where it can be started again. */
export function SetUpError({ integration: { last_setup_error, state } }: { integration: Integration }) {
  const account = useAccount();
  if (state !== "mapped" || !last_setup_error) return null;
  const { code, detail } = last_setup_error;
  return (
    <Notice tone="bad" title="The initial sync came to nothing">
      <p>{detail}</p>
      <p>{afterSetUp(code)}</p>
      <p className="row small">
        <Link to={`/${account}/history${addressOf({ kind: "setup" })}`}>Set-up syncs in the history</Link> <AskAPerson />
      </p>
    </Notice>
  );
}
