import { useNavigate, useParams, useSearchParams } from "react-router";
import { useAccount } from "../../api/hooks";
import { asProblem } from "../../api/problem";
import { useDownload, useRun } from "../../api/runs";
import type { RunDetail } from "../../api/shapes";
import { Button, LinkButton } from "../../parts/Button";
import { Failure } from "../../parts/Failure";
import { Loading } from "../../parts/Loading";
import { Notice } from "../../parts/Notice";
import { Page } from "../../parts/Page";
import { StateWord } from "../../parts/StateWord";
import { Time } from "../../parts/Time";
import { Activity } from "./Activity";
import { RunChanges } from "./RunChanges";
import { RunErrors } from "./RunErrors";
import { Summary } from "./Summary";
import { errors } from "./bars";
import { type TabName, tabOf } from "./tabs";
import { TabStrip } from "./TabStrip";
import { Undo } from "./Undo";
import { entryWord, statusOf } from "./words";
import "../review/review.css";
import "./history.css";

const NAMES: Readonly<Record<TabName, string>> = { summary: "Summary", changes: "Changes", errors: "Errors", activity: "Activity" };

/** One run: what it did, to whom, what went wrong, and everything about it (R86). */
export function RunPage() {
  const account = useAccount();
  const { run: id = "" } = useParams();
  const { data, error, refetch } = useRun(id);
  if (data) return <Run run={data.data} />;
  const isGone = error !== null && asProblem(error).status === 404;
  return (
    <Page title="Run">
      {error === null ? (
        <Loading what="the run" />
      ) : isGone ? (
        <Notice
          tone="info"
          title="This run is not there"
          action={<LinkButton to={`/${account}/history`}>Import history</LinkButton>}
        >
          <p>The address may be incomplete, or the run belongs to another account.</p>
        </Notice>
      ) : (
        <Failure problem={error} retry={() => void refetch()} />
      )}
    </Page>
  );
}

function Run({ run }: { run: RunDetail }) {
  const [address] = useSearchParams();
  const navigate = useNavigate();
  const download = useDownload();
  const tab = tabOf(address);
  const number = errors(run);
  return (
    <Page
      title={entryWord(run)}
      intro={
        <span className="plan-facts">
          <StateWord {...statusOf(run)} />
          <span>
            <Time at={run.started_at} exact />
          </span>
          <span>by {run.actor}</span>
        </span>
      }
      actions={
        <>
          <Undo run={run} />
          {run.digest !== null && (
            <Button
              busy={download.isPending}
              onPress={() => download.mutate({ run: run.run_id, name: `rollcall-${run.run_id}.csv` })}
            >
              Download CSV
            </Button>
          )}
        </>
      }
    >
      {download.error && <Failure problem={download.error} />}
      <TabStrip
        label="Parts of the run"
        chosen={tab}
        onChoose={(tab) => void navigate(tab === "summary" ? "." : `?tab=${tab}`, { replace: true, preventScrollReset: true })}
        name={(tab) => (
          <>
            {NAMES[tab]}
            {tab === "errors" && number > 0 && <span className="tab-number numbers">{number.toLocaleString("en")}</span>}
          </>
        )}
      >
        {tab === "summary" && <Summary run={run} />}
        {tab === "changes" && <RunChanges run={run} />}
        {tab === "errors" && <RunErrors run={run} />}
        {tab === "activity" && <Activity run={run} />}
      </TabStrip>
    </Page>
  );
}
