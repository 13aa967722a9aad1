import { useEffect, useState } from "react";
import { Link, useLocation, useNavigate, useSearchParams } from "react-router";
import { useAccount } from "../../api/hooks";
import { useEmployees } from "../../api/people";
import { asProblem } from "../../api/problem";
import type { Employee } from "../../api/shapes";
import { LinkButton } from "../../parts/Button";
import { type Column, DataTable } from "../../parts/DataTable";
import { EmptyFiltered } from "../../parts/EmptyFiltered";
import { EmptyFirst } from "../../parts/EmptyFirst";
import { Failure } from "../../parts/Failure";
import { Loading } from "../../parts/Loading";
import { Page } from "../../parts/Page";
import { Paging } from "../../parts/Paging";
import { StateWord } from "../../parts/StateWord";
import { DeactivateMissing } from "./DeactivateMissing";
import { DuplicateGuide } from "./DuplicateGuide";
import { Filters } from "./Filters";
import { isFiltered, searchOf, whichOf, withCursor } from "./filters";
import { called, missingFor, sourceWord, statusWord, TEXT } from "./text";
import "./users.css";

/** The directory: everybody, to be found and looked at. */
export function UsersPage() {
  const [params, setParams] = useSearchParams();
  const { state } = useLocation();
  const [search, setSearch] = useState(() => searchOf(state));
  const which = whichOf(params, useSettled(search));
  const { data, error, refetch, isPlaceholderData } = useEmployees(which);
  const clear = () => {
    setSearch("");
    setParams({}, { replace: true, state: null });
  };
  const find = (text: string) => {
    setSearch(text);
    setParams(withCursor(params, null), { replace: true, state: { search: text } });
  };
  useFirstPageInstead(error);

  return (
    <Page title={TEXT.title} intro={TEXT.intro}>
      <Filters params={params} setParams={setParams} search={search} onSearch={find} />
      {which.missing && <DeactivateMissing />}
      {error ? (
        <Failure problem={error} retry={() => void refetch()} />
      ) : !data ? (
        <Loading what="the people" />
      ) : (
        <div className="stack" aria-busy={isPlaceholderData || undefined}>
          <People people={data.items} empty={isFiltered(which) || which.cursor ? <EmptyFiltered onClear={clear} /> : <Nobody />} />
          <Pages params={params} search={search} next={data.next_cursor} />
        </div>
      )}
      <DuplicateGuide />
    </Page>
  );
}

function People({ people, empty }: { people: readonly Employee[]; empty: React.ReactNode }) {
  const account = useAccount();
  const columns: Column<Employee>[] = [
    {
      key: "name",
      header: "Name",
      isRowHeader: true,
      cell: (person) => <Link to={`/${account}/users/${encodeURIComponent(person.id)}`}>{called(person)}</Link>,
    },
    { key: "email", header: "Email", cell: ({ email }) => <span className="people-email">{email ?? <None />}</span> },
    { key: "employee_id", header: "Employee ID", cell: ({ employee_id }) => <span className="mono">{employee_id ?? <None />}</span> },
    {
      key: "status",
      header: "Status",
      cell: ({ status, missing }) => (
        <div className="stack-tight">
          <StateWord {...statusWord(status)} />
          {missing && <span className="small soft">Missing {missingFor(missing)}</span>}
        </div>
      ),
    },
    { key: "source", header: "Source", cell: (person) => <span className="badge">{sourceWord(person)}</span> },
  ];
  return <DataTable caption={TEXT.caption} columns={columns} rows={people} rowKey={({ id }) => id} empty={empty} />;
}

function None() {
  return <span className="soft">{TEXT.never}</span>;
}

function Nobody() {
  const account = useAccount();
  return (
    <EmptyFirst title={TEXT.emptyTitle} action={<LinkButton to={`/${account}`}>{TEXT.emptyNext}</LinkButton>}>
      {TEXT.emptyWhy}
    </EmptyFirst>
  );
}

function Pages({ params, search, next }: { params: URLSearchParams; search: string; next: string | null }) {
  const to = (cursor: string | null) => `?${withCursor(params, cursor)}`;
  const state = search === "" ? undefined : { search };
  return <Paging firstTo={params.has("cursor") ? to(null) : null} nextTo={next === null ? null : to(next)} state={state} />;
}

/** The text once somebody stops typing. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 250);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

/** A page's address holds for one search, which is in no address: opened without it, the list begins anew. */
function useFirstPageInstead(error: unknown): void {
  const go = useNavigate();
  const isOld = error !== null && asProblem(error).code === "bad_cursor";
  useEffect(() => {
    if (isOld) void go("?", { replace: true });
  }, [isOld, go]);
}
