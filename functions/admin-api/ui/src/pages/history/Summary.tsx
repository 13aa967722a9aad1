import { Link } from "react-router";
import { useAccount } from "../../api/hooks";
import { usePlan } from "../../api/reviews";
import type { RunDetail } from "../../api/shapes";
import { useMay } from "../../app/roles";
import { AskAPerson } from "../../parts/AskAPerson";
import { LinkButton } from "../../parts/Button";
import { Digest } from "../../parts/Digest";
import { Notice } from "../../parts/Notice";
import { Tile, Tiles } from "../../parts/Tiles";
import { count } from "../../text";
import { why } from "../blocked/sentence";
import type { Shown } from "../review/view";
import { errors } from "./bars";
import { nextStep, watchedAt } from "./stage";
import { duration } from "./words";

/** What a run came to, in numbers and a sentence. */
export function Summary({ run }: { run: RunDetail }) {
  const { counts } = run;
  return (
    <>
      <Outcome run={run} />
      {isAboutPeople(run) && (
        <section className="stack-tight run-tiles" aria-labelledby="did">
          <h2 id="did">{DID[run.state] ?? "What it would have done"}</h2>
          <Tiles label="Numbers">
            <Tile label="New" count={counts.create} to={changesOf("new", counts.create)} replace />
            <Tile label="Updated" count={counts.update} to={changesOf("updated", counts.update)} replace />
            <Tile label="Deactivated" count={counts.deactivate} to={changesOf("deactivated", counts.deactivate)} replace />
            <Tile label="Reactivated" count={counts.reactivate} to={changesOf("reactivated", counts.reactivate)} replace />
            <Tile label="Unchanged" count={counts.unchanged} />
            <Tile label="Excluded" count={counts.excluded} />
            <Tile label="Errors" tone="bad" count={errors(run)} to={errors(run) > 0 ? "?tab=errors" : undefined} replace />
          </Tiles>
        </section>
      )}
      <Facts run={run} />
    </>
  );
}

const DID: Readonly<Record<string, string>> = {
  committed: "What was planned",
  planned: "What it would do",
  running: "What is planned",
  skipped: "What was found",
};

function changesOf(show: Shown, count: number): string | undefined {
  return count > 0 ? `?tab=changes&show=${show}` : undefined;
}

function isAboutPeople({ kind, digest }: RunDetail): boolean {
  return kind !== "act" && digest !== null;
}

function Outcome({ run }: { run: RunDetail }) {
  const account = useAccount();
  const written = run.applied + run.already_true;
  switch (run.state) {
    case "running":
      return (
        <Notice
          tone="info"
          title="Under way"
          action={<LinkButton to={`/${account}/${watchedAt(run)}`}>Watch it</LinkButton>}
        />
      );
    case "planned":
      return (
        <Notice
          tone="info"
          title="A review that changed nothing"
          action={run.digest !== null && <LinkButton to={`/${account}/plans/${encodeURIComponent(run.digest)}`}>Open the review</LinkButton>}
        >
          <p>Somebody decides about it; until then it is only a plan.</p>
        </Notice>
      );
    case "blocked":
      return <Stopped run={run} />;
    case "failed":
      return (
        <Notice tone={run.colour === "yellow" ? "caution" : "bad"} title={run.error_detail ?? "It did not finish."}>
          <p>
            {written === 0 ? "Nothing was changed." : `${count(written, "change was", "changes were")} made before it ended.`} {nextStep(run)}
          </p>
          <p className="row">
            {run.error !== null && <code>{run.error}</code>}
            <AskAPerson />
          </p>
        </Notice>
      );
    default:
      return run.error_detail === null ? null : <Notice tone="info" title={run.error_detail} />;
  }
}

function Stopped({ run }: { run: RunDetail }) {
  const account = useAccount();
  const mayReview = useMay("review");
  const { data } = usePlan(run.digest);
  return (
    <Notice
      tone="bad"
      title={why(run.blocked_by, data?.data.objections ?? [])}
      action={mayReview && <LinkButton to={`/${account}/review`}>Start a review</LinkButton>}
    >
      <p>Nothing was changed. {nextStep(run)}</p>
      <p>
        <AskAPerson />
      </p>
    </Notice>
  );
}

function Facts({ run }: { run: RunDetail }) {
  const account = useAccount();
  const facts: [string, React.ReactNode][] = [
    ["Took", duration(run.duration_ms)],
    ["Applied", run.applied > 0 || run.already_true > 0 ? count(run.applied, "change", "changes") : null],
    ["True already", run.already_true > 0 ? count(run.already_true, "change", "changes") : null],
    ["Not applied", run.refused.length > 0 ? count(run.refused.length, "change", "changes") : null],
    ["Left out", run.skipped.length > 0 ? count(run.skipped.length, "change", "changes") : null],
    ["Reason", run.reason],
    ["Mapping", run.mapping_version > 0 ? `Version ${run.mapping_version}` : null],
    [
      "Plan",
      run.digest !== null && (
        <span className="row">
          <Digest value={run.digest} /> <Link to={`/${account}/plans/${encodeURIComponent(run.digest)}`}>Open the plan</Link>
        </span>
      ),
    ],
    ["Takes back", run.undoes !== null && <Link to={`/${account}/history/${run.undoes}`}>{run.undoes}</Link>],
  ];
  return (
    <dl className="fact-list">
      {facts
        .filter(([, value]) => value !== null && value !== false)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="break">{value}</dd>
          </div>
        ))}
    </dl>
  );
}
