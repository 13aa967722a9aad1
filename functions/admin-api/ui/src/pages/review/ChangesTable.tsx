import type { ReactNode } from "react";
import type { Change } from "../../api/shapes";
import { DataTable } from "../../parts/DataTable";
import { Icon } from "../../parts/Icon";
import { StateWord } from "../../parts/StateWord";
import { actionWord, fieldsInShort, flagWord, whichOne, who } from "./text";

interface ChangesTableProps {
  caption: string;
  changes: readonly Change[];
  /** The opened change, by its id. */
  open: string | null;
  onOpen: (change: string | null) => void;
  /** What stands at the end of a row: what became of the change, or what may be done with it. */
  last: { header: string; of: (change: Change) => ReactNode };
  /** Whether the change does not happen. */
  isOut: (change: Change) => boolean;
  detail: (change: Change) => ReactNode;
}

/** Changes, a row a person; a row opens what changes about the person. */
export function ChangesTable({ caption, changes, open, onOpen, last, isOut, detail }: ChangesTableProps) {
  return (
    <div className="changes">
      <DataTable
        caption={caption}
        rows={changes}
        rowKey={({ id }) => id}
        detail={(change) => (change.id === open ? detail(change) : null)}
        columns={[
          {
            key: "person",
            header: "Person",
            isRowHeader: true,
            cell: (change) => (
              <Opener
                change={change}
                isOpen={change.id === open}
                isOut={isOut(change)}
                onPress={() => onOpen(change.id === open ? null : change.id)}
              />
            ),
          },
          { key: "change", header: "Change", cell: (change) => <What change={change} /> },
          { key: "fields", header: "Fields", cell: (change) => <span className="soft">{fieldsInShort(change)}</span> },
          { key: "last", header: last.header, align: "end", cell: last.of },
        ]}
      />
    </div>
  );
}

interface OpenerProps {
  change: Change;
  isOpen: boolean;
  isOut: boolean;
  onPress: () => void;
}

function Opener({ change, isOpen, isOut, onPress }: OpenerProps) {
  return (
    <button type="button" className="opener" aria-expanded={isOpen} data-out={isOut || undefined} onClick={onPress}>
      <Icon name={isOpen ? "down" : "right"} size={14} />
      <span>
        <span className="opener-name">{who(change)}</span>
        <span className="opener-id break">{whichOne(change)}</span>
      </span>
    </button>
  );
}

function What({ change }: { change: Change }) {
  const { word, tone } = actionWord(change.action);
  return (
    <span className="what">
      <StateWord tone={tone} word={word} />
      {change.flags.map((flag) => (
        <StateWord key={flag} tone={flag === "identifier_change" ? "info" : "caution"} word={flagWord(flag)} />
      ))}
    </span>
  );
}
