import type { ReactNode } from "react";
import { Link } from "react-router";
import { useAccount } from "../../api/hooks";
import type { HistoryEntry } from "../../api/shapes";
import { DataTable } from "../../parts/DataTable";
import { StateWord } from "../../parts/StateWord";
import { Time } from "../../parts/Time";
import { errors } from "./bars";
import { duration, entryWord, statusOf } from "./words";

/** Runs with what they did, and acts. How long one took stands below its status: a column less, and all of them fit beside the menu. */
export function RunsTable({ runs }: { runs: readonly HistoryEntry[] }) {
  const account = useAccount();
  return (
    <div className="runs">
      <DataTable
        caption="Entries, newest first"
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
          {
            key: "status",
            header: "Status",
            cell: (run) => (
              <>
                <StateWord {...statusOf(run)} />
                {run.duration_ms !== null && <span className="run-took">took {duration(run.duration_ms)}</span>}
              </>
            ),
          },
          ...COUNTS.map(({ key, header }) => ({
            key,
            header,
            align: "end" as const,
            cell: (run: HistoryEntry) => (
              <Named name={header}>
                <Number run={run} value={run.counts[key]} />
              </Named>
            ),
          })),
          {
            key: "errors",
            header: "Errors",
            align: "end",
            cell: (run) => (
              <Named name="Errors">
                <Errors number={errors(run)} />
              </Named>
            ),
          },
        ]}
      />
    </div>
  );
}

const COUNTS = [
  { key: "create", header: "New" },
  { key: "update", header: "Updated" },
  { key: "deactivate", header: "Deactivated" },
] as const;

/** On a narrow screen, where a run is a card without headings above it, the name of a count stands before it. */
function Named({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <span className="run-count-name">{name} </span>
      {children}
    </>
  );
}

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
