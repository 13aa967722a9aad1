import { useEffect, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { newKey } from "../../api/client";
import { useAccount, useIntegration } from "../../api/hooks";
import { asProblem } from "../../api/problem";
import { usePlan, useStartReview } from "../../api/reviews";
import { useRun, useRuns } from "../../api/runs";
import type { RunDetail } from "../../api/shapes";
import { useMay, whoMay } from "../../app/roles";
import { AskAPerson } from "../../parts/AskAPerson";
import { Button, LinkButton } from "../../parts/Button";
import { Failure } from "../../parts/Failure";
import { Forbidden } from "../../parts/Forbidden";
import { HelpText } from "../../parts/HelpText";
import { Loading } from "../../parts/Loading";
import { Notice } from "../../parts/Notice";
import { Page } from "../../parts/Page";
import { Time } from "../../parts/Time";
import { deedOf, nextStep, readSoFar, watchedAt } from "../history/stage";
import { canBeImported } from "./standing";
import { TEXT } from "./text";
import "./review.css";

/** Starts a review and follows its reading until its plan is there (R71–R75). */
export function ReviewPage() {
  const [address] = useSearchParams();
  const run = address.get("run");
  return (
    <Page title="Review" intro={TEXT.startIntro} narrow>
      {run === null ? <Start /> : <Reading key={run} run={run} />}
    </Page>
  );
}

function Start() {
  const account = useAccount();
  const navigate = useNavigate();
  const mayReview = useMay("review");
  const integration = useIntegration();
  const start = useStartReview();
  const [key] = useState(newKey);
  const begin = () => {
    if (start.isPending) return;
    start.mutate(key, { onSuccess: ({ run_id }) => void navigate(`?run=${run_id}`, { replace: true }) });
  };
  const state = integration.data?.data.state;
  const active = integration.data?.data.active_run ?? null;
  const tooEarly = state !== undefined && TOO_EARLY.has(state) && integration.data?.data.last_import === null;

  if (integration.error) return <Failure problem={integration.error} retry={() => void integration.refetch()} />;
  if (!integration.data) return <Loading what="the integration" />;
  return (
    <>
      {active !== null && <UnderWay run={active} />}
      <Waiting />
      {tooEarly ? (
        <Notice
          tone="info"
          title="The set-up is not finished"
          action={<LinkButton to={`/${account}`}>Go to Integrations</LinkButton>}
        >
          <p>Connect TriNet, map the fields and let the set-up sync finish; then the first review can begin.</p>
        </Notice>
      ) : !mayReview ? (
        <Forbidden detail={`Ask an ${whoMay("review")} to start a review. You may look at those that are there.`} />
      ) : (
        <section className="card stack">
          <h2>Sync with TriNet</h2>
          <p>
            Everybody is read from TriNet and merged with the directory: found by email or Employee ID, and never made twice. Takes
            seconds for a hundred people and some minutes for ten thousand.
          </p>
          <HelpText title="Is this the daily sync?">
            <p>
              It reads the same. The daily sync imports by itself, and stops where a safeguard objects; here you look first, may leave
              people out, and may confirm what a safeguard stopped.
            </p>
          </HelpText>
          {start.error && <Failure problem={start.error} retry={asProblem(start.error).isPassing ? begin : undefined} />}
          <div>
            <Button variant="primary" busy={start.isPending} onPress={begin}>
              {TEXT.start}
            </Button>
          </div>
        </section>
      )}
    </>
  );
}

const TOO_EARLY = new Set(["not_connected", "connecting", "connected", "mapped", "setting_up"]);

function UnderWay({ run }: { run: string }) {
  const account = useAccount();
  const { data } = useRun(run);
  if (!data || data.data.state !== "running") return null;
  const isReview = deedOf(data.data) === "review";
  return (
    <Notice
      tone="info"
      title={isReview ? "A review is being read" : "An import is under way"}
      action={<LinkButton to={`/${account}/${watchedAt(data.data)}`}>Watch it</LinkButton>}
    >
      <p>
        Begun <Time at={data.data.started_at} /> by {data.data.actor}.
      </p>
    </Notice>
  );
}

/** The newest review, where nobody has acted on it yet. */
function Waiting() {
  const account = useAccount();
  const { data } = useRuns({ kind: "review", limit: 1 });
  const last = data?.items.find(({ state, digest }) => state === "planned" && digest !== null);
  const { data: plan } = usePlan(last?.digest ?? null);
  // One that no longer fits, or was acted on, is history.
  if (!last?.digest || !plan || plan.data.run_id !== null || !canBeImported(plan.data, null)) return null;
  return (
    <Notice
      tone="info"
      title="A review waits for a decision"
      action={<LinkButton to={`/${account}/plans/${encodeURIComponent(last.digest)}`}>Open it</LinkButton>}
    >
      <p>
        Made <Time at={last.finished_at ?? last.started_at} /> by {last.actor}.
      </p>
    </Notice>
  );
}

function Reading({ run }: { run: string }) {
  const account = useAccount();
  const navigate = useNavigate();
  const { data, error, refetch } = useRun(run);
  const digest = data && data.data.state !== "running" ? data.data.digest : null;
  useEffect(() => {
    if (digest !== null) void navigate(`/${account}/plans/${encodeURIComponent(digest)}`, { replace: true });
  }, [account, digest, navigate]);

  if (error && !data) return <Failure problem={error} retry={() => void refetch()} />;
  if (!data || digest !== null) return <Loading what="the review" />;
  if (data.data.state !== "running") return <NotRead run={data.data} />;
  return (
    <section className="card stack">
      <h2>{TEXT.reading}</h2>
      <ReadingProgress run={data.data} />
      <p className="soft">{TEXT.readingLeave}</p>
      {error && <Failure problem={error} retry={() => void refetch()} />}
    </section>
  );
}

function ReadingProgress({ run }: { run: RunDetail }) {
  // Not every page is worth being read aloud.
  return (
    <p className="row" role={run.reading === null ? "status" : undefined}>
      <span className="spinner" aria-hidden="true" />
      {readSoFar(run.reading)}
    </p>
  );
}

function NotRead({ run }: { run: RunDetail }) {
  const account = useAccount();
  return (
    <Notice
      tone="bad"
      title="The review was not finished"
      action={
        <LinkButton to={`/${account}/review`} variant="primary">
          {TEXT.again}
        </LinkButton>
      }
      spoken
    >
      <p>
        {run.error_detail ?? "It ended without a plan."} {nextStep(run)}
      </p>
      <p>Nothing was changed.</p>
      <p>
        <AskAPerson />
      </p>
    </Notice>
  );
}
