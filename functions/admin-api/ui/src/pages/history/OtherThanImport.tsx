// What the page that follows a run shows of one that is no import: nobody may take it for one that had nothing to do.
import { useAccount } from "../../api/hooks";
import type { RunDetail } from "../../api/shapes";
import { LinkButton } from "../../parts/Button";
import { Notice } from "../../parts/Notice";
import { Time } from "../../parts/Time";
import { deedOf } from "./stage";

/** A run that reads TriNet and plans, or sets the account up. */
export function Reading({ run, soFar }: { run: RunDetail; soFar: string }) {
  const isSetUp = deedOf(run) === "set-up";
  return (
    <section className="card stack">
      <h2>{isSetUp ? "The set-up sync is under way" : "The review is being made"}</h2>
      {/* Not every page is worth being read aloud. */}
      <p className="row" role={run.reading === null ? "status" : undefined}>
        <span className="spinner" aria-hidden="true" />
        {soFar}
      </p>
      <p className="soft">
        Begun <Time at={run.started_at} /> by {run.actor}. You may leave this page; the {isSetUp ? "set-up sync" : "review"} goes on.
      </p>
    </section>
  );
}

/** The end of a review: a plan. */
export function Planned({ digest }: { digest: string | null }) {
  const account = useAccount();
  return (
    <Notice
      tone="info"
      title="The review is made"
      spoken
      action={
        digest !== null && (
          <LinkButton variant="primary" to={`/${account}/plans/${encodeURIComponent(digest)}`}>
            Show the plan
          </LinkButton>
        )
      }
    >
      <p>Nothing was changed. Somebody decides about it; until then it is only a plan.</p>
    </Notice>
  );
}

/** The end of a set-up sync. */
export function SetUp() {
  const account = useAccount();
  return (
    <Notice
      tone="good"
      title="The set-up sync is done"
      spoken
      action={
        <LinkButton variant="primary" to={`/${account}`}>
          Go to Integrations
        </LinkButton>
      }
    >
      <p>It read TriNet and changed nobody.</p>
    </Notice>
  );
}

/** The end of a run whose turn it was not. */
export function Skipped({ run, why }: { run: RunDetail; why: string }) {
  const account = useAccount();
  return (
    <Notice
      tone="info"
      title="This run was skipped"
      spoken
      action={<LinkButton to={`/${account}/history/${run.run_id}`}>Details</LinkButton>}
    >
      <p>Nothing was changed.</p>
      <p>{why}</p>
    </Notice>
  );
}
