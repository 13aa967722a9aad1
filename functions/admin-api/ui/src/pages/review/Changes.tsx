import { useEffect, useRef } from "react";
import { useLocation, useNavigate, useSearchParams } from "react-router";
import { usePlanChanges, usePlanFindings } from "../../api/reviews";
import type { Change, Plan } from "../../api/shapes";
import { useMay } from "../../app/roles";
import { Button } from "../../parts/Button";
import { EmptyFiltered } from "../../parts/EmptyFiltered";
import { Failure } from "../../parts/Failure";
import { Loading } from "../../parts/Loading";
import { Paging } from "../../parts/Paging";
import { count } from "../../text";
import { ChangeDetail } from "./ChangeDetail";
import { ChangeFilters } from "./ChangeFilters";
import { Search, useSearch } from "./Search";
import { ChangesTable } from "./ChangesTable";
import { type Choices, leaveOut, takeIn } from "./choices";
import { refusesRow } from "./findings";
import { FindingsTable } from "./FindingsTable";
import { who } from "./text";
import { addressOf, changesQuery, findingsQuery, isNarrowed, type Shown, type View, viewOf } from "./view";

const HEADINGS: Readonly<Record<Shown, string>> = {
  all: "All changes",
  new: "New people",
  updated: "Updated people",
  deactivated: "Deactivated people",
  reactivated: "Reactivated people",
  attention: "Changes that need attention",
  excluded: "Excluded in TriNet, and still active",
  errors: "Ignored with errors",
};

interface ChangesProps {
  plan: Plan;
  choices: Choices;
  /** `null` where nothing can be decided. */
  decide: ((change: (choices: Choices) => Choices) => void) | null;
}

/** The part of a plan that is looked at, by the page. */
export function Changes({ plan, choices, decide }: ChangesProps) {
  const [address] = useSearchParams();
  const view = viewOf(address);
  const go = useView();
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(view.show);
  const { hash, key } = useLocation();
  useEffect(() => {
    // A link from a warning leads here also where the same part is shown already; who only filters stays where they are.
    if (shown.current === view.show && hash !== "#changes") return;
    shown.current = view.show;
    heading.current?.focus();
  }, [view.show, hash, key]);
  return (
    <section className="stack-tight changes-section" aria-labelledby="changes">
      <div className="row-apart">
        <h2 id="changes" ref={heading} tabIndex={-1}>
          {HEADINGS[view.show]}
        </h2>
        {isNarrowed(view) && (
          <Button variant="quiet" small onPress={() => go({ show: "all" })}>
            Show all changes
          </Button>
        )}
      </div>
      {findingsQuery(view) === null ? (
        <OfPeople plan={plan} view={view} choices={choices} decide={decide} />
      ) : (
        <OfFindings digest={plan.digest} view={view} />
      )}
    </section>
  );
}

/** Goes to another view in this place: the back button leaves the review and not each of its filters. */
function useView(): (view: Partial<View>) => void {
  const navigate = useNavigate();
  const { state } = useLocation();
  return (view) => void navigate(addressOf(view) || ".", { replace: true, state, preventScrollReset: true });
}

function OfPeople({ plan, view, choices, decide }: ChangesProps & { view: View }) {
  const go = useView();
  const [search, setSearch] = useSearch();
  const mayReveal = useMay("reveal");
  const changes = usePlanChanges(plan.digest, changesQuery(view, search));
  const clear = () => {
    setSearch("");
    go({ show: "all" });
  };
  const { data } = changes;
  const isPart = search !== "" || isNarrowed(view) || view.cursor !== null;
  return (
    <>
      <div className="row-apart" hidden={data?.total === 0 && !isPart}>
        <div className="row change-filters">
          <Search label="Search in these changes" value={search} onSearch={setSearch} />
          <ChangeFilters view={view} shown={data?.items ?? []} onChange={go} />
        </div>
        {data && <p className="soft numbers">{count(data.total, "change", "changes")}</p>}
      </div>
      {changes.error && <Failure problem={changes.error} retry={() => void changes.refetch()} />}
      {!data && !changes.error && <Loading what="the changes" />}
      {data?.items.length === 0 &&
        (isPart ? (
          <EmptyFiltered onClear={clear} />
        ) : (
          <p className="soft">There are no changes in this plan.</p>
        ))}
      {data && data.items.length > 0 && (
        <>
          <ChangesTable
            caption={HEADINGS[view.show]}
            changes={data.items}
            open={view.open}
            onOpen={(open) => go({ ...view, open })}
            isOut={({ id }) => choices.leftOut.has(id)}
            last={{ header: decide ? "Import" : "Note", of: (change) => <Decision change={change} choices={choices} decide={decide} /> }}
            detail={(change) => (
              <ChangeDetail digest={plan.digest} change={change} choices={choices} decide={decide} mayReveal={mayReveal} />
            )}
          />
          <Paging {...pages(view, data.next_cursor)} />
        </>
      )}
    </>
  );
}

function Decision({ change, choices, decide }: { change: Change; choices: Choices; decide: ChangesProps["decide"] }) {
  const isOut = choices.leftOut.has(change.id);
  if (choices.samePerson.has(change.id)) return <span>Same person</span>;
  if (!decide) return isOut ? <span>Left out</span> : null;
  return (
    <Button
      variant={isOut ? "plain" : "quiet"}
      small
      onPress={() => decide((it) => (isOut ? takeIn(it, change.id) : leaveOut(it, change)))}
    >
      {isOut ? "Left out – undo" : "Leave out"} <span className="only-heard">{who(change)}</span>
    </Button>
  );
}

/** The addresses of the first and the next page of a view. */
function pages(view: View, next: string | null): { firstTo: string | null; nextTo: string | null } {
  return {
    firstTo: view.cursor === null ? null : addressOf({ ...view, cursor: null, open: null }) || ".",
    nextTo: next === null ? null : addressOf({ ...view, cursor: next, open: null }),
  };
}

function OfFindings({ digest, view }: { digest: string; view: View }) {
  const { data, error, refetch } = usePlanFindings(digest, findingsQuery(view));
  if (error) return <Failure problem={error} retry={() => void refetch()} />;
  if (!data) return <Loading what="the findings" />;
  return (
    <>
      <FindingsTable caption={HEADINGS[view.show]} findings={data.items.filter(refusesRow)} />
      <Paging {...pages(view, data.next_cursor)} />
    </>
  );
}
