import { Link } from "react-router";
import { useAccount, useIntegration } from "../../api/hooks";
import type { Plan } from "../../api/shapes";
import { AskAPerson } from "../../parts/AskAPerson";
import { LinkButton } from "../../parts/Button";
import { Notice } from "../../parts/Notice";
import { useMay } from "../../app/roles";
import { type Acting, isUnfinished, needsCommit } from "./standing";
import { staleWhy, TEXT } from "./text";

/** What a whole plan is like: no longer valid, acted on already, an undo, or nothing to do. */
export function Banners({ plan, acting }: { plan: Plan; acting: Acting | null | undefined }) {
  const account = useAccount();
  const mayReview = useMay("review");
  const again = mayReview ? (
    <LinkButton to={`/${account}/review`} variant="primary">
      {TEXT.again}
    </LinkButton>
  ) : undefined;
  const acted = acting && !isUnfinished(acting) ? acting : null;
  return (
    <>
      {acted && (
        <Notice
          tone="info"
          title={acted.state === "running" ? "This review is being imported" : TEXT.done}
          action={
            <LinkButton to={acted.state === "running" ? `/${account}/runs/${acted.run_id}/progress` : `/${account}/history/${acted.run_id}`}>
              {acted.state === "running" ? "Watch it" : "See what became of it"}
            </LinkButton>
          }
        />
      )}
      {plan.stale && !acted && (
        <Notice tone="caution" title={TEXT.stale} action={again}>
          <p>{staleWhy(plan)}</p>
        </Notice>
      )}
      {plan.verdict === "incomplete" && (
        <Notice tone="bad" title="The read was not whole" action={again}>
          <p>Nothing was planned from it, and nothing was changed.</p>
          <p>
            <AskAPerson />
          </p>
        </Notice>
      )}
      {plan.trigger === "undo" && !acted && (
        <Notice tone="info" title="This takes an import back">
          <p>{TEXT.undoWhy}</p>
        </Notice>
      )}
      {plan.verdict === "no_changes" && !acted && <NoChanges account={account} undo={plan.trigger === "undo"} />}
    </>
  );
}

function NoChanges({ account, undo }: { account: string; undo: boolean }) {
  const { data } = useIntegration();
  if (undo) return <Notice tone="info" title="Nothing to take back" />;
  const unlocks = needsCommit({ verdict: "no_changes", trigger: undo ? "undo" : "manual" }, data?.data.state);
  return (
    <Notice tone="good" title={TEXT.noChanges}>
      <p>{unlocks ? TEXT.noChangesBlocked : TEXT.noChangesWhy}</p>
      {!unlocks && (
        <p>
          <Link to={`/${account}/users`}>Go to users</Link>
        </p>
      )}
    </Notice>
  );
}
