import { wordsOf } from "../../api/codes";
import type { RunDetail } from "../../api/shapes";
import { AskAPerson } from "../../parts/AskAPerson";
import { Notice } from "../../parts/Notice";
import { StateWord } from "../../parts/StateWord";
import { FindingGroups } from "../review/FindingGroups";
import { sections } from "../review/findings";
import { outcome } from "./outcome";
import { nextStep } from "./stage";

/** What went wrong or was left out, each with what to do. */
export function RunErrors({ run }: { run: RunDetail }) {
  const { first, lines, rest } = sections(run.findings, []);
  const groups = [...first, ...lines, ...rest];
  if (groups.length === 0 && run.error === null && run.refused.length === 0) {
    return <p className="soft">Nothing was ignored, and nothing went wrong.</p>;
  }
  return (
    <>
      {run.error !== null && (
        <Notice tone="bad" title={run.error_detail ?? run.error}>
          <p className="row">
            <code>{run.error}</code> {nextStep(run)}
          </p>
        </Notice>
      )}
      {run.refused.length > 0 && (
        <section className="stack-tight" aria-labelledby="refused">
          <h2 id="refused">Changes that were not applied</h2>
          <ul className="plain stack-tight">
            {run.refused.map(({ id }) => (
              <li key={id} className="row">
                <span className="mono">{id}</span>
                <StateWord {...outcome(run, { id })} />
              </li>
            ))}
          </ul>
          <p className="soft">{wordsOf("changed_since_review").next}</p>
        </section>
      )}
      {groups.length > 0 && (
        <section className="stack-tight" aria-labelledby="findings">
          <div className="row-apart">
            <h2 id="findings">What was found</h2>
            <AskAPerson />
          </div>
          <FindingGroups digest={run.digest} groups={groups} />
        </section>
      )}
    </>
  );
}
