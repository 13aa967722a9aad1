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
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components/Tabs";
import { Time } from "../../parts/Time";
import { Activity } from "./Activity";
import { RunChanges } from "./RunChanges";
import { RunErrors } from "./RunErrors";
import { Summary } from "./Summary";
import { errors } from "./bars";
import { TABS, tabOf } from "./tabs";
import { Undo } from "./Undo";
import { kindWord, statusOf } from "./words";
import "../review/review.css";
import "./history.css";

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
  const names = { summary: "Summary", changes: "Changes", errors: "Errors", activity: "Activity" };
  const number = errors(run);
  return (
    <Page
      title={kindWord(run.kind)}
      intro={
        <span className="facts">
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
              onPress={() => download.mutate({ path: ["runs", run.run_id, "changes.csv"], name: `rollcall-${run.run_id}.csv` })}
            >
              Download CSV
            </Button>
          )}
        </>
      }
    >
      {download.error && <Failure problem={download.error} />}
      <Tabs
        className="tabs"
        selectedKey={tab}
        onSelectionChange={(key) => void navigate(key === "summary" ? "." : `?tab=${key}`, { replace: true, preventScrollReset: true })}
      >
        <TabList className="tab-list" aria-label="Parts of the run">
          {TABS.map((key) => (
            <Tab key={key} id={key} className="tab">
              {names[key]}
              {key === "errors" && number > 0 && <span className="numbers"> {number.toLocaleString("en")}</span>}
            </Tab>
          ))}
        </TabList>
        <TabPanel id="summary" className="tab-panel stack">
          <Summary run={run} />
        </TabPanel>
        <TabPanel id="changes" className="tab-panel stack">
          <RunChanges run={run} />
        </TabPanel>
        <TabPanel id="errors" className="tab-panel stack">
          <RunErrors run={run} />
        </TabPanel>
        <TabPanel id="activity" className="tab-panel stack">
          <Activity run={run} />
        </TabPanel>
      </Tabs>
    </Page>
  );
}
