import { Link } from "react-router";
import { useAccount } from "../../api/hooks";
import { useEmployeeHistory } from "../../api/people";
import { Button } from "../../parts/Button";
import { Diff } from "../../parts/Diff";
import { Failure } from "../../parts/Failure";
import { Loading } from "../../parts/Loading";
import { Time } from "../../parts/Time";
import { TEXT } from "./text";

/** What changed somebody, newest first, each with the run that did it. */
export function PersonHistory({ id }: { id: string }) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage, isFetchNextPageError } = useEmployeeHistory(id);
  return (
    <section className="stack" aria-labelledby="history">
      <h2 id="history">{TEXT.history}</h2>
      {data && <Written items={data.pages.flatMap(({ items }) => items)} isWhole={!hasNextPage} />}
      {error ? (
        <Failure problem={error} retry={() => void (isFetchNextPageError ? fetchNextPage() : refetch())} />
      ) : !data ? (
        <Loading what="the history" />
      ) : (
        hasNextPage && (
          <div>
            <Button busy={isFetchingNextPage} onPress={() => void fetchNextPage()}>
              {TEXT.historyOlder}
            </Button>
          </div>
        )
      )}
    </section>
  );
}

type Items = NonNullable<ReturnType<typeof useEmployeeHistory>["data"]>["pages"][number]["items"];

/** What was found so far. That there is nothing can only be said of the whole history. */
function Written({ items, isWhole }: { items: Items; isWhole: boolean }) {
  const account = useAccount();
  if (items.length === 0) {
    return (
      <p className="soft" role="status">
        {isWhole ? TEXT.historyEmpty : TEXT.historyNoneSoFar}
      </p>
    );
  }
  return (
    <ol className="plain stack">
      {items.map(({ run_id, at, actor, fields }) => (
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
  );
}
