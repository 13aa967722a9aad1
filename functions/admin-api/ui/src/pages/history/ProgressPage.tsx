import { useEffect } from "react";
import { useParams } from "react-router";
import { useAccount } from "../../api/hooks";
import { useForgetAfterImport, useRun } from "../../api/runs";
import type { RunDetail } from "../../api/shapes";
import { AskAPerson } from "../../parts/AskAPerson";
import { LinkButton } from "../../parts/Button";
import { Failure } from "../../parts/Failure";
import { Loading } from "../../parts/Loading";
import { Notice } from "../../parts/Notice";
import { Page } from "../../parts/Page";
import { Progress } from "../../parts/Progress";
import { Time } from "../../parts/Time";
import { why } from "../blocked/sentence";
import { forget } from "../review/choices";
import { Planned, Reading, SetUp, Skipped } from "./OtherThanImport";
import { type Deed, deedOf, nextStep, result, stageOf, type Stage } from "./stage";
import { kindWord } from "./words";
import "./history.css";

/** An import as it goes on, and how it ended (R79), or what else the run is. It goes on whether anybody looks or not. */
export function ProgressPage() {
  const account = useAccount();
  const { run: id = "" } = useParams();
  const { data, error, refetch } = useRun(id);
  const run = data?.data;
  useAfterImport(account, run);
  return (
    <Page title={titleOf(run)} narrow>
      {run === undefined && !error && <Loading what="the import" />}
      {error && (
        <>
          <Failure problem={error} retry={() => void refetch()} />
          {run?.state === "running" && <p className="soft">The {deedOf(run)} goes on, whether this page can see it or not.</p>}
        </>
      )}
      {run && <Shown run={run} stage={stageOf(run)} />}
    </Page>
  );
}

function titleOf(run: RunDetail | undefined): string {
  if (run === undefined) return "Importing";
  if (deedOf(run) !== "import") return kindWord(run.kind);
  return run.state === "running" ? "Importing" : "Import";
}

/** What was read before an import is read again after it, and the choices that it was made with are done with. */
function useAfterImport(account: string, run: RunDetail | undefined): void {
  const readAgain = useForgetAfterImport();
  const state = run?.state;
  const digest = run?.digest ?? null;
  useEffect(() => {
    if (state === undefined || state === "running") return;
    if (state === "committed" && digest !== null) forget(account, digest);
    readAgain();
    // Once, when the state changes.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [account, state, digest]);
}

function Shown({ run, stage }: { run: RunDetail; stage: Stage }) {
  switch (stage.at) {
    case "waiting":
    case "working":
      return <UnderWay run={run} stage={stage} />;
    case "reading":
      return <Reading run={run} soFar={stage.soFar} />;
    case "planned":
      return <Planned digest={stage.digest} />;
    case "set_up":
      return <SetUp />;
    case "skipped":
      return <Skipped run={run} why={stage.why} />;
    case "done":
      return <Done run={run} stage={stage} />;
    case "blocked":
      return <Stopped run={run} guards={stage.guards} />;
    case "failed":
      return <Failed run={run} stage={stage} />;
  }
}

function UnderWay({ run, stage }: { run: RunDetail; stage: Extract<Stage, { at: "waiting" | "working" }> }) {
  const total = stage.at === "working" ? stage.total : null;
  return (
    <section className="card stack">
      {stage.at === "working" && total !== null ? (
        <Progress label="Syncing data" value={stage.done} max={total} />
      ) : (
        <p className="row" role="status">
          <span className="spinner" aria-hidden="true" />
          Syncing data: waits for its turn
        </p>
      )}
      <p className="soft">
        Begun <Time at={run.started_at} /> by {run.actor}. You may leave this page; the import goes on, and Integrations leads back here.
      </p>
    </section>
  );
}

function Done({ run, stage }: { run: RunDetail; stage: Extract<Stage, { at: "done" }> }) {
  const account = useAccount();
  const notes = [
    stage.refused > 0 &&
      `${stage.refused.toLocaleString("en")} ${stage.refused === 1 ? "was" : "were"} not applied, because somebody changed the person after the review.`,
    stage.leftOut > 0 && `${stage.leftOut.toLocaleString("en")} ${stage.leftOut === 1 ? "was" : "were"} left out, as you chose.`,
  ].filter((note): note is string => note !== false);
  return (
    <Notice tone={stage.refused > 0 ? "caution" : "good"} title={result(stage.applied)} spoken>
      {notes.length > 0 && <p>{notes.join(" ")}</p>}
      <p className="row after-text">
        <LinkButton variant="primary" to={`/${account}/users`}>
          Go to users
        </LinkButton>
        {run.counts.create > 0 && run.digest !== null && (
          <LinkButton to={`/${account}/history/${run.run_id}?tab=changes&show=new`}>See the new people</LinkButton>
        )}
        <LinkButton variant="quiet" to={`/${account}/history/${run.run_id}`}>
          Details
        </LinkButton>
      </p>
    </Notice>
  );
}

function Stopped({ run, guards }: { run: RunDetail; guards: readonly string[] }) {
  const account = useAccount();
  return (
    <Notice
      tone="bad"
      title="Not imported: a safeguard objects"
      spoken
      action={
        run.digest !== null && (
          <LinkButton variant="primary" to={`/${account}/plans/${encodeURIComponent(run.digest)}`}>
            Back to the review
          </LinkButton>
        )
      }
    >
      <p>
        {why(guards, [])} Nothing was changed. Leave the people out, or say why it is right.
      </p>
      <p>
        <AskAPerson />
      </p>
    </Notice>
  );
}

function Failed({ run, stage }: { run: RunDetail; stage: Extract<Stage, { at: "failed" }> }) {
  const account = useAccount();
  const done = stage.applied === 0 ? "Nothing was changed." : `${result(stage.applied)} Nothing more was changed.`;
  return (
    <Notice
      tone={stage.applied > 0 ? "caution" : "bad"}
      title={stage.stale ? "The directory changed since the review" : `The ${deedOf(run)} did not finish`}
      spoken
      action={<GoOn account={account} deed={deedOf(run)} />}
    >
      <p>
        {stage.detail} {nextStep(run)} {done}
      </p>
      <p className="row">
        <LinkButton variant="quiet" small to={`/${account}/history/${run.run_id}`}>
          Details
        </LinkButton>
        <AskAPerson />
      </p>
    </Notice>
  );
}

/** The way on from a run that failed: the first review is only possible after a set-up. */
function GoOn({ account, deed }: { account: string; deed: Deed }) {
  return deed === "set-up" ? (
    <LinkButton variant="primary" to={`/${account}`}>
      Go to Integrations
    </LinkButton>
  ) : (
    <LinkButton variant="primary" to={`/${account}/review`}>
      Review again
    </LinkButton>
  );
}
