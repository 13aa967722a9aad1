import { Link } from "react-router";
import { useAccount } from "../../api/hooks";
import { useEmployeeHistory } from "../../api/people";
import { Diff } from "../../parts/Diff";
import { Failure } from "../../parts/Failure";
import { Loading } from "../../parts/Loading";
import { Time } from "../../parts/Time";
import { TEXT } from "./text";

/** What changed somebody, newest first, each with the run that did it. */
export function PersonHistory({ id }: { id: string }) {
  const account = useAccount();
  const { data, error, refetch } = useEmployeeHistory(id);
  return (
    <section className="stack" aria-labelledby="history">
      <h2 id="history">{TEXT.history}</h2>
      {error ? (
        <Failure problem={error} retry={() => void refetch()} />
      ) : !data ? (
        <Loading what="the history" />
      ) : data.items.length === 0 ? (
        <p className="soft">{TEXT.historyEmpty}</p>
      ) : (
        <ol className="plain stack">
          {data.items.map(({ run_id, at, actor, fields }) => (
            <li key={run_id} className="stack-tight">
              <p className="small">
                <Link to={`/${account}/history/${encodeURIComponent(run_id)}`}>
                  <Time at={at} exact />
                </Link>{" "}
                <span className="soft">{actor}</span>
              </p>
              <Diff changes={fields} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
