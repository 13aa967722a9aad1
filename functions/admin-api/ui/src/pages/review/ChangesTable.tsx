import type { ReactNode } from "react";
import type { Change } from "../../api/shapes";
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
  last: { heading: string; of: (change: Change) => ReactNode };
  /** Whether the change does not happen. */
  isOut: (change: Change) => boolean;
  detail: (change: Change) => ReactNode;
}

/** Changes, a row a person; a row opens what changes about the person. */
export function ChangesTable({ caption, changes, open, onOpen, last, isOut, detail }: ChangesTableProps) {
  return (
    <div className="changes-wrap" role="region" aria-label={caption} tabIndex={0}>
      <table className="changes">
        <caption className="only-heard">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Person</th>
            <th scope="col">Change</th>
            <th scope="col" className="wide-only">
              Fields
            </th>
            <th scope="col" className="changes-last">
              {last.heading}
            </th>
          </tr>
        </thead>
        {changes.map((change) => (
          <Row
            key={change.id}
            change={change}
            isOpen={open === change.id}
            isOut={isOut(change)}
            onOpen={() => onOpen(open === change.id ? null : change.id)}
            last={last.of(change)}
            detail={detail}
          />
        ))}
      </table>
    </div>
  );
}

interface RowProps {
  change: Change;
  isOpen: boolean;
  isOut: boolean;
  onOpen: () => void;
  last: ReactNode;
  detail: (change: Change) => ReactNode;
}

function Row({ change, isOpen, isOut, onOpen, last, detail }: RowProps) {
  const { word, tone } = actionWord(change.action);
  const id = `detail-${change.id}`;
  return (
    <tbody data-out={isOut || undefined} data-open={isOpen || undefined}>
      <tr>
        <th scope="row">
          <button type="button" className="opener" aria-expanded={isOpen} aria-controls={isOpen ? id : undefined} onClick={onOpen}>
            <Icon name={isOpen ? "down" : "right"} />
            <span>
              <span className="opener-name">{who(change)}</span>
              <span className="opener-id">{whichOne(change)}</span>
            </span>
          </button>
        </th>
        <td>
          <StateWord tone={tone} word={word} />
          {change.flags.map((flag) => (
            <div key={flag} className="flag">
              <StateWord tone={flag === "identifier_change" ? "info" : "caution"} word={flagWord(flag)} />
            </div>
          ))}
        </td>
        <td className="wide-only soft">{fieldsInShort(change)}</td>
        <td className="changes-last">{last}</td>
      </tr>
      {isOpen && (
        <tr className="changes-detail" id={id}>
          <td colSpan={4}>{detail(change)}</td>
        </tr>
      )}
    </tbody>
  );
}
