import { useNavigate, useSearchParams } from "react-router";
import { usePlanChanges } from "../../api/reviews";
import type { RunDetail } from "../../api/shapes";
import { useMay } from "../../app/roles";
import { Button } from "../../parts/Button";
import { EmptyFiltered } from "../../parts/EmptyFiltered";
import { Failure } from "../../parts/Failure";
import { Loading } from "../../parts/Loading";
import { Paging } from "../../parts/Paging";
import { StateWord } from "../../parts/StateWord";
import { count } from "../../text";
import { ChangeDetail } from "../review/ChangeDetail";
import { ChangesTable } from "../review/ChangesTable";
import { NONE } from "../review/choices";
import { addressOf, changesQuery, isNarrowed, type View, viewOf } from "../review/view";
import { outcome } from "./outcome";

/** The changes of the run's plan, each with what became of it. */
export function RunChanges({ run }: { run: RunDetail }) {
  if (run.digest === null) return <p className="soft">This run made no plan.</p>;
  return <OfPlan run={run} digest={run.digest} />;
}

function OfPlan({ run, digest }: { run: RunDetail; digest: string }) {
  const [address] = useSearchParams();
  const navigate = useNavigate();
  const mayReveal = useMay("reveal");
  const view = viewOf(address);
  const { data, error, refetch } = usePlanChanges(digest, changesQuery(view, ""));
  const go = (view: Partial<View>) => void navigate(within(view), { replace: true, preventScrollReset: true });
  if (error && !data) return <Failure problem={error} retry={() => void refetch()} />;
  if (!data) return <Loading what="the changes" />;
  if (data.items.length === 0 && (isNarrowed(view) || view.cursor !== null)) return <EmptyFiltered onClear={() => go({})} />;
  if (data.items.length === 0) return <p className="soft">There were no changes in its plan.</p>;
  return (
    <>
      <div className="row-apart">
        <p className="soft numbers">{count(data.total, "change", "changes")}</p>
        {isNarrowed(view) && (
          <Button variant="quiet" small onPress={() => go({})}>
            Show all changes
          </Button>
        )}
      </div>
      <ChangesTable
        caption="Changes and what became of them"
        changes={data.items}
        open={view.open}
        onOpen={(open) => go({ ...view, open })}
        isOut={({ id }) => run.skipped.includes(id)}
        last={{ header: "Outcome", of: (change) => <StateWord {...outcome(run, change)} /> }}
        detail={(change) => <ChangeDetail digest={digest} change={change} choices={NONE} decide={null} mayReveal={mayReveal} />}
      />
      <Paging
        firstTo={view.cursor === null ? null : within({ ...view, cursor: null, open: null })}
        nextTo={data.next_cursor === null ? null : within({ ...view, cursor: data.next_cursor, open: null })}
      />
    </>
  );
}

/** The address of a view within this tab. */
function within(view: Partial<View>): string {
  const rest = addressOf(view).replace("?", "");
  return rest === "" ? "?tab=changes" : `?tab=changes&${rest}`;
}
