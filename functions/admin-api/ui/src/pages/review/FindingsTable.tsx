import { wordsOf } from "../../api/codes";
import type { Finding } from "../../api/shapes";
import { DataTable } from "../../parts/DataTable";
import { StateWord } from "../../parts/StateWord";
import { fieldName } from "./text";

const TONES: Readonly<Record<string, "bad" | "caution" | "info">> = { error: "bad", warning: "caution" };

/** Findings, a row each: whom they are about, what was found, and what to do next. */
export function FindingsTable({ caption, findings }: { caption: string; findings: readonly Finding[] }) {
  return (
    <DataTable
      caption={caption}
      rows={findings}
      rowKey={({ code, source_id, field }) => `${code} ${source_id} ${field}`}
      columns={[
        { name: "Person", cell: ({ source_id }) => (source_id === null ? "Everybody" : <span className="mono">TriNet {source_id}</span>) },
        {
          name: "Found",
          cell: ({ code, severity, field }) => (
            <>
              <StateWord tone={TONES[severity] ?? "info"} word={wordsOf(code).title} />
              {field !== null && <div className="soft">{fieldName(field)}</div>}
            </>
          ),
        },
        {
          name: "What follows, and what to do",
          cell: ({ message, next_step }) => (
            <>
              {message} <strong>{next_step}</strong>
            </>
          ),
        },
      ]}
      empty="Nothing was ignored."
    />
  );
}
