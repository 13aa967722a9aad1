import { wordsOf } from "../../api/codes";
import type { Finding } from "../../api/shapes";
import { DataTable } from "../../parts/DataTable";
import { StateWord } from "../../parts/StateWord";
import { fieldName } from "../../text";

const TONES: Readonly<Record<string, "bad" | "caution" | "info">> = { error: "bad", warning: "caution" };

/** Findings, a row each: whom they are about, what was found, and what to do next. */
export function FindingsTable({ caption, findings, empty = "Nothing was ignored." }: { caption: string; findings: readonly Finding[]; empty?: string }) {
  return (
    <DataTable
      caption={caption}
      rows={findings}
      rowKey={({ code, source_id, field }) => `${code} ${source_id} ${field}`}
      columns={[
        { key: "person", header: "Person", isRowHeader: true, cell: ({ source_id }) => (source_id === null ? "Everybody" : <span className="mono">TriNet {source_id}</span>) },
        {
          key: "found",
          header: "Found",
          cell: ({ code, severity, field }) => (
            <>
              <StateWord tone={TONES[severity] ?? "info"} word={wordsOf(code).title} />
              {field !== null && <div className="soft">{fieldName(field)}</div>}
            </>
          ),
        },
        {
          key: "next",
          header: "What follows, and what to do",
          cell: ({ message, next_step }) => (
            <>
              {message} <strong>{next_step}</strong>
            </>
          ),
        },
      ]}
      empty={<p className="soft">{empty}</p>}
    />
  );
}
