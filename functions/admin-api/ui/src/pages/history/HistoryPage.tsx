import { Link, useNavigate, useSearchParams } from "react-router";
import { useAccount } from "../../api/hooks";
import { useDownload, useRuns } from "../../api/runs";
import type { HistoryEntry } from "../../api/shapes";
import { Button, LinkButton } from "../../parts/Button";
import { DataTable } from "../../parts/DataTable";
import { EmptyFiltered } from "../../parts/EmptyFiltered";
import { EmptyFirst } from "../../parts/EmptyFirst";
import { Failure } from "../../parts/Failure";
import { Loading } from "../../parts/Loading";
import { Page } from "../../parts/Page";
import { Paging } from "../../parts/Paging";
import { SelectField } from "../../parts/SelectField";
import { StateWord } from "../../parts/StateWord";
import { Time } from "../../parts/Time";
import { errors } from "./bars";
import { addressOf, type Filter, filterOf, isNarrowed, runsQuery } from "./filter";
import { RunBars } from "./RunBars";
import { Verify } from "./Verify";
import { colourWord, duration, entryWord, FILTER_COLOURS, FILTER_KINDS, kindWord, statusOf } from "./words";
import "./history.css";

/** Everything that was done, newest first (R85–R87). */
export function HistoryPage() {
  const [address] = useSearchParams();
  const filter = filterOf(address);
  const download = useDownload();
  return (
    <Page
      title="Import history"
      intro="Every sync, review, import and undo, also those that were stopped. Entries never change."
      actions={
        <>
          <Verify />
          <Button
            busy={download.isPending}
            onPress={() => download.mutate({ name: "rollcall-history.csv" })}
          >
            Download CSV
          </Button>
        </>
      }
    >
      {download.error && <Failure problem={download.error} />}
      <RunBars />
      <section className="stack-tight" aria-labelledby="runs">
        <div className="row-apart">
          <h2 id="runs">Runs</h2>
          <Filters filter={filter} />
        </div>
        <Runs filter={filter} />
      </section>
    </Page>
  );
}

function Filters({ filter }: { filter: Filter }) {
  const navigate = useNavigate();
  const go = (more: Partial<Filter>) =>
    void navigate(addressOf({ ...filter, cursor: null, ...more }) || ".", { replace: true, preventScrollReset: true });
  return (
    <div className="row filters">
      <SelectField
        label="What"
        value={filter.kind ?? ""}
        onChange={(kind) => go({ kind: FILTER_KINDS.find((known) => known === kind) ?? null })}
        options={[{ value: "", name: "Everything" }, ...FILTER_KINDS.map((kind) => ({ value: kind, name: kind === "act" ? "Other acts" : kindWord(kind) }))]}
      />
      <SelectField
        label="How it went"
        value={filter.colour ?? ""}
        onChange={(colour) => go({ colour: FILTER_COLOURS.find((known) => known === colour) ?? null })}
        options={[{ value: "", name: "However" }, ...FILTER_COLOURS.map((colour) => ({ value: colour, name: colourWord(colour) }))]}
      />
    </div>
  );
}

function Runs({ filter }: { filter: Filter }) {
  const account = useAccount();
  const navigate = useNavigate();
  const { data, error, refetch, isPlaceholderData } = useRuns(runsQuery(filter));
  if (error && !data) return <Failure problem={error} retry={() => void refetch()} />;
  if (!data) return <Loading what="the history" />;
  const pages = {
    firstTo: filter.cursor === null ? null : addressOf({ ...filter, cursor: null }) || ".",
    nextTo: data.next_cursor === null ? null : addressOf({ ...filter, cursor: data.next_cursor }),
  };
  // What is rare may be further back than one page looks.
  if (data.items.length === 0 && data.next_cursor !== null) return <Paging {...pages}>None so far; older entries follow.</Paging>;
  if (data.items.length === 0 && isNarrowed(filter)) {
    return <EmptyFiltered onClear={() => void navigate(".", { replace: true })} />;
  }
  if (data.items.length === 0) {
    return (
      <EmptyFirst title="Nothing was done yet" action={<LinkButton to={`/${account}`}>Go to Integrations</LinkButton>}>
        <p>The set-up sync will be the first entry, the first review and import the next ones.</p>
      </EmptyFirst>
    );
  }
  return (
    <div className="stack-tight" aria-busy={isPlaceholderData}>
      <RunsTable account={account} runs={data.items} />
      <Paging {...pages} />
    </div>
  );
}

function RunsTable({ account, runs }: { account: string; runs: readonly HistoryEntry[] }) {
  return (
    <DataTable
      caption="Runs, newest first"
      rows={runs}
      rowKey={({ run_id }) => run_id}
      columns={[
        {
          key: "when",
          header: "When",
          isRowHeader: true,
          cell: ({ run_id, started_at }) => (
            <Link className="run-when numbers" to={`/${account}/history/${encodeURIComponent(run_id)}`}>
              <Time at={started_at} exact />
            </Link>
          ),
        },
        {
          key: "what",
          header: "What and who",
          cell: (run) => (
            <>
              {entryWord(run)}
              <span className="run-who" title={run.actor}>
                {run.actor}
              </span>
            </>
          ),
        },
        { key: "status", header: "Status", cell: (run) => <StateWord {...statusOf(run)} /> },
        ...COUNTS.map(({ key, header }) => ({
          key,
          header,
          align: "end" as const,
          cell: (run: HistoryEntry) => <Number run={run} value={run.counts[key]} />,
        })),
        { key: "errors", header: "Errors", align: "end", cell: (run) => <Errors number={errors(run)} /> },
        { key: "duration", header: "Took", align: "end", cell: ({ duration_ms }) => <span className="run-what">{duration(duration_ms)}</span> },
      ]}
    />
  );
}

const COUNTS = [
  { key: "create", header: "New" },
  { key: "update", header: "Updated" },
  { key: "deactivate", header: "Deactivated" },
] as const;

/** A count of a run: quiet where it was only planned, and none where nothing was done. */
function Number({ run, value }: { run: HistoryEntry; value: number }) {
  if (!isAboutPeople(run)) return <span className="soft">–</span>;
  if (run.state === "committed" && value > 0) return value.toLocaleString("en");
  return <span className="soft">{run.state === "committed" || run.state === "planned" ? value.toLocaleString("en") : "–"}</span>;
}

function Errors({ number }: { number: number }) {
  return number > 0 ? <strong>{number.toLocaleString("en")}</strong> : <span className="soft">0</span>;
}

function isAboutPeople({ kind, digest }: HistoryEntry): boolean {
  return kind !== "act" && kind !== "setup" && digest !== null;
}
