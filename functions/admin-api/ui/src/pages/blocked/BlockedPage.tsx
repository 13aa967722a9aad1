import { useAccount, useIntegration } from "../../api/hooks";
import { usePlan } from "../../api/reviews";
import { useRun } from "../../api/runs";
import type { RunDetail } from "../../api/shapes";
import { useMay, whoMay } from "../../app/roles";
import { AskAPerson } from "../../parts/AskAPerson";
import { LinkButton } from "../../parts/Button";
import { Failure } from "../../parts/Failure";
import { Loading } from "../../parts/Loading";
import { Notice } from "../../parts/Notice";
import { Page } from "../../parts/Page";
import { Time } from "../../parts/Time";
import { MailStatus } from "./MailStatus";
import { People } from "./People";
import { why } from "./sentence";
import "../review/review.css";

/** Why the daily sync stopped, whom that is about, and the ways out (R88–R92). */
export function BlockedPage() {
  const account = useAccount();
  const integration = useIntegration();
  const id = integration.data?.data.blocked_run ?? null;
  const run = useRun(id);
  const failed = [integration, run].find(({ error, data }) => error && !data);
  return (
    <Page title="Blocked" narrow>
      {failed ? (
        <Failure problem={failed.error} retry={() => void failed.refetch()} />
      ) : !integration.data || (id !== null && !run.data) ? (
        <Loading what="what was blocked" />
      ) : integration.data.data.state !== "blocked" ? (
        <Notice
          tone="good"
          title="Nothing is blocked"
          action={<LinkButton to={`/${account}`}>Go to Integrations</LinkButton>}
        >
          <p>The daily sync is not stopped by a safeguard.</p>
        </Notice>
      ) : (
        <Blocked run={run.data?.data ?? null} blockedBy={integration.data.data.blocked_by} />
      )}
    </Page>
  );
}

/** An undo blocks without a run that was stopped: then only the integration says why. */
function Blocked({ run, blockedBy }: { run: RunDetail | null; blockedBy: readonly string[] }) {
  const digest = run?.digest ?? null;
  const plan = usePlan(digest);
  const objections = plan.data?.data.objections ?? [];
  const guards = blockedBy.length > 0 ? blockedBy : (run?.blocked_by ?? []);
  return (
    <>
      <Notice tone="bad" title={why(guards, objections)}>
        <p>
          {run === null ? (
            "The daily sync is stopped. "
          ) : (
            <>
              The daily sync stopped <Time at={run.finished_at ?? run.started_at} />, before its first write.{" "}
            </>
          )}
          <strong>Nothing was changed.</strong> It plans again every day, and stays blocked until somebody finishes a review.
        </p>
      </Notice>
      {plan.error && !plan.data && <Failure problem={plan.error} retry={() => void plan.refetch()} />}
      {digest !== null && objections.map((objection) => <People key={objection.guard} digest={digest} objection={objection} />)}
      <WaysOut />
      {run !== null && <MailStatus mail={run.mail} />}
    </>
  );
}

function WaysOut() {
  const account = useAccount();
  const mayReview = useMay("review");
  return (
    <section className="stack-tight" aria-labelledby="ways-out">
      <div className="row-apart">
        <h2 id="ways-out">What you can do</h2>
        <AskAPerson />
      </div>
      <ol className="plain ways">
        <li className="card stack-tight">
          <h3>If the data is wrong: correct it in TriNet</h3>
          <p>
            Correct the records there, then start a review here. What was corrected no longer objects, and needs no reason.
          </p>
        </li>
        <li className="card stack-tight">
          <h3>If the data is right: review and import it by hand</h3>
          <p>Start a review, leave out who is not right, and import the rest with a reason. It counts for that one import.</p>
        </li>
      </ol>
      {mayReview ? (
        <div>
          <LinkButton variant="primary" to={`/${account}/review`}>
            Start a review
          </LinkButton>
        </div>
      ) : (
        <p className="soft">Ask an {whoMay("review")} to do it.</p>
      )}
    </section>
  );
}
