import { Link } from "react-router";
import { useAccount, useIntegration } from "../../api/hooks";
import type { Integration } from "../../api/shapes";
import { AskAPerson } from "../../parts/AskAPerson";
import { Button } from "../../parts/Button";
import { Failure } from "../../parts/Failure";
import { HelpText } from "../../parts/HelpText";
import { Loading } from "../../parts/Loading";
import { Notice } from "../../parts/Notice";
import { Page } from "../../parts/Page";
import { StateWord } from "../../parts/StateWord";
import { StoredSecret } from "../../parts/StoredSecret";
import { Time } from "../../parts/Time";
import { AutoSync } from "./AutoSync";
import { Checklist } from "./Checklist";
import "./integrations.css";
import { NextStep } from "./NextStep";
import { SetUpError } from "./SetUpError";
import { STAGES, stages, stagesDone } from "./stages";
import { wordsFor } from "./text";
import { Troubleshooting } from "./Troubleshooting";

/** Where the integration stands, and the one thing to do next. */
export function IntegrationsPage() {
  const { data: answer, error, refetch } = useIntegration();
  return (
    <Page title="Integrations" intro="Employee data flows one way: from TriNet to your directory, never back.">
      {!answer ? (
        error ? (
          <Failure problem={error} retry={() => void refetch()} />
        ) : (
          <Loading what="the integration" />
        )
      ) : (
        <>
          {error && <Degraded retry={() => void refetch()} />}
          <section className="card" aria-labelledby="trinet">
            <Head integration={answer.data} />
            <CheckError integration={answer.data} />
            <SetUpError integration={answer.data} />
            <NextStep integration={answer.data} />
            {answer.data.connection && <Facts integration={answer.data} />}
            {answer.data.connection && <AutoSync answer={answer} />}
          </section>
          <SetUp integration={answer.data} />
          <Troubleshooting />
        </>
      )}
    </Page>
  );
}

function Degraded({ retry }: { retry: () => void }) {
  return (
    <Notice tone="caution" title="This may be out of date" action={<Button onPress={retry}>Try again</Button>}>
      Rollcall did not answer just now. What you see is what it said before.
    </Notice>
  );
}

function Head({ integration }: { integration: Integration }) {
  const { word, tone } = wordsFor(integration);
  return (
    <div className="row-apart">
      <div className="source">
        <span className="source-mark" aria-hidden="true">
          T
        </span>
        <div>
          <h2 id="trinet">TriNet</h2>
          <p className="soft small">Full employee import by API · TriNet PEO</p>
        </div>
      </div>
      <div role="status">
        <StateWord tone={tone} word={word} />
      </div>
    </div>
  );
}

function CheckError({ integration: { last_check_error, state } }: { integration: Integration }) {
  if (!last_check_error) return null;
  const isNew = ["not_connected", "connecting", "credential_failed"].includes(state);
  return (
    <Notice tone="bad" title={isNew ? "TriNet could not be connected" : "The last test of the connection did not pass"}>
      <p>{last_check_error.detail}</p>
      <p className="small">
        <AskAPerson />
      </p>
    </Notice>
  );
}

function Facts({ integration }: { integration: Integration }) {
  const account = useAccount();
  const { connection, last_import, mapping, secret } = integration;
  return (
    <dl className="facts">
      <div>
        <dt>Last sync</dt>
        <dd>{last_import ? <Time at={last_import.at} /> : "Not yet"}</dd>
      </div>
      <div>
        <dt>Company ID</dt>
        <dd className="mono">{connection?.company}</dd>
      </div>
      <div>
        <dt>Mapping</dt>
        <dd>
          {mapping.version === 0 ? "Core fields only" : `Version ${mapping.version}, ${mapping.locked ? "locked" : "draft"}`} ·{" "}
          <Link to={`/${account}/mapping`}>See</Link>
        </dd>
      </div>
      <div>
        <dt>Secret</dt>
        <dd>{secret ? <StoredSecret secret={secret} /> : "Stored"}</dd>
      </div>
    </dl>
  );
}

function SetUp({ integration }: { integration: Integration }) {
  const done = stagesDone(integration);
  const list = <Checklist stages={stages(integration)} />;
  if (done === STAGES.length) {
    return <HelpText title={`Set-up: all ${STAGES.length} stages done`}>{list}</HelpText>;
  }
  return (
    <section className="section">
      <div className="row-apart">
        <h2>Set-up</h2>
        <span className="soft small numbers">
          {done} of {STAGES.length} done
        </span>
      </div>
      {list}
    </section>
  );
}
