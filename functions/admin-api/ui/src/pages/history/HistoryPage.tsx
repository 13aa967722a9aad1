import { useNavigate, useSearchParams } from "react-router";
import { useAccount } from "../../api/hooks";
import { useDownload, useRuns } from "../../api/runs";
import { Button, LinkButton } from "../../parts/Button";
import { EmptyFiltered } from "../../parts/EmptyFiltered";
import { EmptyFirst } from "../../parts/EmptyFirst";
import { Failure } from "../../parts/Failure";
import { Loading } from "../../parts/Loading";
import { Page } from "../../parts/Page";
import { Paging } from "../../parts/Paging";
import { SelectField } from "../../parts/SelectField";
import { addressOf, type Filter, filterOf, isNarrowed, KINDS, runsQuery } from "./filter";
import { RunBars } from "./RunBars";
import { RunsTable } from "./RunsTable";
import { Verify } from "./Verify";
import { colourWord, FILTER_COLOURS, filterWord } from "./words";
import "./history.css";

/** Everything that was done, newest first (R85–R87). */
export function HistoryPage() {
  const [address] = useSearchParams();
  const filter = filterOf(address);
  const download = useDownload();
  return (
    <Page
      title="Import history"
      intro="Every sync, review, import and undo, also those that were stopped, and what else people did. Entries never change."
      actions={
        <>
          <Verify />
          <Button
            busy={download.isPending}
            onPress={() => download.mutate({ name: "rollcall-history.csv" })}
          >
            Download runs as CSV
          </Button>
        </>
      }
    >
      {download.error && <Failure problem={download.error} />}
      <RunBars />
      <section className="stack-tight" aria-labelledby="entries">
        <div className="row-apart">
          <h2 id="entries">Entries</h2>
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
        onChange={(kind) => go({ kind: KINDS.find((known) => known === kind) ?? null })}
        options={[{ value: "", name: "Everything" }, ...KINDS.map((kind) => ({ value: kind, name: filterWord(kind) }))]}
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
        <p>Connecting TriNet will be the first entry, then come the locked mapping, the set-up sync, the first review and its import.</p>
      </EmptyFirst>
    );
  }
  return (
    <div className="stack-tight" aria-busy={isPlaceholderData}>
      <RunsTable runs={data.items} />
      <Paging {...pages} />
    </div>
  );
}
