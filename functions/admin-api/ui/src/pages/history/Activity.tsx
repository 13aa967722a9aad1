import type { ReactNode } from "react";
import { Link } from "react-router";
import { useAccount } from "../../api/hooks";
import type { RunDetail } from "../../api/shapes";
import { Digest } from "../../parts/Digest";
import { Time } from "../../parts/Time";
import { count } from "../../text";
import { MailStatus } from "../blocked/MailStatus";
import { entryWord, statusOf } from "./words";

/** What happened in which order, and where the run stands in the history. */
export function Activity({ run }: { run: RunDetail }) {
  const account = useAccount();
  const steps: [string | null, ReactNode][] = [
    [run.started_at, `${entryWord(run)}: ${run.actor}`],
    [null, run.undoes !== null && <Link to={`/${account}/history/${run.undoes}`}>To take back {run.undoes}</Link>],
    [null, run.reason !== null && `Confirmed: “${run.reason}”`],
    [null, run.skipped.length > 0 && `${count(run.skipped.length, "change", "changes")} left out`],
    [null, Object.keys(run.same_person).length > 0 && `${count(Object.keys(run.same_person).length, "new person", "new people")} called the same as somebody of the directory`],
    [null, run.act?.about ?  `About ${run.act.about}` : false],
    [run.finished_at, run.finished_at !== null && statusOf(run).word],
  ];
  return (
    <>
      <ol className="plain timeline">
        {steps
          .filter(([, what]) => what !== false)
          .map(([at, what], index) => (
            <li key={index}>
              <span className="soft numbers">{at !== null && <Time at={at} exact />}</span>
              <span className="break">{what}</span>
            </li>
          ))}
      </ol>
      {(run.mail.length > 0 || run.state === "blocked") && <MailStatus mail={run.mail} />}
      <section className="stack-tight" aria-labelledby="place">
        <h2 id="place">Place in the history</h2>
        {run.entry_number === null ? (
          <p className="soft">It becomes an entry when it ends.</p>
        ) : (
          <dl className="fact-list">
            <div>
              <dt>Entry</dt>
              <dd className="numbers">{run.entry_number.toLocaleString("en")}</dd>
            </div>
            <div>
              <dt>Entry before it</dt>
              <dd>{run.previous === null ? "None: it is the first" : <Digest value={run.previous} />}</dd>
            </div>
            <div>
              <dt>Run</dt>
              <dd className="mono break">{run.run_id}</dd>
            </div>
          </dl>
        )}
      </section>
    </>
  );
}
