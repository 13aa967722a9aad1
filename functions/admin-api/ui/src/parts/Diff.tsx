import type { FieldChange } from "../api/shapes";
import { fieldName } from "../text";
import { Value } from "./Masked";

type Kind = "added" | "removed" | "changed";

const SIGNS: Record<Kind, string> = { added: "+", removed: "−", changed: "~" };

export function kindOf({ before, after }: FieldChange): Kind {
  if (before === null) return "added";
  return after === null ? "removed" : "changed";
}

/** What changes in each field: a word and a sign beside the colour. Masked values stay masked, and still count as changed. */
export function Diff({ changes }: { changes: readonly FieldChange[] }) {
  return (
    <dl className="diff">
      {changes.map((change) => {
        const kind = kindOf(change);
        return (
          <div key={change.field} className={`diff-row diff-${kind}`}>
            <dt>
              <span className="diff-sign" aria-hidden="true">
                {SIGNS[kind]}
              </span>
              {fieldName(change.field)} <span className="diff-kind">{kind}</span>
            </dt>
            <dd>
              {change.before !== null && (
                <del>
                  <span className="only-heard">before: </span>
                  <Value text={change.before} />
                </del>
              )}
              {kind === "changed" && (
                <span className="diff-arrow" aria-hidden="true">
                  →
                </span>
              )}
              {change.after !== null && (
                <ins>
                  <span className="only-heard">after: </span>
                  <Value text={change.after} />
                </ins>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
